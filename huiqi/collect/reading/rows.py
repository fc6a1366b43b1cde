"""The rows of a table and their cells: by label, by the marks of their answers, by order; added ones go on."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from huiqi.collect.reading.added import read_added
from huiqi.collect.reading.columns import match_columns
from huiqi.collect.reading.document import FIXED, Row, lines_of
from huiqi.collect.reading.elements import Grid
from huiqi.collect.reading.forms import FormLine, FormTable
from huiqi.collect.reading.match_rows import match_rows
from huiqi.collect.reading.merged import read_merged
from huiqi.collect.reading.prompts import take_answer
from huiqi.collect.reading.stretch import Slice, Stretch
from huiqi.collect.reading.tables import FormRow, labels_of, places_in, texts_of
from huiqi.collect.reading.text import fold

_END = 1 << 30
_HEAD = 2  # cells of a head; one alone may be an answer

if TYPE_CHECKING:
    from huiqi.collect.reading.align import Aligner


def read_rows(aligner: Aligner, grid: Grid, rows: Sequence[Row]) -> None:
    """Read rows of a paper against a grid of the form."""
    free = list(rows)
    form_rows = [row for table in grid.tables for row in table.rows]
    aligner.labels = {
        text for row in form_rows for text in labels_of(row).values() if len(text) > 1
    }
    for number, table in enumerate(grid.tables):
        later = [row for other in grid.tables[number + 1 :] for row in other.rows]
        free = _read_table(aligner, table, free, later)


def _read_table(
    aligner: Aligner, table: FormTable, rows: Sequence[Row], later: Sequence[FormRow]
) -> list[Row]:
    """Read the rows of one table; return those that may be another's."""
    rows, second = _drop_second(aligner, table, rows)
    whole, rows = rows, _drop_heads(aligner, table, rows)
    columns = match_columns(table, rows)
    if columns.missing:
        aligner.result.note(f"表格缺少一列：{'、'.join(columns.missing)}")
    match = match_rows(aligner, table, rows, columns)
    arranged = {number: columns.arrange(row) for number, row in match.rows.items()}
    merged = read_merged(aligner, table, arranged)
    for number, row in arranged.items():
        _read_row(aligner, table.rows[number], row, merged)
    gone = [labels_of(row) for number, row in enumerate(table.rows) if number not in match.rows]
    said = ["、".join(labels.values()) for labels in gone if any(labels.values())]
    if said:
        aligner.result.note(f"表格缺少{len(said)}行：{'；'.join(said)}")
    known = [labels_of(row) for row in later]
    # What follows the first row of a later table is none of this one, whatever became of its labels.
    edge = min((row.first for row in (*match.rest, *second) if _belongs(row, known)), default=_END)
    rest = [row for row in match.rest if row.first < edge]
    others = [row for row in (*match.rest, *second) if row.first >= edge]
    taken = len(aligner.result.taken)
    numbers = {
        text for row in match.rows for text in labels_of(table.rows[row]).values() if text.isdigit()
    }
    read_added(aligner, table, [columns.arrange(row) for row in rest], numbers)
    if len(rows) < len(whole) and not any(map(labels_of, table.rows[1:])):
        # Nothing in the rows tells whether the table goes on or stands there twice.
        aligner.result.doubt_taken(taken, "表头不止一处，可能是另一份里的")
    return others


def _belongs(row: Row, known: Sequence[dict[int, str]]) -> bool:
    texts = [fold("".join(line.text for line in lines_of(cell.blocks))) for cell in row.cells]
    return any(
        labels
        and all(column < len(texts) and texts[column] == text for column, text in labels.items())
        for labels in known
    )


