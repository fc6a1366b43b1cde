"""How many members must attend for the meeting to be held."""

from __future__ import annotations

import math
from fractions import Fraction

from huiqi.facts.calendar import format_ordinal

TWO_THIRDS = Fraction(2, 3)


def read_share(text: str) -> Fraction:
    """Read a share of the members: 2/3 or 90%."""
    return Fraction(int(text[:-1]), 100) if text.endswith("%") else Fraction(text)


def format_share(text: str) -> str:
    """Write a share in Chinese: 2/3 is 三分之二, 90% is 百分之九十."""
    above, below = (text[:-1], "100") if text.endswith("%") else text.split("/")
    if int(above) == int(below):
        return "全体"
    words = {"100": "百"}.get(below) or format_ordinal(int(below))
    return f"{words}分之{format_ordinal(int(above))}"


def required_attendance(share: str, members: int) -> int:
    """Return how many of the members must attend for the meeting to be held."""
    return math.ceil(read_share(share) * members)
