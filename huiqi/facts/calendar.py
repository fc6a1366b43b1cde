"""Dates and deadlines: counting and writing them the Chinese way."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import lru_cache

import chinese_calendar

_CLOCK = re.compile(
    r"(上午|中午|下午|晚上)?(\d{1,2})(?:[:：时点](?:(\d{1,2})分?|(半)|整)?)", re.ASCII
)
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True)
class Deadline:
    """A date, or a number of days from the meeting day, which itself is not counted.

    ``offset`` is in days, negative before the meeting; ``working`` counts working days only;
    ``unit`` is the word for the days as the facts write it. ``until``: the facts write the date as
    the end of a span (1月5日前), so that pages say that the day itself counts.
    """

    day: dt.date | None = None
    offset: int = 0
    working: bool = False
    unit: str = "日"
    until: bool = field(default=False, repr=False)

    @property
    def relative(self) -> bool:
        """Whether it hangs on the meeting's date."""
        return self.day is None

    @property
    def phrase(self) -> str:
        """The relative deadline in words: 会前10日."""
        if self.offset == 0:
            return "会议当天"
        side = "前" if self.offset < 0 else "后"
        return f"会{side}{abs(self.offset)}{self.unit}"

    def resolve(self, meeting: dt.date | None) -> dt.date | None:
        """Return the date it falls on; None while it hangs on a meeting without a date."""
        if self.day is not None:
            return self.day
        if meeting is None:
            return None
        return (
            shift_working_days(meeting, self.offset)
            if self.working
            else (meeting + dt.timedelta(days=self.offset))
        )


def parse_clock(text: str) -> dt.time | None:
    """Read a time of day: 上午9时, 下午2时30分, 14:30, 晚上7点半; None for all else."""
    match = _CLOCK.fullmatch(text.replace(" ", ""))
    if match is None:
        return None
    part, hour, minute, half = match[1], int(match[2]), int(match[3] or 0), match[4]
    if part in ("下午", "晚上", "中午") and hour < 12 and not (part == "中午" and hour > 10):
        hour += 12
    return dt.time(hour, 30 if half else minute) if hour < 24 and minute < 60 else None


@lru_cache
def announced_years() -> tuple[int, int]:
    """Return the first and last year whose public holidays the library knows."""
    years = [day.year for day in chinese_calendar.holidays]
    return min(years), max(years)


def holidays_known(day: dt.date) -> bool:
    """Whether public holidays and make-up days are known for the day's year."""
    first, last = announced_years()
    return first <= day.year <= last


def is_rest_day(day: dt.date) -> bool:
    """Whether nobody works that day; only weekends count outside the known years."""
    if holidays_known(day):
        return bool(chinese_calendar.is_holiday(day))
    return day.weekday() >= 5


def shift_working_days(start: dt.date, days: int) -> dt.date:
    """Return the day that lies so many working days after (or before) the start."""
    step = dt.timedelta(days=1 if days > 0 else -1)
    day, left = start, abs(days)
    while left:
        day += step
        left -= not is_rest_day(day)
    return day


def format_day(day: dt.date, known_year: int | None = None) -> str:
    """Write 2026年1月8日, or 1月8日 where the year is the known one."""
    month_day = f"{day.month}月{day.day}日"
    return month_day if day.year == known_year else f"{day.year}年{month_day}"


def format_ordinal(number: int) -> str:
    """Write a number from 0 to 99 in Chinese: 3 is 三, 12 is 十二, 21 is 二十一."""
    if not 0 <= number <= 99:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")
