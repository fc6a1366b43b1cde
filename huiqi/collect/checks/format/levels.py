"""The marks of levels: 一、（一）1.（1）, as they are written and in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from huiqi.facts.calendar import format_ordinal

_COUNT = "[一二三四五六七八九十]{1,3}"
# The style of each level, and how its mark is written.
MARKS = {
    "Heading1": re.compile(rf"^\s*{_COUNT}、"),
    "Heading2": re.compile(rf"^\s*（{_COUNT}）"),
    "Heading3": re.compile(r"^\s*\d{1,2}[.．](?!\d)"),
    "Heading4": re.compile(r"^\s*（\d{1,2}）"),
}
_LEVELS = tuple(MARKS)
_WRITTEN = ("一、", "（一）", "1.", "（1）")
# What people write in their place.
_WRONG = (
    (re.compile(rf"^\s*{_COUNT}[.．,，]"), 0), (re.compile(rf"^\s*[(（]{_COUNT}[)）][、.．,，]"), 1),
    (re.compile(rf"^\s*(\({_COUNT}[)）]|（{_COUNT}\))"), 1), (re.compile(r"^\s*\d{1,2}、(?!\d)"), 2),
    (re.compile(r"^\s*\d{1,2}．"), 2), (re.compile(r"^\s*[(（]\d{1,2}[)）][、.．,，]"), 3),
    (re.compile(r"^\s*(\(\d{1,2}[)）]|（\d{1,2}\))"), 3),
)  # fmt: skip
_LONGEST = 50
_SENTENCE = ("。", "；", "：", "，", "！", "？", ";", ":")


@dataclass(frozen=True)
class MarkFault:
    """A mark that is written in another way than the standard has it, or out of order."""

    found: str
    expected: str


def level_of(text: str) -> str | None:
    """Return the style of a heading by its mark; None for what is no heading of its own."""
    if len(text.strip()) > _LONGEST or text.rstrip().endswith(_SENTENCE):
        return None
    return next((style for style, mark in MARKS.items() if mark.match(text)), None)


def find_wrong_mark(text: str) -> MarkFault | None:
    """Return how a mark is written that is none of the standard's four."""
    for pattern, level in _WRONG:
        if (found := pattern.match(text)) is not None:
            return MarkFault(found[0].strip(), f"写作“{_WRITTEN[level]}”的样子")
    return None


def find_gaps(headings: Sequence[tuple[str, str]]) -> Iterator[tuple[int, MarkFault]]:
    """Yield the headings (style, text) whose number does not follow from the one before, by their place.

    A higher level begins the count of the lower ones anew.
    """
    counts: dict[int, int] = {}
    for place, (style, text) in enumerate(headings):
        level = _LEVELS.index(style)
        found = MARKS[style].match(text)
        if found is None:
            continue
        counts = {deeper: count for deeper, count in counts.items() if deeper <= level}
        wanted = counts.get(level, 0) + 1
        number = _read(found[0])
        if number not in (wanted, 1):
            yield place, MarkFault(found[0].strip(), f"“{_write(level, wanted)}”")
        counts[level] = number


def _read(mark: str) -> int:
    plain = mark.strip(" \t\u3000、（）.．")
    if plain.isdecimal():
        return int(plain)
    return next((n for n in range(1, 100) if format_ordinal(n) == plain), 0)


def _write(level: int, number: int) -> str:
    word = str(number) if level > 1 else format_ordinal(number)
    return (f"{word}、", f"（{word}）", f"{word}.", f"（{word}）")[level]
