"""The papers on the site, in real Chromium: downloads, previews, print."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.browsers import serve
from tests.support.papers import ink, measure
from tests.support.samples import FIRST


def test_a_blank_paper_is_downloaded_under_its_chinese_name(browser: Browser, public: Path) -> None:
    with serve(public) as base:
        page = browser.new_page()
        page.goto(f"{base}{FIRST}/documents.html")
        with page.expect_download() as waiting:
            page.get_by_role("link", name="个人发言提纲", exact=True).click()
        assert waiting.value.suggested_filename == "个人发言提纲.docx"
        with page.expect_download() as waiting:
            page.get_by_role("link", name="下载全部样式").click()
        assert waiting.value.suggested_filename == "材料样式.zip"
        with zipfile.ZipFile(waiting.value.path()) as archive:
            assert archive.namelist()[0] == "00-目录.txt"
            assert "个人发言提纲.docx" in archive.namelist()
        page.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_preview_fits_and_breaks_lines_as_paper_does(
    browser: Browser, public: Path, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((public / FIRST / "word" / "plan.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == width
    per_line = page.evaluate(
        """() => { const paper = document.querySelector(".paper");
        const style = getComputedStyle(paper);
        const room = paper.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
        return room / parseFloat(style.fontSize); }"""
    )
    assert int(per_line + 0.01) == 28
    page.close()


def test_a_preview_prints_as_the_paper(browser: Browser, public: Path, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto((public / FIRST / "word" / "plan.html").as_uri())
    page.pdf(path=str(tmp_path / "plan.pdf"), prefer_css_page_size=True)
    layout = measure(tmp_path / "plan.pdf")
    assert (layout.lines, layout.characters) == (22, 28)
    page.close()


def test_a_letter_prints_with_both_rules_and_without_a_number(
    browser: Browser, public: Path, tmp_path: Path
) -> None:
    page = browser.new_page()
    page.goto((public / FIRST / "word" / "guidance-letter.html").as_uri())
    page.pdf(path=str(tmp_path / "x.pdf"), prefer_css_page_size=True, print_background=True)
    bands = ink(tmp_path / "x.pdf", 0, red=True)
    assert bands[0][0] == pytest.approx(30, abs=2)
    assert bands[-1][1] == pytest.approx(277, abs=2)
    assert all((band[2], band[3]) == pytest.approx((20, 190), abs=0.5) for band in bands[1:])
    assert measure(tmp_path / "x.pdf").numbers == []
    page.close()


@pytest.mark.parametrize("name", ["request", "plan-issue", "report", "circular"])
def test_the_copy_block_stands_at_the_foot_of_the_last_sheet(
    browser: Browser, public: Path, tmp_path: Path, name: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((public / FIRST / "word" / f"{name}.html").as_uri())
    below = page.evaluate(
        """() => { const paper = document.querySelector(".paper").getBoundingClientRect();
        const foot = document.querySelector(".foot").getBoundingClientRect();
        return (paper.bottom - foot.bottom) / paper.width * 210; }"""
    )
    assert below == pytest.approx(35, abs=1)
    page.pdf(path=str(tmp_path / "x.pdf"), prefer_css_page_size=True)
    bands = ink(tmp_path / "x.pdf", -1, red=False)
    rules = [band for band in bands if band[3] - band[2] > 150 and band[1] - band[0] < 1]
    assert rules[-1][0] == pytest.approx(262, abs=1)
    page.close()
