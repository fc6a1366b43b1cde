"""All facts on one sheet: what the form says, open and internal facts marked, on a page and in Word."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest

from huiqi.desk.context import DeskContext
from huiqi.desk.facts_page import FactsPage
from huiqi.desk.form.layout import SECTIONS
from huiqi.desk.form.view import Viewer
from huiqi.desk.kept import KeptFacts
from huiqi.desk.sheet import Sheet, make_sheet
from huiqi.desk.sheet_file import make_sheet_file, name_sheet_file
from huiqi.facts.editing.apply import apply_changes
from huiqi.facts.editing.changes import Set
from tests.desk.test_form import CODE, KNOWN, list_items
from tests.support.papers import part
from tests.support.projects import ROOT
from tests.support.samples import FIRST, SECOND

DAY = dt.date(2025, 1, 9)


def open_facts(root: Path, cycle: str) -> FactsPage:
    return FactsPage(KeptFacts(DeskContext(root, 1, 2), cycle), SECTIONS[0])


def make(page: FactsPage) -> Sheet:
    sheet = make_sheet(page, DAY)
    assert sheet
    return sheet


def list_said(sheet: Sheet) -> set[str]:
    parts = [part for section in sheet.sections for part in section.parts]
    said = {line.cell.text for part in parts for line in part.lines}
    return said | {cell.text for part in parts for row in part.rows for cell in row}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for room in ("docs", "templates", "theme"):
        (tmp_path / room).symlink_to(ROOT / room)
    shutil.copytree(ROOT / "cycles", tmp_path / "cycles")
    return tmp_path


@pytest.mark.parametrize("cycle", [FIRST, SECOND])
def test_it_says_what_the_form_says(root: Path, cycle: str) -> None:
    page = open_facts(root, cycle)
    assert page.state
    viewer = Viewer(page.state, {})
    shown = [
        item for section in SECTIONS for block in viewer.show(section) for item in list_items(block)
    ]
    own = {item.written or item.value for item in shown if item.source == "own"}
    said = list_said(make(page))
    missing = {
        value for value in own - said if not any(text.startswith(f"{value}（") for text in said)
    }
    assert missing == set()
    assert not any(CODE.search(KNOWN.sub("", text)) for text in said)


def test_what_is_open_internal_and_a_default_is_marked(root: Path) -> None:
    file = root / "cycles" / FIRST / "cycle.yml"
    file.write_text(apply_changes(file.read_text("utf-8"), [Set(("theme",), None)]), "utf-8")
    page = open_facts(root, FIRST)
    assert page.state
    page.kept.store.drafts.keep(
        ("meeting", "date"), "二月三十日", page.state.digest, dt.datetime.now()
    )
    sheet = make(open_facts(root, FIRST))
    lines = {
        (one.title, line.label): line.cell
        for section in sheet.sections for one in section.parts for line in one.lines
    }  # fmt: skip
    assert lines["会议主题", "会议主题"].marks == ("待填",)
    assert lines["时间和地点", "召开日期"].text == "二月三十日"
    assert lines["时间和地点", "召开日期"].marks == ("没有存入文件",)
    assert lines["会议类型", "会议名称用语"].marks == ("默认值",)
    internal = [cell for cell in lines.values() if "内部" in cell.marks]
    assert len(internal) > 3


def test_the_word_file(root: Path) -> None:
    sheet = make(open_facts(root, SECOND))
    data = make_sheet_file(sheet, SECOND)
    assert data == make_sheet_file(sheet, SECOND), "the same bytes"
    assert name_sheet_file(sheet) == "2024年度民主生活会会议事实核对表.docx"
    words = "".join(part(data).itertext())
    for said in list_said(sheet):
        # A hyphen that holds a number together is a mark, not a sign.
        assert re.sub("[\n-]", "", said) in words.replace("-", ""), said
    for word in (
        "内部资料 请勿外传",
        "截至2025年1月9日。检查通过，没有问题。",
        "审核",
        "意见",
        "签名",
    ):
        assert word in words


def test_any_text_stands_as_it_is(root: Path) -> None:
    odd = "甲|乙 *丙* `丁` <b>戊</b> {.fill #x} \\ $x$"
    file = root / "cycles" / SECOND / "cycle.yml"
    text = file.read_text("utf-8").replace("meeting:\n", f"meeting:\n  place: '{odd}'\n", 1)
    file.write_text(text, "utf-8")
    page = open_facts(root, SECOND)
    words = "".join(part(make_sheet_file(make(page), SECOND)).itertext())
    assert odd in words


def test_a_file_that_cannot_be_read_has_no_sheet(root: Path) -> None:
    (root / "cycles" / SECOND / "cycle.yml").write_text("meeting: [", "utf-8")
    assert make_sheet(open_facts(root, SECOND), DAY) is None
