"""Calendar files: what stands in them, read back by a parser."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from huiqi.compare.history import find_edition, keep_published
from huiqi.facts.calendar import parse_clock
from huiqi.site.calendar_files import Edition, Entry, make_calendar_files, write_feed
from macros.scope import open_scope
from macros.tasks import calendar_link
from tests.support.samples import FIRST, SECOND, make_cycle

FIRST_EDITION = Edition(0, dt.date(2021, 1, 1))
DATE, TIME = ("meeting", "date"), ("meeting", "time")


def feeds(name: str, *changes: Any) -> dict[str, bytes]:
    return make_calendar_files(open_scope(make_cycle(name, *changes)))


def read(data: bytes) -> dict[str, Any]:
    """Return the events of a file by their UIDs."""
    events = Calendar.from_ical(data).walk("VEVENT")
    found = {str(event["uid"]): event for event in events}
    assert len(found) == len(events)
    return found


def test_every_certain_date_stands_in_the_file() -> None:
    events = read(feeds(FIRST)["calendar/all.ics"])
    assert len(events) == 12
    study = events[f"study.{FIRST}@huiqi.invalid"]
    assert study["dtstart"].dt == dt.date(2021, 12, 31)
    assert study["dtend"].dt == dt.date(2022, 1, 1)
    assert study["description"] == "责任单位：市委办公室"


def test_the_meeting_has_its_hour_and_place() -> None:
    event = read(feeds(FIRST)["calendar/all.ics"])[f"meeting.{FIRST}@huiqi.invalid"]
    assert event["dtstart"].params["TZID"] == "Asia/Shanghai"
    start = dt.datetime(2022, 1, 13, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert event["dtstart"].dt == start
    assert event["location"] == "市委常委会议室"
    assert event["dtend"].dt == dt.datetime(2022, 1, 13, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_a_reminder_comes_three_days_ahead_at_nine() -> None:
    for uid, event in read(feeds(FIRST)["calendar/all.ics"]).items():
        (alarm,) = event.walk("VALARM")
        start = event["dtstart"].dt
        if not isinstance(start, dt.datetime):
            start = dt.datetime.combine(start, dt.time())
        rings = (start + alarm["trigger"].dt).replace(tzinfo=None)
        day = start.date() - dt.timedelta(days=3)
        assert rings == dt.datetime.combine(day, dt.time(9)), uid


def test_nothing_provisional_is_in_a_file() -> None:
    """The second sample's meeting has no date, and all its deadlines hang on it."""
    assert feeds(SECOND) == {}
    assert calendar_link(open_scope(make_cycle(SECOND))) == ""
    fixed = (("preparation", "study", "deadline"), "2025-02-10")
    (event,) = read(feeds(SECOND, fixed)["calendar/all.ics"]).values()
    assert event["summary"] == "学习研讨"
    dated = feeds(SECOND, (DATE, "2025-02-20"))
    assert len(read(dated["calendar/all.ics"])) > 9


def test_every_role_has_its_file() -> None:
    made = feeds(FIRST)
    assert {
        "calendar/mayor.ics",
        "calendar/general-office.ics",
        "calendar/guidance-group.ics",
    } < set(made)
    mayor = read(made["calendar/mayor.ics"])
    assert f"mayor.draft-outline.{FIRST}@huiqi.invalid" in mayor
    assert all("review-outline" not in uid for uid in mayor)
    assert "赵一" not in b"".join(made.values()).decode()


def test_a_moved_date_keeps_its_uid() -> None:
    before, after = (
        read(feeds(FIRST, (DATE, day))["calendar/all.ics"]) for day in ("2022-01-13", "2022-01-14")
    )
    assert list(before) == list(after)
    uid = f"meeting.{FIRST}@huiqi.invalid"
    assert before[uid]["dtstart"].dt != after[uid]["dtstart"].dt


