"""The schedule as a picture: nothing overlaps, nothing is missing, today stands in its place."""

from __future__ import annotations

import datetime as dt
import re
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from macros.schedule_picture import (
    Label,
    Point,
    lay_lying,
    lay_upright,
    list_points,
    schedule_picture,
)
from macros.scope import open_scope
from macros.timeline import list_events
from tests.support.samples import FIRST, SECOND, make_cycle

CASES: dict[str, tuple[str, list[Any]]] = {
    "dated": (FIRST, []),
    "open": (SECOND, []),
    "mixed": (FIRST, [(("meeting", "date"), None)]),
    "dated later": (SECOND, [(("meeting", "date"), "2025-02-20")]),
}
DAYS = [Point(number, None, f"会前{9 - number}日", "step", ("一件事",) * 4) for number in range(10)]
CROWD = [Point(0, None, "会议当天", "meeting", ("很长的一件事情" * 5,) * 10)]


def points_of(case: str) -> tuple[list[Point], list[Point]]:
    name, changes = CASES[case]
    return list_points(open_scope(make_cycle(name, *changes)))


def apart(one: Label, two: Label) -> bool:
    return (
        one.x + one.width <= two.x or two.x + two.width <= one.x
        or one.y + one.height <= two.y or two.y + two.height <= one.y
    )  # fmt: skip


@pytest.mark.parametrize(
    "points", [*(part for case in CASES for part in points_of(case) if part), DAYS, CROWD]
)
@pytest.mark.parametrize("lay", [lay_lying, lay_upright])
def test_no_two_labels_overlap(points: list[Point], lay: Any) -> None:
    labels, axis, height = lay(points)
    assert len(labels) == len(points)
    assert all(apart(one, two) for one, two in combinations(labels, 2))
    assert all(label.x >= 0 and label.y >= 0 for label in labels)
    assert all(
        label.x + label.width <= 1000 and label.y + label.height <= height for label in labels
    )
    assert 0 < axis <= height
    by_place = sorted(labels, key=lambda label: label.point.place)
    assert [label.at for label in by_place] == sorted(label.at for label in labels)


@pytest.mark.parametrize("case", CASES)
def test_every_event_is_in_the_picture(case: str) -> None:
    certain, relative = points_of(case)
    name, changes = CASES[case]
    scope = open_scope(make_cycle(name, *changes))
    drawn = sorted(line for point in certain + relative for line in point.lines)
    assert drawn == sorted(event.what for event in list_events(scope))
    assert all(point.day for point in certain)
    assert not any(point.day for point in relative)


def test_certain_and_reckoned_days_share_no_axis() -> None:
    certain, relative = points_of("mixed")
    assert next(point.day for point in certain) == dt.date(2021, 12, 17)
    assert [point.title for point in relative] == ["会前7日", "会议当天", "会后12天", "会后15天"]
    scope = open_scope(make_cycle(FIRST, (("meeting", "date"), None)))
    assert schedule_picture(scope).count("<figure") == 2


def test_working_days_stand_where_they_fall() -> None:
    """Five working days before the meeting are seven days, or more over holidays."""
    _, relative = points_of("open")
    places = {point.title: point.place for point in relative}
    assert places["会前5个工作日"] == -7


def test_the_picture_writes_no_style_and_is_the_same_each_time() -> None:
    drawn = schedule_picture(open_scope(make_cycle(FIRST)))
    assert drawn == schedule_picture(open_scope(make_cycle(FIRST)))
    assert not re.search(r"style=|\n\n|<script| id=", drawn)


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_labels_are_whole_in_the_browser(
    width: int, name: str, public: Path, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((public / name / "schedule.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cut = page.evaluate(
        """[...document.querySelectorAll('.timeline foreignObject')].filter((box) =>
        box.firstElementChild.scrollHeight > box.height.baseVal.value + 1).length"""
    )
    assert cut == 0
    assert page.locator(".timeline > svg:visible").count() == 1
    page.close()


def test_what_has_no_date_yet_is_named_below() -> None:
    blank = make_cycle(FIRST, (("preparation", "study", "deadline"), None))
    drawn = schedule_picture(open_scope(blank))
    assert "期限未定：学习研讨。" in drawn.splitlines()
    assert "期限未定" not in schedule_picture(open_scope(make_cycle(FIRST)))


def test_the_table_says_what_is_past_and_what_is_next(public: Path, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.clock.set_fixed_time(dt.datetime(2022, 1, 9, 10))
    page.goto((public / FIRST / "schedule.html").as_uri())
    states = page.locator(".schedule tbody .way-state").all_inner_texts()
    assert states[:5] == ["已过"] * 5
    assert states[5] == "下一项，还有 1 天"
    assert states[-1] == "还有 19 天"
    page.close()


@pytest.mark.parametrize(
    ("today", "between"),
    [("2022-01-09", (5, 6)), ("2022-01-13", (8, 8)), ("2021-01-01", None), ("2023-01-01", None)],
)
def test_today_stands_between_its_neighbours(
    today: str, between: tuple[int, int] | None, public: Path, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.clock.set_fixed_time(dt.datetime.fromisoformat(f"{today}T23:30"))
    page.goto((public / FIRST / "schedule.html").as_uri())
    mark = page.locator(".lying .today")
    assert mark.is_visible() == bool(between)
    if between:
        at = int(re.findall(r"\d+", mark.get_attribute("transform") or "")[0])
        places = [
            int(point.get_attribute("data-at") or 0)
            for point in page.locator(".lying .point").all()
        ]
        first, last = (sorted(places)[number - 1] for number in between)
        assert first <= at <= last
    page.close()
