"""Lengths as a Word file writes them, in points or characters: plain numbers, or with a unit of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping

from huiqi.word.ooxml import PT

OFF = ("0", "false", "off", "none")
_MEASURE = re.compile(r"(-?\d+(?:\.\d+)?)(mm|cm|in|pt|pc|pi)?")
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "pi": 12.0}


def read_points(text: str, *, parts: float = PT) -> float:
    """Return a length in points (ECMA-376-1, 22.9.2.14); a plain number counts parts of a point. What is none is 0."""
    found = _MEASURE.fullmatch(text.strip())
    if found is None:
        return 0.0
    return float(found[1]) * (_POINTS[found[2]] if found[2] else 1 / parts)


def read_room(spacing: Mapping[str, str], side: str) -> float:
    """Return the room before or behind in points; what Word sets by itself counts as a line."""
    if spacing.get(f"{side}Autospacing") not in (None, *OFF):
        return 14.0
    lines = read_points(spacing.get(f"{side}Lines", "0"), parts=100)
    return lines * 12 if lines else read_points(spacing.get(side, "0"))


def read_indent(indents: Mapping[str, str], names: tuple[str, ...], size: float) -> float:
    """Return an indent in characters, from the first of its names that is there; ``size`` is a character's, in points."""
    characters = next((v for name in names if (v := indents.get(f"{name}Chars"))), "0")
    indent = read_points(characters, parts=100)
    return (
        indent or read_points(next((v for name in names if (v := indents.get(name))), "0")) / size
    )


def read_first_indent(indents: Mapping[str, str], size: float) -> float:
    """Return the indent of the first line in characters; one that hangs is negative."""
    hanging = read_indent(indents, ("hanging",), size)
    return -hanging if hanging else read_indent(indents, ("firstLine",), size)
