"""Whose paper it is by what stands in it: the people whom the blank names, at the places where it names them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from huiqi.collect.reading.forms import Form
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.parties import Person
from huiqi.facts.model.walk import find_models
from huiqi.materials.screening import tighten

_LEAST_WORDS = 2  # a label of one sign may stand anywhere
HEAD_LINES = 12  # lines at the head of a text, where its title stands
_LEAST_TITLE = 4


@dataclass(frozen=True)
class NamedPlace:
    """A place where a form names one of those it is for: behind a label, or in the line after one.

    ``person`` is the person's number among them.
    """

    person: int
    label: str
    alone: bool


@dataclass(frozen=True)
class KnownPeople:
    """Names and posts of everybody whom the facts know, by id, without blanks."""

    names: Mapping[str, str]
    posts: Mapping[str, str]

    def find(self, text: str) -> str | None:
        """Return the person whose name a text begins with, and behind it nothing but the post.

        Of several of one name it is the one whose post stands there.
        """
        fitting = [one for one, name in self.names.items() if name and self._begins(text, one)]
        longest = max((len(self.names[one]) for one in fitting), default=0)
        fitting = [one for one in fitting if len(self.names[one]) == longest]
        if len(fitting) > 1:
            fitting = [one for one in fitting if self.posts[one] and self.posts[one] in text]
        return fitting[0] if len(fitting) == 1 else None

    def _begins(self, text: str, person: str) -> bool:
        name, post = self.names[person], self.posts[person]
        rest = text.removeprefix(name)
        if rest == text:
            return False
        # A longer name begins with a shorter one.
        return not rest or not unicodedata.category(rest[0]).startswith("L") or rest[:2] == post[:2]

    def list_named(self, text: str) -> list[str]:
        """Return everybody whose name stands in a text, in the order in which they stand."""
        found = [(text.find(name), one) for one, name in self.names.items() if len(name) > 1]
        return [one for place, one in sorted(found) if place >= 0]

    def list_in_name(self, text: str) -> list[str]:
        """Return those of them whose name is no part of a longer one that stands there too."""
        found = self.list_named(text)
        names = [self.names[one] for one in found]
        return [
            one
            for one, name in zip(found, names, strict=True)
            if not any(name != other and name in other for other in names)
        ]


def list_people(cycle: Cycle) -> KnownPeople:
    """Return everybody whom a cycle knows."""
    people = {person.id: person for _, person in find_models(cycle, Person)}
    return KnownPeople(
        {one: tighten(person.name or "") for one, person in people.items()},
        {one: tighten(person.post or "") for one, person in people.items()},
    )


def find_named_places(
    form: Form, people: Sequence[str], known: KnownPeople
) -> tuple[NamedPlace, ...]:
    """Return where a form names the people it is for."""
    return tuple(_find(form, people, known.names))


def _find(form: Form, people: Sequence[str], names: Mapping[str, str]) -> Iterator[NamedPlace]:
    before, found = "", set[int]()
    for text in map(tighten, form.fixed_texts()):
        for number, person in enumerate(people):
            name = names.get(person, "")
            if number in found or not name or name not in text:
                continue
            label = text.partition(name)[0]
            alone = len(label) < _LEAST_WORDS
            if before or not alone:
                found.add(number)
                yield NamedPlace(number, before if alone else label, alone)
            break
        before = text


def read_named(
    lines: Sequence[str], place: NamedPlace, known: KnownPeople
) -> tuple[bool, str | None]:
    """Return whether the place is there with something in it, and which known person it names.

    ``lines`` are tight.
    """
    there = False
    for candidate in _candidates(lines, place):
        there = there or (bool(candidate) and not place.alone)
        person = known.find(candidate)
        if person:
            return True, person
    return there, None


def list_others(
    lines: Sequence[str], place: NamedPlace, known: KnownPeople, own: Sequence[str]
) -> list[str]:
    """Return the people whom the same place names where it stands once more: another's paper was joined."""
    found = (known.find(candidate) for candidate in _candidates(lines, place, anywhere=True))
    names = {known.names[one] for one in own}
    return list(dict.fromkeys(one for one in found if one and known.names[one] not in names))


def _candidates(
    lines: Sequence[str], place: NamedPlace, *, anywhere: bool = False
) -> Iterator[str]:
    """Yield what stands behind the label of a place; a title may stand ``anywhere``, and not at the head alone."""
    for number, line in enumerate(lines):
        if not place.alone:
            if line.startswith(place.label):
                yield line.removeprefix(place.label)
        elif lines[number + 1 :] and _is_label(line, place.label, 0 if anywhere else number):
            yield lines[number + 1]


def _is_label(line: str, label: str, number: int) -> bool:
    """Whether a line is a label. At the head of a text a title may be broken over other lines."""
    title = number < HEAD_LINES and min(len(line), len(label)) >= _LEAST_TITLE
    return line == label or (title and (line.endswith(label) or label.endswith(line)))
