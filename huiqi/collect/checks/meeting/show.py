"""What the report says of the meeting."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from huiqi.collect.checks.meeting.attendance import Attendance, check_attendance
from huiqi.collect.checks.meeting.criticism import (
    GIVEN,
    Critic,
    Recorded,
    check_criticism,
    check_recorded,
)
from huiqi.collect.model import Collection
from huiqi.collect.naming.persons import name_person
from huiqi.collect.section import Section, render_part
from huiqi.facts.model.cycle import Cycle


@dataclass(frozen=True)
class MeetingCheck:
    """What the papers of the meeting say."""

    critics: tuple[Critic, ...]
    recorded: tuple[Recorded, ...]
    attendance: Attendance


def check_meeting(collection: Collection, cycle: Cycle) -> MeetingCheck:
    """Return what the papers of the meeting say."""
    return MeetingCheck(
        check_criticism(collection, cycle), check_recorded(collection, cycle),
        check_attendance(collection, cycle),
    )  # fmt: skip


def meeting_json(checked: MeetingCheck) -> dict[str, Any]:
    """Return what ``--format json`` says of the meeting."""
    return {
        "criticism": [
            {
                "member": one.member, "received": one.received, "notes": list(one.notes),
                "given": {cell.target: cell.given for cell in one.cells},
                "phrases": [
                    {"target": cell.target, "phrase": hint.phrase, "source": hint.source}
                    for cell in one.cells
                    for hint in cell.hints
                ],
            }
            for one in checked.critics
        ],
        "recorded": [asdict(one) for one in checked.recorded],
        "attendance": asdict(checked.attendance),
    }  # fmt: skip


def meeting_section(checked: MeetingCheck, cycle: Cycle) -> Section:
    """Return the part of the report on the meeting: the matrix of criticism, the minutes, attendance."""
    names = {member.id: name_person(cycle, member.id) for member in cycle.members}
    cells = {(one.critic, one.target): one for row in checked.critics for one in row.cells}
    html = render_part(
        "checks/meeting/section.html", checked=checked, names=names, cells=cells, given=GIVEN,
        attendance=checked.attendance, received=any(one.received for one in checked.critics),
    )  # fmt: skip
    return Section("会议", "meeting", html)
