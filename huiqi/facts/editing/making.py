"""One change, broken down into steps that each touch one range of the text."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from huiqi.errors import KeyPath
from huiqi.facts.editing import block_edits, flow_edits
from huiqi.facts.editing.changes import (
    Change,
    ChangeRefusedError,
    Insert,
    Move,
    Remove,
    Set,
    is_same,
)
from huiqi.facts.editing.finding import find_group, find_place, refuse_special_inside
from huiqi.facts.editing.list_plan import plan_list
from huiqi.facts.editing.scalars import write_key
from huiqi.facts.editing.setting import write_over
from huiqi.facts.editing.values import write_in_line, write_lines
from huiqi.facts.editing.working_text import WorkingText
from huiqi.facts.reading.resolve.long_form import freeze
from huiqi.facts.reading.yaml_compose import Node


def make_change(working: WorkingText, change: Change) -> None:
    """Make a change in a text.

    Raises:
        ChangeRefusedError: it cannot be made without guessing.
    """
    if isinstance(change, Set):
        _set(working, change.path, freeze(change.value))
    elif isinstance(change, Insert):
        _insert(working, replace(change, value=freeze(change.value)))
    elif isinstance(change, Remove):
        _remove(working, change)
    else:
        _move(working, change)


def _set(working: WorkingText, path: KeyPath, value: Any) -> None:
    known = _find_written(working, path)
    if len(known) < len(path):
        _insert_missing(working, path, len(known), value)
        return
    old = working.value_at(path)
    if is_same(old, value):
        return
    if isinstance(old, dict) and isinstance(value, dict) and old and value:
        _set_keys(working, path, value)
    elif isinstance(old, tuple) and isinstance(value, tuple) and old and value:
        for change in plan_list(path, old, value):
            make_change(working, change)
    else:
        _set_other(working, path, value)


def _insert_missing(working: WorkingText, path: KeyPath, known: int, value: Any) -> None:
    """Put in a value with the groups around it that lack."""
    for part in reversed(path[known + 1 :]):
        value = {part: value} if isinstance(part, str) else (value,)
    _insert(working, Insert(path[: known + 1], value))


def _find_written(working: WorkingText, path: KeyPath) -> KeyPath:
    """Return as much of a path as stands in the file; nothing stands inside of nothing."""
    value: Any = working.data
    for length, part in enumerate(path):
        if value is None or (isinstance(value, dict) and part not in value):
            return path[:length]
        value = value[part]
    return path


def _set_keys(working: WorkingText, path: KeyPath, value: dict[str, Any]) -> None:
    for key, item in value.items():
        _set(working, (*path, key), item)
    gone = [key for key in working.value_at(path) if key not in value]
    for key in gone:
        _remove(working, Remove((*path, key)))


def _set_other(working: WorkingText, path: KeyPath, value: Any) -> None:
    """Put in a value of another kind: a list or group on lines is emptied before."""
    place = find_place(working.layout, path)
    refuse_special_inside(working.layout, place.node)
    if place.node.id != "scalar" and place.node.value and not place.node.flow_style:
        empty = value if value in ((), {}) else None
        word = "null" if empty is None else "{}" if empty == {} else "[]"
        working.make(Set(path, empty), [block_edits.collapse(working.layout, place, word)])
        _set(working, path, value)
        return
    styles = working.style(), working.style(careful=True)
    working.make(Set(path, value), write_over(working.layout, place, path, value, styles))


def _insert(working: WorkingText, change: Insert) -> None:
    *above, last = change.path
    path = tuple(above)
    known = len(_find_written(working, path))
    if known < len(path):
        _insert_missing(working, change.path, known, change.value)
        return
    if not working.value_at(path):
        _set(working, path, {last: change.value} if isinstance(last, str) else (change.value,))
        return
    node = find_group(working.layout, path)
    if node.flow_style:
        _insert_in_flow(working, node, change)
    else:
        _insert_lines(working, node, change)


def _insert_in_flow(working: WorkingText, node: Node, change: Insert) -> None:
    layout, last = working.layout, change.path[-1]
    flow_edits.refuse_unclear(layout, node)
    index = last if isinstance(last, int) else flow_edits.find_place(node, change.path)
    head = f"{write_key(last)}: " if isinstance(last, str) else ""
    texts = (
        write_in_line(change.value, change.path, working.style(careful=careful))
        for careful in (False, True)
    )
    options = (flow_edits.insert_entry(layout, node, index, f"{head}{text}") for text in texts)
    working.make(change, options)


def _insert_lines(working: WorkingText, node: Node, change: Insert) -> None:
    layout, path, last = working.layout, change.path, change.path[-1]
    column = layout.entries(node)[0].column
    head = f"{write_key(last)}:" if isinstance(last, str) else "-"
    block = _find_neighbour_style(node, last) if isinstance(last, int) else None
    written = (
        write_lines(head, change.value, path, column, working.style(block=block, careful=careful))
        for careful in (False, True)
    )
    options = (
        block_edits.insert_item(layout, node, last, lines)
        if isinstance(last, int)
        else block_edits.insert_key(layout, node, path, lines)
        for lines in written
    )
    working.make(change, options)


def _find_neighbour_style(node: Node, index: int) -> bool | None:
    """Return whether the item beside a new one stands on lines."""
    near = node.value[max(index - 1, 0)]
    return None if near.id == "scalar" else not near.flow_style


def _remove(working: WorkingText, change: Remove) -> None:
    layout, place = working.layout, find_place(working.layout, change.path)
    refuse_special_inside(layout, place.node)
    if place.in_flow:
        flow_edits.refuse_unclear(layout, place.parent)
        working.make(change, [flow_edits.remove_entry(layout, place.parent, place.index)])
    elif len(place.parent.value) > 1:
        working.make(change, [block_edits.remove_entry(layout, place.parent, place.index)])
    elif len(change.path) > 1:
        around = find_place(layout, change.path[:-1])
        word = "{}" if around.node.id == "mapping" else "[]"
        working.make(change, [block_edits.collapse(layout, around, word)])
    else:
        raise ChangeRefusedError("文件里至少要留一项")


def _move(working: WorkingText, change: Move) -> None:
    layout, place = working.layout, find_place(working.layout, change.path)
    refuse_special_inside(layout, place.parent)
    if place.in_flow:
        flow_edits.refuse_unclear(layout, place.parent)
    edits = flow_edits if place.in_flow else block_edits
    working.make(change, [edits.move_item(layout, place.parent, place.index, change.to)])
