"""The sheet of totals (D30): what came back of it, held against the ballots; and a new one, filled in with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from huiqi.collect.model import Collection
from huiqi.collect.naming.persons import name_person
from huiqi.collect.naming.row_names import RowFinder
from huiqi.collect.office.ballots.model import CHOICES, BallotRow, Ballots
from huiqi.collect.office.prefilled import Prefilled, find_copies
from huiqi.collect.written_number import WrittenNumber, read_written
from huiqi.facts.model.cycle import Cycle

SUMMARY = "appraisal-summary"
_NONE = read_written("")


@dataclass(frozen=True)
class Summary:
    """What a sheet that came back says: how many were handed out and came back, and the votes by member and choice."""

    given: WrittenNumber = _NONE
    returned: WrittenNumber = _NONE
    votes: Mapping[tuple[str, str], WrittenNumber] = field(default_factory=dict)


def read_summary(collection: Collection, rows: RowFinder) -> Summary:
    """Return what the sheet says; nothing where none came back."""
    paper = next((one for one in collection.counted if one.key.paper == SUMMARY), None)
    if paper is None:
        return Summary()
    votes = {}
    for key in paper.reading.answers:
        letter, _, number = key.partition("_")
        member = rows.find_member(paper, key) if letter in CHOICES and number.isdecimal() else None
        if member:
            votes[member, CHOICES[letter]] = read_written(paper.reading.said(key))
    given, returned = (read_written(paper.reading.said(key)) for key in ("given", "returned"))
    return Summary(given, returned, votes)


def compare(
    summary: Summary, counted: Ballots, totals: Sequence[BallotRow], cycle: Cycle
) -> Iterator[str]:
    """Yield where the sheet says otherwise than the ballots; nobody can say which is right."""
    if summary.returned.value not in (None, counted.returned):
        yield f"汇总表写收回{summary.returned.value}份，读入{counted.returned}份，请核对。"
    for row in totals:
        differing = [
            f"{choice}写{written}票、读入{row.choices[choice]}票"
            for choice in row.choices
            if (written := summary.votes.get((row.member, choice), _NONE).value)
            not in (None, row.choices[choice])
        ]
        if differing:
            yield f"汇总表上{name_person(cycle, row.member)}的票数与读入的不同：{'，'.join(differing)}，请核对。"


def fill_summary(cycle: Cycle, ballots: Ballots) -> list[Prefilled]:
    """Return the sheet with the votes; a row with a ballot that has to be looked at stays open."""
    if not ballots.returned or ballots.withheld:
        return []
    votes = {
        f"{letter}_{number}": (str(row.choices[choice]),)
        for number, row in enumerate(ballots.rows, start=1)
        for letter, choice in CHOICES.items()
        if not row.doubtful
    }
    answers = {"returned": (str(ballots.returned),), **votes}
    return [Prefilled(copy, answers) for copy in find_copies(cycle, SUMMARY)]


def say_left_open(cycle: Cycle, ballots: Ballots) -> Iterator[str]:
    """Yield whose votes are not in the sheet."""
    for row in ballots.rows:
        if row.doubtful:
            name = name_person(cycle, row.member)
            yield f"{name}的票有{row.doubtful}张请核对，汇总表里没有写他的票数。改法：核对后填写。"
