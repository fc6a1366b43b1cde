"""Texts as they are compared: letters and digits alone, with the places they came from."""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

# Between two answers; it is in no normal text, so that no passage runs from one answer into the next.
BREAK = "\n"


@dataclass(frozen=True)
class NormalText:
    """A text without punctuation and blanks, in one form of each letter (NFKC).

    ``text`` holds the answers with a BREAK behind each. ``starts`` are the places in ``text`` where they begin,
    ``origins`` the place of each sign in its own answer.
    """

    answers: tuple[str, ...]
    text: str
    starts: tuple[int, ...]
    origins: array[int]

    def locate(self, start: int, end: int) -> tuple[int, int, int]:
        """Return the answer that a passage of ``text`` stands in, and its beginning and end there."""
        number = max(i for i, first in enumerate(self.starts) if first <= start)
        return number, self.origins[start], self.origins[end - 1] + 1


def normalise(answers: Sequence[str]) -> NormalText:
    """Return the answers as they are compared."""
    signs: list[str] = []
    starts: list[int] = []
    origins: array[int] = array("l")
    for answer in answers:
        starts.append(len(origins))
        for place, sign in enumerate(answer):
            plain = _plain(sign)
            if plain:
                signs.append(plain)
                origins.extend([place] * len(plain))
        signs.append(BREAK)
        origins.append(len(answer))
    return NormalText(tuple(answers), "".join(signs), tuple(starts), origins)


def normal_text(text: str) -> str:
    """Return one text as it is compared."""
    return "".join(map(_plain, text))


@lru_cache(maxsize=1 << 16)
def _plain(sign: str) -> str:
    plain = unicodedata.normalize("NFKC", sign).casefold()
    return "".join(one for one in plain if one.isalnum())
