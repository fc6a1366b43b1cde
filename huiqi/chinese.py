"""Chinese text and the blanks that do not belong into it."""

from __future__ import annotations

import re

CJK = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…"
IDEOGRAPH = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_GAP = re.compile(rf"(?<=[{CJK}]) (?=[{CJK}])")


def close_gaps(text: str) -> str:
    """Return a text without the blanks that joining lines leaves between Chinese characters."""
    return _GAP.sub("", text)
