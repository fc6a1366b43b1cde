"""R26: facts that imply one another agree; all hints, since each may be meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huiqi.errors import Finding, KeyPath
from huiqi.facts.calendar import format_day, parse_clock
from huiqi.facts.model.content import DocumentNumber
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.paperwork import Letterhead
from huiqi.facts.model.walk import Node, find_models, walk
from huiqi.rules.base import Case, hint
from huiqi.rules.dates import list_deadlines

_BRANCH, _GROUP = "组织生活会", "民主生活会"
_FIRST_HALF = 6  # the meeting of a year is held by June of the next
_LONG_BEFORE, _LONG_AFTER = 200, 400  # days; more is a slip in the year
_PLAN: KeyPath = ("preparation", "plan")


def check_agreement(case: Case) -> Iterator[Finding]:
    """R26: kind, year, dates, numbers, theme and lists do not contradict one another."""
    for check in (
        _check_kind, _check_year, _check_order, _check_far_days, _check_numbers, _check_theme_source,
        _check_issue, _check_later_days, _check_time, _check_lists,
    ):  # fmt: skip
        yield from check(case.cycle)


def _check_kind(cycle: Cycle) -> Iterator[Finding]:
    branch, word = _BRANCH in cycle.kind, cycle.meeting_word
    wrong = _GROUP if branch else _BRANCH
    if wrong in word:
        meant = _BRANCH if branch else _GROUP
        yield hint(("meeting_word",), f"与会议类型“{cycle.kind}”一致的会议名称用语", f"“{word}”",
                   f"写 meeting_word: {meant}，或核对 kind")  # fmt: skip
    if cycle.special_name and not cycle.special:
        kind = f"专题{_BRANCH}" if branch else "专题 或 年度暨专题"
        yield hint(("special_name",), f"“{cycle.kind}”会议不写专题名称", f"“{cycle.special_name}”",
                   f"删去；是专题会议的，kind 写 {kind}")  # fmt: skip


def _check_year(cycle: Cycle) -> Iterator[Finding]:
    year, day = cycle.cycle_year, cycle.reference_day
    if year is None:
        return
    key: KeyPath = ("meeting", "date" if cycle.meeting.date else "deadline")
    if day and not year <= day.year <= year + 1:
        yield hint(key, f"{year}年度会议的日期（{year}年，或{year + 1}年初）", format_day(day),
                   "核对会议年度和日期的年份")  # fmt: skip
    elif day and day.year > year and day.month > _FIRST_HALF:
        yield hint(key, f"{year}年度会议的日期（一般不晚于{year + 1}年上半年）", format_day(day),
                   "核对会议年度和日期的年份；经上级同意延后的不必改")  # fmt: skip
    named = int(cycle.id[:4])
    if named not in (year, year + 1):
        yield hint(("cycle_year",), f"与会议周期代号 {cycle.id} 一致的年度", f"{year}",
                   "核对 id 和会议年度")  # fmt: skip


def _check_order(cycle: Cycle) -> Iterator[Finding]:
    """Outlines are written when opinions are in and talks are held."""
    steps = cycle.preparation
    written = steps.materials.deadline and cycle.resolve(steps.materials.deadline)
    for name, step, word in (
        ("opinions", steps.opinions, "征求意见"),
        ("talks", steps.talks, "谈心谈话"),
    ):
        due = step.deadline and cycle.resolve(step.deadline)
        if due and written and due > written:
            yield hint(("preparation", name, "deadline"), f"不晚于材料撰写期限 {format_day(written)} 的{word}期限",
                       format_day(due), "提前这项期限，或推后撰写材料的期限")  # fmt: skip


def _check_far_days(cycle: Cycle) -> Iterator[Finding]:
    day = cycle.reference_day
    for key, name, deadline in list_deadlines(cycle):
        due = deadline.day
        if not day or not due:
            continue
        apart = (due - day).days
        if apart < -_LONG_BEFORE or apart > _LONG_AFTER:
            side = "前" if apart < 0 else "后"
            yield hint(key, f"会议{side}不远的{name}", f"{format_day(due)}，在会议{side} {abs(apart)} 天",
                       "核对年份")  # fmt: skip


def _check_numbers(cycle: Cycle) -> Iterator[Finding]:
    day = cycle.reference_day
    if day is None:
        return
    notices = {
        ("basis", index, "number")
        for index, item in enumerate(cycle.basis)
        if item.sets_theme or "通知" in (item.title or "")
    }
    for key, number in find_models(cycle, DocumentNumber):
        if number.year is None:
            continue
        own = key in notices or key[0] != "basis"
        after = number.year > day.year + (key[0] != "basis")  # papers are issued afterwards too
        if after or (own and number.year < day.year - 1):
            where = "以后" if after else "很久以前"
            yield hint((*key, "year"), "与会议时间相近的发文年份" if own else "会议以前的发文年份",
                       f"{number.year}年，在会议（{format_day(day)}）{where}", "核对文号的年份")  # fmt: skip


def _check_theme_source(cycle: Cycle) -> Iterator[Finding]:
    setting = [index for index, item in enumerate(cycle.basis) if item.sets_theme]
    if cycle.theme and not setting and _BRANCH not in cycle.kind:
        yield hint(("basis",), "写明主题由哪一项依据规定", "没有一项写 sets_theme",
                   "在规定主题的那份通知下写 sets_theme: true；主题由本单位确定的不必改")  # fmt: skip
    for index in setting[1:]:
        yield hint(("basis", index, "sets_theme"), "只有一项依据规定主题",
                   f"第 {setting[0] + 1} 项也写了 sets_theme", "只留规定主题的那一项")  # fmt: skip


def _check_issue(cycle: Cycle) -> Iterator[Finding]:
    approved = cycle.preparation.plan.approved_on
    for index, document in enumerate(cycle.documents):
        issued = document.letterhead.date if document.letterhead else None
        if document.id == "plan" and issued and approved and issued < approved:
            yield hint(("documents", index, "letterhead", "date"), f"不早于方案审核同意日期 {format_day(approved)} 的成文日期",
                       format_day(issued), "核对成文日期和审核同意日期")  # fmt: skip
    for key, head in find_models(cycle, Letterhead):
        if head.date and head.printed_on and head.printed_on < head.date:
            yield hint((*key, "printed_on"), f"不早于成文日期 {format_day(head.date)} 的印发日期",
                       format_day(head.printed_on), "核对成文日期和印发日期")  # fmt: skip


def _check_later_days(cycle: Cycle) -> Iterator[Finding]:
    held, day = cycle.meeting.date, cycle.reference_day
    if held and cycle.archived_on and cycle.archived_on < held:
        yield hint(("archived_on",), f"会议（{format_day(held)}）以后的归档日期", format_day(cycle.archived_on),
                   "核对归档日期")  # fmt: skip
    for place, group in enumerate(cycle.reading_list):
        for index, item in enumerate(group.items):
            if day and item.date and item.date > day:
                yield hint(("reading_list", place, "items", index, "date"), f"会议（{format_day(day)}）以前的日期",
                           format_day(item.date), "核对讲话、会议的日期")  # fmt: skip


def _check_time(cycle: Cycle) -> Iterator[Finding]:
    text = cycle.meeting.time
    if not text:
        return
    clock = parse_clock(text)
    forenoon = text.strip().startswith(("上午", "早上", "凌晨"))
    if clock is None or (forenoon and clock.hour > 12):
        yield hint(("meeting", "time"), "时刻，如 上午9时、下午2时30分、14:30", f"“{text}”",
                   "改写；说不清时刻的，日历文件中只有日期")  # fmt: skip


def _check_lists(cycle: Cycle) -> Iterator[Finding]:
    """Yield each text that stands twice in one list; repeated ids are errors already."""
    seen: dict[tuple[KeyPath, str], Node] = {}
    for node in walk(cycle):
        listed = isinstance(node.path[-1], int) and node.ref is None
        if not listed or not isinstance(node.value, str) or node.path[0] == "dimensions":
            continue
        key = (node.path[:-1], re.sub(r"\s", "", node.value))
        if key in seen:
            yield hint(node.path, "不重复的内容", f"“{node.value[:20]}”已写过", "删去一处")
        seen.setdefault(key, node)
