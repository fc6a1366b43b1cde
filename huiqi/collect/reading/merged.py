"""Cells of several rows that somebody made one: what stands there may be each row's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from huiqi.collect.reading.document import Cell, Row, lines_of
from huiqi.collect.reading.forms import FormTable
from huiqi.collect.reading.several import share_among
from huiqi.collect.reading.stretch import Slice, Stretch
from huiqi.collect.reading.tables import places_in

if TYPE_CHECKING:
    from huiqi.collect.reading.align import Aligner

_WHY = "单元格与上下行合并，分不清各写了什么"


def read_merged(aligner: Aligner, table: FormTable, rows: Mapping[int, Row]) -> set[int]:
    """Read the answers in merged cells; return the ids of the cells that are done."""
    done: set[int] = set()
    in_order = sorted(rows.items(), key=lambda item: item[1].first)
    for place, (number, row) in enumerate(in_order):
        for column, cell in enumerate(row.cells):
            if cell.takes_in and len(row.cells) == len(table.rows[number]):
                group = [(number, cell), *_below(in_order[place + 1 :], column)]
                done |= _read_group(aligner, table, group, column)
    return done


def _below(rows: list[tuple[int, Row]], column: int) -> list[tuple[int, Cell]]:
    found = []
    for number, row in rows:
        if column >= len(row.cells) or not row.cells[column].goes_on:
            break
        found.append((number, row.cells[column]))
    return found


def _read_group(
    aligner: Aligner, table: FormTable, group: list[tuple[int, Cell]], column: int
) -> set[int]:
    """Share the text of merged cells among their places; labels are read as usual."""
    places = [
        place
        for number, _ in group
        for place in places_in(aligner.form, (table.rows[number][column],))
    ]
    if len(group) < 2 or len(places) != len(group):
        return set()
    lines = [line for _, cell in group for line in lines_of(cell.blocks)]
    stretch = Stretch(Slice(line, 0, len(line.text)) for line in lines)
    if len(stretch):
        for place in places:
            aligner.result.doubt(place.key, _WHY)
        share_among(places, stretch, (0, len(stretch)), aligner.spans, aligner.result)
    return {id(cell) for _, cell in group}
