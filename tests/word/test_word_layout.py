"""The bars of GB/T 9704-2012, measured on what LibreOffice lays out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from huiqi.errors import KeyPath
from huiqi.word.ooxml import Element, W
from tests.support.papers import Layout, bookmarks, convert, ink, make, measure, part, render, words
from tests.support.samples import FIRST, SECOND, make_cycle

LONG = "这是用来量版面的一段文字，不属于任何一次会议。" * 60
ISSUED = {
    "name": "中共云岭市委员会文件",
    "number": {"code": "云委", "year": 2021, "serial": 5},
    "signer": "secretary",
    "date": "2021-12-15",
    "cc": ["province-discipline", "province-organization"],
    "printed_by": "general-office",
    "printed_on": "2021-12-15",
}
CHANGES: list[tuple[KeyPath, Any]] = [
    (("areas", 0, "text"), LONG),
    (("documents", 1, "letterhead"), ISSUED),
    (("documents", 2, "letterhead"), ISSUED),
]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return make(render(make_cycle(FIRST, *CHANGES)))


@pytest.fixture(scope="module")
def pages(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return convert(files, "pdf", tmp_path_factory.mktemp("pdf"))


@pytest.fixture(scope="module")
def layouts(pages: dict[str, Path]) -> dict[str, Layout]:
    return {name: measure(path) for name, path in pages.items()}


def test_the_text_area_is_declared_to_a_fifth_of_a_millimetre(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        for section in part(data).iter(f"{W}sectPr"):
            _check_section(name, section)


def _check_section(name: str, section: Element) -> None:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    # The sides as they lie on the upright sheet.
    sides = (
        ("top", "left", "right", "bottom")
        if size.get(f"{W}orient") is None
        else ("right", "top", "bottom", "left")
    )
    given = {
        key: int(margins.get(f"{W}{side}")) / 1440 * 25.4
        for key, side in zip(("top", "left", "right", "bottom"), sides, strict=True)
    }
    width, height = sorted(int(size.get(f"{W}{key}")) / 1440 * 25.4 for key in "wh")
    assert given["top"] == pytest.approx(37, abs=0.2), name
    assert given["left"] == pytest.approx(28, abs=0.2), name
    assert width - given["left"] - given["right"] == pytest.approx(156, abs=0.2), name
    assert height - given["top"] - given["bottom"] == pytest.approx(225, abs=0.2), name


def test_the_five_families_are_laid_out_by_their_stand_ins(pages: dict[str, Path]) -> None:
    with pdfplumber.open(pages["request"]) as document:
        names = {
            char["fontname"].split("+")[-1].split("-")[0]
            for page in document.pages
            for char in page.chars
        }
    assert names >= {"FandolFang", "FandolKai", "FandolHei", "FandolSong"}


@pytest.mark.parametrize("name", ["plan", "outline", "chair-script", "group-examination"])
def test_twenty_two_lines_of_twenty_eight_characters(layouts: dict[str, Layout], name: str) -> None:
    assert layouts[name].lines == 22
    assert layouts[name].characters == 28


def test_body_text_of_every_paper_has_room_for_as_much(layouts: dict[str, Layout]) -> None:
    for name, layout in layouts.items():
        if layout.pitch is not None:
            assert int(225 / 25.4 * 72 / layout.pitch + 0.01) == 22, (name, layout)
        if layout.advance is not None:
            assert int(156 / 25.4 * 72 / layout.advance + 0.01) == 28, (name, layout)
    measured = [name for name, one in layouts.items() if one.pitch and one.advance]
    assert len(measured) > 20, measured


def test_no_page_holds_more(layouts: dict[str, Layout]) -> None:
    assert {layout.lines <= 22 and layout.characters <= 28 for layout in layouts.values()} == {True}


def test_every_page_has_its_number(layouts: dict[str, Layout]) -> None:
    for name, layout in layouts.items():
        # The first page of a letter shows none.
        first = 2 if name == "guidance-letter" else 1
        assert len(layout.numbers) == layout.pages + 1 - first, name
        for index, (text, size, left, right, below) in enumerate(layout.numbers, start=first):
            assert text == f"—{index}—", name
            assert size == 14, name
            assert (right if index % 2 else left) == pytest.approx(4.9, abs=0.5), name
            assert below == pytest.approx(7, abs=1), name


def test_a_letter_has_its_own_first_page(pages: dict[str, Path]) -> None:
    masthead, thick, thin, low_thin, low_thick = ink(pages["guidance-letter"], 0, red=True)
    assert masthead[0] == pytest.approx(30, abs=1), "from the upper edge of the page"
    assert thick[0] - masthead[1] == pytest.approx(4, abs=1)
    assert thick[1] - thick[0] > thin[1] - thin[0]
    assert low_thin[0] == pytest.approx(297 - 20, abs=1), "20 mm from the lower edge"
    assert low_thin[1] - low_thin[0] < low_thick[1] - low_thick[0]
    for rule in (thick, thin, low_thin, low_thick):
        assert (rule[2], rule[3]) == pytest.approx((20, 190), abs=0.5), "170 mm, in the middle"
    number, title = ink(pages["guidance-letter"], 0, red=False)[:2]
    assert number[0] - thin[1] == pytest.approx(7 / 8 * 16 * 25.4 / 72, abs=1)
    assert title[0] - number[1] == pytest.approx(2 * 28.95 * 25.4 / 72 + 3.2, abs=1)


@pytest.mark.parametrize("name", ["request", "meeting-notice"])
def test_masthead_number_and_red_rule(pages: dict[str, Path], name: str) -> None:
    masthead, rule = ink(pages[name], 0, red=True)
    number, title = ink(pages[name], 0, red=False)[:2]
    line = 28.95 * 25.4 / 72
    assert masthead[0] == pytest.approx(37 + 35, abs=1), "35 mm below the top of the text area"
    assert number[0] - masthead[1] == pytest.approx(2 * line, abs=2), "two lines below the masthead"
    assert rule[0] - number[1] == pytest.approx(4, abs=1)
    assert rule[2] == pytest.approx(28, abs=0.5)
    assert rule[3] == pytest.approx(184, abs=0.5)
    # Two lines, and half of the room that a line leaves round its signs.
    assert title[0] - rule[1] == pytest.approx(2 * line + 1.6, abs=1)


def test_number_and_signer_on_one_line(pages: dict[str, Path]) -> None:
    number = ink(pages["request"], 0, red=False)[0]
    assert number[2] == pytest.approx(28 + 16 * 25.4 / 72, abs=1), "one character from the left"
    assert number[3] == pytest.approx(184 - 16 * 25.4 / 72, abs=1), "one character from the right"


def test_the_copy_block_ends_with_the_text_area(
    pages: dict[str, Path], layouts: dict[str, Layout]
) -> None:
    for name in ("request", "meeting-notice", "report"):
        bands = ink(pages[name], layouts[name].pages - 1, red=False)
        rules = [band for band in bands if band[3] - band[2] > 150 and band[1] - band[0] < 1]
        assert rules[-1][0] == pytest.approx(262, abs=1), name
        assert len(rules) == (3 if name != "report" else 2), name


def test_libreoffice_gives_back_what_it_was_given(
    files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    saved = convert(files, "docx", tmp_path_factory.mktemp("docx"))
    for name, path in saved.items():
        data = path.read_bytes()
        # Of two controls inside each other it keeps the inner one.
        given = len(list(part(files[name]).iter(f"{W}placeholder")))
        assert given == len(list(part(data).iter(f"{W}sdt"))), name
        # It writes a text box twice, for programs that do not know its first form.
        kept = dict.fromkeys(mark for mark in bookmarks(data) if not mark.startswith("_"))
        assert bookmarks(files[name]) == list(kept), name
        assert "".join(words(files[name]).split()) == "".join(words(data).split()), name


def test_a_long_masthead_keeps_to_one_line_and_its_place(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    made = make({"request": render(make_cycle(SECOND))["request"]})
    pages = convert(made, "pdf", tmp_path_factory.mktemp("long"))
    masthead, _ = ink(pages["request"], 0, red=True)
    assert masthead[0] == pytest.approx(72, abs=1)
    assert masthead[3] - masthead[2] < 157
    assert masthead[1] - masthead[0] < 13
