"""From opinions, outlines, criticism and minutes to problems, each in its own words with its source (R14)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from huiqi.collect.kept.marks import list_unread
from huiqi.collect.model import CollectedPaper, Collection, Place
from huiqi.collect.naming.row_names import find_row
from huiqi.collect.naming.wording import Wording
from huiqi.collect.office.opinions.model import SOME_MEMBER, TEAM, UNKNOWN, Entry
from huiqi.collect.office.rectification.model import GROUP, MEETING, OPINIONS, ListRow, Problem
from huiqi.collect.office.statements import keep_words, list_statements, make_code
from huiqi.facts.model.cycle import Cycle
from macros.papers import list_round

EXAMINATION, OUTLINE, CRITICISM, MINUTES = (
    "group-examination", "outline", "criticism-form", "minutes",
)  # fmt: skip
_TITLES = {
    EXAMINATION: "对照检查材料", OUTLINE: "个人发言提纲", CRITICISM: "相互批评意见表", MINUTES: "会议记录",
}  # fmt: skip
_SEE_FIRST = "本方面的措施列在第一条"
_OF_MINUTES = re.compile(r"(speech|criticism)_(\d+)_(\d+)\Z")


@dataclass(frozen=True)
class Problems:
    """All problems, the group's first; and how many parts of papers could not be taken in, with a word on each."""

    all: tuple[Problem, ...]
    unread: tuple[str, ...] = ()

    def of(self, whose: str) -> tuple[Problem, ...]:
        """Return the problems of the group or of a member."""
        return tuple(one for one in self.all if one.whose == whose)


def gather_problems(collection: Collection, cycle: Cycle, entries: Sequence[Entry]) -> Problems:
    """Return every problem once for the group or the member whom it concerns; ``entries`` is the list of opinions."""
    wording, gatherer = Wording(cycle), _Gatherer(collection, cycle)
    found = [*_from_opinions(entries)]
    for paper in collection.counted:
        found += gatherer.read(paper)
    order = (GROUP, *wording.members)
    merged = _merge(found)
    ordered = sorted(merged, key=lambda one: order.index(one.whose))
    unread = (*_say_open(entries), *_say_papers(collection), *dict.fromkeys(gatherer.unread))
    return Problems(tuple(ordered), unread)


