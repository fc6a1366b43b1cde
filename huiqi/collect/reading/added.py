"""Rows that somebody added to a list: cell under cell of its rows, with keys that continue its numbers."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from huiqi.collect.model import Place
from huiqi.collect.reading.document import FIXED, Cell, Row, lines_of
from huiqi.collect.reading.forms import FormBlock, FormLine, FormTable
from huiqi.collect.reading.prompts import take_answer
from huiqi.collect.reading.stretch import Slice, Stretch
from huiqi.collect.reading.tables import FormRow, labels_of, places_in, texts_of

if TYPE_CHECKING:
    from huiqi.collect.reading.align import Aligner

_NUMBER = re.compile(r"_\d+(?=_|$)")


def read_added(
    aligner: Aligner, table: FormTable, rows: Sequence[Row], numbers: Collection[str]
) -> None:
    """Read added rows; those of a table that is no list stay unplaced.

    ``numbers`` are those of the form's rows that were found: an added row with one may be another copy's.
    """
    pattern = next((row for row in reversed(table.rows) if _lists_of(aligner, row)), None)
    if pattern is None:
        return
    lists = _lists_of(aligner, pattern)
    head = labels_of(table.rows[0])
    numbered = [column for column, text in labels_of(pattern).items() if text.isdigit()]
    for row in rows:
        texts = texts_of(row)
        if len(texts) == len(pattern) and any(texts):
            number, taken = aligner.count_row(lists), len(aligner.result.taken)
            for form_cell, cell in zip(pattern, row.cells, strict=True):
                _read_cell(aligner, form_cell, cell, number)
            if any(texts[column] in numbers for column in numbered):
                aligner.result.doubt_taken(taken, "序号与表中另一行相同，可能是另一份里的")
            # A head may have more cells than the rows below it.
            if any(
                label and column < len(texts) and texts[column].startswith(label)
                for column, label in head.items()
            ):
                aligner.result.doubt_taken(taken, "这一行有表头的文字")


def _lists_of(aligner: Aligner, row: FormRow) -> frozenset[str]:
    """Return the lists that a row is one of; none where it has other places too."""
    places = places_in(aligner.form, row)
    lists = frozenset(place.list for place in places if place.list)
    return lists if all(place.list for place in places) else frozenset()


def _read_cell(aligner: Aligner, form_cell: tuple[FormBlock, ...], cell: Cell, number: int) -> None:
    stretch = Stretch(Slice(line, 0, len(line.text)) for line in lines_of(cell.blocks))
    block = form_cell[0] if len(form_cell) == 1 else None
    if not isinstance(block, FormLine) or len(block.parts) != 1 or not len(stretch):
        return
    key = block.parts[0].key
    if key is not None:
        place: Place = aligner.form.by_key[key]
        take_answer(
            replace(place, key=_NUMBER.sub(f"_{number}", key, count=1)),
            stretch,
            0,
            len(stretch),
            aligner.result,
        )
    elif stretch.folded.isdigit():
        aligner.result.take(stretch.cut(0, len(stretch)), FIXED)
