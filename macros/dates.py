"""Dates and deadlines as pages and documents write them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from huiqi.facts.calendar import Deadline, format_day


class ShownDay(dt.date):
    """A date that writes itself as 2026年1月8日."""

    @classmethod
    def of(cls, day: dt.date) -> ShownDay:
        """Return the same day, ready to be shown."""
        return cls(day.year, day.month, day.day)

    def __str__(self) -> str:
        return format_day(self)


@dataclass(frozen=True)
class ShownDeadline:
    """A deadline in its cycle. ``meeting`` is the meeting's date, ``latest`` its last possible."""

    deadline: Deadline
    meeting: dt.date | None
    latest: dt.date | None

    @property
    def day(self) -> ShownDay | None:
        """The date, where it is certain."""
        day = self.deadline.resolve(self.meeting)
        return ShownDay.of(day) if day else None

    def __str__(self) -> str:
        return self.full()

    def full(self) -> str:
        """Both forms: 会前7日（2022年1月6日）; what is only reckoned from the latest day of the meeting
        says 最迟; a page says once what that means."""
        if not self.deadline.relative:
            return f"{self.day}前（含当日）" if self.deadline.until else str(self.day)
        if self.day:
            return f"{self.deadline.phrase}（{self.day}）"
        reckoned = self.deadline.resolve(self.latest)
        if reckoned is None:
            return self.deadline.phrase
        return f"{self.deadline.phrase}（最迟{format_day(reckoned)}）"

    def by(self, known_year: int | None = None) -> str:
        """The deadline inside a sentence: 12月17日前, 会议召开7日前, 会后15天内."""
        deadline = self.deadline
        if deadline.day is not None:
            held = deadline.day == self.meeting
            counts = "（含当日）" if deadline.until else ""
            return "会议当天" if held else f"{format_day(deadline.day, known_year)}前{counts}"
        if deadline.offset == 0:
            return "会议当天"
        count = f"{abs(deadline.offset)}{deadline.unit}"
        return f"会议召开{count}前" if deadline.offset < 0 else f"会后{count}内"
