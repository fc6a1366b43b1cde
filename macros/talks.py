"""Macros for the talks that must be held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from huiqi.facts.kinds import word_of
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.derived import once_per_cycle
from huiqi.facts.model.timetable import TalkKind
from macros.scope import Scope

TALK_WORDS: dict[TalkKind, str] = {
    "chair-member": "{leader}同每个{members}必谈",
    "member-member": "{members}相互之间必谈",
    "member-head": "{members}与{heads}之间必谈",
    "committee-committee": "{committee}相互之间必谈",
    "committee-member": "{committee}按分工同其他{members}谈话，每名{members}由一名{committee}谈话",
    "among-members": "{members}之间相互谈心谈话",
}


@dataclass(frozen=True)
class TalkPair:
    """Two people, by id, who must talk with each other; ``department`` for its head's talk.

    ``first`` is None where one of the committee talks and nobody has said who.
    """

    kind: TalkKind
    first: str | None
    second: str
    department: str | None = None

    @property
    def people(self) -> tuple[str, ...]:
        """Both of them, as far as they are known."""
        return (self.first, self.second) if self.first else (self.second,)

    def partner_of(self, one: str) -> str | None:
        """Return the other of the two."""
        return self.second if one == self.first else self.first


@once_per_cycle
def list_talk_pairs(cycle: Cycle) -> tuple[TalkPair, ...]:
    """Return all pairs that are due, each once, in the order of the facts.

    A member who heads a department that another member oversees talks with that member once,
    as members do; so does one of a branch's committee to whom another reason leads.
    """
    seen: set[frozenset[str | None]] = set()
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
    if "member-member" in cycle.preparation.talks.kinds:  # of many members these are very many
        yield from (TalkPair("member-member", one, two) for one, two in combinations(others, 2))
    heads = {department.id: department.head for department in cycle.departments}
    for member in cycle.members:
        for department in member.oversees:
            head = heads.get(department)
            if head:
                yield TalkPair("member-head", member.id, head, department)
    yield from _committee_candidates(cycle)


def _committee_candidates(cycle: Cycle) -> Iterator[TalkPair]:
    committee = cycle.team.committee
    yield from (
        TalkPair("committee-committee", one, two) for one, two in combinations(committee, 2)
    )
    talkers = {
        member: item.talker for item in cycle.preparation.talks.assigned for member in item.members
    }
    for member in cycle.members:
        if member.id not in committee:
            yield TalkPair("committee-member", talkers.get(member.id), member.id)


def talk_rules(scope: Scope) -> str:
    """写出必谈关系。

    例：{{ talk_rules() }}
    """
    return "，".join(say_talk_kind(scope, kind) for kind in list_talk_kinds(scope.cycle))


def list_talk_kinds(cycle: Cycle) -> tuple[TalkKind, ...]:
    """Return why people must talk; without departments nobody talks with the head of one."""
    kinds = cycle.preparation.talks.kinds
    return kinds if cycle.departments else tuple(kind for kind in kinds if kind != "member-head")


def say_talk_kind(scope: Scope, kind: TalkKind) -> str:
    """Return who must talk with whom."""
    committee = word_of(scope.cycle, "committee")
    return scope.write(TALK_WORDS[kind].replace("{committee}", committee))


def free_talks(scope: Scope) -> bool:
    """是否有不逐对列出的谈话：党员之间相互谈心谈话。

    例：{{ free_talks() }}
    """
    return "among-members" in scope.cycle.preparation.talks.kinds


def talk_columns(cycle: Cycle) -> tuple[str, ...]:
    """Return those who stand at the head of a table of all talks: a branch's talk with a few."""
    members = tuple(member.id for member in cycle.members)
    kinds = {pair.kind for pair in list_talk_pairs(cycle)}
    few = bool(kinds) and kinds <= {"committee-committee", "committee-member"}
    return tuple(cycle.team.committee) if few else members
