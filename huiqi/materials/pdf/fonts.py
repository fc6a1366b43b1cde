"""Fonts of a PDF that do not say which characters their codes stand for."""

from __future__ import annotations

from typing import Any

from pypdf import PageObject
from pypdf.generic import DictionaryObject

_SYMBOLIC = 4


def find_mute_fonts(page: PageObject) -> frozenset[str]:
    """Return the names of a page's fonts whose text would be guessed."""
    fonts = _get(_get(page, "/Resources"), "/Font")
    return frozenset(
        str(font.get("/BaseFont", "")).lstrip("/")
        for key in fonts
        if _is_mute(font := _get(fonts, key))
    )


def _get(found: Any, key: str) -> Any:
    value = found.get(key) if isinstance(found, DictionaryObject) else None
    value = value.get_object() if value is not None else None
    return value if isinstance(value, DictionaryObject) else DictionaryObject()


def _is_mute(font: DictionaryObject) -> bool:
    """Whether a font is cut down to its own codes without a table of their characters."""
    if "/ToUnicode" in font or font.get("/Subtype") not in ("/TrueType", "/Type1", "/MMType1"):
        return False
    about = _get(font, "/FontDescriptor")
    own = "/FontFile2" in about or "/FontFile3" in about
    flags = about.get("/Flags", 0)
    symbolic = isinstance(flags, int) and bool(flags & _SYMBOLIC)
    return own and symbolic and "/Encoding" not in font
