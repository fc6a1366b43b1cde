"""Dates and deadlines as people type them: every clear form is read, an unclear one is asked back."""

from __future__ import annotations

import datetime as dt
import re

from huiqi.errors import ExpectationError
from huiqi.facts.calendar import Deadline
from huiqi.facts.date_advice import advise_day, advise_deadline

# Patterns without named groups or flags: the JSON Schema takes the same ones for editors.
_DIGIT = "[0-9０-９]"
_WORD = "[〇零○一二两三四五六七八九十百]"
_YEAR, _PART = f"{_DIGIT}{{4}}", rf"{_DIGIT}{{1,2}}"
_DAY_FORMS = (
    rf"{_YEAR}\s*年\s*(?:{_PART}|元)\s*月\s*{_PART}\s*[日号]",
    *(rf"{_YEAR}\s*{sign}\s*{_PART}\s*{sign}\s*{_PART}" for sign in ("[-－‐‑–—−]", "[/／]", "[.．]")),
    r"[〇零○一二三四五六七八九]{4}\s*年\s*(?:[一二三四五六七八九十]{1,2}|元)\s*月\s*[一二三四五六七八九十]{1,3}\s*[日号]",
)  # fmt: skip
_WEEKDAY = r"(?:\s*[（(]?\s*(?:星期|周|礼拜)[一二三四五六日天]\s*[）)]?)?"
_DAY = rf"(?:{'|'.join(_DAY_FORMS)}){_WEEKDAY}"
_COUNT = rf"(?:{_DIGIT}{{1,3}}|{_WORD}{{1,5}})\s*(?:个?工作日|日|天|周|个?星期)"
_MEETING = "(?:会议召开|召开会议|开会|会议|会)"
_LATEST = r"(?:(?:不晚于|不迟于|至迟|最迟|最晚|截至|截止到?)\s*(?:在|于)?\s*)?"
_UNTIL = (
    r"(?:\s*(?:之前|以前|前|为止|止|截止))?"
    r"(?:\s*[（(]\s*(?:不含|不包括|含|包括)\s*(?:当日|当天|本日|该日)?\s*[）)])?"
)
_BEFORE = "|".join((
    rf"{_LATEST}{_MEETING}\s*(?:之|以)?前\s*(?:至少|提前|最少)?\s*{_COUNT}\s*(?:之前|以前|前)?",
    rf"{_LATEST}(?:会议召开|召开会议|开会|会议)\s*{_COUNT}\s*(?:之|以)?前",
    rf"(?:至少|最少|不少于)?\s*提前\s*(?:至少|最少|不少于)?\s*{_COUNT}",
))  # fmt: skip
_AFTER = rf"(?:会议结束|{_MEETING})\s*(?:之|以)?后\s*(?:的\s*)?{_COUNT}\s*(?:之内|以内|内)?"
_SAME = r"(?:会议召开|召开会议|开会|会议)\s*(?:的\s*)?当[天日]"

DAY_FORM = "日期，写成 2026-01-08 的样子"
DEADLINE_FORM = "日期（如 2026-01-08）或相对日期（如 会前10日、会后15天、会前5个工作日、会议当天）"
DAY_PATTERN = rf"^\s*{_DAY}\s*$"
DEADLINE_PATTERN = rf"^\s*(?:{_LATEST}{_DAY}{_UNTIL}|{_BEFORE}|{_AFTER}|{_SAME})\s*$"

_READ_DAY = re.compile(DAY_PATTERN)
_READ_DEADLINE_DAY = re.compile(rf"\s*({_LATEST})({_DAY})({_UNTIL})\s*")
_READ_BEFORE, _READ_AFTER, _READ_SAME = (
    re.compile(rf"\s*(?:{form})\s*") for form in (_BEFORE, _AFTER, _SAME)
)
_NUMBER = re.compile(rf"({_DIGIT}+|{_WORD}+)\s*(个?工作日|日|天|周|个?星期)")
_VALUES = {sign: number for number, sign in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "○": 0, "两": 2,
}  # fmt: skip
_YEARS = range(1800, 2200)
_WEEK = "一二三四五六日"


