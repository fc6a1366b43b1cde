"""Criticism given by each to each: the forms (D16), and what the minutes (D18) have of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from huiqi.collect.checks.meeting.phrases import Phrase, load_phrases
from huiqi.collect.model import MARKS, CollectedPaper, Collection, CopyKey, Reading
from huiqi.facts.model.cycle import Cycle
from macros.papers import list_round

FORM, MINUTES = "criticism-form", "minutes"
Given = Literal["both", "problem", "advice", "none", "unsure"]
GIVEN: Mapping[Given, str] = {
    "both": "已写", "problem": "缺改进意见", "advice": "缺问题", "none": "未写", "unsure": "请核对",
}  # fmt: skip
_ROW = re.compile(r"(?:problem|advice)_(\d+)")


@dataclass(frozen=True)
class PhraseHint:
    """A phrase of the table that stands in a criticism, and who says that it says too little."""

    phrase: str
    source: str


@dataclass(frozen=True)
class Criticism:
    """What one member wrote of another."""

    critic: str
    target: str
    given: Given
    hints: tuple[PhraseHint, ...] = ()


@dataclass(frozen=True)
class Critic:
    """One member's form: what it has of each other member; ``received`` says how it came in, empty if not."""

    member: str
    received: str
    cells: tuple[Criticism, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Recorded:
    """What the minutes have of a member's turn: the speech, the criticism, the answer to it."""

    member: str
    speech: bool
    criticism: bool
    response: bool


def check_criticism(
    collection: Collection, cycle: Cycle, phrases: Sequence[Phrase] | None = None
) -> tuple[Critic, ...]:
    """Return what each member wrote of each other one, in the order of the facts."""
    table = load_phrases() if phrases is None else phrases
    forms = {
        paper.key.people[0]: paper
        for paper in collection.counted
        if paper.key.document == FORM and paper.key.people
    }
    return tuple(
        _check_form(collection, cycle, member.id, forms.get(member.id), table)
        for member in cycle.members
    )


def _check_form(
    collection: Collection, cycle: Cycle, critic: str, paper: CollectedPaper | None,
    phrases: Sequence[Phrase],
) -> Critic:  # fmt: skip
    others = [member.id for member in cycle.members if member.id != critic]
    if paper is None:
        marked = (
            mark.mark for mark in collection.marks if mark.key == CopyKey(FORM, FORM, (critic,))
        )
        return Critic(critic, next((MARKS[mark] for mark in marked), ""), ())
    cells = tuple(
        _check_cell(critic, target, number, paper.reading, phrases)
        for number, target in enumerate(others, start=1)
    )
    return Critic(critic, "已收", cells, tuple(_notes(paper, len(others))))


def _notes(paper: CollectedPaper, rows: int) -> Iterator[str]:
    if paper.older_form:
        yield "按较早发出的样式填写，批评对象的顺序请核对"
    found = map(_ROW.fullmatch, paper.reading.answers)
    if any(row and int(row[1]) > rows for row in found):
        yield "有添加的行，批评对象请核对"


def _check_cell(
    critic: str, target: str, number: int, reading: Reading, phrases: Sequence[Phrase]
) -> Criticism:
    said = {name: reading.said(f"{name}_{number}") for name in ("problem", "advice")}
    if {f"{name}_{number}" for name in said} & set(reading.unsure):
        given: Given = "unsure"
    else:
        states: dict[tuple[bool, bool], Given] = {
            (True, True): "both", (True, False): "problem", (False, True): "advice",
        }  # fmt: skip
        given = states.get((bool(said["problem"]), bool(said["advice"])), "none")
    hints = tuple(
        PhraseHint(row.phrase, row.source)
        for row in phrases
        if any(row.phrase in said[place] for place in row.places)
    )
    return Criticism(critic, target, given, hints)


def check_recorded(collection: Collection, cycle: Cycle) -> tuple[Recorded, ...]:
    """Return what the minutes have of each member's turn; nothing where they did not come in."""
    papers = [paper for paper in collection.counted if paper.key.document == MINUTES]
    if not papers:
        return ()
    reading = papers[0].reading
    return tuple(
        Recorded(
            member,
            *(bool(reading.said(f"{name}_{place}")) for name in ("speech", "criticism", "response")),
        )
        for place, member in list_turns(cycle)
    )  # fmt: skip


def list_turns(cycle: Cycle) -> Iterator[tuple[str, str]]:
    """Yield the numbers that the minutes give each member's turn, and the member; the chair goes first."""
    for item, agenda in enumerate(cycle.agenda, start=1):
        turns = list_round(cycle, agenda.rounds)
        yield from ((f"{item}_{number}", one) for number, one in enumerate(turns, start=1))
