"""Quotes and brackets of a YAML file, line by line: which are left open, and where they began."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PAIRS = {"{": "}", "[": "]"}
_LIKE_A_LINE = re.compile(r"\s*(?:- |[A-Za-z_][\w-]*:(?:\s|$))")
_OPENS = re.compile(r"(?:^|[:,\[{-])\s*$")


@dataclass(frozen=True)
class Line:
    """One line: ``full`` as it stands, ``plain`` with quoted texts blanked out and no comment.

    ``number`` counts from 1; ``opened`` is the place of a quote that this line leaves open.
    """

    number: int
    full: str
    plain: str
    comment: str
    opened: bool

    @property
    def code(self) -> str:
        """What the line says without indentation."""
        return self.plain.strip()

    @property
    def indent(self) -> int:
        """How many signs stand before the key, the dash of an item among them."""
        match = re.match(r"\s*(?:- )?", self.plain)
        return match.end() if match else 0


def read_lines(text: str) -> list[Line]:
    """Return the lines of a file, each read by itself."""
    return [_read_line(number, line) for number, line in enumerate(text.split("\n"), start=1)]


def _read_line(number: int, line: str) -> Line:
    plain, quote, at = "", "", 0
    while at < len(line):
        sign = line[at]
        if quote:
            if (sign == quote == "'" and line[at + 1 : at + 2] == "'") or (
                sign == "\\" and quote == '"'
            ):
                at += 1
            elif sign == quote:
                quote = ""
                plain += sign
        elif sign == "#" and (not plain or plain[-1].isspace()):
            break
        else:
            quote = sign if sign in "'\"" and _OPENS.search(plain) else ""
            plain += sign
        at += 1
    return Line(number, line, plain, line[at:], bool(quote))


def find_open_quote(lines: list[Line], stumbles: int) -> int | None:
    """Return the first line up to a place whose quote runs on over lines that look like facts."""
    for place, line in enumerate(lines[: stumbles + 1]):
        following = next((one.full for one in lines[place + 1 :] if one.full.strip()), "")
        if line.opened and (_LIKE_A_LINE.match(following) or not following):
            return place
    return None


def find_bracket_fault(line: Line) -> tuple[str, str] | None:
    """Return what is wrong with a line's brackets: expected and remedy."""
    waiting: list[str] = []
    for sign in line.plain:
        if sign in _PAIRS:
            waiting.append(_PAIRS[sign])
        elif sign in _PAIRS.values():
            if not waiting:
                return f"成对的括号，没有多余的“{sign}”", f"删去多余的“{sign}”，或补上前面的括号"
            wanted = waiting.pop()
            if sign != wanted:
                return f"成对的括号，在“{sign}”以前有“{wanted}”", f"在“{sign}”以前补上“{wanted}”"
    if not waiting:
        return None
    if any(sign in line.comment for sign in waiting):
        return "没有截断的文字", f"“{line.comment[:20]}”被当作注释：给这段文字加引号"
    closing = "".join(reversed(waiting))
    return "成对的括号", f"在这一行末尾补上“{closing}”"
