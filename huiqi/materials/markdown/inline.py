"""Signs within a line that mean themselves: 3*4*5, <姓名>, lines to fill, boxes to tick."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_TICKS = re.compile(r"`+")
_TIMES = re.compile(r"(?<=[\d)）])\*(?=[\d(（])")
_LINE_TO_FILL = re.compile(r"(?<!\\)_{3,}")
_TAG = re.compile(r"<(?=(/?[A-Za-z][A-Za-z0-9-]*)[^<>]*>)(?![a-zA-Z][a-zA-Z0-9+.-]*:)(?![^<>\s]+@)")
# What HTML knows; a word in angle brackets that it does not know is text.
_HTML = re.compile(
    "a|abbr|address|article|aside|audio|b|base|bdi|bdo|blockquote|body|br|button|canvas|"
    "caption|center|cite|code|col|colgroup|data|datalist|dd|del|details|dfn|dialog|div|dl|dt|"
    "em|embed|fieldset|figcaption|figure|font|footer|form|h1|h2|h3|h4|h5|h6|head|header|hr|"
    "html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark|math|menu|meta|meter|"
    "mglyph|mtext|nav|noscript|object|ol|optgroup|option|output|p|param|picture|pre|progress|"
    "q|rp|rt|ruby|s|samp|script|section|select|slot|small|source|span|strike|strong|style|sub|"
    "summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|track|tt|u|"
    "ul|var|video|wbr"
)
_BOX = re.compile(r"\[([ xX])\](?=\s)")


def mend_line(text: str) -> str:
    """Return a line with a backslash before each sign that is meant as it stands."""
    return outside_code(text, _mend)


def split_code(text: str) -> Iterator[tuple[str, str]]:
    """Yield parts of a line: words and nothing, or a piece of code between its marks and the marks."""
    runs = list(_TICKS.finditer(text))
    last = {match[0]: at for at, match in enumerate(runs)}
    done = at = 0
    while at < len(runs):
        mark = runs[at][0]
        if last[mark] <= at:
            at += 1
            continue
        end = next(number for number in range(at + 1, len(runs)) if runs[number][0] == mark)
        yield text[done : runs[at].start()], ""
        yield text[runs[at].end() : runs[end].start()], mark
        done, at = runs[end].end(), end + 1
    yield text[done:], ""


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """Apply a change to all of a line but its code."""
    return "".join(
        f"{mark}{part}{mark}" if mark else change(part) for part, mark in split_code(text)
    )


def tick_box(text: str) -> str:
    """Return the text of a list's item with a box that every page can show."""
    return (
        _BOX.sub(lambda box: "☐" if box[1] == " " else "☑", text, count=1)
        if text[:1] == "["
        else text
    )


def is_html_tag(name: str) -> bool:
    """Whether a word in angle brackets is a tag."""
    return bool(_HTML.fullmatch(name.lstrip("/").lower()))


def _mend(text: str) -> str:
    text = _TIMES.sub(r"\\*", text)
    text = _LINE_TO_FILL.sub(lambda line: "\\_" * len(line[0]), text)
    return _TAG.sub(lambda tag: "<" if is_html_tag(tag[1]) else "&lt;", text)
