"""Criticism given by each to each: the forms (D16), and what the minutes (D18) have of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from huiqi.collect.checks.meeting.phrases import Phrase, load_phrases
from huiqi.collect.model import MARKS, CollectedPaper, Collection, CopyKey, Reading
from huiqi.collect.naming.row_names import RowFinder
from huiqi.collect.naming.wording import Wording
from huiqi.facts.model.cycle import Cycle
from macros.papers import list_round

FORM, MINUTES = "criticism-form", "minutes"
Given = Literal["both", "problem", "advice", "none", "unsure"]
GIVEN: Mapping[Given, str] = {
    "both": "已写", "problem": "缺改进意见", "advice": "缺问题", "none": "未写", "unsure": "请核对",
}  # fmt: skip
TURN = ("speech", "criticism", "response")
_ROW = re.compile(r"(?:problem|advice)_(\d+)")
_TURN = re.compile(rf"({'|'.join(TURN)})_\d+_\d+")


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

    @property
    def whole(self) -> bool:
        """Whether the minutes have all of it."""
        return self.speech and self.criticism and self.response


def check_criticism(
    collection: Collection, cycle: Cycle, phrases: Sequence[Phrase] | None = None
) -> tuple[Critic, ...]:
    """Return what each member wrote of each other one, in the order of the facts."""
    table = load_phrases() if phrases is None else phrases
    rows = RowFinder(collection, Wording(cycle))
    forms = {
        paper.key.people[0]: paper
        for paper in collection.counted
        if paper.key.document == FORM and paper.key.people
    }
    marks = {mark.key: MARKS[mark.mark] for mark in collection.marks}
    members = [member.id for member in cycle.members]
    return tuple(
        _check_form(forms[one], one, [other for other in members if other != one], rows, table)
        if one in forms
        else Critic(one, marks.get(CopyKey(FORM, FORM, (one,)), ""), ())
        for one in members
    )


def _check_form(
    paper: CollectedPaper, critic: str, others: Sequence[str], rows: RowFinder, phrases: Sequence[Phrase]
) -> Critic:  # fmt: skip
    written = {
        key for key in (*paper.reading.answers, *paper.reading.unsure) if _ROW.fullmatch(key)
    }
    keys: dict[str | None, list[str]] = {}
    for key in sorted(written):
        keys.setdefault(rows.find_member(paper, key, others), []).append(key)
    cells = tuple(
        _check_cell(critic, target, keys.get(target, ()), paper.reading, phrases)
        for target in others
    )
    unknown = {_ROW.sub(r"\1", key) for key in keys.get(None, ())}
    return Critic(critic, "已收", cells, tuple(_notes(paper, len(unknown))))


def _notes(paper: CollectedPaper, unknown: int) -> Iterator[str]:
    if paper.older_form:
        yield "按较早发出的样式填写，批评对象按那一份中的姓名认出"
    if unknown:
        yield f"有{unknown}行认不出批评对象，请核对"


def _check_cell(
    critic: str, target: str, keys: Sequence[str], reading: Reading, phrases: Sequence[Phrase]
) -> Criticism:
    said = {
        name: "\n".join(reading.said(key) for key in keys if key.startswith(name))
        for name in ("problem", "advice")
    }
    if set(keys) & set(reading.unsure):
        given: Given = "unsure"
    else:
        states: dict[tuple[bool, bool], Given] = {
            (True, True): "both", (True, False): "problem", (False, True): "advice",
        }  # fmt: skip
        given = states.get((bool(said["problem"].strip()), bool(said["advice"].strip())), "none")
    hints = tuple(
        PhraseHint(row.phrase, row.source)
        for row in phrases
        if any(row.phrase in said[place] for place in row.places)
    )
    return Criticism(critic, target, given, hints)


def check_recorded(collection: Collection, cycle: Cycle) -> tuple[Recorded, ...]:
    """Return what the minutes have of each member's turn; nothing where they did not come in."""
    minutes = next((one for one in collection.counted if one.key.document == MINUTES), None)
    if minutes is None:
        return ()
    rows = RowFinder(collection, Wording(cycle))
    spoken = {
        (rows.find_speaker(minutes, key), found[1])
        for key in minutes.reading.answers
        if (found := _TURN.fullmatch(key)) and minutes.reading.said(key)
    }
    members = dict.fromkeys(member for _, member in list_turns(cycle))
    return tuple(
        Recorded(member, *((member, name) in spoken for name in TURN)) for member in members
    )


def list_turns(cycle: Cycle) -> Iterator[tuple[str, str]]:
    """Yield the numbers that the minutes give each member's turn, and the member; the chair goes first."""
    for item, agenda in enumerate(cycle.agenda, start=1):
        turns = list_round(cycle, agenda.rounds)
        yield from ((f"{item}_{number}", one) for number, one in enumerate(turns, start=1))
