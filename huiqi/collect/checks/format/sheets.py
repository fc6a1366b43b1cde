"""The styles of the house, and those of a file, each read once."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from huiqi.collect.checks.format.style_sheet import StyleSheet
from huiqi.collect.checks.format.word_file import WordFile
from huiqi.word.house_style import HouseStyle
from huiqi.word.ooxml import Element, parse
from huiqi.word.style_parts import write_styles


@lru_cache
def house_sheet(house: HouseStyle) -> StyleSheet:
    """Return the styles of the house, to be read as those of any file are."""
    return StyleSheet(parse(write_styles(house)))


def sheet_of(file: WordFile) -> StyleSheet:
    """Return the styles of a file."""
    named = (file.name_part(kind) for kind in ("styles", "theme"))
    return _read_sheet(*(b"" if name is None else file.parts[name] for name in named))


@lru_cache(maxsize=8)
def _read_sheet(styles: bytes, theme: bytes) -> StyleSheet:
    """Return styles that are only looked at: the papers of a pack have them in common."""
    return StyleSheet(_parse_sound(styles), _parse_sound(theme))


def _parse_sound(part: bytes) -> Element | None:
    try:
        return parse(part) if part else None
    except etree.XMLSyntaxError:
        return None
