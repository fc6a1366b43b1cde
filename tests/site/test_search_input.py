"""Text that comes into the search box in any way is searched, without a single key event."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Locator, Page, expect

from tests.support.samples import FIRST

Way = Callable[[Locator], None]
# Fails the test if a key is seen that a person has let go.
_WATCH = """self.keys = 0;
["keydown", "keypress", "keyup"].forEach((name) =>
  addEventListener(name, (event) => { keys += event.isTrusted; }, true));"""
_WORD = "谈心谈话"


def _open(box: Locator) -> CDPSession:
    return box.page.context.new_cdp_session(box.page)


def _paste(box: Locator) -> None:
    box.click()
    box.evaluate("(box, word) => document.execCommand('insertText', false, word)", _WORD)


def _speak(box: Locator) -> None:
    box.click()
    _open(box).send("Input.insertText", {"text": _WORD})


def _compose(box: Locator) -> None:
    box.click()
    for typed in ("tan", "tan'xin", "谈心"):
        size = len(typed)
        _open(box).send("Input.imeSetComposition", {"text": typed, "selectionStart": size, "selectionEnd": size})  # fmt: skip
    _open(box).send("Input.insertText", {"text": _WORD})


def _drop(box: Locator) -> None:
    area = box.bounding_box()
    assert area
    data = {"items": [{"mimeType": "text/plain", "data": _WORD}], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        place = {"x": area["x"] + 40, "y": area["y"] + area["height"] / 2}
        _open(box).send("Input.dispatchDragEvent", {"type": kind, "data": data, **place})


def _complete(box: Locator) -> None:
    box.click()
    box.evaluate(
        "(box, word) => { box.value = word; box.dispatchEvent(new Event('change')); }", _WORD
    )


WAYS: dict[str, Way] = {
    "粘贴": _paste, "语音": _speak, "输入法": _compose, "拖放": _drop, "浏览器补全": _complete,
}  # fmt: skip


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(_WATCH)
    return page


@pytest.mark.parametrize("way", WAYS)
def test_the_box_of_a_site_answers(way: str, page: Page, public: Path) -> None:
    page.goto((public / FIRST / "plan.html").as_uri())
    page.wait_for_load_state("load")
    box = page.locator(".md-search__input")
    WAYS[way](box)
    expect(box).to_have_value(_WORD)
    first = page.locator(".md-search-result__link").first
    expect(first).to_contain_text("认真开展谈心谈话")
    expect(first).to_be_visible()
    assert page.evaluate("keys") == 0


@pytest.mark.parametrize("way", WAYS)
def test_the_box_of_the_front_page_answers(way: str, page: Page, public: Path) -> None:
    page.goto((public / "index.html").as_uri())
    box = page.get_by_label("搜索全部会议")
    WAYS[way](box)
    expect(box).to_have_value(_WORD)
    expect(page.get_by_role("status")).to_contain_text("3 个会议周期的")
    assert page.evaluate("keys") == 0
