"""A member who knows only the address, on a phone: three clicks at most to what he needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.support.samples import FIRST


class Phone:
    """A page that counts what its user clicks."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def click(self, target: Locator) -> None:
        # The page that the click before led to may still be on its way.
        target.wait_for(state="visible", timeout=10_000)
        self.clicks += 1
        target.click()

    def be(self, role: str) -> None:
        self.clicks += 1
        self.page.get_by_label("我是：").select_option(label=role)


@pytest.fixture
def phone(browser: Browser, public: Path) -> Iterator[Phone]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.clock.set_fixed_time(dt.datetime(2022, 1, 9, 10))
    page.goto((public / FIRST / "index.html").as_uri())
    yield Phone(page)
    context.close()


def test_my_next_deadline(phone: Phone) -> None:
    phone.be("市委副书记、市长")
    said = phone.page.get_by_role("status").first.inner_text()
    assert said.startswith("下一项：接收谈心谈话安排表，还有 1 天")
    assert phone.clicks == 1


def test_my_outline(phone: Phone) -> None:
    phone.be("市委副书记、市长")
    link = phone.page.locator(".my-tasks").get_by_role("link", name="个人发言提纲", exact=True)
    assert link.get_attribute("download") == "个人发言提纲.docx"
    with phone.page.expect_download() as waiting:
        phone.click(link)
    assert waiting.value.path().read_bytes().startswith(b"PK")
    assert phone.clicks == 2


def test_whom_i_have_to_talk_with(phone: Phone) -> None:
    phone.be("市委副书记、市长")
    phone.click(phone.page.locator(".my-tasks").get_by_role("link", name="谈心谈话", exact=True))
    entry = phone.page.locator("#talk-mayor")
    assert "市委书记" in entry.inner_text()
    assert "市财政局局长" in entry.inner_text()
    phone.page.wait_for_timeout(300)
    box = entry.bounding_box()
    assert box
    assert 0 <= box["y"] < 844
    assert phone.clicks == 2


def test_the_time_limits_after_the_meeting(phone: Phone) -> None:
    way = phone.page.locator(".way")
    assert "会后12天" in way.inner_text(), "they stand on the first page already"
    phone.click(way.get_by_role("link", name="通报会议情况"))
    assert "会后12天内" in phone.page.locator("article").inner_text()
    assert phone.clicks == 1


def test_the_second_area_and_its_readings(phone: Phone) -> None:
    phone.click(phone.page.locator(".tiles").get_by_role("link", name="对照检查"))
    phone.click(phone.page.locator("article ol li:nth-child(2) a"))
    assert "履职尽责" in phone.page.locator("h1").inner_text()
    phone.click(phone.page.locator("article").get_by_role("link", name="学习提示").first)
    assert "materials" in phone.page.url
    assert phone.clicks == 3
