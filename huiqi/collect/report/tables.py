"""The report as tables: one workbook of text cells, and plain CSV files, for whoever goes on with a spreadsheet.

A spreadsheet takes a cell that begins with one of ``= + - @`` (full width too), a tab or a line break for a formula,
and runs it. The workbook says of each cell that it is text. CSV cannot say so, and quotation marks do not help: there
such a cell begins with an apostrophe.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from huiqi.collect.model import BALLOT, CollectedPaper, Collection
from huiqi.collect.naming.place_names import list_open, name_place
from huiqi.collect.office.ballots.count import count_ballots
from huiqi.collect.office.ballots.section import HEAD, has_ballots, list_rows
from huiqi.collect.report.page.overview import say_state
from huiqi.collect.report.page.remarks import Remark, list_doubles, list_uncertain, list_unsure
from huiqi.collect.status.standing import PaperStatus, read_status
from huiqi.facts.calendar import format_day
from huiqi.facts.model.codes import CODES
from huiqi.facts.reading.load import Facts

WORKBOOK = "交回情况.xlsx"
_PAPERS, _ANSWERS, _REMARKS, _REFUSED = "交回情况", "填写内容", "需要核对的", "没有读取的文件"
_BALLOTS, _BALLOT_TEXTS = "民主测评", "民主测评意见建议"
FILES = (WORKBOOK, *(f"{name}.csv" for name in (_PAPERS, _ANSWERS, _REMARKS, _REFUSED)))
# Made beside them where the cycle has a ballot.
BALLOT_FILES = (f"{_BALLOTS}.csv", f"{_BALLOT_TEXTS}.csv")
_FORMULA = tuple("=+-@＝＋－＠\t\r\n")
# A cell holds 32,767 UTF-16 units, and what is longer would be cut without a word.
_LONGEST = 16_000
_WIDEST, _NARROWEST = 60, 8
# The same tables make the same bytes: when a workbook was made is no news of it.
_MADE = dt.datetime(2000, 1, 1)


@dataclass(frozen=True)
class Table:
    """One table: its name, its head, its rows of text."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def write_tables(
    collection: Collection,
    facts: Facts,
    *,
    today: dt.date | None = None,
    formats: Mapping[str, str] | None = None,
) -> dict[str, bytes]:
    """Return the files by name: the workbook with all tables, and each table as CSV (UTF-8 with BOM, CRLF)."""
    tables = list_tables(collection, facts, today=today, formats=formats)
    sheets = {f"{table.name}.csv": _write_csv(table) for table in tables}
    return {WORKBOOK: _write_workbook(tables)} | sheets


def list_tables(
    collection: Collection,
    facts: Facts,
    *,
    today: dt.date | None = None,
    formats: Mapping[str, str] | None = None,
) -> tuple[Table, ...]:
    """Return how all papers stand, what was written in them, what has to be looked at, what was not read."""
    statuses = read_status(collection, facts, today=today)
    papers = (row for one in statuses for row in _list_files(collection, one, formats or {}))
    answers = (row for one in statuses for row in _list_answers(collection, one))
    remarks = (
        *list_doubles(statuses),
        *list_uncertain(statuses),
        *list_unsure(collection, statuses),
    )
    return (
        Table(_PAPERS, (
            "编号", "材料", "姓名或单位", "由谁交", "环节", "期限", "状态", "登记日期", "登记原因", "读取日期", "未填处数", "请核对处数", "版式", "文件",
        ), tuple(papers)),
        Table(_ANSWERS, ("编号", "材料", "姓名或单位", "状态", "填写处", "内容", "请核对"), tuple(answers)),
        *_list_ballots(collection, facts),
        Table(_REMARKS, ("材料", "姓名或单位", "文件", "情况"), tuple(_list_remarks(remarks))),
        Table(_REFUSED, ("文件", "原因和改法"), tuple((one.file, one.why) for one in collection.refused)),
    )  # fmt: skip