def test_the_same_facts_give_the_same_bytes() -> None:
    assert feeds(FIRST) == feeds(FIRST)


def test_a_file_keeps_to_the_standard() -> None:
    what = "关于“甲”，乙；丙, d; e\\f\n" * 9
    data = write_feed(
        "2021-a", "甲, 乙", (Entry("k", what, dt.date(2022, 1, 1), note=what),), FIRST_EDITION
    )
    assert data.count(b"\n") == data.count(b"\r\n")
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert "�" not in "".join(line.decode("utf-8", "replace") for line in lines)
    (event,) = read(data).values()
    assert (event["summary"], event["description"]) == (what, what)


@pytest.mark.parametrize(
    ("said", "clock"),
    [
        ("上午9时", dt.time(9)), ("下午2时30分", dt.time(14, 30)), ("14:30", dt.time(14, 30)),
        ("14：05", dt.time(14, 5)), ("晚上7点半", dt.time(19, 30)), ("中午12时", dt.time(12)),
        ("中午11时30分", dt.time(11, 30)), ("下午 3 时", dt.time(15)), ("上午9时整", dt.time(9)),
        ("下午12时", dt.time(12)), ("中午1时", dt.time(13)), ("晚上7点30分", dt.time(19, 30)), ("9时60分", None),
        ("上午", None), ("25时", None), ("9时70分", None), ("下午2时至4时", None), ("", None),
    ],
)  # fmt: skip
def test_a_time_of_day(said: str, clock: dt.time | None) -> None:
    assert parse_clock(said) == clock


def test_a_time_that_cannot_be_read_leaves_a_whole_day() -> None:
    events = read(feeds(FIRST, (TIME, "以通知为准"))["calendar/all.ics"])
    assert events[f"meeting.{FIRST}@huiqi.invalid"]["dtstart"].dt == dt.date(2022, 1, 13)


def test_a_meeting_that_moves_earlier_is_newer_to_a_calendar(tmp_path: Path) -> None:
    """See RFC 5546: of two entries with one UID the higher sequence, then the later stamp, holds."""
    seen = []
    facts = tmp_path / "cycle.yml"
    for day, today in (
        ("2025-02-20", "2025-01-10"),
        ("2025-02-15", "2025-01-12"),
        ("2025-02-18", "2025-01-12"),
    ):
        facts.write_text(day, "utf-8")
        scope = open_scope(make_cycle(SECOND, (DATE, day)))
        made = make_calendar_files(scope, find_edition(tmp_path))["calendar/all.ics"]
        keep_published(tmp_path, dt.date.fromisoformat(today))
        # Building again what was published changes nothing.
        assert make_calendar_files(scope, find_edition(tmp_path))["calendar/all.ics"] == made
        (event,) = (event for uid, event in read(made).items() if uid.startswith("meeting."))
        seen.append((event["sequence"], event["dtstamp"].dt))
    assert seen == sorted(seen)
    assert [sequence for sequence, _ in seen] == [0, 1, 2]


@pytest.mark.parametrize(
    ("begins", "ends"), [("9", "12"), ("11", "12"), ("12", "18"), ("15", "18"), ("19", "22")]
)
def test_a_meeting_lasts_until_the_end_of_its_half_day(begins: str, ends: str) -> None:
    clock = dt.time(int(begins))
    entry = Entry("meeting", "开会", dt.date(2025, 2, 20), clock)
    (event,) = read(write_feed("2025-a", "甲", (entry,), FIRST_EDITION)).values()
    assert event["dtend"].dt.hour == int(ends)


def test_words_of_the_standard_are_words_in_a_text() -> None:
    words = "UID:key END:VCALENDAR"
    entry = Entry("a", words, dt.date(2025, 1, 2), note=words)
    data = write_feed("2025-a", words, (entry,), FIRST_EDITION)
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert (event["summary"], event["description"]) == (words, words)
    assert event["uid"] == "a.2025-a@huiqi.invalid"
