"""The changes that one may ask for, and what the facts are after each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from huiqi.errors import HuiqiError, KeyPath
from huiqi.facts.reading.resolve.long_form import freeze, thaw


@dataclass(frozen=True)
class Set:
    """Put a value, whole, in the place of what stands at a path; groups that lack are put in."""

    path: KeyPath
    value: Any


@dataclass(frozen=True)
class Insert:
    """Put a new item before the one at a path, or a new key where the model has it."""

    path: KeyPath
    value: Any


@dataclass(frozen=True)
class Remove:
    """Take a key or an item away, with the comments that are its own."""

    path: KeyPath


@dataclass(frozen=True)
class Move:
    """Give an item of a list another place: the number that it has afterwards."""

    path: KeyPath
    to: int


Change = Set | Insert | Remove | Move


@dataclass(frozen=True)
class Line:
    """A line of the file: its number, counted from 1, and its text."""

    number: int
    text: str


class ChangeRefusedError(HuiqiError):
    """A change that cannot be made without guessing; nothing was changed.

    ``reason`` is for people, ``lines`` are those that they have to look at.
    """

    def __init__(self, reason: str, lines: tuple[Line, ...] = ()) -> None:
        self.reason, self.lines = reason, lines
        shown = "".join(f"\n第 {line.number} 行：{line.text.strip()}" for line in lines)
        super().__init__(f"{reason}。改法：用文本编辑器改这几行{'：' if shown else '。'}{shown}")

    def __reduce__(self) -> tuple[type[ChangeRefusedError], tuple[str, tuple[Line, ...]]]:
        """Let it travel from one process to another."""
        return ChangeRefusedError, (self.reason, self.lines)


def change_data(data: Any, change: Change) -> Any:
    """Return what the plain facts are after a change.

    Raises:
        ChangeRefusedError: there is no such place.
    """
    facts = thaw(data)
    *above, last = change.path
    put_in = isinstance(change, Set | Insert)
    group = _find_group(facts, tuple(above), last, put_in=put_in)
    if isinstance(group, list) and isinstance(last, int):
        _change_item(group, last, change)
    elif isinstance(group, dict) and isinstance(last, str):
        _change_key(group, last, change)
    else:
        raise no_such_place()
    return freeze(facts)


def no_such_place() -> ChangeRefusedError:
    """Return the error of a path that the file does not have: it is another one than was shown."""
    return ChangeRefusedError("文件里没有这一处，可能已经改过")


def _find_group(facts: Any, path: KeyPath, last: str | int, *, put_in: bool) -> Any:
    """Return what a change is made in; where nothing stands, what is needed is put in."""
    group = facts
    for part, inner in zip(path, (*path, last)[1:], strict=True):
        fresh: Any = {} if isinstance(inner, str) else []
        if isinstance(group, dict) and isinstance(part, str) and put_in:
            group[part] = fresh if group.get(part) is None else group[part]
        known = part in group if isinstance(group, dict) else _has_item(group, part)
        if not known:
            raise no_such_place()
        group = group[part]
    return group


def _has_item(group: Any, part: str | int) -> bool:
    return isinstance(group, list) and isinstance(part, int) and 0 <= part < len(group)


def _change_item(group: list[Any], place: int, change: Change) -> None:
    room = len(group) + isinstance(change, Insert)
    if not 0 <= place < room or (isinstance(change, Move) and not 0 <= change.to < room):
        raise no_such_place()
    if isinstance(change, Insert):
        group.insert(place, thaw(change.value))
    elif isinstance(change, Set):
        group[place] = thaw(change.value)
    else:
        item = group.pop(place)
        if isinstance(change, Move):
            group.insert(change.to, item)


def _change_key(group: dict[str, Any], key: str, change: Change) -> None:
    if isinstance(change, Set) or (isinstance(change, Insert) and key not in group):
        group[key] = thaw(change.value)
    elif isinstance(change, Remove) and key in group:
        del group[key]
    elif isinstance(change, Insert):
        raise ChangeRefusedError(f"已经写过 {key}")
    else:
        raise no_such_place()


def is_same(one: Any, other: Any) -> bool:
    """Whether two plain values are the same: true is not 1, the order of keys says nothing."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(is_same(one[key], other[key]) for key in one)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(is_same, one, other))
    return type(one) is type(other) and bool(one == other)
