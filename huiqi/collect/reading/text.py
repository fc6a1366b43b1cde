"""Texts compared as people see them: without blanks, of one width, with one kind of quotation marks."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# What programs and people put in without writing anything: blanks of all kinds, signs without width.
_NOTHING = (
    "\t\n\x0b\x0c\r \x85\xa0\u1680\u180e\u2028\u2029\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff\xad"
    + "".join(map(chr, range(0x2000, 0x200B)))
)
_SAME = {
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "—": "-",
    "–": "-",
    "‑": "-",
    "‐": "-",
    "·": "·",
    "•": "·",
}


def _map_signs() -> dict[int, str | None]:
    found: dict[int, str | None] = dict.fromkeys(map(ord, _NOTHING))
    for code in range(0xFF01, 0xFFEF):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1:
            found[code] = plain
    return found | {ord(sign): plain for sign, plain in _SAME.items()}


_SIGNS = _map_signs()


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return a text as it is compared: each sign becomes one sign or none."""
    return text.translate(_SIGNS)


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """Return the folded text, and for each of its signs the place in the text; behind them the text's end."""
    folded = fold(text)
    if len(folded) == len(text):
        return folded, list(range(len(text) + 1))
    places = [place for place, sign in enumerate(text) if _SIGNS.get(ord(sign), sign) is not None]
    return folded, [*places, len(text)]


def is_blank(text: str) -> bool:
    """Whether nothing can be seen of a text."""
    return not fold(text)
