"""Tables of a Word file on a grid that holds every row whole."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from huiqi.materials.word.graphics import MC, choose
from huiqi.materials.word.styles import is_on, value_of
from huiqi.word.ooxml import Element, W, w

if TYPE_CHECKING:
    from huiqi.materials.word.story import StoryReader

_GONE = ("del", "moveFrom", "hidden", "cellDel")


@dataclass
class _Cell:
    span: int
    blocks: list[Element]
    merge: str = ""  # restart, continue or empty, downwards


@dataclass
class _Row:
    cells: list[_Cell]
    header: bool

    @property
    def width(self) -> int:
        return sum(cell.span for cell in self.cells)


def read_table(reader: StoryReader, table: Element) -> list[Element]:
    """Return a table rewritten, or nothing where all its rows are deleted."""
    rows = [row for row in (_read_row(reader, row) for row in find_rows(table)) if row.cells]
    if not rows:
        return []
    width = max(row.width for row in rows)
    for row in rows:
        if row.width < width:
            row.cells.append(_Cell(width - row.width, [w("p")]))
    _settle_merges(rows)
    made = w(
        "tbl", _properties(table, rows), w("tblGrid", *(w("gridCol", w=1000) for _ in range(width)))
    )
    made.extend(_write_row(row) for row in rows)
    return [made]


def find_rows(element: Element) -> Iterator[Element]:
    """Yield the rows of a table that are shown, through whatever wraps them."""
    yield from _find(element, f"{W}tr", "trPr")


def find_cells(row: Element) -> Iterator[Element]:
    """Yield the cells of a row that are shown, through whatever wraps them."""
    yield from _find(row, f"{W}tc", "tcPr")


def _find(element: Element, wanted: str, properties: str) -> Iterator[Element]:
    for child in element:
        if child.tag == wanted:
            if not _is_gone(child, properties):
                yield child
        elif child.tag == f"{MC}AlternateContent":
            chosen = choose(child)
            if chosen is not None:
                yield from _find(chosen, wanted, properties)
        elif child.tag not in (f"{W}del", f"{W}moveFrom", f"{W}tbl", f"{W}p"):
            yield from _find(child, wanted, properties)


def _is_gone(element: Element, properties: str) -> bool:
    marks = (element.find(f"{W}{properties}/{W}{name}") for name in _GONE)
    return any(mark is not None and is_on(mark) for mark in marks)


def _read_row(reader: StoryReader, row: Element) -> _Row:
    cells = _gap(row, "gridBefore")
    for cell in find_cells(row):
        blocks = reader.read_blocks(cell, headings=False) or [w("p")]
        span = _number(cell, "tcPr", "gridSpan", 1)
        sideways = cell.find(f"{W}tcPr/{W}hMerge")
        empty = not _has_content(blocks)
        if sideways is not None and value_of(sideways) != "restart" and empty and cells:
            cells[-1].span += span
            continue
        merged = cell.find(f"{W}tcPr/{W}vMerge")
        merge = "" if merged is None else value_of(merged) or "continue"
        # What stands in a cell that is merged away is shown rather than lost.
        cells.append(_Cell(span, blocks, "" if merge == "continue" and not empty else merge))
    header = row.find(f"{W}trPr/{W}tblHeader")
    return _Row(
        cells + _gap(row, "gridAfter") if cells else [], header is not None and is_on(header)
    )


def _gap(row: Element, name: str) -> list[_Cell]:
    width = _number(row, "trPr", name, 0)
    return [_Cell(width, [w("p")])] if width else []


def _number(element: Element, properties: str, name: str, default: int) -> int:
    text = value_of(element.find(f"{W}{properties}/{W}{name}"))
    return min(int(text), 63) if text.isdecimal() and int(text) else default


def _has_content(blocks: list[Element]) -> bool:
    return any(block.tag == f"{W}tbl" or block.find(f".//{W}r") is not None for block in blocks)


def _settle_merges(rows: list[_Row]) -> None:
    """Turn a merged cell that has no first one above it into a first one."""
    above: dict[int, int] = {}
    for row in rows:
        at, now = 0, dict[int, int]()
        for cell in row.cells:
            if cell.merge == "continue" and above.get(at) != cell.span:
                cell.merge = ""
            if cell.merge:
                now[at] = cell.span
            at += cell.span
        above = now


def _properties(table: Element, rows: list[_Row]) -> Element:
    """Keep what says that the first row is a head, unless a cell reaches out of it."""
    made, look = w("tblPr"), table.find(f"{W}tblPr/{W}tblLook")
    reaches = len(rows) > 1 and any(cell.merge == "continue" for cell in rows[1].cells)
    if reaches or len(rows) == 1:
        rows[0].header = False
    elif look is not None:
        made.append(deepcopy(look))
    return made


def _write_row(row: _Row) -> Element:
    made = w("tr", w("trPr", w("tblHeader") if row.header else None))
    for cell in row.cells:
        properties = w(
            "tcPr", w("gridSpan", val=cell.span),
            w("vMerge", val=cell.merge) if cell.merge else None,
        )  # fmt: skip
        blocks = cell.blocks if cell.blocks[-1].tag == f"{W}p" else [*cell.blocks, w("p")]
        made.append(w("tc", properties, *blocks))
    return made
