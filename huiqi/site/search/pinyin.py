"""How the Chinese characters of a site are read, as people type them without tones."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pypinyin import Style, lazy_pinyin

from huiqi.chinese import IDEOGRAPH


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
def _read(text: str) -> tuple[str, ...]:
    """Return a reading for each character of a text."""
    # One entry a character, also for what is no Chinese: a list is taken in item by item.
    return tuple(lazy_pinyin(text, style=Style.NORMAL, errors=list))  # type: ignore[arg-type]
