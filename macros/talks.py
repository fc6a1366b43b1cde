"""Macros for the talks that must be held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.derived import once_per_cycle
from huiqi.facts.model.timetable import TalkKind
from macros.scope import Scope

TALK_WORDS: dict[TalkKind, str] = {
    "chair-member": "{leader}同每个{members}必谈",
    "member-member": "{members}相互之间必谈",
    "member-head": "{members}与{heads}之间必谈",
}


@dataclass(frozen=True)
class TalkPair:
    """Two people, by id, who must talk with each other; ``department`` for its head's talk."""

    kind: TalkKind
    first: str
    second: str
    department: str | None = None

    @property
    def people(self) -> tuple[str, str]:
        """Both of them."""
        return self.first, self.second

    def partner_of(self, one: str) -> str:
        """Return the other of the two."""
        return self.second if one == self.first else self.first


@once_per_cycle
def list_talk_pairs(cycle: Cycle) -> tuple[TalkPair, ...]:
    """Return all pairs that are due, each once, in the order of the facts.

    A member who heads a department that another member oversees talks with that member once,
    as members do.
    """
    seen: set[frozenset[str]] = set()
    pairs = []
    for pair in _candidates(cycle):
        people = frozenset((pair.first, pair.second))
        if pair.kind in cycle.preparation.talks.kinds and len(people) == 2 and people not in seen:
            seen.add(people)
            pairs.append(pair)
    return tuple(pairs)


def _candidates(cycle: Cycle) -> Iterator[TalkPair]:
    members = [member.id for member in cycle.members]
    chair = cycle.team.chair
    others = [member for member in members if member != chair]
    if chair:
        yield from (TalkPair("chair-member", chair, member) for member in others)
    yield from (TalkPair("member-member", one, two) for one, two in combinations(others, 2))
    heads = {department.id: department.head for department in cycle.departments}
    for member in cycle.members:
        for department in member.oversees:
            head = heads.get(department)
            if head:
                yield TalkPair("member-head", member.id, head, department)


def talk_rules(scope: Scope) -> str:
    """写出必谈关系。

    例：{{ talk_rules() }}
    """
    kinds = scope.cycle.preparation.talks.kinds
    return "，".join(scope.write(TALK_WORDS[kind]) for kind in kinds)
