"""How much room a text takes on a line, in full characters."""

from __future__ import annotations

import unicodedata

from huiqi.word.ooxml import Element, text_of
from huiqi.word.shapes import refuse_holes


def measure_text(text: str) -> float:
    """Return the width of a text in full characters."""
    return sum(1 if unicodedata.east_asian_width(sign) in "WFA" else 0.5 for sign in text)


def measure_paragraph(paragraph: Element) -> float:
    """Return the width of a paragraph's text in full characters.

    Raises:
        UnfitError: words are still to be put into it.
    """
    return measure_text(refuse_holes(text_of(paragraph)))
