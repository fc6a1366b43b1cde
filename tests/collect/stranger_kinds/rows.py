"""Rows added, copied, deleted and swapped; cells merged; words typed into labels and heads of tables."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from copy import deepcopy

from huiqi.word.ooxml import Element, W, text_of, w
from tests.collect.stranger_kinds import words
from tests.collect.stranger_kinds.marks import drop_bookmarks, unwrap, unwrap_all
from tests.collect.stranger_kinds.sheet import Sheet, run

_NUMBERED = re.compile(r"(.+)_(\d+)")


def _row_of(element: Element) -> Element:
    return next(element.iterancestors(f"{W}tr"), None)


def rows_of(sheet: Sheet) -> dict[Element, list[str]]:
    """Return the rows that hold places, with their keys."""
    found: dict[Element, list[str]] = {}
    for key, spot in sheet.spots.items():
        row = _row_of(spot.paragraph)
        if row is not None:
            found.setdefault(row, []).append(key)
    return found


def _label(row: Element) -> str:
    """Return the fixed words of a row that are no mere number."""
    fixed = [text_of(cell) for cell in row.findall(f"{W}tc") if cell.find(f".//{W}sdt") is None]
    return "".join(text for text in fixed if not text.strip().isdigit())


def list_rows(sheet: Sheet) -> list[list[Element]]:
    """Return the rows of each list: numbered keys, and no label of their own."""
    tables: dict[Element, list[Element]] = {}
    for row, keys in rows_of(sheet).items():
        if all(_NUMBERED.fullmatch(key) for key in keys) and not _label(row):
            tables.setdefault(row.getparent(), []).append(row)
    return [rows for rows in tables.values() if len(rows) > 2]


def _free(sheet: Sheet, rows: list[Element]) -> None:
    """Let the rows of a list be known by what stands in them, not by their numbers."""
    keys = rows_of(sheet)
    for row in rows:
        told = {_stem(key): sheet.answers.pop(key) for key in keys[row] if key in sheet.answers}
        sheet.free.update(keys[row])
        if told:
            sheet.rows.append(told)


def _stem(key: str) -> str:
    matched = _NUMBERED.fullmatch(key)
    return matched[1] if matched else key


def _plain_row(sheet: Sheet, row: Element, keys: list[str]) -> Element:
    """Return a new row like one of the list, filled in, without controls."""
    more = deepcopy(row)
    drop_bookmarks(more)
    told: dict[str, list[str]] = {}
    for key in keys:
        (tag,) = (mark for mark in more.iter(f"{W}tag") if mark.get(f"{W}val") == key)
        control = tag.getparent().getparent()
        paragraph = next(control.iter(f"{W}p"), None)
        paragraph = next(control.iterancestors(f"{W}p")) if paragraph is None else paragraph
        for other in paragraph.getparent().findall(f"{W}p"):
            if other is not paragraph:
                other.getparent().remove(other)
        told[_stem(key)] = [words.phrase(sheet.chance) + "（新增）"]
        for item in list(paragraph):
            if item.tag != f"{W}pPr":
                paragraph.remove(item)
        paragraph.append(run(told[_stem(key)][0]))
    unwrap_all(more)
    sheet.rows.append(told)
    return more


def add_rows(sheet: Sheet) -> None:
    """Add rows at a list's end."""
    for rows in list_rows(sheet):
        keys, number = rows_of(sheet)[rows[-1]], len(rows)
        for _ in range(sheet.chance.randint(1, 3)):
            number += 1
            more = _plain_row(sheet, rows[-1], keys)
            _renumber(more, number)
            rows[-1].getparent().append(more)


def _renumber(row: Element, number: int) -> None:
    first = row.find(f"{W}tc")
    for text in [] if first is None else first.iter(f"{W}t"):
        if (text.text or "").strip().isdigit():
            text.text = str(number)


def insert_row(sheet: Sheet) -> None:
    """Put a row into the middle of a list; the numbers in front are written again or not."""
    for rows in list_rows(sheet):
        place = sheet.chance.randrange(len(rows) - 1)
        keys = rows_of(sheet)[rows[place]]
        _free(sheet, rows)
        rows[place].addnext(_plain_row(sheet, rows[place], keys))
        if sheet.chance.random() < 0.5:
            table = rows[0].getparent()
            start = table.index(rows[0])
            for number, row in enumerate(table[start:], 1):
                _renumber(row, number)


def copy_row(sheet: Sheet) -> None:
    """Copy a row with its controls, tags and bookmarks, and change one cell of the copy."""
    for rows in list_rows(sheet):
        keys = rows_of(sheet)
        filled = [row for row in rows if any(key in sheet.answers for key in keys[row])]
        if not filled:
            continue
        row = sheet.chance.choice(filled)
        told = {_stem(key): sheet.answers[key] for key in keys[row] if key in sheet.answers}
        _free(sheet, rows)
        sheet.rows.append(told)
        row.addnext(deepcopy(row))


