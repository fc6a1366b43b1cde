"""Keys and items in brackets: put in, taken out, moved; each as pieces of the text."""

from __future__ import annotations

from huiqi.errors import KeyPath
from huiqi.facts.editing.changes import ChangeRefusedError
from huiqi.facts.editing.finding import Place
from huiqi.facts.editing.layout import Entry, Layout
from huiqi.facts.editing.line_ends import Piece
from huiqi.facts.editing.model_order import find_neighbours
from huiqi.facts.reading.yaml_compose import Node

_COMMENTED = "括号里有注释，分不清属于哪一项"
_UNBRACKETED = "这里没有写括号，不能逐项改动"


def refuse_unclear(layout: Layout, node: Node) -> None:
    """Refuse brackets with comments between what they hold, and groups without brackets.

    Raises:
        ChangeRefusedError: it is so.
    """
    start, end = node.start_mark.index, node.end_mark.index
    lines = layout.show(layout.line_at(start), layout.line_at(max(end - 1, start)))
    if layout.text[start : start + 1] not in ("[", "{"):
        raise ChangeRefusedError(_UNBRACKETED, lines)
    if layout.has_comment(start, end):
        raise ChangeRefusedError(_COMMENTED, lines)


def find_place(node: Node, path: KeyPath) -> int:
    """Return the number that a new key has where the model has it."""
    names = [str(key.value) for key, _ in node.value]
    before, behind = find_neighbours(names, path)
    return before + 1 if before is not None else behind or 0


def insert_entry(layout: Layout, node: Node, index: int, fresh: str) -> list[Piece]:
    """Put an entry before another one, or behind the last."""
    entries = layout.entries(node)
    between = ", "
    if len(entries) > 1:
        between = layout.text[entries[-2].end : entries[-1].start]
    if index < len(entries):
        at = entries[index].start
        return [Piece(at, at, f"{fresh}{between}")]
    at = entries[-1].end
    return [Piece(at, at, f"{_room_behind(entries[-1])}{between}{fresh}")]


def remove_entry(layout: Layout, node: Node, index: int) -> list[Piece]:
    """Take out an entry, with the comma that parts it from the next, or from the one before."""
    entries = layout.entries(node)
    if len(entries) == 1:
        return [Piece(node.start_mark.index + 1, node.end_mark.index - 1, "")]
    if index + 1 < len(entries):
        return [Piece(entries[index].start, entries[index + 1].start, "")]
    before = entries[index - 1]
    return [Piece(before.end, entries[index].end, _room_behind(before))]


def _room_behind(entry: Entry) -> str:
    """Return the blank that a colon needs behind it, where no value stands between."""
    return " " if entry.key is not None and entry.end == entry.gap else ""


def move_item(layout: Layout, node: Node, index: int, to: int) -> list[Piece]:
    """Let the items between two places change places; commas and line breaks stay."""
    entries = layout.entries(node)
    written = [layout.text[entry.start : entry.end] for entry in entries]
    written.insert(to, written.pop(index))
    return [
        Piece(entry.start, entry.end, fresh)
        for entry, fresh in zip(entries, written, strict=True)
        if layout.text[entry.start : entry.end] != fresh
    ]


def write_over(place: Place, written: str) -> list[Piece]:
    """Put a value in brackets in the place of another."""
    entry = place.entry
    if entry.end > entry.gap or entry.key is None:
        return [Piece(place.node.start_mark.index, entry.end, written)]
    colon = "" if entry.gap > entry.key.end_mark.index else ":"
    return [Piece(entry.gap, entry.gap, f"{colon} {written}")]
