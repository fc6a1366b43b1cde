"""Signs of Word's symbol fonts as the signs of Unicode that look like them."""

from __future__ import annotations

from huiqi.materials.word.styles import value_of
from huiqi.word.ooxml import Element, W

MARK = "〔图形〕"  # stands where something cannot be shown
_WINGDINGS = {
    0x21: "✏", 0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x4A: "☺", 0x6C: "●", 0x6D: "❍", 0x6E: "■",
    0x6F: "□", 0x71: "❑", 0x72: "❒", 0x74: "⬧", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9E: "·", 0x9F: "•",
    0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xE8: "➔", 0xF0: "⇨",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", **dict(zip(range(0x81, 0x8B), "①②③④⑤⑥⑦⑧⑨⑩", strict=True)),
}  # fmt: skip
_WINGDINGS_2 = {
    0x2A: "☒", 0x30: "☐", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□",
    0x97: "●", 0x9A: "○", 0xEA: "★",
}  # fmt: skip
_SYMBOL = {
    0x2D: "−", 0x6D: "μ", 0x70: "π", 0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥",
    0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xD6: "√", 0xE5: "∑",
    0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0x61: "α", 0x62: "β", 0x67: "γ",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_PRIVATE = range(0xF000, 0xF100)


def read_sign(code: int, font: str) -> str:
    """Return what a symbol font shows for a code; the mark where that is not known."""
    signs = _FONTS.get(font.strip().lower())
    low = code - _PRIVATE.start if code in _PRIVATE else code
    if signs is not None and low in signs:
        return signs[low]
    return chr(code) if signs is None and code not in _PRIVATE and code >= 0x20 else MARK


def read_sym(element: Element) -> str:
    """Return the sign of a ``w:sym``."""
    try:
        return read_sign(int(value_of(element, "char"), 16), value_of(element, "font"))
    except ValueError:
        return MARK


def read_text(element: Element, run: Element) -> str:
    """Return the text of a ``w:t``, resolved where the run is set in a symbol font."""
    text = element.text or ""
    fonts = run.find(f"{W}rPr/{W}rFonts")
    font = (value_of(fonts, "ascii") or value_of(fonts, "hAnsi")).lower()
    if font not in _FONTS and not any(ord(sign) in _PRIVATE for sign in text):
        return text
    ascii_too = font in _FONTS
    return "".join(
        read_sign(ord(sign), font)
        if ord(sign) in _PRIVATE or (ascii_too and 0x21 <= ord(sign) < 0x100)
        else sign
        for sign in text
    )


def is_line_to_fill(run: Element, text: str) -> bool:
    """Whether blanks are underlined: a line on which somebody writes by hand."""
    line = run.find(f"{W}rPr/{W}u")
    return line is not None and value_of(line) != "none" and bool(text) and not text.strip()
