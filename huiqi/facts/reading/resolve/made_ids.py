"""Ids for what has none: made from what is public anyway, in pinyin, never from a person's name."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Any

from huiqi.errors import KeyPath
from huiqi.facts.model.parties import Roles
from huiqi.facts.reading.referable import LOCAL, NAMED
from huiqi.facts.reading.resolve.long_form import LongForm, look_up
from huiqi.facts.reading.resolve.written_out import write_out_references

_LONGEST = 40
# Whose name stands in the titles of what is studied: no id names a person.
_IN_TITLES = ("习近平",)
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True)
class _Described:
    """A list of things with ids: the fact that an id is made from, what stands in for an open one.

    Ids of one ``space`` differ from each other.
    """

    place: tuple[str, ...]
    fact: str
    stand_in: str
    space: str = ""


_LISTS = (
    _Described(("members",), "post", "member"),
    _Described(("offices",), "name", "office"),
    _Described(("bodies",), "name", "body"),
    _Described(("departments",), "name", "department"),
    _Described(("staff",), "post", "person"),
    _Described(("terms",), "text", "term"),
    _Described(("areas",), "title", "area", "area"),
    _Described(("reading_list", "items"), "title", "reading", "reading"),
    _Described(("materials",), "title", "material", "material"),
    _Described(("extra_documents",), "title", "document", "document"),
)


def make_ids(form: LongForm) -> None:
    """Give every item without an id its own; those that are written come first."""
    spaces: dict[str, set[str]] = {"": {*Roles.model_fields, *NAMED, *LOCAL, "guidance-group"}}
    for kind in _LISTS:
        ids = (item.get("id") for _, item in list_items(form.data, kind.place))
        spaces.setdefault(kind.space, set()).update(name for name in ids if isinstance(name, str))
    spaces["document"] |= set(look_up(form.data, "documents.id") or ())
    names = _list_person_names(form.data)
    for kind in _LISTS:
        for path, item in list_items(form.data, kind.place):
            if "id" not in item:
                text = _without(write_out_references(form.data, _text_of(form, kind, item)), names)
                made = make_unique(spell_id(text, kind.stand_in), spaces[kind.space])
                spaces[kind.space].add(made)
                # The id comes first, as one writes it.
                written = dict(item)
                item.clear()
                item.update({"id": made, **written})
                form.ids[path] = made


def list_items(
    value: Any, place: tuple[str, ...], path: KeyPath = ()
) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    """Yield the groups of facts in a list, or in the lists of a list's items."""
    if not place:
        if isinstance(value, dict):
            yield path, value
        return
    listed = value.get(place[0]) if isinstance(value, dict) else None
    for index, item in enumerate(listed if isinstance(listed, list) else ()):
        yield from list_items(item, place[1:], (*path, place[0], index))


def _text_of(form: LongForm, kind: _Described, item: dict[str, Any]) -> str:
    text = item.get(kind.fact)
    if text is None and kind.space == "material":
        readings = [one for _, one in list_items(form.data, ("reading_list", "items"))]
        wanted = item.get("reading")
        text = next((one.get("title") for one in readings if wanted == one.get("id")), wanted)
    return text if isinstance(text, str) else ""


def _list_person_names(data: dict[str, Any]) -> list[str]:
    people = (item for group in ("members", "staff") for _, item in list_items(data, (group,)))
    names = {name for item in people if isinstance(name := item.get("name"), str) and name}
    return sorted({*names, *_IN_TITLES}, key=len, reverse=True)


def _without(text: str, names: list[str]) -> str:
    """Take persons' names out of a title: 赵一工作室 is 工作室."""
    for name in names:
        text = text.replace(name, "")
    return text


def spell_id(text: str, stand_in: str) -> str:
    """Spell a text in pinyin with hyphens, cut between two syllables."""
    syllables: list[str] = []
    if text:
        from pypinyin import Style, lazy_pinyin  # its dictionaries take a while to load

        for part in lazy_pinyin(text.lower(), style=Style.NORMAL):
            syllables += _WORD.findall(part)
    if not syllables or syllables[0][0].isdigit():
        syllables.insert(0, stand_in)
    made = syllables[0][:_LONGEST]
    for syllable in syllables[1:]:
        if len(made) + 1 + len(syllable) > _LONGEST:
            break
        made += f"-{syllable}"
    return made


def make_unique(name: str, taken: Container[str]) -> str:
    """Return the name, with a number behind it where it is taken."""
    number, unique = 1, name
    while unique in taken:
        number += 1
        unique = f"{name}-{number}"
    return unique
