"""Which area, or which member, a place of a paper stands for: by the form that the paper was made from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from huiqi.collect.model import CollectedPaper, Collection, Place
from huiqi.collect.naming.wording import Wording
from macros.papers import list_round

_ORDINAL = re.compile(
    r"（[一二三四五六七八九十百零〇]+）|[一二三四五六七八九十百零〇]+、|\d+[.．、]"
)
_NUMBERS = re.compile(r"\d+")
_POST = "（"


class RowFinder:
    """Finds the rows of papers that came in.

    The label that the form has at a place says whose row it is. Where the form is not known the number of the key
    counts, but never in an older form, which may have had other rows.
    """

    def __init__(self, collection: Collection, wording: Wording) -> None:
        self._cycle, self._areas, self._members = wording.cycle, wording.areas, wording.members
        self._places: Mapping[str, Mapping[str, Place]] = {
            form: {place.key: place for place in places}
            for form, places in collection.forms.items()
        }

    def place(self, paper: CollectedPaper, key: str) -> Place | None:
        """Return the place of a key in the form of a paper; None for a row that was added."""
        return self._places.get(paper.form, {}).get(key)

    def find_area(self, paper: CollectedPaper, key: str) -> str | None:
        """Return the title of the area that a place is of; None where nothing says it."""
        parts = self._list_parts(paper, key)
        said = next((part for part in parts if part in self._areas), None)
        return said or _count(self._areas, paper, _read_numbers(key)[-1:])

    def find_member(
        self, paper: CollectedPaper, key: str, rows: Sequence[str] | None = None
    ) -> str | None:
        """Return the id of the member whom a row is of; ``rows`` are those of the form, all members if None."""
        order = tuple(self._members) if rows is None else rows
        said = self._find_named(self._list_parts(paper, key), order)
        return said or _count(order, paper, _read_numbers(key)[-1:])

    def find_speaker(self, paper: CollectedPaper, key: str) -> str | None:
        """Return the member whose turn a place of the minutes records; its key ends with item and turn."""
        item, *turn = _read_numbers(key)[-2:]
        agenda = self._cycle.agenda
        order = list_round(self._cycle, agenda[item - 1].rounds) if 0 < item <= len(agenda) else []
        said = self._find_named(self._list_parts(paper, key), tuple(self._members))
        return said or _count(order, paper, turn)

    def _list_parts(self, paper: CollectedPaper, key: str) -> list[str]:
        """Return the parts of a place's label, the innermost first, each with and without its ordinal."""
        place = self.place(paper, key)
        parts = reversed(place.path if place else ())
        return [one for part in parts for one in (part, _ORDINAL.sub("", part, count=1).strip())]

    def _find_named(self, parts: Sequence[str], members: Sequence[str]) -> str | None:
        """Return the one member whom a part names: in full, or by the name alone with the post of another day."""
        named = {one: self._members[one] for one in members}
        for name in (str, _cut_post):
            for part in parts:
                found = [one for one, full in named.items() if name(full) == name(part) != ""]
                if len(found) == 1:
                    return found[0]
        return None


def _cut_post(name: str) -> str:
    return name.partition(_POST)[0].strip()


def _read_numbers(key: str) -> list[int]:
    return [int(one) for one in _NUMBERS.findall(key)]


def _count(names: Sequence[str], paper: CollectedPaper, number: Sequence[int]) -> str | None:
    known = not paper.older_form and number and 0 < number[0] <= len(names)
    return names[number[0] - 1] if known else None
