"""What a kind of meeting has of its own: its words, and the facts that it usually lacks.

A fact that the kind lacks is no open one: it is not asked for, and nothing speaks of it, unless
the file says something of it, be it that it is still undecided (null).
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from huiqi.errors import KeyPath
from huiqi.facts.documents import look_up
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.derived import once_per_cycle
from huiqi.facts.model.walk import marks_of
from huiqi.facts.reading.resolve.kind_defaults import load_kind_defaults

_APPROVER: KeyPath = ("preparation", "plan", "approver")


def word_of(cycle: Cycle, name: str) -> str:
    """Return a word that differs from kind to kind; a KeyError where there is none of this name."""
    return str(load_kind_defaults()[cycle.kind].words[name])


def say_label(cycle: Cycle, label: str) -> str:
    """Return what a fact is called in a meeting of this kind."""
    return load_kind_defaults()[cycle.kind].say(label)


@once_per_cycle
def absent_facts(cycle: Cycle) -> frozenset[KeyPath]:
    """Return the facts that this kind of meeting lacks and that the file does not write."""
    places = (tuple(place.split(".")) for place in load_kind_defaults()[cycle.kind].without)
    return frozenset(place for place in places if not _is_written(cycle, place))


def _is_written(cycle: Cycle, place: tuple[str, ...]) -> bool:
    facts: Any = cycle
    for name in place[:-1]:
        facts = getattr(facts, name)
        if facts is None:
            return False
    return place[-1] in facts.model_fields_set


def is_absent(cycle: Cycle, path: KeyPath) -> bool:
    """Whether this kind of meeting lacks a fact, or the group that it stands in."""
    absent = absent_facts(cycle)
    return any(path[:size] in absent for size in range(1, len(path) + 1)) if absent else False


def has_fact(cycle: Cycle, place: str) -> bool:
    """Whether the facts have something at a dotted place; what is still open is there."""
    path = tuple(place.split("."))
    if is_absent(cycle, path):
        return False
    if look_up(cycle, place) not in (None, ()):
        return True
    group: BaseModel | None = look_up(cycle, ".".join(path[:-1])) if path[:-1] else cycle
    return group is not None and marks_of(type(group))[path[-1]].slot


def speaks_of(cycle: Cycle, document: str) -> bool:
    """Whether the texts speak of a document: a leadership group's plan names all of them."""
    return not cycle.branch or any(item.id == document for item in cycle.documents)


def needs_approval(cycle: Cycle) -> bool:
    """Whether a superior has to approve of the plan before it is carried out."""
    return not is_absent(cycle, _APPROVER)


@once_per_cycle
def attendance_floor(cycle: Cycle) -> str | None:
    """Return the least share of members that must attend; a branch has one where the facts do."""
    written = "quorum" in cycle.meeting.model_fields_set
    return None if cycle.branch and not written else cycle.meeting.quorum
