"""The outlines and the group's material (D12, D13): what is answered of each area, dimension and matter (R11)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from huiqi.collect.checks.last_year import LastYear, compare_last_year
from huiqi.collect.checks.outline_places import (
    EXAMINATION,
    LAST,
    OUTLINE,
    TOPICS,
    PlaceOf,
    list_places,
    places_of,
)
from huiqi.collect.model import CollectedPaper, Collection, CopyKey
from huiqi.collect.naming.persons import name_owner, rank_of
from huiqi.collect.section import Section, render_part
from huiqi.facts.model.cycle import Cycle

State = Literal["answered", "open", "unsure"]
STATES: Mapping[State, str] = {"answered": "已写", "open": "未写", "unsure": "请核对"}
Said = Literal["yes", "yes-bare", "no", "open", "unsure"]
SAYINGS: Mapping[Said, str] = {
    "yes": "有，已说明", "yes-bare": "有，未说明", "no": "无", "open": "未写", "unsure": "请核对",
}  # fmt: skip
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True)
class Part:
    """One part of an outline: what it is of, whether somebody wrote there, how many signs."""

    key: str
    topic: str
    label: str
    state: State
    length: int


@dataclass(frozen=True)
class Matter:
    """One of the personal matters: whether it is said to be there, and explained."""

    key: str
    label: str
    said: Said


@dataclass(frozen=True)
class Outline:
    """One outline, or the group's material.

    ``length`` counts the signs of all answers without blanks; ``unplaced`` those of texts that belong to no
    answer. ``last_year`` is None where no list of last year was kept. ``notes`` say
    in Chinese what has to be looked at.
    """

    key: CopyKey
    file: str
    who: str
    last_rectification: Part
    parts: tuple[Part, ...]
    matters: tuple[Matter, ...]
    length: int
    unplaced: int
    last_year: LastYear | None = None
    notes: tuple[str, ...] = ()

    @property
    def missing(self) -> int:
        """How many parts and matters nobody wrote."""
        parts = sum(part.state == "open" for part in (self.last_rectification, *self.parts))
        return parts + sum(matter.said in ("open", "yes-bare") for matter in self.matters)

    @property
    def doubtful(self) -> bool:
        """Whether something in it has to be looked at."""
        unsure = any(part.state == "unsure" for part in (self.last_rectification, *self.parts))
        return bool(self.notes) or unsure

    def list_parts(self, topic: str, state: State) -> tuple[Part, ...]:
        """Return the parts of a topic that are in a state."""
        return tuple(one for one in self.parts if (one.topic, one.state) == (topic, state))

    def count_signs(self, topic: str) -> int:
        """Return how many signs the parts of a topic have."""
        return sum(one.length for one in self.parts if one.topic == topic)

    def group_matters(self) -> tuple[tuple[Said, tuple[str, ...]], ...]:
        """Return the personal matters by what is said of them."""
        groups = (
            (said, tuple(one.label for one in self.matters if one.said == said)) for said in SAYINGS
        )
        return tuple((said, labels) for said, labels in groups if labels)


def check_outlines(
    collection: Collection, cycle: Cycle, last_year: Collection | None = None
) -> tuple[Outline, ...]:
    """Return what each outline has, the group's material first, then members in the order of the facts."""
    papers = [one for one in collection.counted if one.key.document in (OUTLINE, EXAMINATION)]
    papers.sort(key=lambda one: (one.key.document != EXAMINATION, _rank(cycle, one)))
    return tuple(
        _check(paper, cycle, list(places_of(paper, collection, cycle)), last_year)
        for paper in papers
    )


def _rank(cycle: Cycle, paper: CollectedPaper) -> int:
    return rank_of(cycle, paper.key.people[0]) if paper.key.people else 0


def _check(
    paper: CollectedPaper, cycle: Cycle, places: list[PlaceOf], last_year: Collection | None
) -> Outline:
    parts = [
        Part(key, topic, label, _state(paper, key), _length(paper.reading.answers.get(key, ())))
        for key, topic, label in places
        if not key.startswith("matter_")
    ]
    first = next((part for part in parts if part.key == LAST), Part(LAST, "", "", "open", 0))
    matters = tuple(
        Matter(key.removesuffix("_note"), label, _said(paper, key.removesuffix("_note"), key))
        for key, _, label in places
        if key.startswith("matter_")
    )
    return Outline(
        paper.key, paper.file, name_owner(cycle, paper.key), first, tuple(part for part in parts if part is not first), matters,
        sum(map(_length, paper.reading.answers.values())), _length(paper.reading.unplaced),
        compare_last_year(paper, last_year), tuple(_notes(paper, matters)),
    )  # fmt: skip


def _notes(paper: CollectedPaper, matters: tuple[Matter, ...]) -> Iterator[str]:
    if paper.older_form:
        yield "按较早发出的样式填写，方面和事项以当时的为准，请核对"
    if paper.reading.unplaced:
        yield "有未归位的文字，没有计入各部分"
    yield from (f"“{one.label}”写“有”，没有写情况" for one in matters if one.said == "yes-bare")
    unsure = sum(one.said == "unsure" for one in matters)
    if unsure:
        yield f"个人事项{unsure}项的有无和情况对不上，或者读入的位置不确定"


def _state(paper: CollectedPaper, key: str) -> State:
    if key in paper.reading.unsure:
        return "unsure"
    return "answered" if _length(paper.reading.answers.get(key, ())) else "open"


def _said(paper: CollectedPaper, key: str, note: str) -> Said:
    """Return what is said of a matter; an explanation without a choice is one that is there."""
    reading = paper.reading
    if key in reading.unsure or note in reading.unsure:
        return "unsure"
    choice = "".join(reading.answers.get(key, ())).strip()
    explained = _length(reading.answers.get(note, ())) > 0
    if choice == "有" or (explained and not choice):
        return "yes" if explained else "yes-bare"
    # “无” beside an explanation contradicts itself, or says more than the choice does.
    known: dict[str, Said] = {"无": "unsure" if explained else "no", "": "open"}
    return known.get(choice, "unsure")


def _length(paragraphs: tuple[str, ...]) -> int:
    return len(_BLANKS.sub("", "".join(paragraphs)))


def outlines_json(outlines: tuple[Outline, ...]) -> list[dict[str, Any]]:
    """Return what ``--format json`` says of the outlines."""
    return [
        {
            "document": one.key.document, "people": list(one.key.people), "file": one.file,
            "length": one.length, "unplaced": one.unplaced, "missing": one.missing,
            "last_rectification": {
                "state": one.last_rectification.state, "length": one.last_rectification.length,
                "last_year": asdict(one.last_year) if one.last_year else None,
            },
            "parts": {part.key: {"state": part.state, "length": part.length} for part in one.parts},
            "matters": {matter.key: matter.said for matter in one.matters}, "notes": list(one.notes),
        }
        for one in outlines
    ]  # fmt: skip


def outlines_section(outlines: tuple[Outline, ...], cycle: Cycle) -> Section:
    """Return the part of the report on the outlines: what each has, and what it lacks."""
    labels = [(topic, label) for _, topic, label in list_places(cycle, EXAMINATION)]
    html = render_part(
        "checks/outlines.html", outlines=outlines, states=STATES, sayings=SAYINGS, topics=list(TOPICS.values()),
        areas=[label for topic, label in labels if topic == TOPICS["problems"]],
        dimensions=[label for topic, label in labels if topic == TOPICS["causes"]],
    )  # fmt: skip
    return Section("对照检查材料和发言提纲", "outlines", html)
