"""Pages on paper, from real Chromium: A4, numbered, marked, without the frame of the site."""

from __future__ import annotations

import re
from pathlib import Path
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser
from pypdfium2 import PdfDocument

from tests.support.bars import list_pages
from tests.support.drawn import draw_pages, open_chance
from tests.support.papers import measure
from tests.support.samples import FIRST, SECOND

BANNER = "内部资料 请勿外传"


def print_page(browser: Browser, address: str, out: Path) -> Path:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(address)
    page.pdf(path=str(out), prefer_css_page_size=True)
    page.close()
    return out


def read_pages(pdf: Path) -> list[str]:
    with PdfDocument(pdf) as document:
        pages = list(document)
        assert {tuple(round(side) for side in page.get_size()) for page in pages} == {(595, 842)}
        texts = [page.get_textpage().get_text_bounded().replace("\r", "") for page in pages]
    # The PDF names some ideographs by the radicals of the same shape.
    return [normalize("NFKC", text) for text in texts]


def test_every_page_is_numbered_and_marked(browser: Browser, public: Path, tmp_path: Path) -> None:
    names = [
        path for path in list_pages(public)
        if path.parent not in (public, *public.glob("*/word")) and path.name != "plan.html"
    ]  # fmt: skip
    drawn = draw_pages(names, open_chance())
    assert len(drawn) > 15
    page, out = browser.new_page(viewport={"width": 1280, "height": 900}), tmp_path / "x.pdf"
    for path in drawn:
        page.goto(path.as_uri())
        page.pdf(path=str(out), prefer_css_page_size=True)
        pages = read_pages(out)
        for number, text in enumerate(pages, start=1):
            assert re.search(rf"第 {number} .,共 {len(pages)} .", text), path
            assert text.count(BANNER) == 1, (path, number)
            # Not the navigation, nor the links to the pages before and behind.
            assert "材料下载\n职责分工" not in text, path
            assert "上一页" not in text, path
    page.close()


@pytest.mark.parametrize("cycle", [FIRST, SECOND])
def test_the_plan_prints_as_an_official_document(
    browser: Browser, public: Path, tmp_path: Path, cycle: str
) -> None:
    pdf = print_page(browser, (public / cycle / "plan.html").as_uri(), tmp_path / "plan.pdf")
    layout = measure(pdf)
    assert (layout.lines, layout.characters) == (22, 28)
    numbers = [text for text, *_ in layout.numbers]
    assert numbers == [f"—{number}—" for number in range(1, layout.pages + 1)]
    assert all(size == 14 for _, size, *_ in layout.numbers)
    assert all(BANNER in text for text in read_pages(pdf))


def test_a_previewed_paper_bears_what_its_word_file_bears(
    browser: Browser, public: Path, tmp_path: Path
) -> None:
    pdf = print_page(browser, (public / FIRST / "word" / "plan.html").as_uri(), tmp_path / "x.pdf")
    pages = read_pages(pdf)
    assert len(pages) > 4
    assert not any(BANNER in text or "共" in text[-12:] for text in pages)


@pytest.mark.parametrize("cycle", [FIRST, SECOND])
def test_the_schedule_fits_one_sheet(
    browser: Browser, public: Path, tmp_path: Path, cycle: str
) -> None:
    pdf = print_page(browser, (public / cycle / "schedule.html").as_uri(), tmp_path / "x.pdf")
    (text,) = read_pages(pdf)
    # Once in the picture, once in the table; what counts from today is left out.
    assert text.count("谈心谈话") == 2
    assert "还有" not in text
    assert "加入日历" not in text


def test_the_chosen_tasks_are_printed(browser: Browser, public: Path, tmp_path: Path) -> None:
    address = f"{(public / FIRST / 'index.html').as_uri()}?role=secretary"
    pages = read_pages(print_page(browser, address, tmp_path / "x.pdf"))
    text = "".join("".join(pages).split())  # lines end where they will
    assert "撰写个人发言提纲" in text
    assert "下一项" not in text
