"""Keys and items on lines of their own: put in, taken out, moved; each as pieces of the text."""

from __future__ import annotations

from collections.abc import Sequence

from huiqi.errors import KeyPath
from huiqi.facts.editing import ownership
from huiqi.facts.editing.changes import ChangeRefusedError
from huiqi.facts.editing.finding import Place
from huiqi.facts.editing.layout import Entry, Layout
from huiqi.facts.editing.line_ends import Piece
from huiqi.facts.editing.model_order import find_neighbours
from huiqi.facts.model.sections import section_of
from huiqi.facts.reading.yaml_compose import Node

_SHARED = "这一项和上一级写在同一行，不能逐项移动"


def insert_item(layout: Layout, node: Node, index: int, lines: Sequence[str]) -> list[Piece]:
    """Put an item before another one, or behind the last."""
    entries = layout.entries(node)
    gap = [""] if ownership.is_spaced(layout, entries) else []
    if index == len(entries):
        line = ownership.last_line(layout, entries[-1])
        return [ownership.put_behind(layout, line, [*gap, *lines])]
    entry = entries[index]
    if not layout.begins_line(entry.start):
        return [_put_first(entry, lines)]
    try:
        line = ownership.first_line(layout, entry, first=not index)
    except ChangeRefusedError:
        if not index:
            raise
        # Whosoever the comment in between is, it stays with what follows it.
        line = ownership.last_line(layout, entries[index - 1])
        return [ownership.put_behind(layout, line, [*gap, *lines])]
    return [ownership.put_before(layout, line, [*lines, *gap])]


def _put_first(entry: Entry, lines: Sequence[str]) -> Piece:
    """Put lines before the first entry, which shares its line with the dash around it."""
    pad = " " * entry.column
    return Piece(entry.start, entry.start, "\n".join(lines).lstrip() + f"\n{pad}")


def insert_key(layout: Layout, node: Node, path: KeyPath, lines: Sequence[str]) -> list[Piece]:
    """Put a key where the model has it: behind the one before it, else before the one behind it."""
    entries = layout.entries(node)
    names = [str(entry.key.value) for entry in entries if entry.key is not None]
    before, behind = find_neighbours(names, path)
    if before is None or (behind is not None and _begins_section(path, names, before, behind)):
        index = behind or 0
        if not layout.begins_line(entries[index].start):
            return [_put_first(entries[index], lines)]
        line = ownership.first_line(layout, entries[index], first=not index)
        gap = [""] if len(path) == 1 and len(lines) > 1 else []
        return [ownership.put_before(layout, line, [*lines, *gap])]
    line = ownership.last_line(layout, entries[before])
    several = len(path) == 1 and max(len(lines), line - layout.line_at(entries[before].start)) > 1
    gap = [""] if several or ownership.is_spaced(layout, entries) else []
    # A group that lies apart from what is before it does so from what is behind it.
    below = several and before + 1 < len(entries) and not layout.is_blank(line + 1)
    return [ownership.put_behind(layout, line, [*gap, *lines, *([""] if below else [])])]


def _begins_section(path: KeyPath, names: list[str], before: int, behind: int) -> bool:
    """Whether a heading stands between a new key and the one before it, and none behind it."""
    if len(path) > 1:
        return False
    own = section_of(path)
    return section_of((names[before],)) != own == section_of((names[behind],))


def remove_entry(layout: Layout, node: Node, index: int) -> list[Piece]:
    """Take out one entry of several, with the comments that are its own."""
    entries = layout.entries(node)
    entry = entries[index]
    if layout.begins_line(entry.start):
        return ownership.take_lines(layout, [_own_span(layout, entries, index)])
    start, following = entry.start, entries[1].start
    if not layout.has_comment(entry.end, following):
        return [Piece(start, following, "")]
    last = ownership.own_lines(layout, entries, 0)[1]
    while layout.text[start - 1] == " ":
        start -= 1
    return [Piece(start, layout.starts[last] + len(layout.lines[last]), "")]


def _own_span(layout: Layout, entries: Sequence[Entry], index: int) -> tuple[int, int]:
    first, last = ownership.own_lines(layout, entries, index)
    if not index and ownership.is_spaced(layout, entries):
        while layout.is_blank(last + 1):
            last += 1
    return first, last


def move_item(layout: Layout, node: Node, index: int, to: int) -> list[Piece]:
    """Give an item another place, with the comments that are its own."""
    entries = layout.entries(node)
    if not all(layout.begins_line(entries[place].start) for place in (index, to)):
        line = layout.line_at(entries[index].start)
        raise ChangeRefusedError(_SHARED, layout.show(line, line))
    first, last = ownership.own_lines(layout, entries, index)
    lines = layout.lines[first : last + 1]
    gap = [""] if ownership.is_spaced(layout, entries) else []
    place = ownership.own_lines(layout, entries, to)
    if to < index:
        fresh = ownership.put_before(layout, place[0], [*lines, *gap])
    else:
        fresh = ownership.put_behind(layout, place[1], [*gap, *lines])
    return [*ownership.take_lines(layout, [_own_span(layout, entries, index)]), fresh]


def collapse(layout: Layout, place: Place, word: str) -> list[Piece]:
    """Put a word in the place of a list or group on lines; comments between its entries stay."""
    entries = layout.entries(place.node)
    entry = place.entry
    if layout.begins_line(entries[0].start):
        spans = [ownership.own_lines(layout, entries, index) for index in range(len(entries))]
        fresh = Piece(entry.gap, entry.gap, f" {word}")
        return [fresh, *ownership.take_lines(layout, spans)]
    start, end = entries[0].start, entry.end
    line = layout.line_at(start)
    if layout.has_comment(start, end):
        reason = "这里的注释属于要去掉的内容，还是要留下，分不清"
        raise ChangeRefusedError(reason, layout.show(line, layout.line_at(end)))
    return [Piece(start, end, word)]
