"""Calendar files: every certain date of a cycle, and those of each role."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache

from icalendar import Alarm, Calendar, Event, Parameters, Timezone, TimezoneStandard, vText
from icalendar.parser import Contentline

from huiqi.facts.calendar import parse_clock
from macros.escape import plain
from macros.scope import Scope
from macros.tasks import CALENDARS, Role, calendar_events, calendar_tasks, roles

_ZONE = "Asia/Shanghai"
_ALL = "全部日程"
_KEY = "key"
_UID = f"\r\nUID:{_KEY}\r\n".encode()
_FIRST_YEAR = 2000  # before every meeting, where the facts do not name its year yet
_HALF_DAYS, _LEAST = (dt.time(12), dt.time(18)), dt.timedelta(hours=1)
_EVENING = dt.timedelta(hours=3)
# Three days ahead at nine: a whole day begins at midnight.
_BEFORE_DAY, _BEFORE_HOUR = dt.timedelta(days=-2, hours=-15), dt.timedelta(days=-3)


@dataclass(frozen=True)
class Entry:
    """One entry of a calendar; ``key`` stays the same when its date changes."""

    key: str
    what: str
    day: dt.date
    clock: dt.time | None = None
    place: str = ""
    note: str = ""


@dataclass(frozen=True)
class Edition:
    """Which edition of the facts a file comes from, so that calendars take the newest (RFC 5546).

    The clock's stamp would make other bytes of the same facts, that of the entry's day would go
    back when a meeting moves earlier: both grow with what was published before.
    """

    number: int
    stamp: dt.date


def make_calendar_files(
    scope: Scope, edition: tuple[int, dt.date | None] = (0, None)
) -> dict[str, bytes]:
    """Return the calendar files of a cycle by their addresses; nothing provisional is in them.

    ``edition`` says how many others were published before, and when the last of them was.
    """
    number, published = edition
    first = dt.date(scope.cycle.cycle_year or _FIRST_YEAR, 1, 1)
    made_of = Edition(number, max(published, first) if published else first)
    feeds = {"all": (_ALL, _list_schedule(scope))}
    feeds |= {role.id: (plain(role.label), _list_tasks(scope, role)) for role in roles(scope)}
    meeting = plain(str(scope.view.meeting_short))
    return {
        f"{CALENDARS}/{name}.ics": write_feed(
            scope.cycle.id, f"{meeting}：{title}", tuple(entries), made_of
        )
        for name, (title, entries) in feeds.items()
        if entries
    }


def _list_schedule(scope: Scope) -> list[Entry]:
    return [
        _meeting(scope, event.key, event.what, day)
        if event.key == "meeting"
        else Entry(event.key, plain(event.what), day, note=f"责任单位：{plain(str(event.owner))}")
        for event, day in calendar_events(scope)
    ]


def _list_tasks(scope: Scope, role: Role) -> list[Entry]:
    return [
        _meeting(scope, task.key, task.what, day)
        if task.key == "attend"
        else Entry(f"{role.id}.{task.key}", plain(task.what), day, note=plain(task.note))
        for task, day in calendar_tasks(scope, role)
    ]


def _meeting(scope: Scope, key: str, what: str, day: dt.date) -> Entry:
    meeting = scope.view.meeting
    clock = parse_clock(plain(str(meeting.time or "")))
    return Entry(key, plain(what), day, clock, plain(str(meeting.place or "")))


@lru_cache(maxsize=256)
def write_feed(cycle: str, title: str, entries: tuple[Entry, ...], edition: Edition) -> bytes:
    """Return a calendar file (RFC 5545); the same entries and edition give the same bytes."""
    calendar = Calendar()
    for name, value in (("prodid", "-//huiqi//ZH"), ("version", "2.0"), ("method", "PUBLISH"),
                        ("x-wr-calname", title)):  # fmt: skip
        calendar.add(name, value)
    calendar.add("refresh-interval", dt.timedelta(days=1), parameters={"VALUE": "DURATION"})
    calendar.add_component(_zone())
    written: bytes = calendar.to_ical()
    head, end, rest = written.rpartition(b"END:VCALENDAR")
    return b"".join((head, *(_write_entry(cycle, entry, edition) for entry in entries), end, rest))


def _write_entry(cycle: str, entry: Entry, edition: Edition) -> bytes:
    uid = vText(f"{entry.key}.{cycle}@huiqi.invalid")
    line = Contentline.from_parts("UID", Parameters(), uid).to_ical()
    # The whole line: a text may say the same, but holds no end of a line.
    return _write_event(replace(entry, key=_KEY), edition).replace(_UID, b"\r\n" + line + b"\r\n")


@lru_cache(maxsize=1024)
def _write_event(entry: Entry, edition: Edition) -> bytes:
    """Return an entry as the calendars of all roles have it; the key is the one in which they differ."""
    event = Event()
    event.add("uid", entry.key)
    event.add("dtstamp", dt.datetime.combine(edition.stamp, dt.time(), dt.UTC))
    event.add("sequence", edition.number)
    event.add("summary", entry.what)
    if entry.clock:
        start = dt.datetime.combine(entry.day, entry.clock)
        event.add("dtstart", start, parameters={"TZID": _ZONE})
        event.add("dtend", _end_of(start), parameters={"TZID": _ZONE})
    else:
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + dt.timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    for name, value in (("location", entry.place), ("description", entry.note)):
        if value:
            event.add(name, value)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.what)
    alarm.add("trigger", _BEFORE_HOUR if entry.clock else _BEFORE_DAY)
    event.add_component(alarm)
    written: bytes = event.to_ical()
    return written


def _end_of(start: dt.datetime) -> dt.datetime:
    """Return the end of the half day in which a meeting begins: the facts name no hour for it."""
    ends = (dt.datetime.combine(start.date(), clock) for clock in _HALF_DAYS)
    later = (end for end in ends if end - start >= _LEAST)
    return next(later, start + _EVENING)


def _zone() -> Timezone:
    """Return China's time, which has had no summer time since 1991."""
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", _ZONE)
    standard.add("dtstart", dt.datetime(1991, 9, 15))
    standard.add("tzoffsetfrom", dt.timedelta(hours=8))
    standard.add("tzoffsetto", dt.timedelta(hours=8))
    standard.add("tzname", "CST")
    zone.add_component(standard)
    return zone
