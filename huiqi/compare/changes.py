"""What changed between two files of facts, fact by fact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from huiqi.compare.match import match_groups, match_texts
from huiqi.compare.wording import Place, Wording, has_codes
from huiqi.errors import KeyPath
from huiqi.facts.model.content import DocumentNumber, ReadingGroup
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.sections import section_of
from huiqi.facts.model.walk import Marks, marks_of
from macros.scope import Rendition

_LONGEST_NAME = 24
_Labels = tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """One fact that changed. ``label`` tells the way to it: 会议 → 召开日期.

    ``before`` and ``after`` are the values as people write them, empty where there is none; for
    ``moved``, the places in the list. ``path`` is its key in the new facts, or in the old ones
    for what is removed.
    """

    section: str
    label: str
    kind: Literal["added", "removed", "changed", "moved"]
    before: str
    after: str
    path: KeyPath


def compare(old: Cycle, new: Cycle, rendition: Rendition | None = None) -> list[Change]:
    """Return all changes in the order of the model; without a rendition, as the office sees them.

    Items of lists are matched by their ids, else by their names or texts. The cycles' own ids do
    not count, nor does a reference whose target alone has changed.
    """
    shown = rendition or Rendition.office()
    comparison = _Comparison(Wording(old, shown), Wording(new, shown))
    return list(comparison.compare_groups(comparison.old.top, comparison.new.top, ()))


class _Comparison:
    def __init__(self, old: Wording, new: Wording) -> None:
        self.old, self.new = old, new

    def compare_groups(self, old: Place, new: Place, labels: _Labels) -> Iterator[Change]:
        for name, marks in marks_of(type(new.model)).items():
            if name == "id":
                continue
            before, after = self.old.get(old, name, marks), self.new.get(new, name, marks)
            if before != after:
                yield from self._compare_fact(old, new, name, marks, (*labels, marks.title))

    def _compare_fact(
        self, old: Place, new: Place, name: str, marks: Marks, labels: _Labels
    ) -> Iterator[Change]:
        before, after = self.old.get(old, name, marks), self.new.get(new, name, marks)
        sample = _sample(before) if before else _sample(after)
        listed = isinstance(before, tuple) or isinstance(after, tuple)
        if name == "reading_list":
            yield from self._compare_readings(before, after, labels)
        elif listed and isinstance(sample, BaseModel):
            items = self.old.list_items(old, name), self.new.list_items(new, name)
            yield from self._compare_items(*items, labels)
        elif listed and isinstance(sample, str) and marks.ref is None and not has_codes(name):
            yield from self._compare_texts(old, new, name, labels)
        elif isinstance(sample, BaseModel) and not isinstance(sample, DocumentNumber):
            sides = _inside(old, name, before), _inside(new, name, after)
            yield from self._compare_optional(*sides, labels)
        else:
            yield from self._tell((old, before), (new, after), name, labels)

    def _compare_optional(
        self, old: Place | None, new: Place | None, labels: _Labels
    ) -> Iterator[Change]:
        """Compare a group that one side may lack."""
        if old and new:
            yield from self.compare_groups(old, new, labels)
        elif new:
            yield from _change(labels, "", self.new.describe(new, whole=True), new.path)
        elif old:
            yield from _change(labels, self.old.describe(old, whole=True), "", old.path)

    def _compare_readings(
        self, before: tuple[ReadingGroup, ...], after: tuple[ReadingGroup, ...], labels: _Labels
    ) -> Iterator[Change]:
        """Compare the items of all groups as one list: a reading may pass to another group."""
        yield from self._compare_items(_list_readings(before), _list_readings(after), labels)
        for number, (old, new) in enumerate(zip(before, after, strict=False)):
            bare = [
                Place(group.model_copy(update={"items": ()}), ("reading_list", number))
                for group in (old, new)
            ]
            yield from self.compare_groups(bare[0], bare[1], (*labels, f"第{number + 1}组"))

    def _compare_items(
        self, old: list[Place], new: list[Place], labels: _Labels
    ) -> Iterator[Change]:
        """Compare two lists of groups."""
        by_id = all(hasattr(place.model, "id") for place in (*old, *new))
        matching = match_groups(
            [(getattr(item.model, "id", ""), self.old.name(item)) for item in old],
            [(getattr(item.model, "id", ""), self.new.name(item)) for item in new],
            by_id=by_id,
        )
        for place, item in enumerate(new):
            here = (*labels, _shorten_name(self.new.name(item)))
            origin = matching.pairs.get(place)
            if origin is None:
                yield from _change(here, "", self.new.describe(item), item.path)
                continue
            if place in matching.moved:
                yield _move(here, origin, place, item.path)
            yield from self.compare_groups(old[origin], item, here)
        for place, item in enumerate(old):
            if place not in matching.pairs.values():
                here = (*labels, _shorten_name(self.old.name(item)))
                yield from _change(here, self.old.describe(item), "", item.path)

    def _compare_texts(
        self, old: Place, new: Place, name: str, labels: _Labels
    ) -> Iterator[Change]:
        """Compare two lists of texts."""
        before, after = getattr(old.model, name) or (), getattr(new.model, name) or ()
        matching = match_texts(before, after)
        for place, text in enumerate(after):
            path, origin = (*new.path, name, place), matching.pairs.get(place)
            if origin is None:
                yield from _change(labels, "", self.new.write(new, name, text), path)
            elif before[origin] != text:
                yield from self._tell((old, before[origin]), (new, text), name, labels)
            elif place in matching.moved:
                here = (*labels, _shorten_name(self.new.write(new, name, text)))
                yield _move(here, origin, place, path)
        for place, text in enumerate(before):
            if place not in matching.pairs.values():
                path = (*old.path, name, place)
                yield from _change(labels, self.old.write(old, name, text), "", path)

    def _tell(
        self, old: tuple[Place, Any], new: tuple[Place, Any], name: str, labels: _Labels
    ) -> Iterator[Change]:
        before, after = self.old.write(old[0], name, old[1]), self.new.write(new[0], name, new[1])
        if before == after and marks_of(type(new[0].model))[name].ref:
            # Two persons of one post are told apart by their names; another id alone is nothing.
            before, after = self.old.write_people(old[1]), self.new.write_people(new[1])
        elif before == after:  # the same words, written out here and referred to there
            before, after = str(old[1] or ""), str(new[1] or "")
        if before != after:
            yield from _change(labels, before, after, (*new[0].path, name))


def _sample(value: Any) -> Any:
    return value[0] if isinstance(value, tuple) and value else value


def _inside(place: Place, name: str, value: Any) -> Place | None:
    return Place(value, (*place.path, name)) if value is not None else None


def _list_readings(groups: tuple[ReadingGroup, ...]) -> list[Place]:
    return [
        Place(item, ("reading_list", number, "items", index))
        for number, group in enumerate(groups)
        for index, item in enumerate(group.items)
    ]


def _change(labels: _Labels, before: str, after: str, path: KeyPath) -> Iterator[Change]:
    """Yield the change, unless neither side says anything."""
    kind: Literal["added", "removed", "changed"] = (
        "changed" if before and after else "added" if after else "removed"
    )
    if before or after:
        yield Change(section_of(path), " → ".join(labels), kind, before, after, path)


def _move(labels: _Labels, before: int, after: int, path: KeyPath) -> Change:
    places = f"第{before + 1}位", f"第{after + 1}位"
    return Change(section_of(path), " → ".join(labels), "moved", *places, path)


def _shorten_name(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