def _list_ballots(collection: Collection, facts: Facts) -> Iterator[Table]:
    """Yield the totals of a secret ballot and its texts, where the cycle has one: empty ones replace older ones."""
    ballots = count_ballots(collection, facts.cycle)
    if has_ballots(ballots, facts.cycle):
        yield Table(_BALLOTS, HEAD, list_rows(ballots, facts.cycle))
        texts = (*ballots.texts, *ballots.elsewhere)
        yield Table(_BALLOT_TEXTS, ("意见建议",), tuple(
            (text[start : start + _LONGEST],) for text in texts for start in range(0, len(text), _LONGEST)
        ))  # fmt: skip


def _list_files(
    collection: Collection, status: PaperStatus, formats: Mapping[str, str]
) -> Iterator[tuple[str, ...]]:
    """Yield a row for each file of a paper, or one where there is none; anonymous papers share one."""
    due, mark = status.due, status.mark
    stage = CODES["stage"].get(due.stage, "")
    marked = (format_day(mark.day), mark.reason) if mark else ("", "")
    first = (due.number, due.title, due.whose, due.owner, stage, status.deadline)
    if due.anonymous or not status.papers:
        yield (*first, say_state(status), *marked, "", "", "", "", "")
        return
    for paper in status.papers:
        reading, day = paper.reading, paper.received_on
        yield (
            *first, say_file_state(status, paper), *marked, format_day(day) if day else "",
            str(len(list_open(collection, paper))), str(len(reading.unsure) + len(reading.unplaced)),
            formats.get(paper.digest, ""), paper.file,
        )  # fmt: skip


def say_file_state(status: PaperStatus, paper: CollectedPaper) -> str:
    """Return in a few words how one file of a paper stands."""
    if paper.state == "counted":
        return say_state(status)
    return "待选定" if paper.state == "double" else "已被替换，留存"


def _list_answers(collection: Collection, status: PaperStatus) -> Iterator[tuple[str, ...]]:
    due = status.due
    for number, paper in enumerate(() if due.key.paper == BALLOT else status.papers, start=1):
        whose = f"{due.whose}第{number}份" if due.anonymous else due.whose
        first = (due.number, due.title, whose, say_file_state(status, paper))
        reading = paper.reading
        for key, paragraphs in reading.answers.items():
            label = name_place(collection, paper, key)
            yield from _fill_rows(first, label, "\n".join(paragraphs), reading.unsure.get(key, ""))
        for label in list_open(collection, paper):
            yield (*first, label, "", "没有填写")
        for text in reading.unplaced:
            yield from _fill_rows(first, "未归位的文字", text, "请核对")


def _fill_rows(
    first: Sequence[str], label: str, text: str, unsure: str
) -> Iterator[tuple[str, ...]]:
    """Yield a row with an answer, or several where it is longer than a cell may be."""
    for start in range(0, len(text), _LONGEST):
        name = f"{label}（续）" if start else label
        yield (*first, name, text[start : start + _LONGEST], unsure)


def _list_remarks(remarks: Iterable[Remark]) -> Iterator[tuple[str, ...]]:
    for one in remarks:
        for said in one.said:
            for start in range(0, len(said), _LONGEST):
                yield (one.title, one.whose, one.file, said[start : start + _LONGEST])


def _write_csv(table: Table) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([_guard(cell) for cell in row] for row in (table.head, *table.rows))
    return text.getvalue().encode("utf-8-sig")


def _guard(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _write_workbook(tables: Iterable[Table]) -> bytes:
    from xlsxwriter import Workbook  # only here, as loading it takes time

    data = io.BytesIO()
    with Workbook(data, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": _MADE})
        head = book.add_format(
            {"bold": True, "text_wrap": True, "num_format": "@", "valign": "top"}
        )
        body = book.add_format({"text_wrap": True, "num_format": "@", "valign": "top"})
        for table in tables:
            sheet = book.add_worksheet(table.name)
            for number, row in enumerate((table.head, *table.rows)):
                for column, cell in enumerate(row):
                    sheet.write_string(number, column, cell, body if number else head)
            for column, width in enumerate(_measure(table)):
                sheet.set_column(column, column, width)
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.head) - 1)
    return data.getvalue()


def _measure(table: Table) -> list[int]:
    """Return the width of each column in half characters, from its longest line."""
    columns = zip(table.head, *table.rows, strict=True)
    lengths = (max(len(line) for cell in column for line in cell.split("\n")) for column in columns)
    return [min(_WIDEST, max(_NARROWEST, 2 * length + 2)) for length in lengths]
