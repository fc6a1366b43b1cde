"""Braces in texts: what is meant as a reference becomes one, anything else is named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from huiqi.facts.model.fields import REFERENCE
from huiqi.facts.reading.suggestions import find_nearest

# Blanks, case and width are forgiven.
_LOOSE = re.compile(r"(?<![{｛])[{｛]\s*([A-Za-zＡ-Ｚａ-ｚ][\w－-]*)\s*[}｝](?![}｝])")
_CLOSED = re.compile(r"[{｛]+([^{}｛｝]*)[}｝]+")
_WORD = r"[A-Za-z][\w-]*|[^\s，。；、{}｛｝\0]{1,8}"
_SINGLE = re.compile(rf"[{{｛]\s*({_WORD})?|({_WORD})?\s*[}}｝]")


def settle_braces(value: Any, known: Collection[str]) -> Any:
    """Return facts as read, with ``{ Team }`` and ``｛team｝`` written as ``{team}``.

    ``known`` holds the names that a text may refer to; braces around anything else stay.
    """
    if isinstance(value, str):
        return _LOOSE.sub(lambda match: _settle(match, known), value)
    if isinstance(value, tuple):
        return tuple(settle_braces(item, known) for item in value)
    if isinstance(value, dict):
        return {key: settle_braces(item, known) for key, item in value.items()}
    return value


def _settle(match: re.Match[str], known: Collection[str]) -> str:
    name = unicodedata.normalize("NFKC", match[1]).lower()
    return f"{{{name}}}" if name in known else match[0]


def find_loose_braces(text: str) -> Iterator[tuple[str, str]]:
    """Yield each brace that is part of no reference: as it stands, and the word inside."""
    rest = REFERENCE.sub("\0", text)
    for match in _CLOSED.finditer(rest):
        yield match[0], match[1].strip()
    for match in _SINGLE.finditer(_CLOSED.sub("\0", rest)):
        yield match[0].strip(), (match[1] or match[2] or "").strip()


def advise_brace(word: str, choices: Mapping[str, str]) -> str:
    """Return the remedy for a brace that is no reference."""
    near = find_nearest(word, choices) if word else None
    if near:
        return f"改为 {{{near}}}"
    return (
        "写成 {代号}，用半角花括号，前后成对；确要写花括号的，把这个词语写入 allow_terms 并说明理由"
    )
