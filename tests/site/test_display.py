"""The states of a page: search and menu open before axe, forced colours, reduced motion."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.support.bars import ask, equip, search_for
from tests.support.browsers import Windows
from tests.support.samples import FIRST, SECOND

Open = Callable[..., Page]
KINDS = [
    f"{FIRST}/index", f"{FIRST}/readings", f"{FIRST}/schedule", f"{FIRST}/materials/note-norms",
    f"{SECOND}/index", f"{SECOND}/documents", f"{SECOND}/plan", f"{SECOND}/areas/index",
    f"{SECOND}/preparation/talks", f"{SECOND}/word/plan",
]  # fmt: skip


@pytest.fixture
def open_page(public: Path, windows: Windows) -> Open:
    def open_page(name: str, width: int = 390, **more: Any) -> Page:
        page = windows.get(width, **more)
        page.goto((public / f"{name}.html").as_uri())
        equip(page)
        return page

    return open_page


@pytest.mark.parametrize("number", range(len(KINDS)))
def test_axe_finds_nothing_with_search_or_menu_open(open_page: Open, number: int) -> None:
    colours = "dark" if number % 2 else "light"
    page = open_page(KINDS[number], color_scheme=colours, reduced_motion="reduce")
    search_for(page, "谈心谈话")
    page.wait_for_selector(".md-search-result__link")
    assert ask(page, "findViolations") == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="菜单").click()
    assert page.is_checked("#__drawer")
    assert ask(page, "findViolations") == []


def test_axe_finds_nothing_with_a_role_chosen_and_the_nearest_words(open_page: Open) -> None:
    for colours in ("light", "dark"):
        page = open_page(f"{FIRST}/index", 1280, color_scheme=colours, reduced_motion="reduce")
        page.select_option("#my-role", index=1)
        page.locator(".tick input:visible").first.check()
        assert ask(page, "findViolations") == []
        page.focus(".tiles a")  # in a field a slash is a slash
        search_for(page, "谈心谈画面")
        page.wait_for_selector(".search-nearest button")
        assert ask(page, "findViolations") == []


# What tells a state or draws a picture by its colour has to be drawn by the system's colours too.
DRAWN = {
    f"{FIRST}/schedule": [".timeline .axis", ".timeline .point", ".timeline .today path"],
    f"{FIRST}/index": [".way li"],
    f"{FIRST}/readings": [".study-progress progress", ".tick input"],
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_leave_states_and_focus(open_page: Open, scheme: str) -> None:
    for name, selectors in DRAWN.items():
        page = open_page(
            name, 1280, forced_colors="active", color_scheme=scheme, reduced_motion="reduce"
        )
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        for selector in selectors:
            assert ask(page, "findPale", selector) == [], (name, selector)
        ask(page, "noteFocus")
        for _ in range(15):
            page.keyboard.press("Tab")
            assert ask(page, "findHiddenFocus") == []


def test_forced_colours_tell_what_is_past_from_what_comes(open_page: Open) -> None:
    page = open_page(f"{FIRST}/index", 1280, forced_colors="active")
    fill = """state => { const line = document.querySelector(".way li");
        line.dataset.state = state; return getComputedStyle(line, "::before").backgroundColor; }"""
    assert page.evaluate(fill, "past") != page.evaluate(fill, "later")


@pytest.mark.parametrize("name", KINDS)
def test_reduced_motion_lets_nothing_move(open_page: Open, name: str) -> None:
    page = open_page(name, reduced_motion="reduce")
    assert ask(page, "findMotion") == []
    page.get_by_role("button", name="菜单").click()
    assert ask(page, "findMotion") == []
    left = page.evaluate(
        "document.querySelector('.md-sidebar--primary').getBoundingClientRect().left"
    )
    assert left == 0
