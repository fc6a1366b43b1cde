"""One conversion for many copies: the words in which copies of a paper differ become numbered holes.

The copies of a talk record differ in two people; pandoc converts their common shape once, and the
words are put back into the finished document. A hole is one ideograph that nobody types, so that
pandoc and Word treat it as they treat the words it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_FIRST, _LAST = 0x2F800, 0x2FA1D  # CJK Compatibility Ideographs Supplement
_HOLE = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}]")
_HOLE_BYTES = re.compile(b"\xf0\xaf[\xa0-\xa8][\x80-\xbf]")
# Words that are text and nothing else, wherever they stand in Markdown, and Chinese at both ends.
_PLAIN = re.compile(r"[\u3400-\u9fff](?:[\u3400-\u9fffA-Za-z0-9·、]*[\u3400-\u9fff])?")
_WIDTHS = re.compile(
    r'^:{3,} *\{\.table [^}\n]*widths="[^}\n]*\}\n.*?^:{3,} *$', re.MULTILINE | re.DOTALL
)
_ROW = re.compile(r"^\|", re.MULTILINE)


class UnfitError(Exception):
    """A hole stands where the layout depends on what is written there."""


@dataclass(frozen=True)
class Shape:
    """The Markdown of a paper with holes, and the words that fill them, in the holes' order."""

    markdown: str
    values: tuple[str, ...] = ()


@lru_cache(maxsize=8)
def match_values(values: frozenset[str]) -> re.Pattern[str] | None:
    """Return what finds the values that may become holes, the longest first; None for none."""
    plain = sorted(
        (one for one in values if _PLAIN.fullmatch(one)), key=lambda one: (-len(one), one)
    )
    if not plain:
        return None
    first = "".join(sorted({one[0] for one in plain}))
    return re.compile(f"(?=[{first}])(?:{'|'.join(plain)})")


def take_shape(markdown: str, pattern: re.Pattern[str] | None) -> Shape:
    """Return the shape of a text; the text itself where holes might change what becomes of it.

    The width of a table without set widths follows from the length of its lines.
    """
    free_table = _ROW.search(_WIDTHS.sub("", markdown))
    if pattern is None or free_table or _HOLE.search(markdown):
        return Shape(markdown)
    holes: dict[str, str] = {}

    def cut(match: re.Match[str]) -> str:
        word = match[0]
        if word not in holes:
            if _FIRST + len(holes) > _LAST:
                return word
            holes[word] = chr(_FIRST + len(holes))
        return holes[word]

    text = pattern.sub(cut, markdown)
    return Shape(text, tuple(holes))


def fill_shape(document: bytes, values: Iterable[str]) -> bytes:
    """Put the words back into a document that was made from a shape."""
    words = [value.encode() for value in values]
    return (
        _HOLE_BYTES.sub(lambda hole: words[ord(hole[0].decode()) - _FIRST], document)
        if words
        else document
    )


def refuse_holes(text: str) -> str:
    """Return a text whose length matters for the layout.

    Raises:
        UnfitError: words are still to be put into it.
    """
    if _HOLE.search(text):
        raise UnfitError
    return text