def delete_rows(sheet: Sheet) -> None:
    """Delete rows, of lists and of tables with labels."""
    keys = rows_of(sheet)
    lists = {row for rows in list_rows(sheet) for row in rows}
    gone = [row for row in keys if sheet.chance.random() < 0.25][: max(len(keys) - 2, 0)]
    for row in gone:
        for key in keys[row]:
            sheet.answers.pop(key, None)
            sheet.free.add(key)
    for rows in list_rows(sheet):
        _free(sheet, [row for row in rows if row not in gone])
    for row in gone:
        sheet.doubt([key for key in keys[row] if row not in lists])
        row.getparent().remove(row)


def swap_rows(sheet: Sheet) -> None:
    """Let two rows of a table change places."""
    keys = rows_of(sheet)
    lists = list_rows(sheet)
    for table in {row.getparent() for row in keys}:
        rows = [row for row in keys if row.getparent() is table]
        if len(rows) < 3:
            continue
        first, second = sorted(sheet.chance.sample(range(len(rows)), 2))
        if any(rows[first] in some for some in lists):
            _free(sheet, rows)
        sheet.doubt([*keys[rows[first]], *keys[rows[second]]])
        mark = w("tr")
        rows[second].addprevious(mark)
        rows[first].addprevious(rows[second])
        mark.addprevious(rows[first])
        mark.getparent().remove(mark)


def _cell(sheet: Sheet, key: str) -> Element:
    return next(sheet.spots[key].paragraph.iterancestors(f"{W}tc"))


def merge_cells(sheet: Sheet) -> None:
    """Merge two cells of a row that stand beside each other."""
    for keys in rows_of(sheet).values():
        pairs = [pair for pair in itertools.pairwise(keys) if _adjoin(sheet, *pair)]
        if not pairs or sheet.chance.random() < 0.5:
            continue
        first, second = sheet.chance.choice(pairs)
        one, two = _cell(sheet, first), _cell(sheet, second)
        for key in (first, second):
            unwrap(sheet.spots[key].control)
        properties = one.find(f"{W}tcPr")
        width = properties.find(f"{W}tcW")
        width.addnext(w("gridSpan", val=2))
        for paragraph in two.findall(f"{W}p"):
            one.append(paragraph)
        two.getparent().remove(two)
        sheet.doubt([first, second], always=True)
        sheet.doubt(keys)


def _adjoin(sheet: Sheet, first: str, second: str) -> bool:
    if "cell" not in (sheet.spots[first].kind,) or sheet.spots[second].kind != "cell":
        return False
    return sheet.spots[first].control.getnext() is sheet.spots[second].control


def merge_down(sheet: Sheet) -> None:
    """Merge a cell with the one below it: its words go up."""
    for rows in list_rows(sheet):
        keys = rows_of(sheet)
        upper, lower = keys[rows[0]][0], keys[rows[1]][0]
        if sheet.spots[upper].kind != "cell":
            continue
        one, two = _cell(sheet, upper), _cell(sheet, lower)
        for key in (upper, lower):
            unwrap(sheet.spots[key].control)
        one.find(f"{W}tcPr/{W}tcW").addnext(w("vMerge", val="restart"))
        two.find(f"{W}tcPr/{W}tcW").addnext(w("vMerge"))
        for paragraph in two.findall(f"{W}p"):
            one.append(paragraph)
        two.append(w("p"))
        sheet.doubt([upper, lower], always=True)


def type_into_labels(sheet: Sheet) -> None:
    """Type the answer into the label's cell, before the place that stays open."""
    for row, keys in rows_of(sheet).items():
        cells = [cell for cell in row.findall(f"{W}tc") if cell.find(f".//{W}sdt") is None]
        if not cells or not text_of(cells[-1]).strip() or sheet.chance.random() < 0.5:
            continue
        text = words.sentence(sheet.chance)
        paragraph = cells[-1].find(f"{W}p")
        if sheet.chance.random() < 0.5:
            paragraph.append(run(f"：{text}"))
        else:
            paragraph.addnext(w("p", run(text)))
        (sheet.either if len(keys) == 1 else sheet.strays).append(text)
        sheet.doubt(keys, always=len(keys) == 1)


def type_into_heads(sheet: Sheet) -> None:
    """Type into the head of a table."""
    for table in sheet.root.iter(f"{W}tbl"):
        first = table.find(f"{W}tr")
        if first.find(f".//{W}sdt") is None and len(first.findall(f"{W}tc")) > 1:
            text = words.phrase(sheet.chance)
            first.findall(f"{W}tc")[-1].append(w("p", run(text)))
            sheet.strays.append(text)


ROWS: dict[str, Callable[[Sheet], None]] = {
    "rows added at the end": add_rows,
    "row inserted": insert_row,
    "row copied": copy_row,
    "rows deleted": delete_rows,
    "rows swapped": swap_rows,
    "cells merged": merge_cells,
    "cells merged downwards": merge_down,
    "typed into labels": type_into_labels,
    "typed into tables' heads": type_into_heads,
}
