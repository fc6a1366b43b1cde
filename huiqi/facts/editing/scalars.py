"""Single values as YAML writes them: as plain as the reading allows, else in quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

# What YAML 1.1 or 1.2 reads as something other than a text.
_NO_TEXT = re.compile(
    r"""~|null|true|false|yes|no|on|off|y|n|<<|=
    |[-+]?[0-9][0-9_,]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?
    |[-+]?\.[0-9_]+(?:e[-+]?[0-9]+)?|[-+]?\.inf|\.nan
    |[-+]?0[box][0-9a-f_]+
    |[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?""",
    re.IGNORECASE | re.VERBOSE,
)
_STAMP = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt\s].*)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INDICATORS = tuple("-?:,[]{}#&*!|>'\"%@`")
_BREAKS = re.compile(r":(?:\s|$)|\s#|[\n\t]|^\.\.\.")
_BREAKS_IN_FLOW = re.compile(r"[\[\]{},:]")
_UNSEEN = re.compile("[^\x20-\x7e\u00a1-\u1fff\u2010-\u2027\u2030-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")  # fmt: skip
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}
_KEY = re.compile(r"[A-Za-z_\u3400-\u9fff][\w-]*")


def write_key(key: str) -> str:
    """Return a key."""
    known = _KEY.fullmatch(key) and not _NO_TEXT.fullmatch(key)
    return key if known else next(write_scalar(key, in_flow=True))


def write_scalar(
    value: Any, *, in_flow: bool, style: str = "", dated: bool = False, careful: bool = False
) -> Iterator[str]:
    """Yield the ways to write a single value on one line, the best first.

    ``style`` is the sign of quotation to be kept, ``dated``: a day needs no quotes there,
    ``careful``: nothing but a day goes without.
    """
    if value is None or isinstance(value, bool):
        yield {None: "null", True: "true", False: "false"}[value]
        return
    text = str(value)
    if not isinstance(value, str):
        yield text
        return
    unseen = bool(_UNSEEN.search(text))
    ways = {'"': _quote_twice(text)}
    if not unseen:
        ways["'"] = "'" + text.replace("'", "''") + "'"
    if not unseen and not (careful and not dated) and _is_plain(text, in_flow, dated):
        ways[""] = text
    for sign in dict.fromkeys((style, "", "'", '"')):
        if sign in ways:
            yield ways[sign]


def _is_plain(text: str, in_flow: bool, dated: bool) -> bool:
    if not text or text != text.strip() or text.startswith(_INDICATORS) or _BREAKS.search(text):
        return False
    if in_flow and _BREAKS_IN_FLOW.search(text):
        return False
    if _STAMP.fullmatch(text):
        return dated and _DAY.fullmatch(text) is not None
    return _NO_TEXT.fullmatch(text) is None


def is_day(text: str) -> bool:
    """Whether a text is a day as YAML, too, writes one."""
    return _DAY.fullmatch(text) is not None


def _quote_twice(text: str) -> str:
    shown = re.sub(r'["\\\n\t]', lambda match: _ESCAPES[match[0]], text)
    return f'"{_UNSEEN.sub(_escape, shown)}"'


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"
