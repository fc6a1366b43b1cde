"""The rows of a working table as they stand in the file that the office edited."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from huiqi.collect.office.opinions.table import BOOKMARK, COLUMNS
from huiqi.errors import HuiqiError
from huiqi.materials.word_package import DOCUMENT, ZIP_FAULTS
from huiqi.word.ooxml import Element, W, parse

_MARK = re.compile(rf"{BOOKMARK}_([0-9A-Z]{{6}})_(\d+)\Z")
_CODE = re.compile(r"[0-9A-Z]{6}\Z")
_LARGEST = 50_000_000  # bytes, unpacked
_NOT_SEEN = (f"{W}del", f"{W}moveFrom")


@dataclass(frozen=True)
class Row:
    """One row: its place in the file from 1, the codes that its bookmarks and its last cell say, its cells' texts.

    ``issued`` is the number that the row had when the table was made; None where its bookmark is gone.
    """

    place: int
    marks: tuple[str, ...]
    issued: int | None
    cells: dict[str, str]

    @property
    def written_code(self) -> str:
        """The code in the last cell, where it still is one."""
        code = self.cells["编号"].strip().upper()
        return code if _CODE.fullmatch(code) else ""

    @property
    def name(self) -> str:
        """How messages call the row."""
        return f"第{self.place}行"


def read_rows(data: bytes, name: str) -> tuple[Row, ...]:
    """Return the rows of all tables of a file that have the columns of a working table.

    Raises:
        HuiqiError: it is no Word file, or holds no such table.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo(DOCUMENT).file_size > _LARGEST:
                raise HuiqiError(f"{name} 过大，没有读。改法：只留下整理表，另存后再运行。")
            root = parse(archive.read(DOCUMENT))
    except (*ZIP_FAULTS, KeyError, etree.XMLSyntaxError) as error:
        raise HuiqiError(f"{name} 不是 Word 文件，或者已经损坏。改法：另存为 .docx。") from error
    found = list(_list_rows(root))
    if not found:
        said = "、".join(COLUMNS[:-1])
        raise HuiqiError(f"{name} 里没有整理表。改法：表头保留各列：{said}。")
    return tuple(_read_row(place, *one) for place, one in enumerate(filter(None, found), start=1))


def _list_rows(root: Element) -> Iterator[tuple[Element, list[str]] | None]:
    """Yield each row with the names of its columns, in the order in which they stand there now; None for a head.

    A table without a head of its own continues the one before it, as Word leaves a table that was split.
    """
    columns: list[str] = []
    for table in root.iter(f"{W}tbl"):
        rows = [row for row in table.iter(f"{W}tr") if not _is_deleted(row)]
        names = ["".join(_text(cell).split()) for cell in _cells(rows[0])] if rows else []
        if {"原话", "序号"} <= set(names):
            columns = names
            yield None
            rows = rows[1:]
        elif not columns or len(names) != len(columns):
            continue
        for row in rows:
            if "".join(_text(cell) for cell in _cells(row)).split():
                yield row, columns


def _is_deleted(row: Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _read_row(place: int, row: Element, columns: list[str]) -> Row:
    marks = [_MARK.match(mark.get(f"{W}name", "")) for mark in row.iter(f"{W}bookmarkStart")]
    found = [mark for mark in marks if mark]
    cells = dict.fromkeys(COLUMNS, "") | dict(
        zip(columns, (_text(cell) for cell in _cells(row)), strict=False)
    )
    issued = int(found[0][2]) if len(found) == 1 else None
    return Row(place, tuple(mark[1] for mark in found), issued, cells)


def _cells(row: Element) -> list[Element]:
    return list(row.iter(f"{W}tc"))


def _text(cell: Element) -> str:
    """Return the paragraphs of a cell, one a line, as they read with all tracked changes accepted."""
    lines = ["".join(_pieces(paragraph)).strip() for paragraph in cell.iter(f"{W}p")]
    return "\n".join(line for line in lines if line)


def _pieces(paragraph: Element) -> Iterator[str]:
    for mark in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}noBreakHyphen"):
        if any(above.tag in _NOT_SEEN for above in mark.iterancestors()):
            continue
        if mark.tag == f"{W}t":
            yield mark.text or ""
        elif mark.getparent().tag == f"{W}r":
            yield {f"{W}tab": "\t", f"{W}br": "\n"}.get(mark.tag, "-")
