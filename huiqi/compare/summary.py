"""What changed, in a sentence or two for the readers of the site."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.compare.changes import Change, compare
from huiqi.facts.calendar import Deadline, format_day
from huiqi.facts.kinds import say_label
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.walk import walk
from macros.scope import Rendition

_MOST = 5
# What a reader calls the facts, in the order in which they matter to him.
_TOPICS: dict[str, tuple[str, ...]] = {
    "会议主题": ("theme",),
    "对照检查方面": ("areas", "dimensions"),
    "学习篇目": ("reading_list",),
    "学习材料": ("materials",),
    "会议议程": ("agenda",),
    "会议安排": ("meeting",),
    "职责分工": ("offices", "prep_group", "preparation", "follow_up"),
    "材料": ("documents", "extra_documents"),
    "班子与人员": ("team", "members", "staff", "departments"),
    "依据和意义": ("basis", "purpose", "terms", "campaign", "feedback"),
}
# Remarks stand beside the summary; address and archiving are no news to who is reading there.
_SAID_ELSEWHERE = {"remarks", "site_address", "archived_on"}


def summarize(old: Cycle, new: Cycle) -> str:
    """Return what changed of what the site shows; nothing when all of that is the same.

    Only dates and the names of topics are told: never a person's name, never an internal fact.
    """
    # Names count only where both editions show them; a name itself is never written.
    names = old.publish_names and new.publish_names
    changes = compare(old, new, Rendition(internal=False, names=names))
    told = {change.path: phrase for change in changes for phrase in _tell(change, new)}
    if ("meeting", "date") in told:
        told.pop(("meeting", "time"), None)
    deadlines = {change.path for change in changes if str(change.path[-1]).endswith("deadline")}
    first = list(told.values())
    first += [f"{len(deadlines)} 项期限有变"] if deadlines else []
    first += _tell_reckoned(old, new)
    known = deadlines | told.keys() | {("meeting", "time")}
    rest = [change for change in changes if change.path not in known]
    sentences = ["，".join(first), say_label(new, _name_topics(rest))]
    return "".join(f"{sentence}。" for sentence in sentences if sentence)


def _tell(change: Change, new: Cycle) -> Iterator[str]:
    """Yield what is worth a phrase of its own."""
    if change.path == ("meeting", "date"):
        day = new.meeting.date
        said = "已定（{}）" if change.kind == "added" else "改为{}"
        yield f"会议时间{said.format(format_day(day))}" if day else "会议时间改为另行通知"
    elif change.path == ("meeting", "time"):
        yield "会议时间有变"
    elif change.path == ("meeting", "place"):
        yield {"added": "会议地点已定", "removed": "会议地点改为另行通知"}.get(
            change.kind, "会议地点有变"
        )
    elif change.path == ("preparation", "plan", "approved_on") and change.kind == "added":
        yield "方案已审核同意"


def _tell_reckoned(old: Cycle, new: Cycle) -> Iterator[str]:
    """Yield what the meeting's date does to the deadlines that hang on it."""
    if new.meeting.date is None or new.meeting.date == old.meeting.date:
        return
    if any(isinstance(node.value, Deadline) and node.value.relative for node in walk(new)):
        yield f"按会议日期推算的期限随之{'变动' if old.meeting.date else '确定'}"


def _name_topics(changes: list[Change]) -> str:
    """Name what else changed: 会议主题、学习篇目有变动."""
    keys = {str(change.path[0]) for change in changes}
    topics = [topic for topic, names in _TOPICS.items() if keys.intersection(names)]
    known = {name for names in _TOPICS.values() for name in names}
    topics += ["其他内容"] if keys - known - _SAID_ELSEWHERE else []
    more = "等" if len(topics) > _MOST else ""
    return f"{'、'.join(topics[:_MOST])}{more}有变动" if topics else ""
