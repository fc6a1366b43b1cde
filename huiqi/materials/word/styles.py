"""What a Word file's styles say of runs and paragraphs that lean on them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huiqi.word.ooxml import Element, W

_TOC = re.compile(r"(?i)toc( heading| \d|\d)|table of figures|目录 ?\d|contents \d")
_HEADING = re.compile(r"(?i)heading ([1-9])|标题 ([1-9])")
_OFF = ("0", "false", "off", "none")
_BODY = 9  # the outline level of what is no heading


def value_of(element: Element | None, name: str = "val") -> str:
    """Return an attribute of the w namespace; empty where there is none."""
    return "" if element is None else element.get(f"{W}{name}") or ""


def is_on(element: Element) -> bool:
    """Whether a switch is on; one without a value is."""
    return value_of(element) not in _OFF


class Styles:
    """The styles by their ids, and what follows from one and those that it is based on."""

    def __init__(self, root: Element | None) -> None:
        every = list(root.iter(f"{W}style")) if root is not None else []
        self._styles = {value_of(style, "styleId"): style for style in every}
        self._default = next(
            (value_of(style, "styleId") for style in every
             if value_of(style, "type") == "paragraph" and value_of(style, "default") in ("1", "true")),
            "",
        )  # fmt: skip
        self._flags: dict[tuple[str, str], bool | None] = {}

    def style_of(self, paragraph: Element) -> str:
        """Return the id of a paragraph's style."""
        return value_of(paragraph.find(f"{W}pPr/{W}pStyle")) or self._default

    def chain(self, style: str) -> Iterator[Element]:
        """Yield a style and those that it is based on."""
        seen = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = value_of(self._styles[style].find(f"{W}basedOn"))

    def run_flag(self, run: Element, name: str, paragraph_style: str = "") -> bool:
        """Whether a switch such as ``vanish`` is on for a run: itself, its style, the paragraph's."""
        said = run.find(f"{W}rPr/{W}{name}")
        if said is not None:
            return is_on(said)
        styles = (value_of(run.find(f"{W}rPr/{W}rStyle")), paragraph_style)
        flags = (self._style_flag(style, name) for style in styles if style)
        return next((flag for flag in flags if flag is not None), False)

    def _style_flag(self, style: str, name: str) -> bool | None:
        if (style, name) not in self._flags:
            marks = (item.find(f"{W}rPr/{W}{name}") for item in self.chain(style))
            found = next((mark for mark in marks if mark is not None), None)
            self._flags[style, name] = None if found is None else is_on(found)
        return self._flags[style, name]

    def is_hidden(self, run: Element, paragraph_style: str) -> bool:
        """Whether Word neither shows nor prints a run."""
        return self.run_flag(run, "vanish", paragraph_style)

    def mark_is_gone(self, paragraph: Element) -> bool:
        """Whether a paragraph runs on into the next: its mark is deleted or hidden."""
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if mark is None:
            return False
        if any(mark.find(f"{W}{name}") is not None for name in ("del", "moveFrom")):
            return True
        hidden = (mark.find(f"{W}vanish"), mark.find(f"{W}specVanish"))
        return any(found is not None and is_on(found) for found in hidden)

    def heading_level(self, paragraph: Element) -> int:
        """Return 1 to 9 for a heading, 0 for text."""
        said = paragraph.find(f"{W}pPr/{W}outlineLvl")
        chain = list(self.chain(self.style_of(paragraph)))
        if said is None:
            levels = (style.find(f"{W}pPr/{W}outlineLvl") for style in chain)
            said = next((level for level in levels if level is not None), None)
        if said is not None:
            level = value_of(said)
            return int(level) + 1 if level.isdecimal() and int(level) < _BODY else 0
        named = (_HEADING.fullmatch(value_of(style.find(f"{W}name"))) for style in chain)
        return next((int(match[1] or match[2]) for match in named if match), 0)

    def is_contents(self, paragraph: Element) -> bool:
        """Whether it is a line of a table of contents."""
        style = self._styles.get(self.style_of(paragraph))
        return style is not None and bool(_TOC.fullmatch(value_of(style.find(f"{W}name"))))

    def numbering_of(self, paragraph: Element) -> tuple[str, str, str]:
        """Return the list, the level as far as it is said, and the style that says so."""
        chain = list(self.chain(self.style_of(paragraph)))
        said = [item.find(f"{W}pPr/{W}numPr") for item in (paragraph, *chain)]
        number = next(
            (value_of(_child(item, "numId")) for item in said if value_of(_child(item, "numId"))),
            "",
        )
        level = next(
            (value_of(_child(item, "ilvl")) for item in said if value_of(_child(item, "ilvl"))), ""
        )
        style = next(
            (
                value_of(item, "styleId")
                for item, own in zip(chain, said[1:], strict=True)
                if own is not None
            ),
            "",
        )
        return number, level, "" if value_of(_child(said[0], "numId")) else style


def _child(element: Element | None, name: str) -> Element | None:
    return None if element is None else element.find(f"{W}{name}")
