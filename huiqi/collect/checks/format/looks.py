"""How paragraphs and runs look once styles, defaults and direct formatting are put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from huiqi.collect.checks.format.fonts import Slot, read_fonts, read_theme
from huiqi.collect.checks.format.measures import (
    OFF,
    read_first_indent,
    read_indent,
    read_points,
    read_room,
)
from huiqi.word.ooxml import Element, W

_AUTO_LINE = "240"
_DEPTH = 40  # styles based on each other: a circle ends here


@dataclass(frozen=True)
class RunLook:
    """Fonts by script, size in points, weight, colour (six digits, or ``auto``)."""

    fonts: Mapping[Slot, str]
    size: float
    bold: bool
    italic: bool
    color: str


@dataclass(frozen=True)
class ParagraphLook:
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


@dataclass(frozen=True, eq=False)
class StyleSheet:
    """The styles of a file, and the fonts of its theme."""

    root: Element | None
    theme_part: Element | None = None
    _known: dict[tuple[str, str], RunLook] = field(default_factory=dict)
    _laid_out: dict[tuple[str, bytes], ParagraphLook] = field(default_factory=dict)

    @cached_property
    def theme(self) -> dict[str, str]:
        """The fonts of the theme by the names that runs use."""
        return read_theme(self.theme_part)

    @cached_property
    def styles(self) -> dict[str, Element]:
        """The styles by their ids."""
        return (
            {}
            if self.root is None
            else {one.get(f"{W}styleId"): one for one in self.root.findall(f"{W}style")}
        )

    @cached_property
    def ids(self) -> dict[str, str]:
        """The ids of the styles by their names, which Word compares without regard to case."""
        return {self.name_of(key).lower(): key for key in self.styles}

    @cached_property
    def default(self) -> str:
        """The id of the style of a paragraph that names none."""
        chosen = (key for key, one in self.styles.items()
                  if one.get(f"{W}type") == "paragraph" and one.get(f"{W}default") not in (None, *OFF))  # fmt: skip
        return next(chosen, "")

    def name_of(self, key: str) -> str:
        """Return the name of a style; nothing for one that the file lacks."""
        name = self.styles[key].find(f"{W}name") if key in self.styles else None
        return "" if name is None else str(name.get(f"{W}val"))

    def chain(self, key: str) -> list[Element]:
        """Return a style and those that it is based on, the most general one first."""
        found: list[Element] = []
        while key in self.styles and len(found) < _DEPTH:
            found.insert(0, self.styles[key])
            based = self.styles[key].find(f"{W}basedOn")
            key = "" if based is None else based.get(f"{W}val")
        return found

    def _defaults(self, kind: str) -> Element | None:
        return (
            None
            if self.root is None
            else self.root.find(f"{W}docDefaults/{W}{kind}Default/{W}{kind}")
        )

    def look_of_run(self, style: str, run: Element | None) -> RunLook:
        """Return how a run looks in a paragraph of a style (an id)."""
        direct = None if run is None else run.find(f"{W}rPr")
        own = None if direct is None else direct.find(f"{W}rStyle")
        look = self.look_of_style(style, "" if own is None else own.get(f"{W}val"))
        return look if direct is None else _overlay(look, direct, self.theme)

    def look_of_style(self, style: str, characters: str = "") -> RunLook:
        """Return how words look in a paragraph's style and a style of words; both are ids."""
        key = (style, characters)
        if key not in self._known:
            look, levels = _PLAIN, [self._defaults("rPr")]
            levels += [one.find(f"{W}rPr") for one in self.chain(style or self.default)]
            levels += [one.find(f"{W}rPr") for one in self.chain(characters)]
            for level in levels:
                look = look if level is None else _overlay(look, level, self.theme)
            self._known[key] = look
        return self._known[key]

    def look_of_paragraph(self, style: str, paragraph: Element | None) -> ParagraphLook:
        """Return how a paragraph of a style (an id) is laid out; without a paragraph, what the style says."""
        # Paragraphs that say the same of themselves look the same: most say nothing beside their style.
        direct = None if paragraph is None else paragraph.find(f"{W}pPr")
        key = (style, b"" if direct is None else etree.tostring(direct, with_tail=False))
        if key not in self._laid_out:
            self._laid_out[key] = self._lay_out(style, direct)
        return self._laid_out[key]

    def _lay_out(self, style: str, direct: Element | None) -> ParagraphLook:
        levels = list(self._paragraph_levels(style, direct))
        spacing, indents = _merge(levels, "spacing"), _merge(levels, "ind")
        align = next((v for level in reversed(levels) if (v := _value(level, "jc"))), "left")
        size = self.look_of_style(style).size or 1
        rule = spacing.get("lineRule", "auto")
        line = spacing.get("line", _AUTO_LINE)
        return ParagraphLook(
            _SIDES.get(align, align),
            read_points(line, parts=float(_AUTO_LINE)) if rule == "auto" else read_points(line), rule,
            read_room(spacing, "before"), read_room(spacing, "after"),
            read_first_indent(indents, size), read_indent(indents, ("left", "start"), size),
            read_indent(indents, ("right", "end"), size), _merge_flag(levels, "numPr"),
        )  # fmt: skip

    def _paragraph_levels(self, style: str, direct: Element | None) -> Iterator[Element]:
        chain = (one.find(f"{W}pPr") for one in self.chain(style or self.default))
        yield from (one for one in (self._defaults("pPr"), *chain, direct) if one is not None)


_PLAIN = RunLook({}, 10.0, bold=False, italic=False, color="auto")


def _overlay(look: RunLook, level: Element, theme: Mapping[str, str]) -> RunLook:
    """Return a look with what one more level of formatting says."""
    bold, italic = (level.find(f"{W}{name}") for name in ("b", "i"))
    size = _value(level, "sz")
    return RunLook(
        {**look.fonts, **read_fonts(level, theme)},
        read_points(size, parts=2) if size else look.size,
        look.bold if bold is None else _is_on(bold),
        look.italic if italic is None else _is_on(italic),
        _value(level, "color") or look.color,
    )


_SIDES = {"start": "left", "end": "right"}
# Of each pair one excludes the other: what a later level says of one is said of both.
_PAIRS = (("firstLine", "hanging"), ("firstLineChars", "hangingChars"))


def _value(level: Element, name: str) -> str | None:
    found = level.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val")


def _is_on(mark: Element) -> bool:
    return mark.get(f"{W}val") not in OFF


def _merge(levels: list[Element], name: str) -> dict[str, str]:
    """Return the attributes of an element, each from the last level that has it."""
    found: dict[str, str] = {}
    for level in levels:
        element = level.find(f"{W}{name}")
        if element is not None:
            said = {str(key).removeprefix(W): str(value) for key, value in element.attrib.items()}
            replaced = {one for pair in _PAIRS if said.keys() & set(pair) for one in pair}
            found = {key: value for key, value in found.items() if key not in replaced} | said
    return found


def _merge_flag(levels: list[Element], name: str) -> bool:
    """Whether the last level that has a list says that the paragraph is in one."""
    found = [one for level in levels if (one := level.find(f"{W}{name}")) is not None]
    number = found[-1].find(f"{W}numId") if found else None
    return number is not None and number.get(f"{W}val") != "0"
