"""How a list becomes another one item by item, so that what stays keeps its comments."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from huiqi.errors import KeyPath
from huiqi.facts.editing.changes import Change, Insert, Move, Remove, Set


def plan_list(path: KeyPath, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[Change]:
    """Yield the changes of items that turn one list into another, each after those before it."""
    becomes = _pair_items(old, new)
    for place, item in enumerate(old):
        target = becomes.get(place)
        if target is not None and _mark(item) != _mark(new[target]):
            yield Set((*path, place), new[target])
    for place in reversed(range(len(old))):
        if place not in becomes:
            yield Remove((*path, place))
    now = [becomes[place] for place in range(len(old)) if place in becomes]
    for target, item in enumerate(new):
        if target not in now:
            now.insert(target, target)
            yield Insert((*path, target), item)
        elif now[target] != target:
            place = now.index(target)
            now.insert(target, now.pop(place))
            yield Move((*path, place), target)


def _pair_items(old: tuple[Any, ...], new: tuple[Any, ...]) -> dict[int, int]:
    """Return which old item becomes which new one: the same, of the same name, in its place."""
    matcher = SequenceMatcher(None, [*map(_mark, old)], [*map(_mark, new)], autojunk=False)
    codes = matcher.get_opcodes()
    pairs: dict[int, int] = {}
    for code, start, stop, first, _ in codes:
        if code == "equal":
            pairs |= {place: first + place - start for place in range(start, stop)}
    for name in (_mark, _name):
        _pair_by(name, old, new, pairs)
    for _, start, stop, first, last in codes:
        free = [place for place in range(start, stop) if place not in pairs]
        taken = set(pairs.values())
        wanted = [place for place in range(first, last) if place not in taken]
        pairs |= dict(zip(free, wanted, strict=False))
    return pairs


def _pair_by(name: Any, old: tuple[Any, ...], new: tuple[Any, ...], pairs: dict[int, int]) -> None:
    taken = set(pairs.values())
    waiting: dict[str, list[int]] = {}
    for target, item in enumerate(new):
        if target not in taken and name(item):
            waiting.setdefault(name(item), []).append(target)
    for place, item in enumerate(old):
        if place not in pairs and waiting.get(name(item)):
            pairs[place] = waiting[name(item)].pop(0)


def _mark(item: Any) -> str:
    return json.dumps(item, sort_keys=True)


def _name(item: Any) -> str:
    """Return what a described item is known by; nothing for a plain one."""
    known = (
        item.get("id") or item.get("name") or item.get("title") if isinstance(item, dict) else ""
    )
    return str(known or "")
