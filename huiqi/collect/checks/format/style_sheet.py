"""The formatting of paragraphs and runs once styles, defaults and direct formatting are put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from huiqi.collect.checks.format.fonts import read_theme
from huiqi.collect.checks.format.formatting import (
    PLAIN,
    SIDES,
    ParagraphFormat,
    RunFormat,
    merge,
    merge_flag,
    overlay,
    value,
)
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


@dataclass(frozen=True, eq=False)
class StyleSheet:
    """The styles of a file, and the fonts of its theme."""

    root: Element | None
    theme_part: Element | None = None
    _known: dict[tuple[str, str], RunFormat] = field(default_factory=dict)
    _laid_out: dict[tuple[str, bytes], ParagraphFormat] = field(default_factory=dict)

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

    def run_format(self, style: str, run: Element | None) -> RunFormat:
        """Return how a run looks in a paragraph of a style (an id)."""
        direct = None if run is None else run.find(f"{W}rPr")
        own = None if direct is None else direct.find(f"{W}rStyle")
        found = self.style_format(style, "" if own is None else own.get(f"{W}val"))
        return found if direct is None else overlay(found, direct, self.theme)

    def style_format(self, style: str, characters: str = "") -> RunFormat:
        """Return how words look in a paragraph's style and a style of words; both are ids."""
        key = (style, characters)
        if key not in self._known:
            found, levels = PLAIN, [self._defaults("rPr")]
            levels += [one.find(f"{W}rPr") for one in self.chain(style or self.default)]
            levels += [one.find(f"{W}rPr") for one in self.chain(characters)]
            for level in levels:
                found = found if level is None else overlay(found, level, self.theme)
            self._known[key] = found
        return self._known[key]

    def paragraph_format(self, style: str, paragraph: Element | None) -> ParagraphFormat:
        """Return how a paragraph of a style (an id) is laid out; without a paragraph, what the style says."""
        # Paragraphs that say the same of themselves look the same: most say nothing beside their style.
        direct = None if paragraph is None else paragraph.find(f"{W}pPr")
        key = (style, b"" if direct is None else etree.tostring(direct, with_tail=False))
        if key not in self._laid_out:
            self._laid_out[key] = self._lay_out(style, direct)
        return self._laid_out[key]

    def _lay_out(self, style: str, direct: Element | None) -> ParagraphFormat:
        levels = list(self._paragraph_levels(style, direct))
        spacing, indents = merge(levels, "spacing"), merge(levels, "ind")
        align = next((v for level in reversed(levels) if (v := value(level, "jc"))), "left")
        size = self.style_format(style).size or 1
        rule = spacing.get("lineRule", "auto")
        line = spacing.get("line", _AUTO_LINE)
        return ParagraphFormat(
            SIDES.get(align, align),
            read_points(line, parts=float(_AUTO_LINE)) if rule == "auto" else read_points(line), rule,
            read_room(spacing, "before"), read_room(spacing, "after"),
            read_first_indent(indents, size), read_indent(indents, ("left", "start"), size),
            read_indent(indents, ("right", "end"), size), merge_flag(levels, "numPr"),
        )  # fmt: skip

    def _paragraph_levels(self, style: str, direct: Element | None) -> Iterator[Element]:
        chain = (one.find(f"{W}pPr") for one in self.chain(style or self.default))
        yield from (one for one in (self._defaults("pPr"), *chain, direct) if one is not None)
