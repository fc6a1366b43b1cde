"""Answers taken apart into statements: word for word, none merged, none reworded."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

# A paragraph that ends with one of the first, or begins with one of the second, is plainly one with its neighbour.
_OPEN_ENDS, _CLOSING = "，、：,:", "，。、；：！？）」』”’》】,.;:!?)"
# What people write who have nothing to say; a whole answer must be one of these.
_NOTHING = frozenset({
    "无", "没有", "暂无", "无意见", "没有意见", "暂无意见", "无意见建议", "没有意见建议", "暂无意见建议", "无建议",
})  # fmt: skip


def split_statements(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Return one statement a paragraph; paragraphs that plainly continue are one, on lines of its own."""
    found: list[str] = []
    for paragraph in (one.strip() for one in paragraphs):
        if not paragraph:
            continue
        if found and (found[-1].endswith(tuple(_OPEN_ENDS)) or paragraph[0] in _CLOSING):
            found[-1] += f"\n{paragraph}"
        else:
            found.append(paragraph)
    return tuple(found)


def list_statements(paragraphs: Sequence[str]) -> list[str]:
    """Return the statements that say something."""
    return [text for text in split_statements(paragraphs) if not says_nothing(text)]


def says_nothing(text: str) -> bool:
    """Whether a statement says in so many words that there is nothing to say; a dash says so too."""
    words = keep_words(text)
    return not words or words in _NOTHING


def keep_words(text: str) -> str:
    """Return a text without blanks, punctuation and differences of width: two that agree say the same."""
    signs = unicodedata.normalize("NFKC", text)
    return "".join(filter(_is_word, signs))


@lru_cache(maxsize=1 << 14)
def _is_word(sign: str) -> bool:
    return unicodedata.category(sign)[0] not in "PSZC"


def sum_words(texts: Iterable[str]) -> str:
    """Return a checksum of statements in any order: any changed, missing or added word changes it."""
    whole = "\0".join(sorted(" ".join(text.split()) for text in texts))
    return hashlib.sha256(whole.encode()).hexdigest()


_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another


def make_code(*parts: str) -> str:
    """Return a short number that follows from what it stands for, so that it is the same in every round."""
    number = int.from_bytes(hashlib.sha256("\0".join(parts).encode()).digest()[:5], "big")
    return "".join(_SIGNS[number >> 5 * place & 31] for place in range(6))
