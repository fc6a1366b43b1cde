"""Tables of a PDF's page: cells between drawn lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

from huiqi.chinese import close_gaps
from huiqi.materials.pdf.glyphs import Glyph
from huiqi.materials.pdf.lines import Line, find_lines

_NEAR = 3.0  # points: edges as near as this are one
_SHORT = 2.5  # of the size: how far from its cell's edge a line ends that is not full
_Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Cell:
    """One cell: its place on the table's grid, and its lines."""

    row: int
    column: int
    down: int
    across: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table where it begins on its page, and the lines that stand in it."""

    top: float
    rows: int
    cells: tuple[Cell, ...]
    lines: tuple[Line, ...]

    def write(self) -> str:
        """Return the table as HTML."""
        rows = ["" for _ in range(self.rows)]
        for cell in sorted(self.cells, key=lambda cell: (cell.row, cell.column)):
            span = "".join(
                f' {name}="{count}"'
                for name, count in (("colspan", cell.across), ("rowspan", cell.down))
                if count > 1
            )
            rows[cell.row] += f"<td{span}>{'<br>'.join(map(escape, cell.lines))}</td>"
        return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table>"


def find_tables(page: Any, glyphs: list[Glyph]) -> tuple[list[Table], list[Glyph]]:
    """Return the tables of a page, and the signs that stand in none."""
    if len(page.rects) + len(page.lines) + len(page.curves) < 4:
        return [], glyphs
    tables = []
    for found in page.find_tables():
        boxes = sorted({tuple(cell) for cell in found.cells if cell})
        table, used = _read_table(boxes, glyphs)
        if table is not None:
            tables.append(table)
            glyphs = [glyph for glyph in glyphs if id(glyph) not in used]
    return tables, glyphs


def _read_table(boxes: list[Any], glyphs: list[Glyph]) -> tuple[Table | None, set[int]]:
    xs = _edges(edge for box in boxes for edge in (box[0], box[2]))
    ys = _edges(edge for box in boxes for edge in (box[1], box[3]))
    # A box around a text, or a line above and below it, is no table.
    if len(xs) < 3 or len(ys) < 3:
        return None, set()
    cells, lines, used = [], list[Line](), set[int]()
    for box in boxes:
        inside = [glyph for glyph in glyphs if id(glyph) not in used and _holds(box, glyph)]
        used |= {id(glyph) for glyph in inside}
        found = find_lines(inside)
        lines += found
        left, right, top, bottom = (
            _index(xs, box[0]), _index(xs, box[2]), _index(ys, box[1]), _index(ys, box[3]),
        )  # fmt: skip
        cells.append(
            Cell(top, left, max(1, bottom - top), max(1, right - left), tuple(_join(found, box[2])))
        )
    if sum(bool(cell.lines) for cell in cells) < 2:
        return None, set()
    filled = [*cells, *_fill(cells, len(ys) - 1, len(xs) - 1)]
    return Table(ys[0], len(ys) - 1, tuple(filled), tuple(lines)), used


def _fill(cells: list[Cell], rows: int, columns: int) -> Iterator[Cell]:
    """Yield empty cells for places of the grid around which no lines are drawn."""
    taken = {
        (row, column)
        for cell in cells
        for row in range(cell.row, cell.row + cell.down)
        for column in range(cell.column, cell.column + cell.across)
    }
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in taken:
                yield Cell(row, column, 1, 1, ())


def _edges(edges: Iterable[float]) -> list[float]:
    ordered = sorted(edges)
    return ordered[:1] + [two for one, two in pairwise(ordered) if two - one > _NEAR]


def _index(edges: list[float], edge: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - edge))


def _holds(box: _Box, glyph: Glyph) -> bool:
    middle = (glyph.x0 + glyph.x1) / 2
    return box[0] <= middle <= box[2] and box[1] <= glyph.middle <= box[3]


def _join(lines: list[Line], edge: float) -> Iterator[str]:
    """Yield a cell's lines; one that ends for want of room is joined to the next."""
    said = ""
    for line in lines:
        said = close_gaps(f"{said} {line.text}").strip()
        if line.x1 < edge - _SHORT * line.size:
            yield said
            said = ""
    if said:
        yield said
