"""The sound part of facts that hold faults, so that one run also checks what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from huiqi.errors import KeyPath
from huiqi.facts.model.cycle import Cycle

# Without these two there is no cycle; what stands in is never shown.
_STAND_IN = {"id": "0000-facts", "kind": "年度"}


class _Items(dict[int, Any]):
    """A list with holes: each item keeps the number that it has in the file."""


@dataclass
class PartialCycle:
    """What is left of the facts, and what the model said of the whole of them.

    ``lost`` holds every text of what was left out; without ``ids_known`` an id is missing itself.
    """

    cycle: Cycle
    facts: Any
    errors: list[ErrorDetails]
    lost: set[str]
    ids_known: bool

    def trace(self, path: KeyPath) -> KeyPath:
        """Return the key path in the file for one in the sound part."""
        return _trace(self.facts, path)


def validate_partially(data: dict[str, Any]) -> PartialCycle:
    """Leave out what the model refuses, each time with as little around it as possible."""
    try:
        return PartialCycle(Cycle.model_validate(data), data, [], set(), True)
    except ValidationError as error:
        return _leave_out(data, error.errors())


def _leave_out(data: dict[str, Any], errors: list[ErrorDetails]) -> PartialCycle:
    facts, found, lost, ids_known = _loosen(data), errors, set[str](), True
    while True:
        ids_known &= not any(_hides_ids(detail) for detail in found)
        for path in {_trace(facts, tuple(detail["loc"])) for detail in found}:
            lost.update(_list_texts(_drop(facts, path)))
        try:
            cycle = Cycle.model_validate(_tighten(facts))
        except ValidationError as error:
            found = error.errors()
        else:
            return PartialCycle(cycle, facts, errors, lost, ids_known)


def _hides_ids(detail: ErrorDetails) -> bool:
    path = detail["loc"]
    return detail["type"] == "tuple_type" or (len(path) > 1 and path[-1] == "id")


def _list_texts(value: Any) -> Iterator[str]:
    """Yield every text inside a value."""
    if isinstance(value, str):
        yield value
    for item in value.values() if isinstance(value, dict) else ():
        yield from _list_texts(item)


def _loosen(value: Any) -> Any:
    if isinstance(value, tuple):
        return _Items((index, _loosen(item)) for index, item in enumerate(value))
    return {key: _loosen(item) for key, item in value.items()} if isinstance(value, dict) else value


def _tighten(value: Any) -> Any:
    if isinstance(value, _Items):
        return tuple(_tighten(item) for item in value.values())
    return (
        {key: _tighten(item) for key, item in value.items()} if isinstance(value, dict) else value
    )


def _trace(facts: Any, path: KeyPath) -> KeyPath:
    traced: list[str | int] = []
    for part in path:
        own = list(facts)[part] if isinstance(facts, _Items) and isinstance(part, int) else part
        traced.append(own)
        facts = facts.get(own) if isinstance(facts, dict) else None
    return tuple(traced)


def _drop(facts: Any, path: KeyPath) -> Any:
    """Take out the value at a path, or the group that lacks it, and return it."""
    groups = [facts]
    for part in path[:-1]:
        groups.append(groups[-1].get(part) if isinstance(groups[-1], dict) else None)
    if not isinstance(groups[-1], dict):
        return None  # gone already, with a group around it
    for depth in reversed(range(len(path))):
        group, part = groups[depth], path[depth]
        if isinstance(group, dict) and part in group:
            return group.pop(part)
    facts[path[0]] = _STAND_IN[str(path[0])]
    return None
