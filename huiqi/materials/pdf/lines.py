"""The lines of a PDF's page, from its signs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from huiqi.chinese import CJK, close_gaps
from huiqi.materials.pdf.glyphs import Glyph

_WIDE = re.compile(f"[{CJK}]")
_APART = 1.6  # of the size: a gap that parts two things on one line
_BLANK = 0.8  # of the size: a blank as wide as a sign
_SAME_LINE = 0.5  # of the size


@dataclass(frozen=True)
class Line:
    """Signs on one height, from left to right."""

    glyphs: tuple[Glyph, ...]

    @cached_property
    def x0(self) -> float:
        """Its left end."""
        return min(glyph.x0 for glyph in self.glyphs)

    @cached_property
    def x1(self) -> float:
        """Its right end."""
        return max(glyph.x1 for glyph in self.glyphs)

    @cached_property
    def top(self) -> float:
        """Its upper edge."""
        return min(glyph.top for glyph in self.glyphs)

    @cached_property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(glyph.bottom for glyph in self.glyphs)

    @cached_property
    def size(self) -> float:
        """The size of most of its signs."""
        sizes = sorted(glyph.size for glyph in self.glyphs)
        return sizes[len(sizes) // 2]

    @cached_property
    def segments(self) -> tuple[Line, ...]:
        """Its parts between wide gaps."""
        parts: list[list[Glyph]] = [[self.glyphs[0]]]
        for one, two in pairwise(self.glyphs):
            if two.x0 - one.x1 > _APART * max(one.size, two.size):
                parts.append([])
            parts[-1].append(two)
        return tuple(Line(tuple(part)) for part in parts)

    @cached_property
    def text(self) -> str:
        """What it says; wide gaps are kept as one wide blank."""
        return "\u3000".join(close_gaps(_join(part.glyphs)) for part in self.segments)


def _join(glyphs: tuple[Glyph, ...]) -> str:
    said = glyphs[0].text
    for one, two in pairwise(glyphs):
        gap = (two.x0 - one.x1) / max(one.size, two.size)
        chinese = bool(_WIDE.match(one.text[-1:]) or _WIDE.match(two.text[:1]))
        if gap > _BLANK and chinese:
            said += "\u3000"
        elif gap > (0.6 if chinese else 0.18):
            said += " "
        said += two.text
    return said


def find_lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Return the lines from top to bottom; a raised or sunken sign belongs to the line it touches."""
    rows: list[list[Glyph]] = []
    leads: list[Glyph] = []
    for glyph in sorted(
        (item for item in glyphs if item.text.strip()), key=lambda item: item.middle
    ):
        # Rows overlap where sizes differ; the last few can still take a sign.
        for at in range(len(rows) - 1, max(-1, len(rows) - 4), -1):
            lead = leads[at]
            if abs(glyph.middle - lead.middle) <= _SAME_LINE * max(glyph.size, lead.size):
                rows[at].append(glyph)
                if glyph.size > lead.size:
                    leads[at] = glyph
                break
        else:
            rows.append([glyph])
            leads.append(glyph)
    lines = [Line(tuple(sorted(row, key=lambda item: (item.x0, item.x1)))) for row in rows]
    return sorted(lines, key=lambda line: (line.top + line.bottom) / 2)
