"""Rules about dates: R04, R06, R07, R22."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from huiqi.calendar import Deadline, announced_years, format_day, holidays_known, is_rest_day
from huiqi.cycle import Cycle
from huiqi.errors import Finding, KeyPath
from huiqi.rules.base import Case, fault, hint

_STEP = ("preparation",)
# Rule, words in its title, and the days from which its editions are in force.
EDITIONS: tuple[tuple[str, str, tuple[dt.date, ...]], ...] = (
    ("党章", "党章", (dt.date(2017, 10, 24), dt.date(2022, 10, 22))),
    ("纪律处分条例", "纪律处分条例", (dt.date(2018, 10, 1), dt.date(2024, 1, 1))),
)
USUAL_REPORT_DAYS = 15


def list_deadlines(cycle: Cycle) -> list[tuple[KeyPath, str, Deadline | None]]:
    """Return every deadline of preparation and follow-up with its key and name."""
    steps, after = cycle.preparation, cycle.follow_up
    return [
        ((*_STEP, "plan", "deadline"), "制定方案", steps.plan.deadline),
        ((*_STEP, "plan", "submit_deadline"), "方案报送", steps.plan.submit_deadline),
        ((*_STEP, "study", "deadline"), "学习研讨", steps.study.deadline),
        ((*_STEP, "opinions", "deadline"), "征求意见", steps.opinions.deadline),
        ((*_STEP, "opinions", "report_deadline"), "意见汇总报告", steps.opinions.report_deadline),
        ((*_STEP, "talks", "deadline"), "谈心谈话", steps.talks.deadline),
        ((*_STEP, "materials", "deadline"), "撰写材料", steps.materials.deadline),
        ((*_STEP, "criticism", "deadline"), "批评和自我批评", steps.criticism.deadline),
        (("follow_up", "notice", "deadline"), "通报", after.notice.deadline),
        (("follow_up", "report", "deadline"), "报告", after.report.deadline),
        (("follow_up", "rectification", "deadline"), "整改方案", after.rectification.deadline),
    ]


def check_plan_lead(case: Case) -> Iterator[Finding]:
    """R04: the plan is submitted in time, after it is made, to somebody."""
    cycle, key = case.cycle, (*_STEP, "plan")
    plan = cycle.preparation.plan
    if not plan.recipients:
        yield fault((*key, "recipients"), "至少一个方案报送单位", "没有写", "写明方案报送哪些单位")
    if plan.deadline is None or plan.submit_deadline is None:
        return
    made, submitted = cycle.resolve(plan.deadline), cycle.resolve(plan.submit_deadline)
    if made and submitted and submitted < made:
        yield fault((*key, "submit_deadline"), f"不早于方案制定期限 {format_day(made)}",
                    format_day(submitted), "提前方案制定期限，或减少提前报送的天数")  # fmt: skip
    if plan.submitted_on and plan.approved_on and plan.approved_on < plan.submitted_on:
        yield fault((*key, "approved_on"), f"不早于报送日期 {format_day(plan.submitted_on)}",
                    format_day(plan.approved_on), "核对报送日期和审核同意日期")  # fmt: skip


def check_order(case: Case) -> Iterator[Finding]:
    """R06: preparation ends before the meeting, and the meeting is held in time."""
    cycle, meeting = case.cycle, case.cycle.meeting
    if meeting.date and meeting.deadline and meeting.date > meeting.deadline:
        yield fault(("meeting", "date"), f"不晚于最迟召开日期 {format_day(meeting.deadline)}",
                    format_day(meeting.date), "核对召开日期和最迟召开日期")  # fmt: skip
    for key, name, deadline in list_deadlines(cycle):
        if deadline is None or key[0] != "preparation":
            continue
        if key[1] == "criticism":
            if not _is_on(deadline, meeting.date):
                yield fault(key, "会议当天（批评和自我批评在会上进行）", _say(deadline),
                            "删去这项期限，或改为召开日期")  # fmt: skip
        elif _is_after(deadline, cycle.reference_day):
            yield fault(
                key, f"不晚于{_say_meeting(cycle)}的{name}期限", _say(deadline), "提前这项期限"
            )
    yield from _check_opinions_report(cycle)


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
    report, materials = (
        cycle.preparation.opinions.report_deadline,
        cycle.preparation.materials.deadline,
    )
    if report is None or materials is None:
        return
    early, late = cycle.resolve(report), cycle.resolve(materials)
    if early and late and early > late:
        yield fault((*_STEP, "opinions", "report_deadline"), f"不晚于材料撰写期限 {format_day(late)}",
                    format_day(early), "提前意见汇总报告的期限")  # fmt: skip


def check_follow_up(case: Case) -> Iterator[Finding]:
    """R07: notice and report come after the meeting; rest days and unknown years are hints."""
    cycle, limit = case.cycle, case.cycle.reference_day
    for key, name, deadline in list_deadlines(cycle):
        if deadline is None:
            continue
        known = deadline.relative or limit is not None
        if key[0] == "follow_up" and known and not _is_after(deadline, limit):
            yield fault(key, f"会议以后的{name}期限", _say(deadline), "写会后的天数或会后的日期")
        yield from _check_rest_day(key, name, deadline, cycle.meeting.date)
    report = cycle.follow_up.report.deadline
    if report and report.relative and report.offset > USUAL_REPORT_DAYS:
        yield hint(("follow_up", "report", "deadline"), f"一般不超过会后{USUAL_REPORT_DAYS}天",
                   report.phrase, "按上级要求核对")  # fmt: skip


def _check_rest_day(
    key: KeyPath, name: str, deadline: Deadline, meeting: dt.date | None
) -> Iterator[Finding]:
    day = deadline.resolve(meeting)
    if day is None:
        return
    # Working days are counted between the two.
    unknown = [end for end in (day, meeting) if end and not holidays_known(end)]
    if deadline.working and unknown:
        first, last = announced_years()
        yield hint(key, f"{first} 年至 {last} 年的日期", format_day(unknown[0]),
                   "这一年的节假日安排尚未收录，工作日只按周末推算，公布后核对")  # fmt: skip
    elif is_rest_day(day):
        yield hint(
            key,
            f"工作日的{name}期限",
            f"{format_day(day)}（休息日）",
            "如需顺延或提前，改写期限；不自动变动",
        )


def check_editions(case: Case) -> Iterator[Finding]:
    """R22: a reading's edition is in force on the meeting's day."""
    day = case.cycle.reference_day
    for place, group in enumerate(case.cycle.reading_list):
        for index, item in enumerate(group.items):
            key: KeyPath = ("reading_list", place, "items", index)
            for name, words, editions in EDITIONS:
                if words in item.title and day:
                    yield from _check_edition(key, name, editions, item.edition, day)


def _check_edition(
    key: KeyPath, name: str, editions: tuple[dt.date, ...], edition: dt.date | None, day: dt.date
) -> Iterator[Finding]:
    valid = [known for known in editions if known <= day]
    if edition is None:
        yield hint(key, f"{name}的版本日期", "没有写", "补写 edition")
    elif valid and edition not in editions:
        yield hint((*key, "edition"), "已收录的版本：" + "、".join(map(format_day, editions)),
                   format_day(edition), "核对版本日期")  # fmt: skip
    elif valid and edition != valid[-1]:
        yield fault((*key, "edition"), f"{format_day(day)}有效的{name}版本（{format_day(valid[-1])}）",
                    f"{format_day(edition)}的版本", "改用有效版本")  # fmt: skip