def _from_opinions(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Yield opinions on the group and its members; a duplicate is no further problem."""
    codes = {one.opinion.code: one.opinion for one in entries}
    for one in entries:
        first = codes.get(one.duplicate_of or "")
        target = one.opinion.target
        if target in (UNKNOWN, SOME_MEMBER) or (first and first.target == target):
            continue
        whose = GROUP if target == TEAM else target
        yield _problem(
            whose, "D08" if whose == GROUP else "D07", one.opinion.text, OPINIONS, one.opinion.area
        )


def _say_open(entries: Sequence[Entry]) -> Iterator[str]:
    count = sum(one.opinion.target in (UNKNOWN, SOME_MEMBER) for one in entries)
    if count:
        yield f"意见中有{count}条没有写明对象，没有列入。改法：在意见整理表中填写对象。"


def _say_papers(collection: Collection) -> Iterator[str]:
    """Say which papers with problems were not read: those on paper, and those that nobody can choose between."""
    for paper, title in _TITLES.items():
        marks = [one for one in list_unread(collection) if one.key.paper == paper]
        count = sum(one.mark in ("paper", "scan") for one in marks)
        if count:
            yield f"{title}另有{count}份纸质件、扫描件，没有读入，其中的问题由办公室补入清单。"
        double = sum(one.key.paper == paper and one.state == "double" for one in collection.papers)
        if double:
            yield f"{title}有{double}份分不清以哪份为准，没有读入。"


def _problem(
    whose: str,
    paper: str,
    text: str,
    source: str,
    area: str = "",
    measure: str = "",
    note: str = "",
) -> Problem:
    row = ListRow(text, source, measure, note=note)
    return Problem(make_code(whose, keep_words(text)), whose, (paper,), row, area)


def _merge(problems: Iterable[Problem]) -> list[Problem]:
    """Return each problem once; what several papers say in the very same words has all their sources."""
    found: dict[str, Problem] = {}
    for one in problems:
        known = found.get(one.code)
        if known is None:
            found[one.code] = one
            continue
        row = replace(known.row, measure=known.row.measure or one.row.measure)
        papers = tuple(dict.fromkeys((*known.papers, *one.papers)))
        found[one.code] = replace(known, row=row, papers=papers)
    return list(found.values())


class _Gatherer:
    """Reads problems out of papers; keeps in ``unread`` what it left out."""

    def __init__(self, collection: Collection, cycle: Cycle) -> None:
        self._cycle, self._wording = cycle, Wording(cycle)
        self._places = {
            form: {place.key: place for place in places}
            for form, places in collection.forms.items()
        }
        outlines = (one for one in collection.counted if one.key.paper == OUTLINE)
        self._outlined = {one.key.people[0] for one in outlines if one.key.people}
        self.unread: list[str] = []

    def read(self, paper: CollectedPaper) -> list[Problem]:
        """Return the problems that a paper names."""
        readers = {
            EXAMINATION: self._read_areas, OUTLINE: self._read_areas,
            CRITICISM: self._read_criticism, MINUTES: self._read_minutes,
        }  # fmt: skip
        reader = readers.get(paper.key.paper)
        return list(reader(paper)) if reader else []

    def _place(self, paper: CollectedPaper, key: str) -> Place | None:
        return self._places.get(paper.form, {}).get(key)

    def _read_areas(self, paper: CollectedPaper) -> Iterator[Problem]:
        """Yield the problems of each area; its measures go to the one problem, or stand at the first of several."""
        number, whose = ("D13", "".join(paper.key.people)) if paper.key.people else ("D12", GROUP)
        if whose != GROUP and whose not in self._wording.members:
            return
        answers = paper.reading.answers
        for key in (key for key in answers if key.startswith("problems_")):
            count = int(key.rpartition("_")[2])
            index = find_row(
                self._wording.areas, count, self._place(paper, key), older=paper.older_form
            )
            area = "" if index is None else self._wording.areas[index]
            measure = "\n".join(list_statements(answers.get(f"measures_{count}", ())))
            for place, text in enumerate(list_statements(answers.get(key, ()))):
                note = _SEE_FIRST if place and measure else ""
                yield _problem(whose, number, text, MEETING, area, "" if place else measure, note)

    def _read_criticism(self, paper: CollectedPaper) -> Iterator[Problem]:
        """Yield what a member criticises in each other; the advice beside it is the measure that is proposed."""
        critic = "".join(paper.key.people)
        others = {one: name for one, name in self._wording.members.items() if one != critic}
        answers = paper.reading.answers
        for key in (key for key in answers if key.startswith("problem_")):
            count = int(key.rpartition("_")[2])
            index = find_row(
                tuple(others.values()), count, self._place(paper, key), older=paper.older_form
            )
            if index is None:
                self.unread.append("一份较早的相互批评意见表中有认不出对象的一行，没有列入。")
                continue
            measure = "\n".join(list_statements(answers.get(f"advice_{count}", ())))
            for place, text in enumerate(list_statements(answers.get(key, ()))):
                yield _problem(
                    tuple(others)[index], "D16", text, MEETING, "", "" if place else measure
                )

    def _read_minutes(self, paper: CollectedPaper) -> Iterator[Problem]:
        """Yield the criticism of each member; a speech only where its outline was not read."""
        spoken = 0
        for key in paper.reading.answers:
            match = _OF_MINUTES.match(key)
            if match is None:
                continue
            whose = self._find_speaker(paper, key, int(match[2]), int(match[3]))
            texts = list_statements(paper.reading.answers.get(key, ()))
            if whose is None:
                self.unread.append("较早的会议记录中有认不出成员的一处，没有列入。")
            elif match[1] == "speech" and whose in self._outlined:
                spoken += len(texts)
            else:
                yield from (_problem(whose, "D18", text, MEETING) for text in texts)
        if spoken:
            self.unread.append(
                f"会议记录中的个人发言{spoken}段没有逐段列入：已有这些人的发言提纲。"
            )

    def _find_speaker(self, paper: CollectedPaper, key: str, item: int, number: int) -> str | None:
        agenda = self._cycle.agenda
        rounds = agenda[item - 1].rounds if 0 < item <= len(agenda) else None
        order = list_round(self._cycle, rounds)
        names = [self._wording.members[one] for one in order]
        known = find_row(names, number, self._place(paper, key), older=paper.older_form)
        return None if known is None else order[known]