def _drop_second(
    aligner: Aligner, table: FormTable, rows: Sequence[Row]
) -> tuple[Sequence[Row], Sequence[Row]]:
    """Return the rows before the second copy of a table, and those of the copy: both may be the one that counts."""
    texts = [texts_of(row) for row in rows]
    head = list(labels_of(table.rows[0]).values())
    starts = [number for number, said in enumerate(texts) if said == head]
    labels = {tuple(labels_of(row).items()) for row in table.rows[1:]}
    for start in starts[1:] if len(head) == len(table.rows[0]) else ():
        before, behind = (
            {one for one in labels if any(_has(said, one) for said in some)}
            for some in (texts[:start], texts[start:])
        )
        if before & behind:
            aligner.result.note("同一表格出现不止一次：只读了第一个")
            for row in table.rows:
                for place in places_in(aligner.form, row):
                    aligner.result.doubt(place.key, "同一表格出现不止一次")
            return rows[:start], rows[start:]
    return rows, ()


def _drop_heads(aligner: Aligner, table: FormTable, rows: Sequence[Row]) -> Sequence[Row]:
    """Return the rows without those that say the head again, as people have it where a table goes on on the next page."""
    head = list(labels_of(table.rows[0]).values())
    again = [row for row in rows if texts_of(row) == head][1:]
    if not again or len(head) < len(table.rows[0]) or len(head) < _HEAD:
        return rows
    for row in again:
        lines = [line for cell in row.cells for line in lines_of(cell.blocks)]
        aligner.result.take([Slice(line, 0, len(line.text)) for line in lines], FIXED)
    return [row for row in rows if row not in again]


def _has(texts: Sequence[str], labels: tuple[tuple[int, str], ...]) -> bool:
    return bool(labels) and all(
        column < len(texts) and texts[column] == text for column, text in labels
    )


def _read_row(aligner: Aligner, form_row: FormRow, row: Row, merged: Collection[int]) -> None:
    cells = row.cells
    if len(cells) == len(form_row):
        for column, (form_cell, cell) in enumerate(zip(form_row, cells, strict=True)):
            if id(cell) in merged:
                continue
            if not _read_label(aligner, form_row, row, column):
                aligner.align(form_cell, cell.blocks)
        return
    if len(cells) > len(form_row) and _has_labels(form_row, row):
        _read_row(aligner, form_row, replace(row, cells=cells[: len(form_row)]), merged)
        return
    if sum(cell.span for cell in cells) != len(form_row):
        for place in places_in(aligner.form, form_row):
            aligner.result.doubt(place.key, "这一行的列数改过")
        return
    column = 0
    for cell in cells:
        inner = form_row[column : column + cell.span]
        aligner.align([block for form_cell in inner for block in form_cell], cell.blocks)
        column += cell.span


def _has_labels(form_row: FormRow, row: Row) -> bool:
    """Whether the labels of a row stand in their columns: what was added stands behind them."""
    texts, labels = texts_of(row), labels_of(form_row)
    return bool(labels) and all(texts[column] == text for column, text in labels.items())


def _read_label(aligner: Aligner, form_row: FormRow, row: Row, column: int) -> bool:
    """Read an answer that was typed into the label's cell, if the cell beside is empty; say whether it was one."""
    labels = labels_of(form_row)
    label = labels.get(column, "")
    beside = form_row[column + 1] if column + 1 < len(form_row) else ()
    block = beside[0] if len(beside) == 1 else None
    if not label or label.isdigit() or not isinstance(block, FormLine) or len(block.parts) != 1:
        return False
    key = block.parts[0].key
    text, other = _stretch(row, column), _stretch(row, column + 1)
    if key is None or text.folded == label or not text.folded.startswith(label):
        return False
    place = aligner.form.by_key[key]
    said = text.folded[len(label) :].lstrip(":")
    fits = place.kind != "choice" or said in place.choices
    if other.folded not in ("", fold(place.prompt)) or not fits:
        return False
    aligner.result.take(text.cut(0, len(label)), FIXED)
    take_answer(place, text, len(label), len(text), aligner.result)
    aligner.result.doubt(key, "写在标签的单元格内")
    return True


def _stretch(row: Row, column: int) -> Stretch:
    return Stretch(Slice(line, 0, len(line.text)) for line in lines_of(row.cells[column].blocks))
