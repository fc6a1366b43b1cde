"""Days are counted and written as an office counts and writes them."""

from __future__ import annotations

import datetime as dt

import pytest

from huiqi.facts.calendar import (
    Deadline,
    announced_years,
    format_day,
    format_ordinal,
    holidays_known,
    is_rest_day,
)
from huiqi.facts.date_forms import parse_day, parse_deadline

MEETING = dt.date(2025, 1, 25)


@pytest.mark.parametrize(("words", "day"), [
    ("会前10日", "2025-01-15"), ("会后15天", "2025-02-09"), ("会前25日", "2024-12-31"),
    ("会前 10 日", "2025-01-15"), ("会议当天", "2025-01-25"), ("会议当日", "2025-01-25"),
    ("2025-01-08", "2025-01-08"), (" 2025-01-08 ", "2025-01-08"),
    # A Saturday of rest; the Sunday after it is a make-up day; then the Spring Festival.
    ("会前1个工作日", "2025-01-24"), ("会后1个工作日", "2025-01-26"), ("会后2个工作日", "2025-01-27"),
    ("会后3个工作日", "2025-02-05"), ("会后6个工作日", "2025-02-08"), ("会后7个工作日", "2025-02-10"),
])  # fmt: skip
def test_a_deadline_falls_on(words: str, day: str) -> None:
    assert parse_deadline(words).resolve(MEETING) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(("words", "day"), [
    ("会前1个工作日", "2025-02-08"), ("会前2个工作日", "2025-02-07"), ("会前4个工作日", "2025-02-05"),
    ("会前5个工作日", "2025-01-27"), ("会前6个工作日", "2025-01-26"), ("会前7个工作日", "2025-01-24"),
])  # fmt: skip
def test_working_days_back_over_the_spring_festival(words: str, day: str) -> None:
    assert parse_deadline(words).resolve(dt.date(2025, 2, 9)) == dt.date.fromisoformat(day)


def test_spring_festival_of_2025() -> None:
    days = [dt.date(2025, 1, 25) + dt.timedelta(days=number) for number in range(16)]
    resting = [day.strftime("%m%d") for day in days if is_rest_day(day)]
    # 0126 and 0208 are the make-up days, a Sunday and a Saturday.
    assert resting == ["0125", *(f"01{day}" for day in (28, 29, 30, 31)),
                       *(f"020{day}" for day in (1, 2, 3, 4)), "0209"]  # fmt: skip


def test_only_weekends_rest_outside_the_announced_years() -> None:
    first, last = announced_years()
    assert first <= 2025 <= last
    for year in (first - 1, last + 1):
        days = [dt.date(year, 1, 1) + dt.timedelta(days=number) for number in range(365)]
        assert not any(holidays_known(day) for day in days)
        assert [day for day in days if is_rest_day(day)] == [
            day for day in days if day.weekday() in (5, 6)
        ]
    assert holidays_known(dt.date(first, 1, 1))
    assert holidays_known(dt.date(last, 12, 31))


def test_working_days_over_the_edge_of_the_announced_years() -> None:
    _, last = announced_years()
    meeting = dt.date(last + 1, 1, 8)
    before = parse_deadline("会前10个工作日").resolve(meeting)
    assert before is not None
    assert before.year == last
    assert parse_deadline("会后10个工作日").resolve(before) == meeting


def test_an_open_meeting_leaves_relative_deadlines_open() -> None:
    assert parse_deadline("会前10日").resolve(None) is None
    assert parse_deadline("2025-01-08").resolve(None) == dt.date(2025, 1, 8)


@pytest.mark.parametrize("words", ["会前10日", "会后15天", "会前5个工作日", "会议当天"])
def test_a_relative_deadline_is_written_as_it_was_typed(words: str) -> None:
    deadline = parse_deadline(words)
    assert (deadline.relative, deadline.phrase) == (True, words)


def test_deadlines_tell_their_kind() -> None:
    assert parse_deadline("会前5个工作日") == Deadline(offset=-5, working=True, unit="个工作日")
    assert parse_deadline("会后15天") == Deadline(offset=15, unit="天")
    assert not parse_deadline("2025-01-08").relative


def test_the_furthest_deadline_of_the_last_year_still_is_a_date() -> None:
    assert parse_deadline("会后999日").resolve(parse_day("2199-12-31")) is not None
    assert parse_deadline("会前999个工作日").resolve(parse_day("1800-01-01")) is not None


@pytest.mark.parametrize(("day", "known_year", "text"), [
    ((2026, 1, 8), None, "2026年1月8日"), ((2026, 1, 8), 2026, "1月8日"), ((2026, 1, 8), 2025, "2026年1月8日"),
    ((2021, 12, 20), None, "2021年12月20日"),
])  # fmt: skip
def test_a_day_in_words(day: tuple[int, int, int], known_year: int | None, text: str) -> None:
    assert format_day(dt.date(*day), known_year) == text


def test_ordinals() -> None:
    known = {0: "零", 1: "一", 9: "九", 10: "十", 11: "十一", 19: "十九", 20: "二十", 21: "二十一",
             30: "三十", 45: "四十五", 99: "九十九", 100: "100", -1: "-1"}  # fmt: skip
    assert {number: format_ordinal(number) for number in known} == known
    assert len({format_ordinal(number) for number in range(100)}) == 100
