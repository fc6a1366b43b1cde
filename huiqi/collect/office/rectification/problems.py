"""From opinions, outlines, criticism and minutes to problems, each in its own words with its source (R14)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from huiqi.collect.kept.marks import list_unread
from huiqi.collect.model import Collection
from huiqi.collect.naming.wording import Wording
from huiqi.collect.office.opinions.model import (
    SOME_MEMBER,
    TEAM,
    UNKNOWN,
    Entry,
    say_without_target,
)
from huiqi.collect.office.rectification.model import (
    GROUP,
    OPINIONS,
    Problem,
    Problems,
    make_problem,
)
from huiqi.collect.office.rectification.paper_problems import TITLES, PaperProblems
from huiqi.facts.model.cycle import Cycle


def gather_problems(collection: Collection, cycle: Cycle, entries: Sequence[Entry]) -> Problems:
    """Return every problem once for the group or the member whom it concerns; ``entries`` is the list of opinions."""
    wording, reader = Wording(cycle), PaperProblems(collection, cycle)
    found = [*_from_opinions(entries)]
    for paper in collection.counted:
        found += reader.read(paper)
    order = (GROUP, *wording.members)
    merged = _merge(found)
    ordered = sorted(merged, key=lambda one: order.index(one.whose))
    unread = (*_say_open(entries), *_say_papers(collection), *reader.say_unread())
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
        yield make_problem(
            whose, "D08" if whose == GROUP else "D07", one.opinion.text, OPINIONS, one.opinion.area
        )


def _say_open(entries: Sequence[Entry]) -> Iterator[str]:
    targets = [one.opinion.target for one in entries]
    if left := say_without_target(targets.count(UNKNOWN), targets.count(SOME_MEMBER)):
        yield f"意见中有{left}，没有列入。改法：在意见整理表中填写对象。"


def _say_papers(collection: Collection) -> Iterator[str]:
    """Say which papers with problems were not read: those on paper, and those that nobody can choose between."""
    for paper, title in TITLES.items():
        marks = [one for one in list_unread(collection) if one.key.paper == paper]
        count = sum(one.mark in ("paper", "scan") for one in marks)
        if count:
            yield f"{title}另有{count}份纸质件、扫描件，没有读入，其中的问题由办公室补入清单。"
        double = sum(one.key.paper == paper and one.state == "double" for one in collection.papers)
        if double:
            yield f"{title}有{double}份分不清以哪份为准，没有读入。"


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
