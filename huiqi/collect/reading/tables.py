"""The tables of a paper: which rows belong to which table of the form, by the fixed texts in their cells."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from huiqi.collect.model import Place
from huiqi.collect.reading.anchors import Anchor
from huiqi.collect.reading.document import Block, Row, Table, lines_of
from huiqi.collect.reading.elements import Element, Grid
from huiqi.collect.reading.forms import Form, FormBlock, FormLine
from huiqi.collect.reading.text import fold, is_blank

FormRow = tuple[tuple[FormBlock, ...], ...]
_SHARE = 0.3  # of a form's labels that tells a table by itself
_LABELS = 2


@dataclass(frozen=True)
class _Labels:
    """The labels of a grid: words, numbers, and by each of them the rows that have it among their labels."""

    words: frozenset[str]
    numbers: frozenset[str]
    width: int
    rows: Mapping[str, list[frozenset[str]]]

    def has(self, cells: Sequence[str]) -> bool:
        """Whether a row is one of the grid's, whatever the order of its columns."""
        said = frozenset(cells)
        return any(row <= said for text in said if text in self.rows for row in self.rows[text])


def find_tables(
    elements: Sequence[Element], blocks: Sequence[Block]
) -> tuple[dict[int, list[Anchor]], tuple[Block, ...]]:
    """Return the rows of each grid as its anchor, and the blocks that are no table of the form."""
    grids = {
        number: _take_labels(one) for number, one in enumerate(elements) if isinstance(one, Grid)
    }
    free, rows = list[Block](), dict[int, list[Row]]()
    last: int | None = None
    for block in blocks:
        shared = _share_rows(block, grids, rows) if grids and isinstance(block, Table) else {}
        if (
            isinstance(block, Table)
            and last is not None
            and not shared
            and _goes_on(block, grids[last])
        ):
            shared = {last: [row for row in block.rows if row.cells]}
        if not shared:
            free.append(block)
        if shared or not is_blank("".join(line.text for line in lines_of((block,)))):
            last = max(shared, default=None)
        for number, some in shared.items():
            rows.setdefault(number, []).extend(some)
    found = {
        number: [Anchor(number, (some[0].first, 0), (some[-1].behind, 0), 300, rows=tuple(some))]
        for number, some in rows.items()
    }
    return found, tuple(free)


def _goes_on(table: Table, labels: _Labels) -> bool:
    """Whether a table without a head is the rest of the one before it: its rows have labels of that."""
    rows = [texts_of(row) for row in table.rows if row.cells]
    return all(len(cells) == labels.width for cells in rows) and any(
        cells[0] in labels.words or cells[0] in labels.numbers for cells in rows
    )


def labels_of(row: FormRow) -> dict[int, str]:
    """Return the fixed texts that fill their cells by their columns."""
    found = {}
    for column, cell in enumerate(row):
        block = cell[0] if len(cell) == 1 else None
        if isinstance(block, FormLine) and len(block.parts) == 1 and block.parts[0].key is None:
            found[column] = fold(block.parts[0].text)
    return found


def places_in(form: Form, row: FormRow) -> list[Place]:
    """Return the places of a row of a form, or of some of its cells."""
    return [
        form.by_key[part.key]
        for cell in row
        for block in cell
        if isinstance(block, FormLine)
        for part in block.parts
        if part.key is not None
    ]


def texts_of(row: Row) -> list[str]:
    """Return the folded texts of the cells of a row."""
    return ["".join([fold(line.text) for line in lines_of(cell.blocks)]) for cell in row.cells]


def _take_labels(grid: Grid) -> _Labels:
    rows = [labels_of(row) for table in grid.tables for row in table.rows]
    words = frozenset(text for row in rows for text in row.values() if text and not text.isdigit())
    whole: dict[str, list[frozenset[str]]] = {}
    for row in rows:
        for text in row.values() if len(row) > 1 else ():
            whole.setdefault(text, []).append(frozenset(row.values()))
    numbers = frozenset(text for row in rows for text in row.values() if text.isdigit())
    return _Labels(words, numbers, len(grid.tables[-1].rows[-1]), whole)


def _share_rows(
    table: Table, grids: Mapping[int, _Labels], taken: Collection[int]
) -> dict[int, list[Row]]:
    """Return the rows of a table by the grid that they belong to; nothing where it is somebody's own table.

    ``taken`` are the grids of tables before it: one of like labels is the next of these rather.
    """
    rows = [row for row in table.rows if row.cells]
    texts = [texts_of(row) for row in rows]
    said = {text for row in texts for text in row}
    counts = {number: len(labels.words & said) for number, labels in grids.items()}
    likely = {
        number
        for number, count in counts.items()
        if count and (count >= _LABELS or count >= _SHARE * len(grids[number].words))
    }
    whole = {number: [grids[number].has(cells) for cells in texts] for number in likely}
    most = max((sum(fits) for fits in whole.values()), default=0)
    likely = {
        number
        for number in likely
        if sum(whole[number]) * 2 > most
        or _is_joined(number, said, grids)
        or (not most and counts[number] * 2 >= max(counts.values()))
    }
    # Of grids that fit alike the first stays.
    order = sorted(likely, key=lambda number: (number in taken, number))
    return _go_through(rows, texts, {number: grids[number] for number in order})


def _is_joined(number: int, said: Collection[str], grids: Mapping[int, _Labels]) -> bool:
    """Whether all words of a grid are in a table, and none is another grid's: programs join tables that touch."""
    words = grids[number].words
    others = (labels.words for other, labels in grids.items() if other != number)
    return words.issubset(said) and not any(words & other for other in others)


def _go_through(
    rows: Sequence[Row], texts: Sequence[list[str]], likely: Mapping[int, _Labels]
) -> dict[int, list[Row]]:
    """Give each row to the grid that it fits best; in doubt it stays with the row before."""
    shared: dict[int, list[Row]] = {}
    last = next(iter(likely), None)
    for row, cells in zip(rows, texts, strict=True):
        if last is None:
            return {}
        fits = {
            number: 10 * labels.has(cells) + len(labels.words & set(cells))
            for number, labels in likely.items()
        }
        if fits[last] < max(fits.values()):
            last = max(likely, key=fits.__getitem__)
        shared.setdefault(last, []).append(row)
    return shared
