"""What people do to whole tables: columns added and taken out, split, nested, turned into text."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from huiqi.word.ooxml import Element, W, text_of, w
from tests.collect.stranger_kinds import words
from tests.collect.stranger_kinds.marks import unwrap_all
from tests.collect.stranger_kinds.rows import rows_of
from tests.collect.stranger_kinds.sheet import Sheet, run


def _cells(row: Element) -> list[Element]:
    """Return the cells of a row, each as it hangs in the row: alone, or in its control."""
    return [item for item in row if item.tag in (f"{W}tc", f"{W}sdt")]


def _tables(sheet: Sheet) -> list[tuple[Element, list[Element]]]:
    """Return the tables in which every row has as many cells as there are columns, with their rows."""
    found = []
    for table in {id(row.getparent()): row.getparent() for row in rows_of(sheet)}.values():
        rows = table.findall(f"{W}tr")
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        if len(rows) > 2 and all(len(_cells(row)) == columns for row in rows):
            found.append((table, rows))
    return found


def _keys_in(sheet: Sheet, element: Element) -> list[str]:
    return [
        key
        for key, spot in sheet.spots.items()
        if any(up is element for up in (spot.control, *spot.control.iterancestors()))
        or any(up is element for up in spot.paragraph.iterancestors())
    ]


def add_column(sheet: Sheet) -> None:
    """Add a column at the right and write in it."""
    for table, rows in _tables(sheet):
        grid = table.find(f"{W}tblGrid")
        grid.append(deepcopy(grid[-1]))
        for number, row in enumerate(rows):
            text = "联系人" if number == 0 else words.phrase(sheet.chance)
            row.append(w("tc", w("tcPr", w("tcW", w=1000, type="dxa")), w("p", run(text))))
            sheet.strays.append(text)


def delete_column(sheet: Sheet) -> None:
    """Take out the last column with its head."""
    for table, rows in _tables(sheet):
        cells = [_cells(row)[-1] for row in rows]
        keys = [key for cell in cells for key in _keys_in(sheet, cell)]
        if len(keys) != len(rows) - 1 or len(_cells(rows[0])) < 3:
            continue
        for key in keys:
            sheet.answers.pop(key, None)
            sheet.free.add(key)
        for cell in cells:
            cell.getparent().remove(cell)
        grid = table.find(f"{W}tblGrid")
        grid.remove(grid[-1])
        sheet.doubt([key for row in rows for key in _keys_in(sheet, row)])


def split_table(sheet: Sheet) -> None:
    """Split a table in two; the second half has no head."""
    for table, rows in _tables(sheet):
        if len(rows) < 4:
            continue
        second = w("tbl", deepcopy(table.find(f"{W}tblPr")), deepcopy(table.find(f"{W}tblGrid")))
        second.extend(rows[sheet.chance.randint(2, len(rows) - 1) :])
        table.addnext(second)
        table.addnext(w("p"))


def nest_table(sheet: Sheet) -> None:
    """Paste a small table into a cell, below what stands there."""
    for key in list(sheet.answers):
        spot = sheet.spots[key]
        if spot.kind != "cell" or sheet.chance.random() < 0.6:
            continue
        told = [words.phrase(sheet.chance) for _ in range(2)]
        row = w("tr", *(w("tc", w("tcPr"), w("p", run(text))) for text in told))
        grid = w("tblGrid", w("gridCol", w=1000), w("gridCol", w=1000))
        cell = next(spot.paragraph.iterancestors(f"{W}tc"))
        cell.append(w("tbl", w("tblPr", w("tblW", w=0, type="auto")), grid, row))
        cell.append(w("p"))
        sheet.answers[key] = [*sheet.answers[key], *told]
        sheet.loose.add(key)


def turn_into_text(sheet: Sheet) -> None:
    """Turn tables into paragraphs, cell behind cell with tabs."""
    for table, rows in _tables(sheet):
        sheet.doubt(_keys_in(sheet, table), always=True)
        for row in rows:
            unwrap_all(row)
            line = w("p")
            for number, cell in enumerate(row.findall(f"{W}tc")):
                texts = [text_of(item) for item in cell.iter(f"{W}p")]
                line.append(run(("\t" if number else "") + "\n".join(texts)))
            table.addprevious(line)
        table.getparent().remove(table)


TABLES: dict[str, Callable[[Sheet], None]] = {
    "column added": add_column,
    "column deleted": delete_column,
    "table split": split_table,
    "table pasted into a cell": nest_table,
    "tables turned into text": turn_into_text,
}
