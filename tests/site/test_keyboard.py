"""The site by keyboard alone: everything can be reached, is seen when it has focus, and works."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.bars import ask, equip, search_for
from tests.support.browsers import Windows
from tests.support.samples import FIRST

Open = Callable[..., Page]
PHONE, DESK = 390, 1280
KINDS = ["index", "documents", "readings", "schedule", "preparation/index", "materials/note-norms"]


@pytest.fixture
def open_page(public: Path, windows: Windows) -> Open:
    def open_page(name: str, width: int = DESK) -> Page:
        page = windows.get(width, reduced_motion="reduce")
        page.goto((public / FIRST / f"{name}.html").as_uri())
        equip(page)
        return page

    return open_page


# Nothing where the walk is over.
_LOOK_AT_FOCUS = "document.activeElement === document.body ? null : huiqiBars.findHiddenFocus()"


def walk(page: Page) -> list[str]:
    """Press Tab until the page has been gone through; return what is wrong on the way."""
    faults: list[str] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        found = page.evaluate(_LOOK_AT_FOCUS)
        if found is None:
            return faults
        faults += found
    raise AssertionError("the walk has no end")


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("name", KINDS)
def test_everything_is_reached_with_its_focus_seen(open_page: Open, name: str, width: int) -> None:
    page = open_page(name, width)
    ask(page, "noteFocus")
    assert walk(page) == []
    assert ask(page, "findUnreached") == []


def test_the_skip_link_leads_to_the_content(open_page: Open) -> None:
    page = open_page("schedule")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('article, .md-footer')")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_result_of_the_search_is_reached(open_page: Open, width: int) -> None:
    page = open_page("index", width)
    search_for(page, "谈心谈话")
    page.wait_for_selector(".md-search-result__link")
    page.keyboard.press("ArrowDown")
    assert ask(page, "findHiddenFocus") == []
    target = page.evaluate("document.activeElement.href")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "h=" in url)
    assert page.url.split("#")[0].split("?")[0] == target.split("#")[0].split("?")[0]


def test_the_search_of_a_phone_opens_and_closes(open_page: Open) -> None:
    page = open_page("index", PHONE)
    button = page.get_by_role("button", name="搜索", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.press("Escape")
    assert not page.is_checked("#__search")
    expect(button).to_be_focused()


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_menu_of_a_phone_opens_and_closes(open_page: Open, key: str) -> None:
    page = open_page("index", PHONE)
    button = page.get_by_role("button", name="菜单")
    button.focus()
    page.keyboard.press(key)
    expect(button).to_have_attribute("aria-expanded", "true")
    assert page.evaluate("!!document.activeElement.closest('.md-sidebar--primary')")
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("name", ["index", "preparation/opinions"])
def test_the_menu_of_a_phone_is_gone_through(open_page: Open, name: str) -> None:
    page = open_page(name, PHONE)
    page.get_by_role("button", name="菜单").focus()
    page.keyboard.press("Enter")
    faults: list[str] = []
    seen: list[str] = []
    while page.evaluate("!!document.activeElement.closest('.md-sidebar--primary')"):
        faults += ask(page, "findHiddenFocus")
        seen.append(page.evaluate("document.activeElement.textContent.trim()"))
        page.keyboard.press("Tab")
        assert len(seen) < 40
    assert faults == []
    assert "材料下载" in seen
    assert not page.is_checked("#__drawer")


def test_a_part_of_the_menu_opens_and_closes(open_page: Open) -> None:
    page = open_page("index", PHONE)
    page.get_by_role("button", name="菜单").focus()
    page.keyboard.press("Enter")
    page.locator(".md-nav__link[tabindex]", has_text="会议").first.focus()
    page.keyboard.press("Enter")
    assert ask(page, "findHiddenFocus") == []
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent.trim()") == "会议概况"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".md-sidebar--primary").get_by_text("会议概况")).to_be_hidden()
    assert ask(page, "findHiddenFocus") == []


def test_role_and_ticks_on_the_first_page(open_page: Open) -> None:
    page = open_page("index", PHONE)
    page.focus("#my-role")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".next-task")).to_be_visible()
    while page.evaluate("document.activeElement.type") != "checkbox":
        page.keyboard.press("Tab")
        assert ask(page, "findHiddenFocus") == []
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.checked")
    expect(page.locator(".next-task")).to_contain_text("已完成 1 项")


def test_ticks_of_the_study_list(open_page: Open) -> None:
    page = open_page("readings", PHONE)
    page.locator(".tick input").first.focus()
    page.keyboard.press("Space")
    expect(page.locator(".study-progress")).to_contain_text("已读 1 项")


def test_the_colours_are_switched(open_page: Open) -> None:
    page = open_page("index")
    page.focus("#scheme")
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert ask(page, "findHiddenFocus") == []


def test_a_paper_is_downloaded(open_page: Open) -> None:
    page = open_page("documents")
    page.locator("article a[download]").nth(1).focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".docx")


def test_what_is_folded_opens(public: Path, browser: Browser) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto((public / FIRST / "index.html").as_uri())
    page.locator("details > summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details").first).to_have_attribute("open", "")
    page.close()


@pytest.mark.parametrize("place", ["#my-role", "#size", ".tick input", ".md-footer__link", "body"])
def test_single_keys_lead_nowhere(open_page: Open, place: str) -> None:
    page = open_page("preparation/opinions" if place in ("body", ".md-footer__link") else "index")
    if place == ".tick input":
        page.select_option("#my-role", index=1)
    if place != "body":
        page.locator(place).first.focus()
    before = page.url
    for key in "np,.fs":
        page.keyboard.press(key)
    page.wait_for_timeout(50)
    assert page.url == before
    assert not page.is_checked("#__search")
    page.keyboard.press("Control+f")  # the browser's own keys are left alone
    assert page.url == before


def test_a_slash_opens_the_search_but_not_from_a_field(open_page: Open) -> None:
    page = open_page("index")
    page.focus("#my-role")
    page.keyboard.press("/")
    assert not page.is_checked("#__search")
    page.locator(".tiles a").first.focus()
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
