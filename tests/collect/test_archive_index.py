"""The index of the archive: what came in, in order, with pages where they are certain."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from huiqi.collect.checks.archive_index.index import (
    INDEX_FILE,
    archive_json,
    archive_section,
    make_index,
    make_index_file,
)
from huiqi.collect.checks.archive_index.page_counts import PageCount, count_pages, read_pages
from huiqi.collect.checks.archive_index.rows import list_archive_rows
from huiqi.collect.checks.made_folder import replace_made
from huiqi.collect.model import CollectedPaper, CopyKey, OfficeMark
from huiqi.files.zip_archive import append_to_zip
from huiqi.word.ooxml import W
from tests.collect.first_sample import collection, filled
from tests.collect.foreign import write_foreign
from tests.support.papers import KEPT, part
from tests.support.samples import FIRST, make_cycle

_CYCLE = make_cycle(FIRST)
_IDS = [member.id for member in _CYCLE.members]
_ONE_PAGE = write_foreign([("一页。", None)])
_APP = """<?xml version="1.0"?><Properties
 xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Pages>{}</Pages></Properties>"""


def _came(paper: CollectedPaper, digest: str) -> CollectedPaper:
    return replace(paper, digest=digest)


def _said(pages: int) -> bytes:
    return append_to_zip(_ONE_PAGE, {"docProps/app.xml": _APP.format(pages).encode()})


_PAPERS = collection(
    _came(filled("outline", {}, [_IDS[1]]), "b"), _came(filled("outline", {}, [_IDS[0]]), "a"),
    _came(filled("group-examination", {}), "c"), _came(filled("plan", {}), "d"),
    _came(filled("opinion-form", {}), "f"), _came(filled("opinion-form", {}), "e"),
    _came(filled("explanation", {}, [_IDS[0]]), "x"),
    replace(_came(filled("minutes", {}), "g"), state="double"), replace(_came(filled("minutes", {}), "h"), state="double"),
    replace(_came(filled("plan", {}), "old"), state="replaced"),
)  # fmt: skip
_MARKS = (
    OfficeMark(
        CopyKey("talk-record", "talk-record", (_IDS[0], _IDS[1])), "paper", date(2022, 1, 8), "手写"
    ),
    OfficeMark(CopyKey("report", "report"), "deferred", date(2022, 1, 8), "晚交"),
)


def test_rows_follow_the_documents_and_the_facts() -> None:
    rows = list_archive_rows(replace(_PAPERS, marks=_MARKS), _CYCLE)
    assert [(row.number, row.document, row.title, row.author, row.note) for row in rows] == [
        (1, "D01", "实施方案", "会议筹备领导小组", ""),
        (2, "D06", "征求意见表", "市委办公室", "2份"),
        (3, "D11", "谈心谈话记录表", "赵一、钱二", "已收纸质件"),
        (4, "D12", "领导班子对照检查材料", "市委办公室", ""),
        (5, "D13", "个人发言提纲", "赵一", ""),
        (6, "D13", "个人发言提纲", "钱二", ""),
        (7, "D18", "会议记录", "记录人", "收到几份，待选定"),
    ]
    assert [[paper.digest for paper in row.papers] for row in rows] == [
        ["d"], ["e", "f"], [], ["c"], ["a"], ["b"], [],
    ]  # fmt: skip


def test_number_and_date_of_an_issued_paper_come_from_the_facts() -> None:
    letter = {
        "date": date(2022, 1, 20).isoformat(), "number": {"code": "云党发", "year": 2022, "serial": 3},
    }  # fmt: skip
    cycle = make_cycle(FIRST, (("documents", 0, "letterhead"), letter))
    (row,) = list_archive_rows(collection(filled("plan", {})), cycle)
    assert (row.reference, row.day) == ("云党发〔2022〕3号", "2022年1月20日")


@pytest.mark.parametrize(
    ("data", "lay_out", "count", "note"),
    [
        (_ONE_PAGE, False, PageCount(None, "nobody"), "页数待数"),
        (_said(3), False, PageCount(3, "file"), "页数为文件所记，请核对"),
        (b"PK", False, PageCount(None, "nobody"), "页数待数"),
    ],
)
def test_pages_without_libreoffice(data: bytes, lay_out: bool, count: PageCount, note: str) -> None:
    assert count_pages({"a": data}, lay_out=lay_out) == {"a": count}
    assert count.note == note


def test_pages_with_libreoffice() -> None:
    counts = count_pages({"none": _ONE_PAGE, "same": _said(1), "other": _said(4)})
    assert counts == {
        "none": PageCount(1, "layout"), "same": PageCount(1, "both"), "other": PageCount(1, "layout", 4),
    }  # fmt: skip
    assert [one.note for one in counts.values()] == [
        "页数按 LibreOffice 排版", "", "页数按 LibreOffice 排版，文件所记为4页",
    ]  # fmt: skip
    assert read_pages(_said(12)) == 12


def test_the_folder_has_the_files_in_order_and_as_they_came(tmp_path: Path) -> None:
    given = {name: name.encode() for name in "abcdef"}
    index, files = make_index(_PAPERS, _CYCLE, lambda paper: given.get(paper.digest), lay_out=False)
    assert files == {
        "001-D01-实施方案.docx": b"d",
        "002-D06-征求意见表-01.docx": b"e",
        "002-D06-征求意见表-02.docx": b"f",
        "003-D12-领导班子对照检查材料.docx": b"c",
        "004-D13-个人发言提纲-赵一.docx": b"a",
        "005-D13-个人发言提纲-钱二.docx": b"b",
    }
    folder = tmp_path / "collected" / "归档"
    for count in (6, 5):  # a second one takes the place of the first
        assert replace_made(folder, dict(list(files.items())[:count])) == ""
        assert sorted(path.name for path in folder.iterdir()) == list(files)[:count]
    assert {path.name for path in folder.parent.iterdir()} == {"归档", ".归档.sha256"}
    assert "D18" in {row["document"] for row in archive_json(index)["rows"]}
    assert "D19 会议情况报告" in archive_json(index)["without"]
    assert not any("D24" in one for one in archive_json(index)["without"])  # its author keeps it
    assert not any("explanation" in str(row) for row in archive_json(index)["rows"])


def test_a_file_that_is_gone_has_no_pages() -> None:
    index, files = make_index(_PAPERS, _CYCLE, lambda _: None, lay_out=False)
    assert files == {}
    assert {row["pages"] for row in archive_json(index)["rows"]} == {None}


def test_the_index_is_a_paper_with_its_rows_written_in() -> None:
    index, _ = make_index(_PAPERS, _CYCLE, lambda _: _said(2), lay_out=False)
    made = make_index_file(index, _CYCLE, KEPT)
    assert made is not None
    assert made == make_index_file(index, _CYCLE, KEPT)
    assert INDEX_FILE == "000-D28-归档目录.docx"
    rows = [
        ["".join(text.text or "" for text in cell.iter(f"{W}t")) for cell in row.iter(f"{W}tc")]
        for row in part(made).iter(f"{W}tr")
    ]
    assert [row[4] for row in rows[1:]] == [row.title for row in index.rows]
    assert [row[7] for row in rows[1:3]] == ["2", "4"]
    assert rows[1][8] == "页数请核对"
    assert rows[2][8] == "2份；页数请核对"
    assert make_index_file(replace(index, rows=()), _CYCLE, KEPT) is None


def test_the_report_says_it_in_chinese() -> None:
    index, _ = make_index(_PAPERS, _CYCLE, lambda _: _said(2), lay_out=False)
    html = archive_section(index).html
    assert "<td>个人发言提纲</td>" in html
    assert "没有收到的材料：" in html
    empty, _ = make_index(collection(), _CYCLE, lambda _: None, lay_out=False)
    assert "还没有收到可以归档的材料" in archive_section(empty).html
