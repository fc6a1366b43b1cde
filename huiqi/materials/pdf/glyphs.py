"""The signs of a PDF's page: each once, upright, and told apart from what nobody can read."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

_RADICALS = re.compile("[\u2f00-\u2fdf\u2e80-\u2eff\uf900-\ufaff]")
UNREADABLE = "〓"
# Scripts in which no study material is written: they come from codes that were misread.
_FOREIGN = re.compile(
    "[\u0590-\u109f\u1100-\u1cff\ua000-\uabff\uac00-\ud7ff\u2c00-\u2ddf\u0250-\u02af]"
)
_MISREAD_SHARE = 0.1
_CELL = 4.0  # points; the grid in which doubled signs are looked for


@dataclass(frozen=True)
class Glyph:
    """One sign: where it stands, in points from the upper left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class PageGlyphs:
    """What is set on one page: signs to read, slanted ones beside them, and how many are unreadable."""

    glyphs: list[Glyph]
    slanted: str
    unreadable: int
    width: float
    height: float
    turned: bool = False


def read_glyphs(page: Any, mute_fonts: frozenset[str]) -> PageGlyphs:
    """Return the signs of a page as pdfplumber finds them."""
    width, height = float(page.width), float(page.height)
    shown = [char for char in page.chars if _is_inside(char, width, height)]
    upright = [char for char in shown if _is_upright(char)]
    turned = [char for char in shown if not _is_upright(char)]
    across = len(turned) > len(upright) and len(turned) > 10
    if across:
        upright, turned = [char for char in turned if abs(char["matrix"][0]) < 0.01], upright
        glyphs = [_turn(char, width, height) for char in upright]
        width, height = height, width
    else:
        glyphs = [_make(char) for char in upright]
    glyphs = [
        replace(glyph, text=UNREADABLE)
        if char["fontname"] in mute_fonts and glyph.text.strip()
        else glyph
        for char, glyph in zip(upright, glyphs, strict=True)
    ]
    glyphs = _drop_doubled(glyphs)
    unreadable = sum(glyph.text == UNREADABLE for glyph in glyphs)
    foreign = sum(bool(_FOREIGN.search(glyph.text)) for glyph in glyphs)
    if foreign > max(3, _MISREAD_SHARE * len(glyphs)):
        unreadable += foreign
    slanted = "".join(char["text"] for char in turned).strip()
    return PageGlyphs(glyphs, slanted, unreadable, width, height, across)


def _is_inside(char: dict[str, Any], width: float, height: float) -> bool:
    across = char["x1"] > 0 and char["x0"] < width
    return bool(across and char["bottom"] > 0 and char["top"] < height)


def _is_upright(char: dict[str, Any]) -> bool:
    """Whether a sign stands on a level line; slanted letters do, a watermark does not."""
    along, up = char["matrix"][:2]
    return bool(along > 0 and abs(up) < 0.1 * along)


def _make(char: dict[str, Any]) -> Glyph:
    return Glyph(
        _read(char["text"]),
        char["x0"],
        char["x1"],
        char["top"],
        char["bottom"],
        max(char["size"], 1.0),
    )


def _turn(char: dict[str, Any], width: float, height: float) -> Glyph:
    """Return a sign of a page that is set across, as it stands when the page is turned."""
    size = max(char["x1"] - char["x0"], 1.0)
    if char["matrix"][1] > 0:
        return Glyph(
            _read(char["text"]),
            height - char["bottom"],
            height - char["top"],
            char["x0"],
            char["x1"],
            size,
        )
    return Glyph(
        _read(char["text"]),
        char["top"],
        char["bottom"],
        width - char["x1"],
        width - char["x0"],
        size,
    )


def _read(text: str) -> str:
    """Return the sign that is meant: look-alikes in their usual form, codes without one as unreadable."""
    if text.startswith("(cid:") or "\ufffd" in text:
        return UNREADABLE
    if len(text) == 1 and unicodedata.category(text) in ("Co", "Cn"):
        return UNREADABLE
    text = "".join(sign if sign.isprintable() else " " for sign in text)
    return _RADICALS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def _drop_doubled(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Return each sign once: bold is often made by printing a sign over itself."""
    kept: list[Glyph] = []
    near: dict[tuple[str, int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        column, row = int(glyph.x0 // _CELL), int(glyph.top // _CELL)
        around = (
            other
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for other in near.get((glyph.text, x, y), ())
        )
        room = min(0.3 * glyph.size, 0.5 * (glyph.x1 - glyph.x0))
        if glyph.text.strip() and any(
            abs(other.x0 - glyph.x0) <= room and abs(other.top - glyph.top) <= 0.3 * glyph.size
            for other in around
        ):
            continue
        near[glyph.text, column, row].append(glyph)
        kept.append(glyph)
    return kept
