"""Fields of a Word file: which results are shown, and what is drawn where there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from huiqi.materials.word.number_formats import enclose
from huiqi.materials.word.signs import MARK, read_sign
from huiqi.materials.word.styles import is_on, value_of
from huiqi.word.ooxml import Element, W

_NAME = re.compile(r"\s*(\\?\w+)")
_ADDRESS = re.compile(r'HYPERLINK\s+"(https?://[^"]+)"', re.IGNORECASE)
# What they hold is a table of contents, or a mark that Word itself never shows.
_SILENT = {"TOC", "XE", "TC", "RD", "SET", "ASK", "TA"}
_CIRCLE = re.compile(r"[○〇◯□△◇Oo]")


@dataclass
class Field:
    """One open field: what it is told, and whether its result has begun."""

    code: str = ""
    result: bool = False
    shown: bool = False
    data: Element | None = None
    names: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The field's kind, such as EQ or HYPERLINK."""
        match = _NAME.match(self.code)
        return match[1].upper() if match else ""


class FieldStack:
    """The fields that are open while a text is read; a field may span paragraphs."""

    def __init__(self) -> None:
        self._open: list[Field] = []

    @property
    def is_silent(self) -> bool:
        """Whether what stands here is no text: an instruction, or a table of contents."""
        return any(not item.result or item.name in _SILENT for item in self._open)

    @property
    def address(self) -> str:
        """The web address that the text here leads to."""
        found = (_ADDRESS.search(item.code) for item in self._open)
        return next((match[1] for match in found if match), "")

    def read_code(self, text: str) -> None:
        """Take a part of an instruction; in another place it is no text either."""
        if self._open and not self._open[-1].result:
            self._open[-1].code += text

    def note_shown(self) -> None:
        """Remember that the open fields have a result."""
        for item in self._open:
            item.shown = item.shown or item.result

    def change(self, mark: Element) -> str:
        """Obey a ``w:fldChar``; return what a field draws that holds no result."""
        kind = value_of(mark, "fldCharType")
        if kind == "begin":
            self._open.append(Field(data=mark.find(f"{W}ffData")))
        elif kind == "separate" and self._open:
            self._open[-1].result = True
        elif kind == "end" and self._open:
            done = self._open.pop()
            if not done.shown and not self.is_silent:
                return draw_field(done.code, done.data)
        return ""


def is_silent_code(code: str) -> bool:
    """Whether a simple field's result is no text."""
    return Field(code).name in _SILENT


def draw_field(code: str, data: Element | None = None) -> str:
    """Return what Word draws for a field without a stored result."""
    name = Field(code).name
    if name == "EQ":
        return _draw_equation(code)
    if name == "FORMCHECKBOX" and data is not None:
        ticks = (data.find(f"{W}checkBox/{W}{key}") for key in ("checked", "default"))
        tick = next((mark for mark in ticks if mark is not None), None)
        return "☒" if tick is not None and is_on(tick) else "☐"
    if name == "FORMDROPDOWN" and data is not None:
        entries = [value_of(entry) for entry in data.iter(f"{W}listEntry")]
        chosen = next((data.find(f"{W}ddList/{W}{key}") for key in ("result", "default")
                       if data.find(f"{W}ddList/{W}{key}") is not None), None)  # fmt: skip
        number = int(value_of(chosen)) if value_of(chosen).isdecimal() else 0
        return entries[number] if number < len(entries) else ""
    symbol = re.match(
        r'\s*SYMBOL\s+(\d+|0x[0-9a-fA-F]+)(?:.*\\f\s+"?([\w ]+?)"?\s*(?:\\|$))?', code
    )
    return read_sign(int(symbol[1], 0), symbol[2] or "") if symbol else ""


def _draw_equation(code: str) -> str:
    """Return the text of an EQ field: signs in a circle, readings, fractions, roots."""
    body = re.sub(r'\\\*\s*("[^"]*"|\S+)', "", code.split(None, 1)[1] if code.split() else "")
    text, rest = _read_equation(body.strip())
    return text if text and not rest.strip() else MARK


def _read_equation(text: str) -> tuple[str, str]:
    """Return what the beginning of an instruction draws, and the rest behind it."""
    said = ""
    while text and text[0] not in ",;，)":
        if text[0] != "\\":
            said, text = said + text[0], text[1:]
            continue
        switch = re.match(r"\\([a-zA-Z]+)((?:\s*\\[a-zA-Z]+\d*(?:\s+\d+)?)*)\s*\(", text)
        if not switch:
            said, text = said + text[1:2], text[2:]
            continue
        parts, text = _read_parts(text[switch.end() :])
        known = switch[1].lower() in "ofrbxsaild"
        said += _combine(switch[1].lower(), switch[2], parts) if known else MARK
    return said, text


def _read_parts(text: str) -> tuple[list[str], str]:
    parts = []
    while True:
        part, text = _read_equation(text)
        parts.append(part.strip())
        if not text or text[0] == ")":
            return parts, text[1:]
        text = text[1:]


def _combine(kind: str, options: str, parts: list[str]) -> str:
    two = len(parts) == 2
    if kind == "o" and two:
        if _CIRCLE.fullmatch(parts[0]) and "\\ac" in options:
            return enclose(parts[1])
        # The older way of a reading above a word: the reading is drawn over its base.
        return f"{parts[1]}（{parts[0]}）" if "\\ad" in options else parts[0] + parts[1]
    if kind == "f" and two:
        return f"{parts[0]}/{parts[1]}"
    if kind == "r":
        return f"√{parts[-1]}"
    if kind == "b":
        return f"({parts[0]})"
    return "".join(parts)
