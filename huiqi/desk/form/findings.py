"""Which field of the form a finding is about: findings have the places of the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from huiqi.desk.form.state import FactsState
from huiqi.errors import Finding, KeyPath
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.messages import model_at


class Places:
    """The findings of one state by the field that shows them."""

    def __init__(self, state: FactsState, findings: Iterable[Finding]) -> None:
        self._state = state
        self._by_field: dict[KeyPath, list[Finding]] = {}
        for finding in findings:
            self._by_field.setdefault(self.find(finding), []).append(finding)

    def at(self, path: KeyPath) -> tuple[Finding, ...]:
        """Return what is found at a field, or at an item as a whole."""
        return tuple(self._by_field.get(path, ()))

    def find(self, finding: Finding) -> KeyPath:
        """Return the nearest field or item at or above a finding's place; empty for the whole file."""
        path = self._long_of.get(finding.key, finding.key)
        return next((path[:size] for size in range(len(path), 0, -1) if _is_shown(path[:size])), ())

    @cached_property
    def _long_of(self) -> dict[KeyPath, KeyPath]:
        """Places of the long form by those in the file, where they differ."""
        found: dict[KeyPath, KeyPath] = {}
        for place in _list_places(self._state.data, ()):
            written = self._state.trace(place)
            if written != place:
                found.setdefault(written, place)
        return found


def _is_shown(path: KeyPath) -> bool:
    if isinstance(path[-1], int):
        return model_at(Cycle, path) is not None
    model = model_at(Cycle, path[:-1])
    return model is not None and path[-1] in model.model_fields and path[-1] != "id"


def _list_places(value: Any, path: KeyPath) -> Iterator[KeyPath]:
    if path:
        yield path
    items: Any = value.items() if isinstance(value, dict) else ()
    if isinstance(value, list | tuple):
        items = enumerate(value)
    for key, item in items:
        yield from _list_places(item, (*path, key))
