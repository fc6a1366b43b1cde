"""A value in the place of another: its own range and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from huiqi.errors import KeyPath
from huiqi.facts.editing import flow_edits, ownership
from huiqi.facts.editing.finding import Place
from huiqi.facts.editing.layout import Layout, is_nothing
from huiqi.facts.editing.line_ends import Piece
from huiqi.facts.editing.long_texts import is_long, keep_head_comment, rewrite
from huiqi.facts.editing.model_order import is_date
from huiqi.facts.editing.scalars import is_day, write_scalar
from huiqi.facts.editing.values import Style, takes_lines, write_in_line, write_lines


def write_over(
    layout: Layout, place: Place, path: KeyPath, value: Any, styles: tuple[Style, Style]
) -> Iterator[list[Piece]]:
    """Yield ways to put a value in the place of a single one, or of one in brackets.

    ``styles``: the usual one, and one that puts texts into quotes.
    """
    single = not isinstance(value, dict | list | tuple)
    if place.node.id != "scalar":
        flow_edits.refuse_unclear(layout, place.node)
    if single and not (not place.in_flow and _is_fresh_block(layout, place, value)):
        yield from _write_single(layout, place, path, value)
    start = place.node.start_mark.index
    below = "\n" in layout.text[place.entry.gap : start] and not is_nothing(place.node)
    for style in styles:
        if below:  # on a line of its own, with comments before it perhaps
            yield [Piece(start, place.entry.end, write_in_line(value, path, style))]
        elif place.in_flow:
            yield flow_edits.write_over(place, write_in_line(value, path, style))
        else:
            yield _write_lines(layout, place, path, value, style)


def _is_fresh_block(layout: Layout, place: Place, value: Any) -> bool:
    """Whether a text goes on lines of its own where none stood on several."""
    several = isinstance(value, str) and takes_lines(value)
    return several and not is_long(layout, place.entry)


def _write_single(layout: Layout, place: Place, path: KeyPath, value: Any) -> Iterator[list[Piece]]:
    entry, node = place.entry, place.node
    start = node.start_mark.index
    rest = keep_head_comment(layout, entry)
    if is_long(layout, entry) and isinstance(value, str) and not place.in_flow:
        for written in rewrite(layout, entry, value):
            yield [Piece(start, entry.end, written)]
    style = str(node.style or "") if node.id == "scalar" else ""
    old = str(node.value) if node.id == "scalar" and not node.style else ""
    dated = is_date(path) or is_day(old)
    style = style if style in ("'", '"') else ""
    for written in write_scalar(value, in_flow=place.in_flow, style=style, dated=dated):
        if is_nothing(node):
            yield flow_edits.write_over(place, written)
        else:
            yield [Piece(start, entry.end, f"{written}{rest}")]


def _write_lines(
    layout: Layout, place: Place, path: KeyPath, value: Any, style: Style
) -> list[Piece]:
    """Put a value on the line of its key or dash, and on lines behind it."""
    entry = place.entry
    column = " " * entry.column
    head = layout.text[entry.start : entry.gap] if entry.key is not None else "-"
    lines = write_lines(head, value, path, entry.column, style)
    beside = lines[0].removeprefix(f"{column}{head}")
    rest = keep_head_comment(layout, entry)
    pieces = [Piece(entry.gap, entry.end, beside + rest)]
    if len(lines) > 1:
        line = layout.line_at(max(entry.end - 1, entry.start))
        pieces.append(ownership.put_behind(layout, line, lines[1:]))
    return pieces
