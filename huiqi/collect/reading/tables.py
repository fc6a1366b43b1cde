"""The rows of a table found by their labels, their cells by their columns; rows that were added continue the list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from huiqi.collect.forms import FormBlock, FormLine, FormTable
from huiqi.collect.model import Place
from huiqi.collect.reading.document import FIXED, Cell, Row, Table, lines_of
from huiqi.collect.reading.region import take_answer
from huiqi.collect.reading.stretch import Slice, Stretch
from huiqi.collect.reading.text import fold

if TYPE_CHECKING:
    from huiqi.collect.reading.align import Aligner

FormRow = tuple[tuple[FormBlock, ...], ...]
_NUMBER = re.compile(r"_\d+(?=_|$)")


def read_table(aligner: Aligner, form: FormTable, table: Table) -> None:
    """Read the rows of a table against those of the form."""
    rows = [row for row in table.rows if row.cells]
    matched, added = _match_rows(form.rows, rows)
    for number, row in matched.items():
        _read_row(aligner, form.rows[number], row)
    for number, form_row in enumerate(form.rows):
        if number not in matched and any(_labels(form_row).values()):
            aligner.result.note(f"缺少表格的一行：{'、'.join(_labels(form_row).values())}")
            aligner.result.seen.update(place.key for place in _places_of(aligner, form_row))
    _read_added(aligner, form, added)


def _labels(row: FormRow) -> dict[int, str]:
    """Return the fixed texts that fill their cells by their columns."""
    found = {}
    for column, cell in enumerate(row):
        if len(cell) == 1 and isinstance(cell[0], FormLine) and len(cell[0].parts) == 1:
            part = cell[0].parts[0]
            if part.key is None:
                found[column] = fold(part.text)
    return found


def _texts(row: Row) -> list[str]:
    return [fold("".join(line.text for line in lines_of(cell.blocks))) for cell in row.cells]


def _match_rows(
    form_rows: Sequence[FormRow], rows: Sequence[Row]
) -> tuple[dict[int, Row], list[Row]]:
    """Return the rows of the form with their rows of the paper, and rows that the form does not have."""
    free = dict(enumerate(rows))
    texts = [_texts(row) for row in rows]
    matched: dict[int, Row] = {}
    for number, form_row in enumerate(form_rows):
        labels = _labels(form_row)
        for place in list(free):
            said = texts[place]
            if all(column < len(said) and said[column] == text for column, text in labels.items()):
                matched[number] = free.pop(place)
                break
    return matched, list(free.values())


def _read_row(aligner: Aligner, form_row: FormRow, row: Row) -> None:
    if len(form_row) != len(row.cells):
        for place in _places_of(aligner, form_row):
            aligner.result.doubt(place.key, "这一行的列数改过")
        return
    for form_cell, cell in zip(form_row, row.cells, strict=True):
        aligner.align(form_cell, cell.blocks)


def _places_of(aligner: Aligner, row: FormRow) -> list[Place]:
    return [
        aligner.form.by_key[part.key]
        for cell in row
        for block in cell
        if isinstance(block, FormLine)
        for part in block.parts
        if part.key is not None
    ]


def _read_added(aligner: Aligner, form: FormTable, added: Sequence[Row]) -> None:
    """Read rows that somebody added to a list: cell under cell of its last row, numbers continued."""
    pattern = next((row for row in reversed(form.rows) if _places_of(aligner, row)), None)
    if pattern is None or not all(place.row for place in _places_of(aligner, pattern)):
        return
    number = max(place.row or 0 for row in form.rows for place in _places_of(aligner, row))
    for row in added:
        if len(row.cells) != len(pattern) or not any(_texts(row)):
            continue
        number += 1
        for form_cell, cell in zip(pattern, row.cells, strict=True):
            _read_added_cell(aligner, form_cell, cell, number)


def _read_added_cell(
    aligner: Aligner, form_cell: tuple[FormBlock, ...], cell: Cell, number: int
) -> None:
    stretch = Stretch(Slice(line, 0, len(line.text)) for line in lines_of(cell.blocks))
    block = form_cell[0] if len(form_cell) == 1 else None
    if not isinstance(block, FormLine) or len(block.parts) != 1:
        return
    key = block.parts[0].key
    if key is None:
        if stretch.folded.isdigit():
            aligner.result.take(stretch.cut(0, len(stretch.folded)), FIXED)
        return
    place = aligner.form.by_key[key]
    own = Place(
        _NUMBER.sub(f"_{number}", key, count=1),
        place.prompt,
        place.label,
        place.kind,
        place.choices,
    )
    take_answer(own, stretch, 0, len(stretch.folded), aligner.result)
