"""Whose copy of a paper a file is where it does not say so: by the names in its text, or in its own name."""

from __future__ import annotations

from functools import cached_property

from huiqi.collect.model import CopyKey
from huiqi.collect.recognition.names_in_text import KnownPeople, find_named_places, read_named
from huiqi.collect.recognition.text_match import Match
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.templates import Template
from huiqi.materials.screening import RefusedError, tighten
from macros.talks import list_talk_pairs

OWN_FILE = "由本人用发给自己的那份文件填写后再交"
Named = tuple[CopyKey, tuple[str, ...]]


class PeopleNamer:
    """Names the people and the office of papers of one cycle."""

    def __init__(self, cycle: Cycle, people: KnownPeople) -> None:
        self._cycle, self._people = cycle, people

    def name_people(
        self, match: Match, template: Template, lines: tuple[str, ...], name: str
    ) -> Named:
        """Return the copy of a paper, and doubts about it; ``lines`` are tight, ``name`` is the file's.

        Raises:
            RefusedError: nobody is named, or text and file name name others.
        """
        document, paper, wanted = match.key.document, match.key.paper, match.key.people
        if template.head.anonymous or template.head.per not in ("member", "talk"):
            office = self._find_office(lines) if template.head.per == "office" else None
            return CopyKey(document, paper, (), office), ()
        if not wanted:
            return CopyKey(document, paper), ()
        by_text = self._read_text(match, lines)
        by_name = tuple(self._people.list_named(tighten(name)))
        complete = [one for one in (by_text, by_name) if len(one) == len(wanted)]
        if not complete and template.head.several:
            return CopyKey(document, paper), ("看不出是谁的，请核对",)
        if not complete:
            raise RefusedError("写明姓名的材料", "看不出是谁的", OWN_FILE)
        if len(complete) == 2 and set(by_text) != set(by_name):
            text, file = self._call(by_text), self._call(by_name)
            raise RefusedError(f"{file}的文件", f"文件名写{file}，正文写{text}", OWN_FILE)
        people = self._order(complete[0])
        where = "正文" if complete[0] is by_text else "文件名"
        return CopyKey(document, paper, people), (
            f"按{where}的姓名认作{self._call(people)}，请核对",
        )

    def _read_text(self, match: Match, lines: tuple[str, ...]) -> tuple[str, ...]:
        places = find_named_places(match.form, match.key.people, self._people)
        read = {place.person: read_named(lines, place, self._people)[1] for place in places}
        return tuple(person for _, person in sorted(read.items()) if person)

    def _order(self, people: tuple[str, ...]) -> tuple[str, ...]:
        """Return the people of a talk in the order of the pair that is due."""
        turned = people[::-1]
        return turned if people not in self._pairs and turned in self._pairs else people

    def _call(self, people: tuple[str, ...]) -> str:
        return "、".join(self._people.names[one] for one in people)

    def _find_office(self, lines: tuple[str, ...]) -> str | None:
        whole = "".join(lines)
        named = [one for one, name in self._offices.items() if name in whole]
        return named[0] if len(named) == 1 else None

    @cached_property
    def _pairs(self) -> set[tuple[str, ...]]:
        return {tuple(pair.people) for pair in list_talk_pairs(self._cycle)}

    @cached_property
    def _offices(self) -> dict[str, str]:
        return {one.id: tighten(one.name) for one in self._cycle.offices if one.name}
