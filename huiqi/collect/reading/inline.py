"""What stands in a paragraph beside plain text: symbols, drawings with text boxes or pictures, alternatives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from huiqi.collect.reading.document import Aside
from huiqi.word.ooxml import Element, W

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
# Pictures, what was written with a pen, words that are drawn.
_PICTURES = ("blip", "imagedata", "chart", "relIds", "OLEObject", "contentPart", "textpath")
# Signs that forms are ticked with, by font and number.
_SYMBOLS = {
    ("Wingdings", 0xFC): "√", ("Wingdings", 0xFE): "☑", ("Wingdings", 0xFD): "☒", ("Wingdings", 0xFB): "×",
    ("Wingdings", 0xA8): "□", ("Wingdings", 0x6F): "□", ("Wingdings 2", 0x50): "√", ("Wingdings 2", 0x52): "☑",
    ("Wingdings 2", 0x53): "☒", ("Wingdings 2", 0x54): "☒", ("Wingdings 2", 0xA3): "□", ("Wingdings 2", 0x4F): "×",
}  # fmt: skip
_PRIVATE = 0xF000
_IN_INSTRUCTION = re.compile(r"\s*(?:eq\s(?P<drawn>.*)|macrobutton\s+\S+\s+(?P<button>.*?))\s*", re.IGNORECASE | re.DOTALL)  # fmt: skip
_SWITCHES = re.compile(
    r"\\\*\s*\w+|\\[a-z]+(?:\s*\d+(?=\())?|[\s(),;]|hps\d+|\"Font:[^\"]*\"", re.IGNORECASE
)


@dataclass
class Inline:
    """A paragraph while it is read; ``cuts`` are where controls and empty runs in them stand."""

    style: str
    goes_on: bool = False
    length: int = 0
    asides: list[Aside] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    cuts: list[int] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Put text behind what was read."""
        self._parts.append(text)
        self.length += len(text)

    @property
    def text(self) -> str:
        """The text that was read."""
        return "".join(self._parts)


def read_symbol(mark: Element) -> str:
    """Return the sign of a w:sym; one that is not known by its number in the font's own range."""
    try:
        code = int(mark.get(f"{W}char") or "", 16)
    except ValueError:
        return ""
    known = _SYMBOLS.get((mark.get(f"{W}font") or "", code & 0xFFF))
    return known or (chr(code) if 0 < code < 0xD800 or 0xE000 <= code < 0x110000 else "")


def name_signs(text: str, run: Element) -> str:
    """Return a text with the signs of symbol fonts, which LibreOffice writes as plain text, in place of their numbers."""
    fonts = run.find(f"{W}rPr/{W}rFonts")
    font = "" if fonts is None else fonts.get(f"{W}ascii") or ""
    return "".join(
        _SYMBOLS.get((font, ord(sign) & 0xFFF), sign) if _is_private(sign) else sign
        for sign in text
    )


def _is_private(sign: str) -> bool:
    return _PRIVATE <= ord(sign) <= _PRIVATE + 0xFF


def pick_alternative(both: Element) -> Element:
    """Return the one of several forms of the same content that is read: the first that holds anything."""
    options = [*both.findall(f"{_MC}Choice"), *both.findall(f"{_MC}Fallback")]
    return next((option for option in options if len(option)), both)


def find_boxes(drawing: Element) -> Iterator[Element]:
    """Yield the contents of the text boxes of a drawing, each once."""
    for child in drawing:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == f"{_MC}AlternateContent":
            yield from find_boxes(pick_alternative(child))
        elif isinstance(child.tag, str):
            yield from find_boxes(child)


def find_pictures(drawing: Element) -> bool:
    """Whether a drawing shows what is no text."""
    return next(drawing.iter(_DRAWN, *(f"{{*}}{name}" for name in _PICTURES)), None) is not None


@dataclass
class OpenField:
    """A field while it is read: what it is to show, whether its result has begun, and whether that says anything."""

    instruction: str = ""
    begun: bool = False
    said: bool = False

    def read_instruction(self) -> str:
        """Return the words that stand in the instruction itself: signs in a circle or joined, the text of a button."""
        found = _IN_INSTRUCTION.fullmatch(self.instruction)
        if found is None or self.said:
            return ""
        return found["button"] or "".join(_SWITCHES.split(found["drawn"] or ""))


def read_form_field(begin: Element) -> str:
    """Return what an old form field says that has no text of its own: a list's choice, a box and whether it is ticked."""
    ticked = begin.find(f"{W}ffData/{W}checkBox")
    if ticked is not None:
        return (
            "☑" if _read_state(ticked, "checked", "default") not in ("0", "false", "off") else "□"
        )
    choice = begin.find(f"{W}ffData/{W}ddList")
    if choice is None:
        return ""
    entries = [entry.get(f"{W}val") or "" for entry in choice.findall(f"{W}listEntry")]
    number = _read_state(choice, "result", "default")
    return entries[int(number)] if number.isdecimal() and int(number) < len(entries) else ""


def _read_state(field: Element, *names: str) -> str:
    """Return the value of the first of some marks; one without a value is set, one that is not there is not."""
    marks = (mark for name in names if (mark := field.find(f"{W}{name}")) is not None)
    return next((mark.get(f"{W}val") or "1" for mark in marks), "0")


def find_open_fields(root: Element) -> frozenset[Element]:
    """Return the begins of fields that never end: some programs lose the end, and all behind it would be hidden."""
    begun: list[Element] = []
    for mark in root.iter(f"{W}fldChar"):
        if next(mark.iterancestors(f"{W}del", f"{W}moveFrom"), None) is not None:
            continue
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            begun.append(mark)
        elif kind == "end" and begun:
            begun.pop()
    return frozenset(begun)
