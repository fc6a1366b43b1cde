"""How many opinions there are, by source, by area and by whom they are for; and that none was lost or reworded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from huiqi.collect.naming.wording import OTHER_AREA, Wording
from huiqi.collect.office.opinions.gather import SPOKEN
from huiqi.collect.office.opinions.model import (
    SOME_MEMBER,
    TEAM,
    UNKNOWN,
    Entry,
    Gathered,
    say_without_target,
)
from huiqi.collect.office.statements import sum_words


@dataclass(frozen=True)
class SourceCount:
    """What one source gave: forms (None where they cannot be counted), opinions by whom they are for."""

    source: str
    forms: int | None
    for_team: int
    for_members: int
    open: int = 0

    @property
    def whole(self) -> int:
        """All opinions of the source."""
        return self.for_team + self.for_members + self.open


@dataclass(frozen=True)
class Totals:
    """The counts of a list. ``areas`` are those for the group; ``members`` by id; ``checksum`` is that of the words."""

    sources: tuple[SourceCount, ...]
    areas: Mapping[str, int]
    members: Mapping[str, int]
    for_team: int
    some_member: int
    open: int
    duplicates: int
    checksum: str

    @property
    def without_target(self) -> str:
        """What stands in no summary, in words."""
        return say_without_target(self.open, self.some_member)

    @property
    def whole(self) -> int:
        """All opinions."""
        return self.for_team + sum(self.members.values()) + self.some_member + self.open


def count_opinions(entries: Sequence[Entry], gathered: Gathered, wording: Wording) -> Totals:
    """Return the counts; each opinion is in exactly one of them, marked as a duplicate or not."""
    targets = Counter(one.opinion.target for one in entries)
    areas = Counter(one.opinion.area or OTHER_AREA for one in entries if one.opinion.target == TEAM)
    return Totals(
        sources=tuple(_count_sources(entries, gathered, wording)),
        areas={area: areas[area] for area in wording.all_areas if areas[area]},
        members={one.id: targets[one.id] for one in wording.cycle.members},
        for_team=targets[TEAM],
        some_member=targets[SOME_MEMBER],
        open=targets[UNKNOWN],
        duplicates=sum(one.duplicate_of is not None for one in entries),
        checksum=sum_words(one.opinion.text for one in entries),
    )


def _count_sources(
    entries: Sequence[Entry], gathered: Gathered, wording: Wording
) -> Iterable[SourceCount]:
    """Yield the groups that were asked, then meetings and interviews, then what the office named itself."""
    usual = (*wording.source_names, *SPOKEN)
    named = dict.fromkeys([*usual, *gathered.forms, *(one.opinion.source for one in entries)])
    for source in [*(one for one in named if one), *([""] if "" in named else [])]:
        own = Counter(one.opinion.target for one in entries if one.opinion.source == source)
        forms = gathered.forms.get(source)
        if not own and not forms and source not in wording.source_names:
            continue
        team, unknown = own.pop(TEAM, 0), own.pop(UNKNOWN, 0)
        spoken = source in SPOKEN
        yield SourceCount(source, 0 if spoken else forms, team, sum(own.values()), unknown)
