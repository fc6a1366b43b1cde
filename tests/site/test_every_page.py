"""Pages of every kind in real Chromium: axe, widths from 320 to 1920 pixels, zoom.

A page is opened once and asked everything, as loading takes most of the time. axe sees each page
in both colours, once on a phone and once at a desk, which of them together is drawn. The second
time axe asks only what colours can change in the content.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from tests.support.bars import (
    MAY_CUT,
    ask,
    equip,
    find_parted,
    list_pages,
    name_page,
    resize,
    switch_scheme,
)
from tests.support.drawn import draw_pages, open_chance

# Width and zoom; 200 % and 400 % of a window of 1280 pixels are 640 and 320 pixels.
SIZES = [(1280, 1), (1920, 1), (768, 1), (640, 2), (390, 1), (320, 4)]
COLOURS = ["color-contrast", "link-in-text-block"]
# On a phone rows become cards, and a card needs no number.
ROW_NUMBER = re.compile(r"\d+")

Faults = dict[str, list[str]]


def check_axe(page: Page, session: CDPSession, turn: int) -> list[str]:
    schemes = ("light", "dark") if turn % 2 else ("dark", "light")
    widths = (390, 1280) if turn // 2 % 2 else (1280, 390)
    faults = []
    for scheme, width, rules in zip(schemes, widths, (None, COLOURS), strict=True):
        switch_scheme(page, scheme)
        resize(session, width, 844)
        faults += [f"{scheme}, {width}: {one}" for one in ask(page, "findViolations", rules)]
    return faults


# All at once: asking one by one takes longer than finding the answers.
_LOOK = """(mayCut) => ({
  texts: huiqiBars.listTexts(), wide: huiqiBars.findWide(), cut: huiqiBars.findCut(mayCut),
  parted: huiqiLines.findParted() })"""


def check_sizes(page: Page, session: CDPSession) -> Faults:
    faults: Faults = defaultdict(list)
    whole: set[str] = set()
    for width, zoom in SIZES:
        resize(session, width, 1024 // zoom, zoom)
        found: dict[str, list[str]] = page.evaluate(_LOOK, MAY_CUT)
        texts = set(found.pop("texts"))
        whole = whole or texts
        found["lost"] = [text for text in whole - texts if not ROW_NUMBER.fullmatch(text)]
        for kind, of_kind in found.items():
            faults[kind] += [f"{width}: {one}" for one in of_kind]
    return faults


@pytest.fixture(scope="module")
def faults(public: Path, browser: Browser) -> Faults:
    context = browser.new_context(viewport={"width": 1280, "height": 1024}, reduced_motion="reduce")
    chance = open_chance()
    drawn = draw_pages(list_pages(public), chance)
    page = context.new_page()
    session = context.new_cdp_session(page)
    assert len(drawn) > 20
    found: Faults = defaultdict(list)
    for path in drawn:
        page.goto(path.as_uri(), wait_until="load")
        equip(page)
        of_page = {
            "axe": check_axe(page, session, chance.randrange(4)),
            **check_sizes(page, session),
        }
        for kind, faults in of_page.items():
            found[kind] += [f"{name_page(path)}: {fault}" for fault in faults]
    context.close()
    return found


def test_axe_finds_nothing(faults: Faults) -> None:
    assert faults["axe"] == []


def test_no_page_scrolls_sideways(faults: Faults) -> None:
    assert faults["wide"] == []


def test_no_text_is_cut(faults: Faults) -> None:
    assert faults["cut"] == []


def test_no_text_gets_lost_on_narrow_screens_and_under_zoom(faults: Faults) -> None:
    assert faults["lost"] == []


def test_no_line_breaks_within_what_holds_together(faults: Faults) -> None:
    assert faults["parted"] == []


@pytest.mark.parametrize(("text", "said"), [
    ("甲乙丙丁戊己庚辛，会议", ""),
    ("甲乙丙丁2025年2月13日召开", "parted: 丁2025年2月|13日召开 in p."),
    ("甲乙丙丁<a href=x style=white-space:pre-line>预\n览</a>会议", "link: 甲乙丙丁预 |览会议 in p."),
    ("甲乙丙丁戊己庚辛壬癸子丑寅", "alone: 戊己庚辛壬癸子丑|寅 in p."),
    ("甲乙丙丁戊（<b style=display:inline-block>庚辛</b>）", "begins: 甲乙丙丁戊（|） in p."),
])  # fmt: skip
def test_the_look_at_lines_finds_its_kinds(browser: Browser, text: str, said: str) -> None:
    page = browser.new_page()
    page.set_content(f'<p style="width:6em;font:16px monospace">{text}</p>')
    equip(page)
    found = find_parted(page)
    page.close()
    assert found[:1] == ([said] if said else [])


def test_the_questions_find_what_they_ask_for(browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 400, "height": 400})
    page.set_content("""<p style="width:600px">宽</p>
        <p style="width:3em;overflow:hidden;white-space:nowrap">这一行放不下</p>
        <p style="height:1em;overflow:clip">第一行<br>第二行</p>
        <p style="color:#aaa;background:#fff">太淡</p><p style="opacity:0">看不见</p>""")
    equip(page)
    assert len(ask(page, "findWide")) == 1
    assert len(ask(page, "findCut", "")) == 2
    assert any("color-contrast" in one for one in ask(page, "findViolations", COLOURS))
    assert "看不见" not in ask(page, "listTexts")
    assert "太淡" in ask(page, "listTexts")
    page.close()
