"""The formatting of words and paragraphs, and how its levels (defaults, styles, direct formatting) are put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from huiqi.collect.checks.format.fonts import Slot, read_fonts
from huiqi.collect.checks.format.measures import OFF, read_points
from huiqi.word.ooxml import Element, W


@dataclass(frozen=True)
class RunFormat:
    """Fonts by script, size in points, weight, colour (six digits, or ``auto``)."""

    fonts: Mapping[Slot, str]
    size: float
    bold: bool
    italic: bool
    color: str


@dataclass(frozen=True)
class ParagraphFormat:
    """Alignment, distance of lines, room around and beside.

    ``line`` is in points where ``rule`` is ``exact`` or ``atLeast``, else in lines. ``first``, ``left`` and
    ``right`` are in characters of the paragraph's own size; a hanging indent is a negative ``first``.
    """

    align: str
    line: float
    rule: str
    before: float
    after: float
    first: float
    left: float
    right: float
    numbered: bool


PLAIN = RunFormat({}, 10.0, bold=False, italic=False, color="auto")


def overlay(found: RunFormat, level: Element, theme: Mapping[str, str]) -> RunFormat:
    """Return a format with what one more level of formatting says."""
    bold, italic = (level.find(f"{W}{name}") for name in ("b", "i"))
    size = value(level, "sz")
    return RunFormat(
        {**found.fonts, **read_fonts(level, theme)},
        read_points(size, parts=2) if size else found.size,
        found.bold if bold is None else is_on(bold),
        found.italic if italic is None else is_on(italic),
        value(level, "color") or found.color,
    )


SIDES = {"start": "left", "end": "right"}
# Of each pair one excludes the other: what a later level says of one is said of both.
_PAIRS = (("firstLine", "hanging"), ("firstLineChars", "hangingChars"))


def value(level: Element, name: str) -> str | None:
    """Return what a level says of one property; None where it says nothing."""
    found = level.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val")


def is_on(mark: Element) -> bool:
    """Whether a property that is on or off is on."""
    return mark.get(f"{W}val") not in OFF


def merge(levels: list[Element], name: str) -> dict[str, str]:
    """Return the attributes of an element, each from the last level that has it."""
    found: dict[str, str] = {}
    for level in levels:
        element = level.find(f"{W}{name}")
        if element is not None:
            said = {str(key).removeprefix(W): str(value) for key, value in element.attrib.items()}
            replaced = {one for pair in _PAIRS if said.keys() & set(pair) for one in pair}
            found = {key: value for key, value in found.items() if key not in replaced} | said
    return found


def merge_flag(levels: list[Element], name: str) -> bool:
    """Whether the last level that has a list says that the paragraph is in one."""
    found = [one for level in levels if (one := level.find(f"{W}{name}")) is not None]
    number = found[-1].find(f"{W}numId") if found else None
    return number is not None and number.get(f"{W}val") != "0"
