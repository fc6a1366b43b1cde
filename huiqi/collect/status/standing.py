"""Where every paper stands: handed in or not, in time or late, what is open in it, what has to be looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from huiqi.collect.kept.states import Rivals, rivals_of
from huiqi.collect.model import CollectedPaper, Collection, CopyKey, Due, OfficeMark
from huiqi.collect.status.due import describe_unasked, say_deadlines
from huiqi.facts.reading.load import Facts

State = Literal["received", "double", "marked", "missing"]
STATES: Mapping[State, str] = {
    "received": "已收", "double": "待选定", "marked": "已登记", "missing": "未交",
}  # fmt: skip
_ORDER = ("counted", "double", "replaced")
_PUT_OFF = ("waived", "deferred")


@dataclass(frozen=True)
class PaperStatus:
    """One paper that is due, or came in although nothing asks for it.

    ``papers`` has what came in for it: what counts, what nobody can choose between, what was replaced, the
    newest first. Of an anonymous paper all count. ``overdue`` is said of what is missing on the day of the
    report, ``late`` of what first came in behind the deadline; neither without a deadline.
    """

    due: Due
    asked: bool
    deadline: str
    papers: tuple[CollectedPaper, ...] = ()
    mark: OfficeMark | None = None
    overdue: bool = False
    late: bool = False

    @property
    def counted(self) -> tuple[CollectedPaper, ...]:
        """What came in and counts."""
        return tuple(paper for paper in self.papers if paper.state == "counted")

    @property
    def state(self) -> State:
        """Whether it has come in; what the office marked need not come in as a file."""
        if self.counted:
            return "received"
        if self.mark:
            return "marked"
        return "double" if self.papers else "missing"


@dataclass(frozen=True)
class Tally:
    """How many papers are due, and how they stand; late ones are among those that were received.

    ``unasked`` is how many came in that nothing asks for; ``several`` how many files came in for the
    ``anonymous`` ones among those that were received, of which many are one that is due.
    """

    due: int
    received: int
    double: int
    marked: int
    missing: int
    overdue: int
    late: int
    unasked: int = 0
    anonymous: int = 0
    several: int = 0


def read_status(
    collection: Collection, facts: Facts, *, today: dt.date | None = None
) -> tuple[PaperStatus, ...]:
    """Return how every paper stands, in the order of the documents; what nothing asks for comes last.

    Nothing is overdue without a day to look from.
    """
    came: dict[CopyKey, list[CollectedPaper]] = {}
    for paper in collection.papers:
        came.setdefault(paper.key, []).append(paper)
    marks, deadlines = {mark.key: mark for mark in collection.marks}, say_deadlines(facts)
    asked = {due.key for due in collection.due}
    more = [
        describe_unasked(facts, key, papers[0].title)
        for key, papers in came.items()
        if key not in asked
    ]
    return tuple(
        _make_status(
            due, came.get(due.key, ()), marks.get(due.key), asked=due.key in asked, today=today,
            deadline=deadlines.get(due.key.document, "未定"),
        )
        for due in (*collection.due, *more)
    )  # fmt: skip


def _make_status(
    due: Due, came: Sequence[CollectedPaper], mark: OfficeMark | None, *, asked: bool,
    today: dt.date | None, deadline: str,
) -> PaperStatus:  # fmt: skip
    papers = sorted(came, key=lambda one: (_ORDER.index(one.state), -one.received))
    if due.anonymous:
        # Their order of arrival could tell whose they are.
        papers = sorted(came, key=lambda one: one.digest)
    until = due.until
    waiting = not papers and mark is None
    return PaperStatus(
        due, asked, deadline, tuple(papers), mark,
        overdue=bool(waiting and today and until and today > until),
        late=bool(until and _is_late(papers, mark, until)),
    )  # fmt: skip


def _is_late(papers: Iterable[CollectedPaper], mark: OfficeMark | None, deadline: dt.date) -> bool:
    """Whether a paper that counts had not come in by a day; who hands in a better one later is not late.

    Nobody knows but the office when a file came in before it was first read: its mark says so. What it put off is in
    time.
    """
    if mark and (mark.mark in _PUT_OFF or mark.day <= deadline):
        return False
    came: dict[Rivals, list[dt.date]] = {}
    counted = list[Rivals]()
    for paper in papers:
        if paper.received_on and not paper.contested:
            came.setdefault(rivals_of(paper), []).append(paper.received_on)
        if paper.state == "counted":
            counted.append(rivals_of(paper))
    return any(min(came[group]) > deadline for group in counted if group in came)


def count(statuses: Iterable[PaperStatus]) -> Tally:
    """Return how many papers stand how; those that nothing asks for are counted apart."""
    every = list(statuses)
    asked = [one for one in every if one.asked]
    nobodys = [one for one in asked if one.due.anonymous and one.counted]
    states = [one.state for one in asked]
    return Tally(
        len(asked), states.count("received"), states.count("double"), states.count("marked"),
        states.count("missing"), sum(one.overdue for one in asked), sum(one.late for one in asked),
        sum(len(one.counted) for one in every if not one.asked),
        len(nobodys), sum(len(one.counted) for one in nobodys),
    )  # fmt: skip
