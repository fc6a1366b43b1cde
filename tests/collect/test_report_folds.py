"""What is folded in the report: its line says what lies in it, links and keys open it, paper shows all of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from huiqi.collect.report.page.report_page import write_page
from huiqi.collect.section import Section
from tests.collect.collections import make_collection
from tests.site.test_print import print_page, read_pages
from tests.support.samples import FIRST, make_facts

SECTION = Section(
    "归档目录",
    "archive",
    "<details><summary>归档目录（1项）</summary><p id='row'>示例的一项</p></details>",
)
SIZE = {"width": 1280, "height": 800}
_CLOSED = "document.querySelectorAll('details:not([open])').length"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    facts = make_facts(FIRST)
    path = tmp_path_factory.mktemp("交回") / "index.html"
    page = write_page(make_collection(), facts, (SECTION,), today=dt.date(2022, 1, 11))
    path.write_text(page, "utf-8", newline="\n")
    return path


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    return browser.new_page(viewport=SIZE)  # type: ignore[arg-type]


def test_the_line_of_each_kind_says_how_much_lies_in_it(place: Path) -> None:
    parsed = BeautifulSoup(place.read_text("utf-8"), "html.parser")
    lines = [
        one.get_text().strip()
        for one in parsed.select("section[aria-labelledby=papers] > .folds > details > summary")
    ]
    assert lines == [
        "D06 征求意见表 2份 2份没有填完", "D11 谈心谈话记录表 1份 1份已登记 1份没有填完",
        "D13 个人发言提纲 6份 1份已登记 6份没有填完 1份请核对 2份待选定", "D11 个人发言提纲 1份 1份没有填完",
    ]  # fmt: skip


def test_a_link_opens_what_it_leads_to(place: Path, page: Page) -> None:
    page.goto(place.as_uri())
    row, link = page.locator("#row"), page.locator("nav a[href='#archive']")
    assert not row.is_visible()
    link.click()
    row.wait_for()
    page.click("summary:has-text('归档目录（1项）')")
    assert not row.is_visible()
    link.click()
    row.wait_for()
    page.goto("about:blank")
    page.goto(f"{place.as_uri()}#row")
    row.wait_for()


def test_keys_open_and_close(place: Path, page: Page) -> None:
    page.goto(place.as_uri())
    page.focus("section[aria-labelledby=persons] summary")
    page.keyboard.press("Enter")
    page.get_by_role("region", name="按人（表）").wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "table"


def test_without_script_everything_can_be_reached(place: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=SIZE)  # type: ignore[arg-type]
    bare = context.new_page()
    bare.goto(f"{place.as_uri()}#row")
    bare.locator("#row").wait_for()
    bare.click("section[aria-labelledby=persons] summary")
    bare.get_by_role("region", name="按人（表）").wait_for()
    context.close()


def test_paper_shows_everything(place: Path, browser: Browser, tmp_path: Path) -> None:
    text = "".join(read_pages(print_page(browser, place.as_uri(), tmp_path / "x.pdf")))
    for words in ("示例的一项", "第一段:示例问题。", "逐人情况"):
        assert words in text, words


def test_what_was_closed_is_closed_again_behind_paper(place: Path, page: Page) -> None:
    page.goto(place.as_uri())
    closed = page.evaluate(_CLOSED)
    assert closed > 10
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(_CLOSED) == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(_CLOSED) == closed