def parse_day(value: object) -> dt.date:
    """Read a date in any clear form: 2026-01-08, 2026年1月8日, 2026/1/8, 2026.1.8, 二〇二六年一月八日.

    Raises:
        ExpectationError: the value is no such date, or the calendar has no such day.
    """
    if not isinstance(value, str) or _READ_DAY.fullmatch(value) is None:
        raise ExpectationError(DAY_FORM, advise_day(value))
    weekday = re.search("(?:星期|周|礼拜)(.)", value)
    text = value[: weekday.start()] if weekday else value
    year, month, number = (_read_part(part) for part in re.findall(rf"{_DIGIT}+|{_WORD}+|元", text))
    if year not in _YEARS:
        raise ExpectationError(f"{_YEARS[0]}年至{_YEARS[-1]}年的日期", "核对年份")
    try:
        day = dt.date(year, month, number)
    except ValueError as error:
        raise ExpectationError("日历上有的日期", "核对月和日") from error
    if weekday and weekday[1].replace("天", "日") != _WEEK[day.weekday()]:
        found = f"“{value.strip()}”，这一天是星期{_WEEK[day.weekday()]}"
        raise ExpectationError("星期与日期相符的日期", "核对日期和星期；星期可以不写", found)
    return day


def parse_deadline(value: object) -> Deadline:
    """Read a date or a relative deadline such as 会前10日, 会议召开前十天, 会后15日内, 2024年1月5日前.

    Raises:
        ExpectationError: the value is neither, or may mean more than one day.
    """
    text = value if isinstance(value, str) else ""
    if _READ_SAME.fullmatch(text):
        return Deadline()
    for pattern, sign in ((_READ_BEFORE, -1), (_READ_AFTER, 1)):
        if pattern.fullmatch(text):
            deadline = _read_count(text, sign)
            if deadline:
                return deadline
    match = _READ_DEADLINE_DAY.fullmatch(text)
    if match is None:
        raise ExpectationError(DEADLINE_FORM, advise_deadline(value))
    day = parse_day(match[2])
    if "不" in match[3]:
        day -= dt.timedelta(days=1)
    return Deadline(day=day, until=bool(match[1] or match[3]))


def _read_count(text: str, sign: int) -> Deadline | None:
    match = _NUMBER.search(text)
    number = read_number(match[1]) if match else None
    if match is None or number is None:
        return None
    unit = match[2]
    if "工作日" in unit:
        return Deadline(offset=sign * number, working=True, unit="个工作日")
    if unit in ("日", "天"):
        return Deadline(offset=sign * number, unit=unit)
    return Deadline(offset=sign * number * 7)


def read_number(text: str) -> int | None:
    """Read 10, １０, 十, 十五, 二十, 一百二十; None for a numeral that says no number."""
    if text.isdecimal():
        return int(text)
    if "百" not in text and "十" not in text:
        digits = [_VALUES[sign] for sign in text if sign in _VALUES]
        return digits[0] if len(digits) == len(text) == 1 else None
    hundreds, _, rest = text.rpartition("百")
    tens, ten, ones = rest.partition("十")
    parts = (hundreds, tens.lstrip("零〇"), ones if ten else tens.lstrip("零〇"))
    if any(len(part) > 1 or part not in ("", *_VALUES) for part in parts):
        return None
    if not ten:
        if rest and not rest.startswith(("零", "〇")):
            return None  # 一百五: 105 or 150
        return _VALUES.get(hundreds, 1) * 100 + _VALUES.get(parts[2], 0)
    hundred = _VALUES.get(hundreds, 0) * 100
    return hundred + _VALUES.get(parts[1], 1) * 10 + _VALUES.get(parts[2], 0)


def _read_part(text: str) -> int:
    """Read a year, a month or a day; what is no number is no day of the calendar either."""
    if text == "元":
        return 1
    if len(text) == 4 and not text.isdecimal():
        return int("".join(str(_VALUES[sign]) for sign in text))
    return read_number(text) or 0
