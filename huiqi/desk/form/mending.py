"""What is certain to be meant by a text that is found fault with: the form offers it as a button.

Certain is what has one remedy: a sign in its other width, a number without its unit, a date in another
form, the missing half of a pair of which only one end is open. Whatever has two, a person decides.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable

from huiqi.desk.form.fields import FieldForm
from huiqi.desk.form.names import Names
from huiqi.errors import ExpectationError
from huiqi.facts.calendar import format_day
from huiqi.facts.date_forms import parse_day, read_number

_HAN = r"\u3400-\u9fff"
_WIDE = rf"{_HAN}\u3000-\u303f\uff00-\uffef“”《》"
_UNSEEN = re.compile(
    "[\u00ad\u034f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
)
_FULL = dict(zip(",;:!?", "，；：！？", strict=True))
_PAIRS = (("《", "》"), ("“", "”"), ("（", "）"), ("〔", "〕"), ("【", "】"), ("「", "」"))
_STOPS = re.compile(r"[，。；：、！？《》“”（）〔〕【】「」\n]")


def _widen(match: re.Match[str]) -> str:
    return "".join(_FULL.get(sign, sign) for sign in match[0].strip())


def _compose(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


_SIGNS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (_UNSEEN, ""),
    (re.compile("[\u2e80-\u2fdf\uf900-\ufaff]"), _compose),
    (re.compile("[０-９Ａ-Ｚａ-ｚ]+"), _compose),
    (re.compile(rf"\(([^()]*[{_WIDE}][^()]*)\)|(?<=[{_WIDE}])\(([^()]*)\)"),
     lambda match: f"（{match[1] or match[2] or ''}）"),
    (re.compile(rf"(?<=[{_WIDE}])\s?,\s?|,\s?(?=[{_WIDE}])"), _widen),
    (re.compile(rf"(?<=[{_WIDE}])[;:!?](?=[{_WIDE}]|$)", re.MULTILINE), _widen),
    (re.compile(r"-{2,}|(?<!—)—(?!—)"), "——"),
    (re.compile(r"\.{3,}"), "……"),
    (re.compile(r"([，、；：])\1+"), r"\1"),
    (re.compile(rf"(?<=[{_HAN}])[.．](?=[{_HAN}]|$)", re.MULTILINE), "。"),
)  # fmt: skip
_PART = re.compile(r"([{｛][^{}｛｝]*[}｝])")
_LONE_BRACE = re.compile(r"[{｛]([^{}｛｝]+)$")
_QUANTITY = re.compile(
    r"第?([0-9]+|[零〇○一二两三四五六七八九十百]+)(?:年|人|次|份|个|件|条|项|名|票|号|期|组)?"
)
_FRACTION = re.compile(
    r"([二三四五六七八九十])分之([一二三四五六七八九])|百分之([一二三四五六七八九十]+)"
)


def mend_text(text: str, names: Names) -> str:
    """Return a text with its signs set right; what stands in braces is not touched."""
    pieces = _PART.split(text)
    pieces[::2] = [_mend_signs(piece) for piece in pieces[::2]]
    return _close_brace(_close_pair(_pair_quotes("".join(pieces))), names)


def _mend_signs(text: str) -> str:
    for pattern, instead in _SIGNS:
        text = pattern.sub(instead, text)
    return text


def _pair_quotes(text: str) -> str:
    """Give straight quotes their sides, where each has its other."""
    signs = re.findall("[\"']", text)
    if not signs or len(set(signs)) > 1 or len(signs) % 2:
        return text
    sides = iter("“”" * (len(signs) // 2))
    return re.sub("[\"']", lambda _: next(sides), text)


def _close_pair(text: str) -> str:
    """Add the one half that is missing, where nothing but the end of the text can be its place."""
    lone = [pair for pair in _PAIRS if text.count(pair[0]) != text.count(pair[1])]
    if len(lone) != 1:
        return text
    left, right = lone[0]
    stop = "。" if text.endswith("。") else ""
    body = text.removesuffix(stop)
    before, sign, after = body.rpartition(left)
    if sign and not _STOPS.search(after) and before.count(left) == before.count(right) and after:
        return f"{body}{right}{stop}"
    first, sign, rest = text.partition(right)
    if sign and not _STOPS.search(first) and rest.count(left) == rest.count(right) and first:
        return f"{left}{text}"
    return text


def _close_brace(text: str, names: Names) -> str:
    """Close a brace behind the one name that begins there."""
    match = _LONE_BRACE.search(text)
    known = [name for name in names.insertable if match and match[1].startswith(name)]
    if not match or not known:
        return text
    name = max(known, key=len)
    return f"{text[: match.start()]}{{{name}}}{match[1].removeprefix(name)}"


def mend_value(form: FieldForm, typed: str) -> str:
    """Return the form of a number, a day or a share in which a field takes what was typed."""
    text = _UNSEEN.sub("", unicodedata.normalize("NFKC", typed)).strip()
    if form.kind == "number":
        return _mend_number(text.strip("〔〕[]()"))
    if form.kind in ("day", "deadline"):
        return _mend_day(text)
    fraction = _FRACTION.fullmatch(text) if form.name == "quorum" else None
    if fraction:
        return f"{read_number(fraction[3])}%" if fraction[3] else "/".join(
            str(read_number(fraction[part])) for part in (2, 1)
        )  # fmt: skip
    return ""


def _mend_number(text: str) -> str:
    match = _QUANTITY.fullmatch(text)
    if match is None:
        return ""
    if len(match[1]) == 4 and not match[1].isdecimal() and not set("十百") & set(match[1]):
        digits = [read_number("零" if sign in "〇○" else sign) for sign in match[1]]
        return "".join(str(digit) for digit in digits if digit is not None)
    number = read_number(match[1])
    return "" if number is None else str(number)


def _mend_day(text: str) -> str:
    eight = re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text)
    if eight:
        try:
            return format_day(dt.date(*(int(part) for part in eight.groups())))
        except ValueError:
            return ""
    try:
        return format_day(parse_day(re.sub(r"(?:之前|以前|前|为止|止|截止)$", "", text)))
    except ExpectationError:
        return ""


def show_mended(text: str, mended: str) -> str:
    """Return of a mended text what is other, with the words around it."""
    start = next(
        (n for n, (a, b) in enumerate(zip(text, mended, strict=False)) if a != b), len(mended)
    )
    tail = 0
    while tail < min(len(text), len(mended)) - start and text[-1 - tail] == mended[-1 - tail]:
        tail += 1
    first, last = max(0, start - 6), min(len(mended), len(mended) - tail + 6)
    cut = mended[first:last].replace("\n", "；")
    return f"{'……' if first else ''}{cut}{'……' if last < len(mended) else ''}"
