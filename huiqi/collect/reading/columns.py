"""The columns of a table in a paper, by the texts of its head: some may have changed places, come or gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from huiqi.collect.reading.document import Cell, Row
from huiqi.collect.reading.forms import FormTable
from huiqi.collect.reading.tables import labels_of, texts_of


@dataclass(frozen=True)
class Columns:
    """For each column of the form its cell in a row of ``size`` cells, or None; ``missing`` are the heads of those."""

    cells: tuple[int | None, ...] = ()
    size: int = 0
    missing: tuple[str, ...] = ()

    def arrange(self, row: Row) -> Row:
        """Return a row with its cells in the form's order; what is more stays outside."""
        if len(row.cells) != self.size:
            return row
        empty = Cell(())
        cells = tuple(empty if place is None else row.cells[place] for place in self.cells)
        return replace(row, cells=cells)


def match_columns(table: FormTable, rows: Sequence[Row]) -> Columns:
    """Return where the columns of a table stand; nothing where its head says nothing new."""
    head = labels_of(table.rows[0]) if table.rows else {}
    texts = list(head.values())
    if len(head) != len(table.rows[0]) or len(set(texts)) < len(texts) or len(texts) < 2:
        return Columns()
    for row in rows:
        said = texts_of(row)
        if len(set(texts) & set(said)) * 2 > len(texts) and len(set(said)) == len(said):
            if said == texts:
                return Columns()
            places = tuple(said.index(text) if text in said else None for text in texts)
            return _repair(texts, said, places)
    return Columns()


def _repair(texts: Sequence[str], said: Sequence[str], places: tuple[int | None, ...]) -> Columns:
    """Let a column whose head was changed stay at its place, if nobody else is there."""
    used = {place for place in places if place is not None}
    repaired = tuple(
        number if place is None and len(said) == len(texts) and number not in used else place
        for number, place in enumerate(places)
    )
    missing = tuple(text for text, place in zip(texts, repaired, strict=True) if place is None)
    return Columns(repaired, len(said), missing)
