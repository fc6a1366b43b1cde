"""A text with its byte order mark and line ends, beside the plain one that is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_LINE_END = re.compile("\r\n|\r|\n")
_MARK = "\ufeff"


@dataclass(frozen=True)
class Piece:
    """A range of the plain text and what comes in its place; an empty range only takes in."""

    start: int
    end: int
    fresh: str


def make_plain(text: str) -> str:
    """Return a text as the reading of a file has it: no byte order mark, one sign a line end."""
    return _LINE_END.sub("\n", text.removeprefix(_MARK))


def put_in(text: str, pieces: Iterable[Piece]) -> str:
    """Return a text with pieces of its plain form put in; what is new has its usual line ends."""
    parts, done = [], 0
    places, end = _map_places(text), _usual_end(text)
    for piece in sorted(pieces, key=lambda piece: (piece.start, piece.end)):
        start, stop = _place(places, piece.start), _place(places, piece.end)
        parts += [text[done:start], piece.fresh.replace("\n", end)]
        done = stop
    return "".join([*parts, text[done:]])


def _usual_end(text: str) -> str:
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"


def _map_places(text: str) -> list[tuple[int, int]]:
    """Return, for each line, where it begins in the plain text and in the one with its line ends."""
    first = len(text) - len(text.removeprefix(_MARK))
    places = [(0, first)]
    for match in _LINE_END.finditer(text):
        plain, whole = places[-1]
        places.append((plain + match.start() - whole + 1, match.end()))
    return places


def _place(places: list[tuple[int, int]], index: int) -> int:
    low, high = 0, len(places)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if places[middle][0] <= index else (low, middle)
    plain, whole = places[low]
    return whole + index - plain
