"""Rules about dates: R04, R06, R07."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from huiqi.errors import Finding, KeyPath
from huiqi.facts.calendar import Deadline, announced_years, format_day, holidays_known, is_rest_day
from huiqi.facts.kinds import needs_approval
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.walk import label_of, walk
from huiqi.rules.base import Case, fault, hint, lack

_STEP = ("preparation",)
USUAL_REPORT_DAYS = 15


def list_deadlines(cycle: Cycle) -> list[tuple[KeyPath, str, Deadline]]:
    """Return every deadline of preparation and follow-up with its key and label."""
    return [
        (node.path, label_of(node.path, node.title), node.value)
        for node in walk(cycle)
        if isinstance(node.value, Deadline) and node.path[0] in ("preparation", "follow_up")
    ]


def check_plan_lead(case: Case) -> Iterator[Finding]:
    """R04: the plan is submitted in time, after it is made, to somebody."""
    cycle, key = case.cycle, (*_STEP, "plan")
    plan = cycle.preparation.plan
    if not plan.recipients and needs_approval(cycle):
        yield lack((*key, "recipients"), "至少一个方案报送单位", "没有写", "写明方案报送哪些单位")
    made, submitted = (
        deadline and cycle.resolve(deadline) for deadline in (plan.deadline, plan.submit_deadline)
    )
    if made and submitted and submitted < made:
        yield fault((*key, "submit_deadline"), f"不早于方案制定期限 {format_day(made)}",
                    format_day(submitted), "提前方案制定期限，或减少提前报送的天数")  # fmt: skip
    if plan.submitted_on and plan.approved_on and plan.approved_on < plan.submitted_on:
        yield fault((*key, "approved_on"), f"不早于报送日期 {format_day(plan.submitted_on)}",
                    format_day(plan.approved_on), "核对报送日期和审核同意日期")  # fmt: skip
    # What is late cannot be made good, so it is said and does not stop the build.
    if plan.submitted_on and submitted and plan.submitted_on > submitted:
        yield hint((*key, "submitted_on"), f"不晚于报送期限 {format_day(submitted)}",
                   format_day(plan.submitted_on), "核对报送日期；确已逾期的向上级说明")  # fmt: skip


def check_order(case: Case) -> Iterator[Finding]:
    """R06: preparation ends before the meeting, and the meeting is held in time."""
    cycle, meeting = case.cycle, case.cycle.meeting
    if meeting.date and meeting.deadline and meeting.date > meeting.deadline:
        yield fault(("meeting", "date"), f"不晚于最迟召开日期 {format_day(meeting.deadline)}",
                    format_day(meeting.date), "核对召开日期和最迟召开日期")  # fmt: skip
    yield from _check_plan_days(cycle)
    for key, name, deadline in list_deadlines(cycle):
        # The appraisal may be held on a day of its own, its opinions given later.
        if key[0] != "preparation" or key[1] == "appraisal":
            continue
        if key[1] == "criticism":
            if not _is_on(deadline, meeting.date):
                yield fault(key, "会议当天（批评和自我批评在会上进行）", _say(deadline),
                            "删去这项期限，或改为召开日期")  # fmt: skip
        elif _is_after(deadline, cycle.reference_day):
            yield fault(key, f"不晚于{_say_meeting(cycle)}的{name}", _say(deadline), "提前这项期限")
    yield from _check_opinions_report(cycle)


def _check_plan_days(cycle: Cycle) -> Iterator[Finding]:
    """A plan is submitted and approved before the meeting that it plans."""
    plan, limit = cycle.preparation.plan, cycle.reference_day
    for name, day in (("submitted_on", plan.submitted_on), ("approved_on", plan.approved_on)):
        if day and limit and day > limit:
            yield fault((*_STEP, "plan", name), f"不晚于{_say_meeting(cycle)}的日期",
                        format_day(day), "核对日期；方案审核同意后才能召开会议")  # fmt: skip


def _is_on(deadline: Deadline, meeting: dt.date | None) -> bool:
    if deadline.relative:
        return deadline.offset == 0
    return meeting is None or deadline.day == meeting


def _is_after(deadline: Deadline, limit: dt.date | None) -> bool:
    if deadline.day is None:
        return deadline.offset > 0
    return limit is not None and deadline.day > limit


def _say(deadline: Deadline) -> str:
    return deadline.phrase if deadline.day is None else format_day(deadline.day)


def _say_meeting(cycle: Cycle) -> str:
    word = "会议日期" if cycle.meeting.date else "最迟召开日期"
    return f"{word} {format_day(cycle.reference_day)} " if cycle.reference_day else word


def _check_opinions_report(cycle: Cycle) -> Iterator[Finding]:
    """The report on opinions is made when they are in, and before the materials are written."""
    opinions, key = cycle.preparation.opinions, (*_STEP, "opinions", "report_deadline")
    asked, report, written = (
        deadline and cycle.resolve(deadline)
        for deadline in (
            opinions.deadline, opinions.report_deadline, cycle.preparation.materials.deadline
        )
    )  # fmt: skip
    if asked and report and report < asked:
        yield fault(key, f"不早于征求意见期限 {format_day(asked)}", format_day(report),
                    "推后意见汇总报告的期限，或提前征求意见的期限")  # fmt: skip
    if report and written and report > written:
        yield fault(key, f"不晚于材料撰写期限 {format_day(written)}",
                    format_day(report), "提前意见汇总报告的期限")  # fmt: skip


def check_follow_up(case: Case) -> Iterator[Finding]:
    """R07: notice and report come after the meeting; rest days and unknown years are hints."""
    cycle, limit = case.cycle, case.cycle.reference_day
    for key, name, deadline in list_deadlines(cycle):
        known = deadline.relative or limit is not None
        if key[0] == "follow_up" and known and not _is_after(deadline, limit):
            yield fault(key, f"会议以后的{name}", _say(deadline), "写会后的天数或会后的日期")
        yield from _check_rest_day(key, name, deadline, cycle.meeting.date)
    yield from _check_known_years(cycle)
    report = cycle.follow_up.report.deadline
    if report and report.relative and report.offset > USUAL_REPORT_DAYS:
        yield hint(("follow_up", "report", "deadline"), f"一般不超过会后{USUAL_REPORT_DAYS}天",
                   report.phrase, "按上级要求核对")  # fmt: skip


def _check_known_years(cycle: Cycle) -> Iterator[Finding]:
    """Say once for each year that its public holidays are not known yet."""
    first, last = announced_years()
    told: set[int] = set()
    for key, _, deadline in list_deadlines(cycle):
        # Working days are counted between the two.
        ends = (deadline.resolve(cycle.meeting.date), cycle.meeting.date)
        for day in ends if deadline.working else ends[:1]:
            if day and not holidays_known(day) and day.year not in told:
                told.add(day.year)
                yield hint(key, f"{first} 年至 {last} 年的日期", format_day(day),
                           "这一年的节假日安排尚未收录，工作日只按周末推算，公布后核对")  # fmt: skip


def _check_rest_day(
    key: KeyPath, name: str, deadline: Deadline, meeting: dt.date | None
) -> Iterator[Finding]:
    day = deadline.resolve(meeting)
    if day is None:
        return
    if is_rest_day(day):
        yield hint(
            key,
            f"工作日的{name}",
            f"{format_day(day)}（休息日）",
            "如需顺延或提前，改写期限；不自动变动",
        )
