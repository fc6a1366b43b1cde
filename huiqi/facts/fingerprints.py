"""What one cycle tells the others: enough to notice its words and dates where they are left over."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from huiqi.facts.model.cycle import Cycle
    from huiqi.facts.model.varying import VaryingFact


@dataclass(frozen=True)
class Fingerprints:
    """A cycle as the others see it.

    ``words`` are those by which it is known: its group, campaign and special subject. ``facts``
    are fingerprints of what two meetings share by oversight only.
    """

    id: str
    words: tuple[str, ...]
    facts: tuple[str, ...]


def take_fingerprints(cycle: Cycle) -> Fingerprints:
    """Return what a cycle tells the others."""
    from huiqi.facts.model.varying import find_varying

    facts = tuple(hash_fact(fact) for fact in find_varying(cycle) if is_distinctive(fact))
    return Fingerprints(cycle.id, tuple(sorted(list_own_words(cycle))), facts)


def list_own_words(cycle: Cycle) -> set[str]:
    """Return the words by which a cycle is known: its group, campaign and special subject."""
    from huiqi.facts.model.parties import Roles

    words = {cycle.team.name, cycle.team.unit, cycle.special_name}
    words |= {cycle.campaign.name} if cycle.campaign else set()
    common = {field.default for field in Roles.model_fields.values()}
    return {word for word in words - common if word and len(word) >= 3 and "{" not in word}


def is_distinctive(fact: VaryingFact) -> bool:
    """Whether two meetings share the fact by oversight only; numbers agree by chance."""
    return fact.varies.distinctive and fact.of_one_meeting and not isinstance(fact.value, int)


def hash_fact(fact: VaryingFact) -> str:
    """Return a fact's place in the model, whatever its number in a list, and its value, in short."""
    place = tuple(part for part in fact.path if isinstance(part, str))
    return hashlib.sha256(repr((place, fact.value)).encode()).hexdigest()[:24]


def foreign_words(own: Fingerprints, others: Iterable[Fingerprints]) -> list[tuple[str, str]]:
    """Return the words that only other cycles are known by, with the cycle's id."""
    return [
        (word, other.id)
        for other in others
        if other.id != own.id
        for word in other.words
        if word not in own.words and not any(word in mine for mine in own.words)
    ]


def keep_words_in(fingerprints: Iterable[Fingerprints], text: str) -> tuple[Fingerprints, ...]:
    """Return the cycles with those of their words alone that stand in a text."""
    return tuple(
        Fingerprints(one.id, tuple(word for word in one.words if word in text), one.facts)
        for one in fingerprints
    )


def find_owners(fingerprints: Iterable[Fingerprints]) -> dict[str, str]:
    """Return the last cycle that has each fact, by the fact's hash_fact."""
    ordered = sorted(fingerprints, key=lambda one: one.id)
    return {fact: one.id for one in ordered for fact in one.facts}


def select_relevant(
    own: Fingerprints,
    text: str,
    others: Iterable[Fingerprints],
    common: Iterable[Fingerprints],
    owners: Mapping[str, str],
) -> tuple[Fingerprints, ...]:
    """Return what of the other cycles can change what is found in a cycle, and no more.

    ``text`` is all that the cycle's facts say. ``common`` are the others with their words in pages
    and templates alone; ``owners`` has the facts of earlier cycles.
    """
    found: dict[str, tuple[set[str], set[str]]] = {}
    for word, name in foreign_words(own, keep_words_in(others, text)) + foreign_words(own, common):
        found.setdefault(name, (set(), set()))[0].add(word)
    for fact in own.facts:
        if fact in owners:
            found.setdefault(owners[fact], (set(), set()))[1].add(fact)
    return tuple(
        Fingerprints(name, tuple(sorted(words)), tuple(sorted(facts)))
        for name, (words, facts) in sorted(found.items())
    )
