"""Papers with much written in them: still 22 lines of 28 characters, and every page with its number."""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest

from tests.support.filling import add_rows, find_control, pack_again, write_into
from tests.support.papers import Layout, convert, make, measure, part, render
from tests.support.samples import FIRST, make_cycle

SENTENCE = "这是填写的一段文字，用来量版面，不属于任何一次会议，也不涉及任何一个人。"
LONG = SENTENCE * 12


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    papers = render(make_cycle(FIRST))
    made = make({name: papers[name] for name in ("outline", "talk-record", "rectification-list")})
    roots = {name: part(data) for name, data in made.items()}
    for number in range(1, 6):
        write_into(find_control(roots["outline"], f"problems_{number}"), [LONG, SENTENCE])
        write_into(find_control(roots["outline"], f"measures_{number}"), [SENTENCE] * 5)
    for key in ("content", "advice"):
        write_into(find_control(roots["talk-record"], key), [SENTENCE * 2] * 5)
    for number in range(1, 11):
        write_into(find_control(roots["rectification-list"], f"problem_{number}"), [SENTENCE])
    add_rows(roots["rectification-list"], 20)
    filled = {name: pack_again(made[name], root) for name, root in roots.items()}
    return convert(filled, "pdf", tmp_path_factory.mktemp("filled"))


@pytest.fixture(scope="module")
def layouts(pages: dict[str, Path]) -> dict[str, Layout]:
    return {name: measure(path) for name, path in pages.items()}


def _read(path: Path) -> str:
    with pdfplumber.open(path) as document:
        return "".join("".join((page.extract_text() or "").split()) for page in document.pages)


def test_an_outline_of_three_thousand_characters(layouts: dict[str, Layout]) -> None:
    assert (layouts["outline"].lines, layouts["outline"].characters) == (22, 28)
    assert layouts["outline"].pages > 7


def test_a_talk_record_with_five_paragraphs(
    pages: dict[str, Path], layouts: dict[str, Layout]
) -> None:
    assert _read(pages["talk-record"]).count("不属于任何一次会议") == 20
    assert layouts["talk-record"].pages <= 2


def test_a_list_of_thirty_rows_repeats_its_head(pages: dict[str, Path]) -> None:
    text = _read(pages["rectification-list"])
    with pdfplumber.open(pages["rectification-list"]) as document:
        sizes = {(page.width > page.height) for page in document.pages}
        assert text.count("问题来源") == len(document.pages) > 4
    assert sizes == {True}
    assert "第20条新增的内容" in text


@pytest.mark.parametrize("name", ["outline", "talk-record", "rectification-list"])
def test_every_page_has_its_number(layouts: dict[str, Layout], name: str) -> None:
    assert len(layouts[name].numbers) == layouts[name].pages
    for index, (text, size, left, right, below) in enumerate(layouts[name].numbers, start=1):
        assert (text, size) == (f"—{index}—", 14)
        assert (right if index % 2 else left) == pytest.approx(4.9, abs=0.5)
        assert below == pytest.approx(7, abs=1)
