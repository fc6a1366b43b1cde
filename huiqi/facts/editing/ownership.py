"""Which lines belong to an entry: its own, the comments before it, beside it and inside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from huiqi.facts.editing.changes import ChangeRefusedError
from huiqi.facts.editing.layout import Entry, Layout
from huiqi.facts.editing.line_ends import Piece
from huiqi.facts.model.sections import HEADINGS

_RULED = re.compile(r"#.*[-=*#_~─━═]{4,}")
_UNCLEAR = "分不清这里的注释属于哪一项"


def first_line(layout: Layout, entry: Entry, *, first: bool) -> int:
    """Return the first line of an entry with the comments directly before it.

    ``first``: it is the first one of its list or group.

    Raises:
        ChangeRefusedError: nobody can tell whose a comment before it is.
    """
    line = layout.line_at(entry.start)
    if not layout.begins_line(entry.start):
        return line
    above = line
    while above - 1 in layout.comment_lines:
        indent = layout.indent_of(above - 1)
        if indent <= entry.column and _is_heading(layout.lines[above - 1].strip()):
            break
        if indent > entry.column and not first and not _stands_apart(layout, above - 1):
            break  # it stands inside the entry before
        if indent != entry.column:
            raise ChangeRefusedError(_UNCLEAR, layout.show(above - 1, line))
        above -= 1
    return above


def _is_heading(comment: str) -> bool:
    """Whether a comment speaks of what comes, and not of the next entry alone."""
    return bool(_RULED.match(comment)) or comment.strip("# ") in HEADINGS


def _stands_apart(layout: Layout, line: int) -> bool:
    """Whether a blank line stands before the comment that a line is part of."""
    while line in layout.comment_lines:
        line -= 1
    return layout.is_blank(line)


def last_line(layout: Layout, entry: Entry) -> int:
    """Return the last line of an entry with the comments inside it: those indented further."""
    last = below = layout.line_at(max(entry.end - 1, entry.start))
    while below + 1 < len(layout.lines):
        below += 1
        if below in layout.comment_lines and layout.indent_of(below) > entry.column:
            last = below
        elif not layout.is_blank(below):
            break
    return last


def own_lines(layout: Layout, entries: Sequence[Entry], index: int) -> tuple[int, int]:
    """Return the first and the last line that go where an entry goes.

    Raises:
        ChangeRefusedError: nobody can tell whose a comment beside it is.
    """
    entry = entries[index]
    first, last = first_line(layout, entry, first=not index), last_line(layout, entry)
    apart = last > layout.line_at(entry.end - 1) and _stands_apart(layout, last)
    below = last + 1
    while below in layout.comment_lines and layout.indent_of(below) == entry.column:
        below += 1
    leads = below < len(layout.lines) and not layout.is_blank(below)
    if below > last + 1 and not (leads and layout.indent_of(below) == entry.column):
        raise ChangeRefusedError(_UNCLEAR, layout.show(layout.line_at(entry.start), below - 1))
    if apart and leads and below == last + 1 and index + 1 < len(entries):
        raise ChangeRefusedError(_UNCLEAR, layout.show(layout.line_at(entry.start), below))
    return first, last


def take_lines(layout: Layout, spans: Sequence[tuple[int, int]]) -> list[Piece]:
    """Return what takes lines out; of the blank lines around them those on one side stay."""
    pieces: list[Piece] = []
    for first, last in merge_spans(layout, spans):
        start = layout.starts[first]
        if last + 1 < len(layout.starts):
            pieces.append(Piece(start, layout.starts[last + 1], ""))
        else:  # the file has no line end at its end, and shall have none
            pieces.append(Piece(max(start - 1, 0), len(layout.text), ""))
    return pieces


def merge_spans(layout: Layout, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join spans of lines that nothing but blank lines parts, and add blank lines behind them."""
    merged: list[list[int]] = []
    for first, last in sorted(spans):
        between = range(merged[-1][1] + 1, first) if merged else range(0)
        if merged and all(map(layout.is_blank, between)):
            merged[-1][1] = last
        else:
            merged.append([first, last])
    for span in merged:
        if span[1] + 1 >= len(layout.lines) - (not layout.lines[-1]):
            while layout.is_blank(span[0] - 1):  # nothing comes behind it
                span[0] -= 1
        elif not span[0] or layout.is_blank(span[0] - 1):
            while layout.is_blank(span[1] + 1) and span[1] + 2 < len(layout.lines):
                span[1] += 1
    return [(first, last) for first, last in merged]


def put_behind(layout: Layout, line: int, lines: Sequence[str]) -> Piece:
    """Return what puts new lines behind a line."""
    if line + 1 < len(layout.starts):
        at = layout.starts[line + 1]
        return Piece(at, at, "".join(f"{text}\n" for text in lines))
    end = len(layout.text)
    return Piece(end, end, "".join(f"\n{text}" for text in lines))


def put_before(layout: Layout, line: int, lines: Sequence[str]) -> Piece:
    """Return what puts new lines before a line."""
    at = layout.starts[line]
    return Piece(at, at, "".join(f"{text}\n" for text in lines))


def is_spaced(layout: Layout, entries: Sequence[Entry]) -> bool:
    """Whether a blank line stands between any two entries."""
    pairs = pairwise(entries)
    return len(entries) > 1 and all(
        any(map(layout.is_blank, range(layout.line_at(one.end - 1), layout.line_at(other.start))))
        for one, other in pairs
    )
