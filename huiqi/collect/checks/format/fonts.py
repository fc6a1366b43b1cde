"""Which font a sign is set in: that of its script, named outright or by the theme."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal

from huiqi.word.house_style import HouseStyle
from huiqi.word.ooxml import Element, W

Slot = Literal["ascii", "hAnsi", "eastAsia"]
SLOTS: tuple[Slot, ...] = ("ascii", "hAnsi", "eastAsia")
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_LATIN, _CHINESE = f"{_A}latin", f"{_A}ea"


@lru_cache(maxsize=1 << 14)
def slot_of(sign: str, *, hinted: bool) -> Slot:
    """Return the kind of font that Word takes for a sign (ECMA-376-1, 17.3.2.26).

    Quotation marks, dashes and the like belong to both scripts: they are Chinese where the run says so.
    """
    width = unicodedata.east_asian_width(sign)
    if width in "WF":
        return "eastAsia"
    if ord(sign) < 0x80:
        return "ascii"
    return "eastAsia" if hinted and width == "A" else "hAnsi"


def read_theme(theme: Element | None) -> dict[str, str]:
    """Return the fonts of a theme by the names that runs use: ``minorEastAsia`` and the like."""
    found: dict[str, str] = {}
    for size in ("major", "minor"):
        fonts = None if theme is None else theme.find(f".//{_A}{size}Font")
        if fonts is None:
            continue
        chinese = _typeface(fonts.find(_CHINESE)) or next(
            (_typeface(one) for one in fonts.iter(f"{_A}font") if one.get("script") == "Hans"), ""
        )
        latin = _typeface(fonts.find(_LATIN))
        found |= {f"{size}EastAsia": chinese, f"{size}HAnsi": latin, f"{size}Ascii": latin}
    return {name: font for name, font in found.items() if font}


def _typeface(element: Element | None) -> str:
    return "" if element is None else element.get("typeface", "")


def read_fonts(properties: Element | None, theme: Mapping[str, str]) -> dict[Slot, str]:
    """Return the fonts that one level of formatting names; those of the theme go before others."""
    fonts = None if properties is None else properties.find(f"{W}rFonts")
    if fonts is None:
        return {}
    found: dict[Slot, str] = {}
    for slot in SLOTS:
        named = fonts.get(f"{W}{slot}")
        themed = fonts.get(f"{W}{slot}Theme")
        font = theme.get(themed, named) if themed else named
        if font:
            found[slot] = font
    return found


@lru_cache
def list_same_fonts(house_style: HouseStyle) -> dict[str, str]:
    """Return for each name of a font of the house style the name that it has there.

    A fallback is the same face under another name, unless it is one of the house's other fonts.
    """
    fonts = house_style.styles.fonts.values()
    own = {font.name: font.name for font in fonts}
    return {font.instead: font.name for font in fonts} | _english(own) | own


def _english(own: Iterable[str]) -> dict[str, str]:
    """Return the names that Windows gives these fonts in English."""
    known = {"FangSong_GB2312": "仿宋_GB2312", "FangSong": "仿宋_GB2312", "KaiTi_GB2312": "楷体_GB2312",
             "KaiTi": "楷体_GB2312", "SimHei": "黑体", "SimSun": "宋体",
             "FZXiaoBiaoSong-B05S": "方正小标宋简体"}  # fmt: skip
    return {english: name for english, name in known.items() if name in own}
