"""The values of one file of facts as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from huiqi.errors import KeyPath
from huiqi.facts.documents import list_templates
from huiqi.facts.model.codes import CODES
from huiqi.facts.model.content import DocumentNumber
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.fields import Ref
from huiqi.facts.model.paperwork import CycleDocument
from huiqi.facts.model.walk import Marks, marks_of
from macros.escape import plain
from macros.scope import Rendition, Scope

_NAMES = ("post", "name", "title", "text", "term", "source", "lead", "file", "issuers")


@dataclass(frozen=True)
class Place:
    """A group of facts and where it stands."""

    model: BaseModel
    path: KeyPath


def has_codes(name: str) -> bool:
    """Whether a field holds fixed words of the facts, not texts."""
    return name in CODES


def _count(place: Place) -> str:
    return f"第{int(place.path[-1]) + 1}项"


class Wording:
    """The facts of one cycle under one rendition: what it shows, and in which words."""

    def __init__(self, cycle: Cycle, rendition: Rendition) -> None:
        self.top = Place(cycle, ())
        self._rendition, self._scope = rendition, Scope(cycle, rendition)

    def get(self, place: Place, name: str, marks: Marks) -> Any:
        """Return a fact of a group as it is; None or nothing where the rendition has none."""
        value = getattr(place.model, name)
        if self._rendition.hides(marks) or self._hides(value):
            return None
        if isinstance(value, tuple):
            return tuple(item for item in value if not self._hides(item))
        return value

    def list_items(self, place: Place, name: str) -> list[Place]:
        """Return the groups that a list holds, without those that the rendition hides."""
        items = getattr(place.model, name)
        return [
            Place(item, (*place.path, name, index))
            for index, item in enumerate(items)
            if not self._hides(item)
        ]

    def _hides(self, value: Any) -> bool:
        return bool(getattr(value, "internal", False)) and not self._rendition.internal

    def write(self, place: Place, name: str, value: Any) -> str:
        """Return a value of the group in words: ids as names, dates in Chinese, lists joined."""
        if isinstance(value, tuple):
            words = [self.write(place, name, item) for item in value]
            return ("；" if any(re.search("[、，]", word) for word in words) else "、").join(words)
        if value is None:
            return ""
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, DocumentNumber):
            inside = "（内部）" if value.internal else ""
            return plain(self._scope.designate(value, (*place.path, name))) + inside
        if name in CODES:
            return CODES[name].get(value, str(value))
        ref: Ref | None = marks_of(type(place.model))[name].ref
        return plain(str(self._scope.show(value, (*place.path, name), ref, place.model)))

    def write_people(self, value: Any) -> str:
        """Return the names of persons whose posts are alike; nothing where names are not shown."""
        people = {person.id: person.name for person in self._scope.cycle.people}
        ids = value if isinstance(value, tuple) else (value,)
        names = [people.get(name) or "" for name in ids] if self._rendition.names else []
        return "、".join(name for name in names if name)

    def name(self, place: Place) -> str:
        """Return what an item of a list is called."""
        model = place.model
        if isinstance(model, CycleDocument):
            known = list_templates(self._scope.cycle).get(model.id)
            return known.head.title if known else model.id
        name = self._naming_field(place)
        return self.write(place, name, getattr(model, name)) if name else _count(place)

    def _naming_field(self, place: Place) -> str | None:
        for name in _NAMES:
            marks = marks_of(type(place.model)).get(name)
            if marks and self.get(place, name, marks):
                return name
        return None

    def describe(self, place: Place, *, whole: bool = False) -> str:
        """Return in one line what a group says beside its name, or the name if that is all.

        ``whole``: the name is among what it says.
        """
        said, naming = [], self._naming_field(place)
        for name, marks in marks_of(type(place.model)).items():
            value = self.get(place, name, marks)
            left_out = name == "id" or (name == naming and not whole)
            if not left_out and value not in (None, (), False):
                said.append(f"{marks.title}：{self._tell(place, name, value)}")
        return "；".join(said) or (self.name(place) if naming else "")

    def _tell(self, place: Place, name: str, value: Any) -> str:
        path = (*place.path, name)
        if isinstance(value, BaseModel) and not isinstance(value, DocumentNumber):
            return f"（{self.describe(Place(value, path), whole=True)}）"
        if isinstance(value, tuple) and isinstance(value[0], BaseModel):
            return "；".join(self.name(item) for item in self.list_items(place, name))
        return self.write(place, name, value)
