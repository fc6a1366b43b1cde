"""Counting ballots: a row with one plain choice counts; what is not plain counts for no choice and is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from huiqi.collect.kept.marks import list_unread
from huiqi.collect.model import BALLOT, MARKS, CollectedPaper, Collection
from huiqi.collect.naming.row_names import RowFinder
from huiqi.collect.naming.wording import Wording
from huiqi.collect.office.ballots.model import CHOICES, BallotRow, Ballots
from huiqi.collect.office.ballots.summary import compare, read_summary
from huiqi.facts.model.cycle import Cycle

TEXT = "advice"
OPEN: Final = "open"
DOUBTFUL: Final = "doubtful"
_TICKS = frozenset("√✓✔☑✅vVｖＶ")
State = Literal["complete", "partly", "blank", "doubtful"]


@dataclass(frozen=True)
class _Read:
    """One ballot: what it says in each member's row, and how many rows are of nobody known. It is never shown."""

    rows: Mapping[str, str]
    unknown: int
    silent: bool

    @property
    def state(self) -> State:
        said = set(self.rows.values())
        if DOUBTFUL in said or self.unknown:
            return "doubtful"
        if said <= {OPEN}:
            return "blank" if self.silent else "partly"
        return "partly" if OPEN in said else "complete"


def count_ballots(collection: Collection, cycle: Cycle) -> Ballots:
    """Return the totals of all ballots that came in; of a single one nothing but that it is there."""
    papers = [one for one in collection.counted if one.key.paper == BALLOT]
    rows = RowFinder(collection, Wording(cycle))
    read = [_read(paper, rows, cycle) for paper in papers]
    summary = read_summary(collection, rows)
    states = Counter(one.state for one in read)
    counted = Ballots(
        len(papers), states["complete"], states["partly"], states["blank"], states["doubtful"],
        len(cycle.members) if cycle.branch else None, summary.given.value,
    )  # fmt: skip
    notes = (*_list_notes(collection, papers, counted), *_say_unknown(read))
    if not papers or counted.withheld:
        return Ballots(len(papers), due=counted.due, given=counted.given, notes=notes)
    totals = tuple(_sum(read, member.id) for member in cycle.members)
    return Ballots(
        counted.returned, counted.complete, counted.partly, counted.blank, counted.doubtful, counted.due, counted.given,
        totals, tuple(sorted(_list_texts(papers))), tuple(sorted(text for one in papers for text in one.reading.unplaced)),
        (*notes, *compare(summary, counted, totals, cycle)),
    )  # fmt: skip


def _read(paper: CollectedPaper, rows: RowFinder, cycle: Cycle) -> _Read:
    """Return what a ballot says in each row."""
    reading = paper.reading
    cells: dict[str | None, dict[str, str]] = {}
    for key in dict.fromkeys((*reading.answers, *reading.unsure)):
        letter, _, number = key.partition("_")
        if letter in CHOICES and number.isdecimal():
            said = DOUBTFUL if key in reading.unsure else _read_cell(paper, rows, key)
            cells.setdefault(rows.find_member(paper, key), {})[key] = said
    # A tick that stands in no cell may be meant for any row that is open.
    astray = any(_TICKS & set(text) for text in reading.unplaced)
    left = DOUBTFUL if astray else OPEN
    found = {
        one.id: _read_row(tuple(cells.get(one.id, {}).values()), left) for one in cycle.members
    }
    unknown = len({key.partition("_")[2] for key in cells.get(None, ())})
    return _Read(found, unknown, not reading.said(TEXT) and not reading.unplaced)


def _read_cell(paper: CollectedPaper, rows: RowFinder, key: str) -> str:
    """Return the choice that a cell stands for where it is ticked, or names its own column."""
    said = paper.reading.said(key)
    if not said:
        return ""
    place = rows.place(paper, key)
    head = place.path[-1] if place else ""
    choice = head if head in CHOICES.values() else CHOICES[key[0]]
    return choice if said in _TICKS or said == choice else DOUBTFUL


def _read_row(cells: Sequence[str], left: str) -> str:
    said = [one for one in cells if one]
    if not said:
        return left
    return said[0] if len(said) == 1 else DOUBTFUL


def _sum(read: Sequence[_Read], member: str) -> BallotRow:
    said = Counter(one.rows[member] for one in read)
    choices = {choice: said[choice] for choice in CHOICES.values()}
    return BallotRow(member, choices, said[OPEN], said[DOUBTFUL])


def _list_texts(papers: Sequence[CollectedPaper]) -> Iterator[str]:
    yield from (said for paper in papers if (said := paper.reading.said(TEXT)))


def _list_notes(
    collection: Collection, papers: Sequence[CollectedPaper], counted: Ballots
) -> Iterator[str]:
    marks = (one for one in list_unread(collection) if one.key.paper == BALLOT)
    for word in dict.fromkeys(MARKS[one.mark] for one in marks if one.mark in ("paper", "scan")):
        yield f"办公室登记了{word}，其中的票没有读入，没有计入。"
    doubts = sum(bool(paper.doubts) for paper in papers)
    if doubts:
        yield f"{doubts}份有疑问（见“需要核对的”），已经计入，请核对。"
    for number, said in ((counted.due, "应到"), (counted.given, "发出")):
        if number is not None and counted.returned > number:
            yield f"收回{counted.returned}份，多于{said}的{number}{'人' if said == '应到' else '份'}，请核对。"


def _say_unknown(read: Sequence[_Read]) -> Iterator[str]:
    rows = sum(one.unknown for one in read)
    if rows:
        yield f"有{rows}行认不出测评对象，没有计入，请核对。"
