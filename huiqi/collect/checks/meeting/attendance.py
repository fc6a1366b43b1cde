"""Attendance (R18): how many were there, whether they were enough, who was absent and what of them came in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from huiqi.collect.checks.meeting.criticism import MINUTES
from huiqi.collect.checks.outline_places import OUTLINE
from huiqi.collect.model import MARKS, Collection, Reading
from huiqi.collect.naming.persons import name_person
from huiqi.collect.office.attendance_sheet import AttendanceSheet, read_sheet
from huiqi.collect.written_number import WrittenNumber, read_written
from huiqi.facts.kinds import attendance_floor
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.quorum import required_attendance

REPORT = "report"
_EMPTY = Reading()


@dataclass(frozen=True)
class Count:
    """How many were present, and by which paper."""

    source: str
    present: int


@dataclass(frozen=True)
class Absence:
    """A member who was absent by a paper: the reason, and whether the written statement came in.

    ``statement`` says in Chinese how the outline came in, empty if not.
    """

    member: str
    reason: str
    statement: str


@dataclass(frozen=True)
class Attendance:
    """``due`` members, ``required`` of them for the meeting to be held; None where there is no floor.

    ``enough`` is None where no paper says how many were there, or papers disagree about it.
    """

    due: int
    required: int | None
    counts: tuple[Count, ...]
    absences: tuple[Absence, ...]
    enough: bool | None
    notes: tuple[str, ...] = ()


def check_attendance(collection: Collection, cycle: Cycle) -> Attendance:
    """Return what the papers say of attendance."""
    due, floor = len(cycle.members), attendance_floor(cycle)
    required = None if floor is None else required_attendance(floor, due)
    sheet = read_sheet(collection, cycle)
    counts = tuple(_list_counts(collection, cycle, sheet))
    absences = tuple(_list_absences(collection, cycle, sheet))
    verdicts = {count.present >= required for count in counts} if required is not None else set()
    enough = verdicts.pop() if len(verdicts) == 1 else None
    notes = (
        *_list_doubts(sheet, collection),
        *_list_differences(counts, absences, due),
        *_list_lacking(cycle, absences),
    )
    return Attendance(due, required, counts, absences, enough, notes)


def _find(collection: Collection, document: str) -> Reading:
    papers = (paper for paper in collection.counted if paper.key.document == document)
    return next((paper.reading for paper in papers), _EMPTY)


def _list_stated(
    sheet: AttendanceSheet, collection: Collection
) -> Iterator[tuple[str, WrittenNumber]]:
    """Yield the numbers that papers state, and which papers."""
    yield "签到表写明", sheet.present
    yield "会议情况报告写明", read_written(_find(collection, REPORT).said("present"))


def _list_counts(collection: Collection, cycle: Cycle, sheet: AttendanceSheet) -> Iterator[Count]:
    for source, written in _list_stated(sheet, collection):
        if written.value is not None:
            yield Count(source, written.value)
    if sheet.signed:
        yield Count("签到表签到", len(sheet.signed))
    named = sum(True for _ in _names_in(cycle, _find(collection, MINUTES).said("present")))
    if named:
        yield Count("会议记录列名", named)


def _names_in(cycle: Cycle, text: str) -> Iterator[str]:
    """Yield the members whose names stand in a text; a name that is part of a longer one does not count."""
    names = {member.id: member.name for member in cycle.members if member.name}
    for number, name in sorted(names.items(), key=lambda item: -len(item[1])):
        if name in text:
            text = text.replace(name, "\n")
            yield number


def _list_absences(
    collection: Collection, cycle: Cycle, sheet: AttendanceSheet
) -> Iterator[Absence]:
    named = set(_names_in(cycle, _find(collection, MINUTES).said("absent")))
    for member in cycle.members:
        reason = sheet.reasons.get(member.id, "")
        if reason or member.id in named:
            yield Absence(member.id, reason, _find_statement(collection, member.id))


def _find_statement(collection: Collection, member: str) -> str:
    """Return how the outline of a member came in: it is what an absent member hands in in writing."""
    if any(paper.key.document == OUTLINE and paper.key.people == (member,)
           for paper in collection.counted):  # fmt: skip
        return "已收发言提纲"
    marks = (mark for mark in collection.marks
             if mark.key.document == OUTLINE and mark.key.people == (member,))  # fmt: skip
    return next((f"发言提纲：{MARKS[mark.mark]}" for mark in marks), "")


def _list_doubts(sheet: AttendanceSheet, collection: Collection) -> Iterator[str]:
    for source, written in _list_stated(sheet, collection):
        if written.is_doubtful:
            yield f"{source}“{written.written}”，不是确定的人数，没有采用，请核对"
    if sheet.unknown:
        yield f"签到表有{sheet.unknown}行认不出是哪一名成员，请核对"


def _list_differences(
    counts: tuple[Count, ...], absences: tuple[Absence, ...], due: int
) -> Iterator[str]:
    if len({count.present for count in counts}) > 1:
        said = "、".join(f"{count.source}{count.present}人" for count in counts)
        yield f"几处的实到人数不一致：{said}，请核对"
    for count in counts:
        if count.present > due:
            yield f"{count.source}{count.present}人，多于应到{due}人，请核对"
        elif absences and count.present + len(absences) != due:
            yield f"{count.source}{count.present}人，与应到{due}人、缺席{len(absences)}人不符，请核对"


def _list_lacking(cycle: Cycle, absences: tuple[Absence, ...]) -> Iterator[str]:
    for one in absences:
        name = name_person(cycle, one.member)
        if not one.reason:
            yield f"{name}缺席，签到表没有写原因"
        if not one.statement:
            yield f"{name}缺席，没有收到书面发言（发言提纲）"
