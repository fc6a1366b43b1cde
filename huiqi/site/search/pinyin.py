"""How the Chinese characters of a site are read, as people type them without tones."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from unicodedata import normalize

from pypinyin import Style, lazy_pinyin
from pypinyin.pinyin_dict import pinyin_dict

from huiqi.chinese import IDEOGRAPH

# The first level of GB 2312 holds the 3,755 characters that people use most, in rows 16 to 55.
_ROWS, _LAST_ROW, _LAST_CELL = range(16, 56), 55, 89


def list_readings(texts: Iterable[str]) -> dict[str, str]:
    """Return the characters of these texts by their readings.

    行 in 行业 reads hang, in 行动 xing: the words around it decide, and it stands under both where
    both occur. Ü is typed as v.
    """
    found: dict[str, set[str]] = {}
    for text in dict.fromkeys(texts):
        for sign, reading in zip(text, _read(text), strict=True):
            if IDEOGRAPH.fullmatch(sign):
                found.setdefault(reading, set()).add(sign)
    return {reading: "".join(sorted(found[reading])) for reading in sorted(found)}


@cache
def list_common_readings() -> dict[str, str]:
    """Return the characters that people use most by their readings, each under its commonest.

    Somebody who took the wrong one of two that sound alike is understood by it.
    """
    found: dict[str, list[str]] = {}
    for sign in _list_common_signs():
        # Tones stand above the vowels; ü keeps its dots, and is typed as v.
        spelled = normalize("NFD", pinyin_dict[ord(sign)].partition(",")[0]).replace("u\u0308", "v")
        found.setdefault("".join(filter(str.isascii, spelled)), []).append(sign)
    return {reading: "".join(found[reading]) for reading in sorted(found)}


def _list_common_signs() -> str:
    cells = ((row, cell) for row in _ROWS for cell in range(1, 95))
    codes = (
        bytes((row + 160, cell + 160)) for row, cell in cells
        if row < _LAST_ROW or cell <= _LAST_CELL
    )  # fmt: skip
    return b"".join(codes).decode("gb2312")


@cache
def _read(text: str) -> tuple[str, ...]:
    """Return a reading for each character of a text."""
    # One entry a character, also for what is no Chinese: a list is taken in item by item.
    return tuple(lazy_pinyin(text, style=Style.NORMAL, errors=list))  # type: ignore[arg-type]
