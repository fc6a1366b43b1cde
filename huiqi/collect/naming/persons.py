"""How the office's own lists call the people and the group that a paper is of."""

from __future__ import annotations

from huiqi.collect.model import CopyKey
from huiqi.facts.model.cycle import Cycle


def name_person(cycle: Cycle, person: str) -> str:
    """Return a person's name, or the post where there is none; the id of one whom the facts do not know."""
    found = next((one for one in cycle.people if one.id == person), None)
    return (found and (found.name or found.post)) or person


def name_owner(cycle: Cycle, key: CopyKey) -> str:
    """Return whose a paper is: its people, its office, or else the group's."""
    if key.people:
        return "、".join(name_person(cycle, person) for person in key.people)
    offices = {office.id: office.name for office in cycle.offices}
    if key.office:
        return offices.get(key.office) or key.office
    return cycle.roles.team


def rank_of(cycle: Cycle, person: str) -> int:
    """Return a person's place in the order of the facts; strangers come last."""
    order = [one.id for one in cycle.people]
    return order.index(person) if person in order else len(order)
