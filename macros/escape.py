"""Making any text of the facts show as that text, in Python-Markdown and in pandoc alike."""

from __future__ import annotations

import html
import re
from functools import lru_cache

from huiqi.chinese import CJK

# Numeric references mean the same to both engines, inside tables and headings too;
# backslashes do not: Python-Markdown leaves those before < and | standing.
_SIGNS = re.compile(r"""[\\`*_{}\[\]()<>#+\-.!|~^=:&"'$@%/]""")
_BREAK = re.compile(r"[ \t]*\n\s*")
_CJK_BREAK = re.compile(rf"(?<=[{CJK}])[ \t]*\n\s*(?=[{CJK}])")


_TAGS = re.compile(r"<[^>]+>")


def plain(markdown: str) -> str:
    """Return the text of what the vocabulary gives: without marks, nothing escaped."""
    return html.unescape(_TAGS.sub("", markdown))


@lru_cache(maxsize=4096)
def escape(text: str) -> str:
    """Return Markdown that shows exactly this text on one line.

    A line break between Chinese characters goes without trace, any other becomes a space.
    """
    line = _BREAK.sub(" ", _CJK_BREAK.sub("", text.strip()))
    return _SIGNS.sub(lambda match: f"&#{ord(match[0])};", line)
