"""The order in which a page is read: column by column, where it has some."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from huiqi.materials.pdf.lines import Line

_LEAST = 4  # lines side by side
_FULL = 0.5  # share of the left column's lines that reach the gutter
_LONG = 8  # signs of a column's line, on average; less is a form or a list of names
_MIDDLE = (0.2, 0.8)  # of the width: where a gutter may run
_NEAR_EDGE = 2.5  # of the size


@dataclass(frozen=True)
class Block:
    """Lines that are read one after another, and the edges between which they are set."""

    lines: tuple[Line, ...]
    left: float
    right: float

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.lines[0].top


def find_blocks(lines: Sequence[Line]) -> Iterator[Block]:
    """Yield the blocks of a page in the order of reading."""
    gutter = _find_gutter(lines)
    if gutter is None:
        if lines:
            yield Block(
                tuple(lines), min(line.x0 for line in lines), max(line.x1 for line in lines)
            )
        return
    begin, end, place = gutter
    yield from find_blocks(lines[:begin])
    sides: tuple[list[Line], list[Line]] = ([], [])
    for line in lines[begin:end]:
        for number, part in enumerate(_split(line, place)):
            if part is not None:
                sides[number].append(part)
    for side in sides:
        yield from find_blocks(side)
    yield from find_blocks(lines[end:])


def _split(line: Line, place: float) -> tuple[Line | None, Line | None]:
    left = tuple(glyph for glyph in line.glyphs if (glyph.x0 + glyph.x1) / 2 < place)
    right = tuple(glyph for glyph in line.glyphs if (glyph.x0 + glyph.x1) / 2 >= place)
    return Line(left) if left else None, Line(right) if right else None


def _find_gutter(lines: Sequence[Line]) -> tuple[int, int, float] | None:
    """Return the first and the last line beside a gutter, and where it runs."""
    if len(lines) < _LEAST:
        return None
    gaps = ((one.x1 + two.x0) / 2 for line in lines for one, two in pairwise(line.segments))
    starts = (line.x0 - 1 for line in lines)  # columns may not stand line by line
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    first, last = ((right - left) * share + left for share in _MIDDLE)
    places = sorted({round(place) for place in (*gaps, *starts) if first < place < last})
    best: tuple[int, tuple[int, int, float]] | None = None
    for place in places:
        for begin, end in _runs(lines, place):
            count = _count_beside(lines[begin:end], place)
            if count >= _LEAST and (best is None or count > best[0]):
                best = (count, (begin, end, place))
    return best[1] if best else None


def _runs(lines: Sequence[Line], place: float) -> Iterator[tuple[int, int]]:
    """Yield stretches of lines that no sign crosses at this place."""
    start = 0
    for at, line in enumerate(lines):
        if any(segment.x0 < place < segment.x1 for segment in line.segments):
            if at > start:
                yield start, at
            start = at + 1
    if len(lines) > start:
        yield start, len(lines)


def _count_beside(lines: Sequence[Line], place: float) -> int:
    """Return how many lines stand side by side; 0 where they are a form and no columns."""
    halves = [_split(line, place) for line in lines]
    lefts = [left for left, _ in halves if left is not None]
    rights = [right for _, right in halves if right is not None]
    beside = min(_count_within(lefts, rights), _count_within(rights, lefts))
    if beside < _LEAST:
        return 0
    edge = max(left.x1 for left in lefts)
    start = min(right.x0 for right in rights)
    full = sum(left.x1 > edge - _NEAR_EDGE * left.size for left in lefts)
    set_left = sum(right.x0 < start + _NEAR_EDGE * right.size for right in rights)
    signs = min(sum(len(side.glyphs) for side in sides) / len(sides) for sides in (lefts, rights))
    if full < _FULL * len(lefts) or set_left < _FULL * len(rights) or signs < _LONG:
        return 0
    return beside


def _count_within(lines: Sequence[Line], others: Sequence[Line]) -> int:
    """Return how many lines stand on the height of the others."""
    if not lines or not others:
        return 0
    top, bottom = others[0].top, others[-1].bottom
    return sum(top <= (line.top + line.bottom) / 2 <= bottom for line in lines)
