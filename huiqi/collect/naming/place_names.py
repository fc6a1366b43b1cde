"""What the places of a paper are called for people, and which of them are really left open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set

from huiqi.collect.model import BALLOT, BETWEEN, CollectedPaper, Collection, Place

_ROW = re.compile(r"_(\d+)(?=_|$)")


def name_place(collection: Collection, paper: CollectedPaper, key: str) -> str:
    """Return in Chinese where an answer stands; the key where no form says it."""
    places = collection.forms.get(paper.form, ())
    own = next((place.label for place in places if place.key == key), None)
    return own or _name_added_row(places, key) or key


def _name_added_row(places: Iterable[Place], key: str) -> str | None:
    """Return the label of a place in a row that was added: that of the row before, by its own number."""
    number = _ROW.search(key)
    alike = [one for one in places if number and one.list == _ROW.sub("", key, count=1)]
    if number is None or not alike:
        return None
    last = _call_row(alike[-1].row)
    parts = alike[-1].path
    return BETWEEN.join(_call_row(int(number[1])) if part == last else part for part in parts)


def list_open(collection: Collection, paper: CollectedPaper) -> tuple[str, ...]:
    """Return what is left open in a paper, as people call it.

    A list has more rows than anybody needs: one in which nothing stands at all is not left open; nor are the other
    boxes of a ballot's row in which one is ticked.
    """
    places = {place.key: place for place in collection.forms.get(paper.form, ())}
    used = {_find_row(places[key]) for key in paper.reading.answers if key in places}
    return tuple(
        name_place(collection, paper, key)
        for key in paper.reading.open
        if _is_asked(paper, key, places, used)
    )


def _is_asked(paper: CollectedPaper, key: str, places: Mapping[str, Place], used: Set[str]) -> bool:
    if paper.key.paper == BALLOT and key in places:
        return _find_row(places[key]) not in used
    return not _is_spare(places, key) or _find_row(places[key]) in used


def _is_spare(places: Mapping[str, Place], key: str) -> bool:
    """Whether a place is in a row that is there for whoever needs it, and not for a person or an area."""
    place = places.get(key)
    return place is not None and _call_row(place.row) in place.path


def _find_row(place: Place) -> str:
    """Return what the places of one row have in common: all of the label but the column."""
    return BETWEEN.join(place.path[:-1])


def _call_row(row: int | None) -> str:
    return f"第{row}行"
