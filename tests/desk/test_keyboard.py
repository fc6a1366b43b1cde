"""The desk by keys alone: a cycle is begun, filled, put in order, checked; `make test EVERY=1` goes on to the end.

The whole way is in test_whole_way.py.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.support.clerk_keyboard import KeyboardClerk
from tests.support.desks import Desk, open_page


def test_a_cycle_is_begun_and_filled_by_keys(browser: Browser, desk: Desk, project: Path) -> None:
    with open_page(browser, desk, viewport=KeyboardClerk.VIEWPORT) as page:
        clerk = KeyboardClerk(page, desk)
        begin(clerk)
        clerk.go("人员")
        clerk.add_rows("班子成员", ("姓名", "职务"), [("赵一", "书记"), ("钱二", "副书记")])
        put_in_order(clerk)
        clerk.fill("班子", {"主要负责同志": "钱二"})
        expect(page.get_by_label("主要负责同志", exact=True).first).to_have_value("钱二")
        follow_a_finding(clerk)
        (facts,) = (project / "cycles").glob("2025-*/cycle.yml")
        text = facts.read_text("utf-8")
        assert text.index("name: 钱二") < text.index("name: 赵一")
        assert clerk.keys < 700


def begin(clerk: KeyboardClerk) -> None:
    """Begin with the jump over the header, as the first key offers it."""
    page = clerk.page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    clerk.press(page.get_by_role("link", name="新建会议周期", exact=True))
    clerk.pick(page.get_by_label("会议类型"), "年度")
    clerk.write(page.get_by_label("会议年度", exact=True), "2025")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("还要填写")


def put_in_order(clerk: KeyboardClerk) -> None:
    """Move a row, take it out and bring it back: the focus stays where one goes on."""
    page = clerk.page
    clerk.press(page.get_by_role("button", name="下移：赵一"))
    first = page.locator("#f-members-0").get_by_label("姓名", exact=True)
    expect(first).to_have_value("钱二")
    assert_focus_is_near(page, "#f-members")
    clerk.press(page.get_by_role("button", name="删除：赵一"))
    expect(page.get_by_role("button", name="删除：赵一")).to_have_count(0)
    assert_focus_is_near(page, "#f-members")
    clerk.press(page.get_by_role("button", name="撤销"))
    expect(page.get_by_role("button", name="删除：赵一")).to_have_count(1)


def assert_focus_is_near(page: Page, place: str) -> None:
    inside = "(place) => document.activeElement.closest(place) !== null"
    assert page.evaluate(inside, place), page.evaluate(
        "document.activeElement.outerHTML.slice(0, 200)"
    )


def follow_a_finding(clerk: KeyboardClerk) -> None:
    """Go from the list of findings to the field."""
    page = clerk.page
    summary = page.locator("#findings summary")
    clerk.reach(summary)
    if not page.locator("#findings details").evaluate("one => one.open"):
        page.keyboard.press("Enter")
    link = page.locator("#findings a[href*='/facts/meeting#f-theme']").first
    clerk.press(link)
    expect(page.get_by_label("会议主题", exact=True)).to_be_focused()
