"""What holds together where lines break: dates, numbers with their unit, names, short words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import lru_cache

# In these a mark-up of ours would be text, or nothing is broken.
_LEFT_AS_IS = re.compile(
    r"(<(script|style|title|svg|select|textarea|pre)\b.*?</\2)(?=>)", re.DOTALL | re.IGNORECASE
)
_UNITS = "年度|年|个月|月|个工作日|工作日|日|时|分|周年|届|个|项|人|名|次|份|天|页|号|条|%"
_TOKEN = re.compile(
    rf"(?:(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日|\d{{4}}年\d{{1,2}}月|\d+(?:[.:\-–]\d+)*(?:{_UNITS})|\d+(?:(?:-|&#45;)\d+)+"
    r"|\d+&nbsp;KB)[）》”，。；：、]*"
)
# Text behind a tag that holds a digit; the rest of a page needs no look.
_WITH_DIGITS = re.compile(r">[^<\d]*\d[^<]*")
# A link or a cell of few characters is one word.
_SHORT = re.compile(r"(<(?:a|td)\b[^>]*>)([^<>\s]{2,6})(</(?:a|td)>)")
_TITLE = re.compile(r"<h1\b.*?</h1>|<span class=\"md-ellipsis\">[^<]*", re.DOTALL)
_MEETING = re.compile(r"(?:专题)?(?:民主生活会|组织生活会)(?![^<>]*>)")
# An element of its own name is a third of a classed span, and a page has hundreds.
_OPEN, _CLOSE = "<n-b>", "</n-b>"


def keep_unbroken(page: str, names: Iterable[str] = ()) -> str:
    """Return a page whose dates, numbers, short words and these names stand on one line each."""
    pieces = _LEFT_AS_IS.split(page)
    called = _match_names(tuple(html.escape(name) for name in names))
    # Behind each piece of text stand what is left as it is, and its name.
    pieces[::3] = [_mark(text, called) for text in pieces[::3]]
    del pieces[2::3]
    return "".join(pieces)


@lru_cache(maxsize=8)
def _match_names(names: tuple[str, ...]) -> re.Pattern[str] | None:
    listed = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    # The next bracket opens: this is text, no attribute.
    return re.compile(rf"(?:{listed})(?![^<>]*>)") if names else None


def keep_meeting_word(title: str) -> str:
    """Return a title, as HTML, that breaks before the name of the meeting and not within."""
    return _MEETING.sub(_hold, title)


def _hold(match: re.Match[str]) -> str:
    return f"{_OPEN}{match[0]}{_CLOSE}"


def _mark(text: str, called: re.Pattern[str] | None) -> str:
    text = _TITLE.sub(lambda title: keep_meeting_word(title[0]), text)
    text = _WITH_DIGITS.sub(lambda found: _TOKEN.sub(_hold, found[0]), text)
    text = called.sub(_hold, text) if called else text
    # A bracket belongs to what follows; a pattern that began with it would be slow.
    for sign in "（《“":
        text = text.replace(f"{sign}{_OPEN}", f"{_OPEN}{sign}")
    return _SHORT.sub(rf"\1{_OPEN}\2{_CLOSE}\3", text)
