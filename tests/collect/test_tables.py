"""The report as a workbook and as CSV: text alone, nothing runs, nothing is cut, the same bytes each time."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from huiqi.collect.model import Collection, CopyKey, Reading, Refused
from huiqi.collect.report.tables import WORKBOOK, list_tables, write_tables
from tests.collect.collections import make_collection, make_paper
from tests.support.samples import FIRST, make_facts

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
HARMFUL = (
    '=HYPERLINK("http://example.invalid")', "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1", "_x000D_", "a\x0bb",
    "第一行\n第二行", "引号\"逗号,", "长" * 40_000,
)  # fmt: skip


@pytest.fixture(scope="module")
def harmful() -> Collection:
    """Return a collection with an answer for each text that a spreadsheet may misunderstand."""
    key = CopyKey("outline", "outline", ("mayor",))
    answers = {f"problems_{number}": (text,) for number, text in enumerate(HARMFUL, start=1)}
    paper = make_paper(key, "=1.docx", reading=Reading(answers))
    return make_collection(papers=(paper,), refused=(Refused("-2.doc", "没有读"),))


@pytest.fixture(scope="module")
def files(harmful: Collection) -> dict[str, bytes]:
    return write_tables(harmful, make_facts(FIRST))


def _read_workbook(data: bytes) -> dict[str, list[list[str]]]:
    """Return the texts of each sheet by its name; a cell that is no text fails."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        strings = [
            "".join(one.itertext(f"{_MAIN}t"))
            for one in etree.fromstring(archive.read("xl/sharedStrings.xml"))
        ]
        names = [
            one.get("name")
            for one in etree.fromstring(archive.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
        ]
        sheets = {
            str(name): etree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
            for number, name in enumerate(names, start=1)
        }
    found = {}
    for name, sheet in sheets.items():
        assert list(sheet.iter(f"{_MAIN}f")) == []
        assert {one.get("t") for one in sheet.iter(f"{_MAIN}c") if len(one)} <= {"s"}
        found[name] = [
            [strings[int(str(one[0].text))] if len(one) else "" for one in row] for row in sheet.iter(f"{_MAIN}row")
        ]  # fmt: skip
    return found


def _decode(text: str) -> str:
    """Return a text as Excel shows it: what XML cannot hold is written by number."""
    return re.sub(r"_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text)


def test_the_workbook_holds_every_row_as_text(harmful: Collection, files: dict[str, bytes]) -> None:
    read = _read_workbook(files[WORKBOOK])
    tables = list_tables(harmful, make_facts(FIRST))
    assert list(read) == [table.name for table in tables]
    for table in tables:
        rows = [list(map(_decode, row)) for row in read[table.name]]
        assert rows == [list(row) for row in (table.head, *table.rows)], table.name


def test_nothing_of_a_long_answer_is_cut(harmful: Collection) -> None:
    (_, answers, *_) = list_tables(harmful, make_facts(FIRST))
    parts = [row[5] for row in answers.rows if row[5].startswith("长")]
    assert "".join(parts) == HARMFUL[-1]
    assert [row[4] for row in answers.rows][-2:] == ["problems_12（续）", "problems_12（续）"]


def test_csv_is_marked_as_utf_8_with_windows_lines(files: dict[str, bytes]) -> None:
    names = [name for name in files if name != WORKBOOK]
    assert names == ["交回情况.csv", "填写内容.csv", "需要核对的.csv", "没有读取的文件.csv"]
    for name in names:
        assert files[name].startswith(b"\xef\xbb\xbf")
        assert files[name].endswith(b"\r\n")


def test_no_cell_of_a_csv_is_a_formula(harmful: Collection, files: dict[str, bytes]) -> None:
    for table in list_tables(harmful, make_facts(FIRST)):
        text = files[f"{table.name}.csv"].decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert not any(cell.startswith(tuple("=+-@＝＋－＠\t\r")) for row in rows for cell in row)
        plain = [
            [cell[1:] if re.match("'[=+\\-@＝＋－＠\t\r\n]", cell) else cell for cell in row]
            for row in rows
        ]
        assert plain == [list(row) for row in (table.head, *table.rows)]


def test_the_same_collection_makes_the_same_bytes() -> None:
    facts = make_facts(FIRST)
    assert write_tables(make_collection(), facts) == write_tables(make_collection(), facts)


def test_a_table_of_how_papers_stand() -> None:
    (table, *_) = list_tables(make_collection(), make_facts(FIRST))
    rows = {(row[2], row[6]): row for row in table.rows if row[0] == "D13"}
    assert [row[6] for row in table.rows if row[0] == "D13"][:7] == [
        "已收", "已被替换，留存", "已收（迟交）", "待选定", "待选定", "已收", "缓交",
    ]  # fmt: skip
    assert rows["赵一（市委书记）", "已收"] == (
        "D13", "个人发言提纲", "赵一（市委书记）", "赵一（市委书记）", "撰写材料", "2022年1月11日", "已收", "", "",
        "2022年1月5日", "1", "0", "", "第二批/提纲1.docx",
    )  # fmt: skip
    assert ["已收2份", ""] in [[row[6], row[13]] for row in table.rows if row[0] == "D06"]


def test_a_ballot_is_in_no_table() -> None:
    key = CopyKey("appraisal-form", "appraisal-form")
    paper = make_paper(key, "测评.docx", reading=Reading({"advice": ("只有一个人会这样写",)}))
    collection = replace(make_collection(), papers=(paper,), refused=())
    for name, data in write_tables(collection, make_facts(FIRST)).items():
        text = data.decode("utf-8-sig") if name.endswith("csv") else str(_read_workbook(data))
        assert "只有一个人会这样写" not in text
