"""Macros for when things are due and who sees to them: the steps, the schedule, the agenda."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from huiqi.facts.calendar import Deadline, format_ordinal
from huiqi.facts.kinds import is_absent
from huiqi.facts.model.cycle import Cycle
from macros.dates import ShownDeadline
from macros.scope import Scope
from macros.steps import STEPS, list_steps, step_title, steps
from macros.words import join, meeting_when

# Keys of events that the picture tells apart.
DECISION, REPORT = "decide-appraisal", "report-opinions"


@dataclass(frozen=True)
class Event:
    """One line of the schedule: what is due, when, and who sees to it.

    ``key`` stays the same whatever the facts say; ``party`` is the id of the owner and ``page``
    the address of the page that tells more.
    """

    key: str
    what: str
    when: Any
    owner: Any
    order: dt.date
    due: Deadline | None
    party: str | None
    page: str


def step_owner(scope: Scope, step: str) -> str:
    """准备步骤的责任单位。

    例：{{ step_owner("study") }}
    """
    return str(getattr(scope.view.preparation, step).owner)


def step_deadline(scope: Scope, step: str) -> str:
    """准备步骤的期限，会议日期已定时相对日期后写明日期。

    例：{{ step_deadline("criticism") }}
    """
    deadline = getattr(scope.view.preparation, step).deadline
    return _write_when(scope, _meeting_day(scope) if deadline is None else deadline)


def _write_when(scope: Scope, when: Any) -> str:
    """Write a deadline of the schedule; a meeting day that is open is said as the plan says it."""
    if isinstance(when, ShownDeadline) and when.deadline == Deadline() and not when.day:
        return f"{when.deadline.phrase}（{meeting_when(scope)}）"
    return str(when)


def _meeting_day(scope: Scope) -> ShownDeadline:
    return scope.show_deadline(Deadline())


def step_table(scope: Scope, prefix: str = "") -> str:
    """列出准备步骤，链接到各步骤的页面；prefix 为到 preparation/ 的相对路径。

    例：{{ step_table("preparation/") }}
    """
    lines = ["| 步骤 | 期限 | 责任单位 |", "|---|---|---|"]
    for index, step in enumerate(steps(scope), start=1):
        link = f"[{step_title(scope, step)}]({prefix}{STEPS[step].page}.md)"
        when, owner = step_deadline(scope, step), step_owner(scope, step)
        lines.append(f"| {format_ordinal(index)}、{link} | {when} | {owner} |")
    return "\n".join(lines)


def way(scope: Scope) -> str:
    """从第一步到会后工作，逐项写出期限，链接到各自的页面，用于首页。

    例：{{ way() }}
    """
    lines = []
    for number, event in enumerate(list_events(scope), start=1):
        when = _write_when(scope, event.when)
        lines.append(f"{number}. {_link_event(scope, event)}<span>{when}</span>")
    return "\n".join(lines)


def _link_event(scope: Scope, event: Event) -> str:
    """Return what an event is, as a link to its page; a certain day is marked to be counted to."""
    day = scope.cycle.certain_day(event.due)
    mark = f'{{ data-day="{day.isoformat()}" }}' if day else ""
    return f"[{event.what}]({event.page}){mark}"


def list_events(scope: Scope) -> list[Event]:
    """Return the whole schedule in order of time; what has no date keeps its place."""
    events, last = [], dt.date.min
    for key, what, place, due, owner, page in _list_rows(scope.cycle):
        facts, shown = _at(scope.cycle, place), _at(scope.view, place)
        if shown is None:
            continue
        day, when = getattr(facts, due), getattr(shown, due)
        if when is None and key in STEPS:
            day, when = Deadline(), _meeting_day(scope)
        if when is None:
            continue
        last = _resolve(scope, day) or last
        party = getattr(facts, owner)
        events.append(Event(key, what, when, getattr(shown, owner), last, day, party, page))
        if key == "materials":
            events.append(_meeting_event(scope, last))
    return sorted(events, key=lambda event: event.order)


def _list_rows(cycle: Cycle) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Yield key and words of each event, where the facts have it, its date, its owner, its page."""
    for name, words in list_steps(cycle).items():
        place, page = f"preparation.{name}", f"preparation/{words.page}.md"
        yield name, words.event, place, "deadline", "owner", page
        if name == "plan":
            yield "submit-plan", "报送实施方案", place, "submit_deadline", "owner", page
        if name == "opinions":
            reviewed = not is_absent(cycle, ("preparation", "opinions", "report_reviewer"))
            what = "形成征求意见情况报告" + ("并送审" if reviewed else "")
            yield REPORT, what, place, "report_deadline", "owner", page
        if name == "appraisal":
            yield DECISION, "作出评定意见", place, "decision_deadline", "decided_by", page
    yield from _list_later_rows(cycle, "requirements.md")


def _list_later_rows(cycle: Cycle, page: str) -> Iterator[tuple[str, str, str, str, str, str]]:
    report = "报送会议情况报告" + ("" if cycle.branch else "和会议记录")
    later = (
        ("notice", "通报会议情况", "owner"),
        ("report", report, "sender"),
        ("rectification", "制定整改方案和整改问题清单", "owner"),
    )
    yield from (
        (key, what, f"follow_up.{key}", "deadline", owner, page) for key, what, owner in later
    )


def _at(facts: Any, place: str) -> Any:
    for name in place.split("."):
        facts = getattr(facts, name)
    return facts


def _meeting_event(scope: Scope, last: dt.date) -> Event:
    held = _meeting_day(scope)
    order = _resolve(scope, Deadline()) or last
    what, team = f"召开{scope.view.meeting_word}", scope.view.team.name
    return Event("meeting", what, held, team, order, Deadline(), None, "overview.md")


def _resolve(scope: Scope, due: Deadline | None) -> dt.date | None:
    return scope.cycle.resolve(due) if due else None


def later_work(scope: Scope) -> str:
    """写出有哪些会后工作。

    例：{{ later_work() }}
    """
    later = scope.view.follow_up
    works = (("整改", later.rectification), ("通报", later.notice), ("报告", later.report))
    return join(scope, [name for name, facts in works if facts is not None], last="和")


def schedule(scope: Scope) -> str:
    """按时间顺序列出全部日程。

    例：{{ schedule() }}
    """
    lines = ["| 期限 | 事项 | 责任单位 |", "|---|---|---|"]
    for event in list_events(scope):
        when = _write_when(scope, event.when)
        lines.append(f"| {when} | {_link_event(scope, event)} | {event.owner} |")
    return "\n".join(lines)


def agenda(scope: Scope) -> str:
    """逐项列出会议议程。

    例：{{ agenda() }}
    """
    return "\n".join(
        f"{index}. {item.text}" for index, item in enumerate(scope.view.agenda, start=1)
    )


def agenda_table(scope: Scope) -> str:
    """列出会议议程和每项的报告人或发言人。

    例：{{ agenda_table() }}
    """
    named = any(item.presenter for item in scope.cycle.agenda)
    head = ["| 序号 | 议程 | 报告人或发言人 |", "|---|---|---|"]
    lines = head if named else ["| 序号 | 议程 |", "|---|---|"]
    for index, item in enumerate(scope.view.agenda, start=1):
        presenter = f" {item.presenter or '—'} |" if named else ""
        lines.append(f"| {index} | {item.text} |{presenter}")
    return "\n".join(lines)
