"""Where the places of a form stand, in words: headings, the table's head and label, the words before a place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huiqi.collect.model import BETWEEN, Place
from huiqi.collect.reading.document import Block, Document, Line, Mark, Row, Table
from huiqi.collect.reading.text import is_blank

_HEADING = re.compile(r"Heading([1-4])")
_NUMBER = re.compile(r"_(\d+)(?=_|$)")
_LETTERHEAD = ("Number", "UpwardNumber", "LetterNumber")  # styles of one line
_COPY_BLOCK, _BRACKETS = "版记", "〔请填写：〕"  # the one text box with places
_LINE_NUMBER = re.compile(r"\d+")


def list_place_marks(taken: Document) -> dict[int, list[Mark]]:
    """Return the marks of the places of each line by its number: controls, in a text box bookmarks alone."""
    marks: dict[int, list[Mark]] = {}
    for mark in taken.marks:
        if mark.source == "tag" or taken.lines[mark.begin[0]].boxed:
            marks.setdefault(mark.begin[0], []).append(mark)
    return marks


def label_places(taken: Document) -> tuple[Place, ...]:
    """Return the places of a blank copy in order."""
    return tuple(_label_blocks(taken.blocks, list_place_marks(taken)))


def _label_blocks(blocks: tuple[Block, ...], marks: dict[int, list[Mark]]) -> Iterator[Place]:
    headings: dict[int, str] = {}
    for block in blocks:
        if isinstance(block, Table):
            yield from _label_table(block, list(headings.values()), marks)
            continue
        level = _HEADING.fullmatch(block.style)
        if level:
            headings = {depth: text for depth, text in headings.items() if depth < int(level[1])}
            headings[int(level[1])] = _clean(block.text)
        yield from _label_line(block, list(headings.values()), marks.get(block.number, []))


def _label_line(
    line: Line, path: list[str], marks: list[Mark], row: int | None = None
) -> Iterator[Place]:
    before = 0
    for mark in sorted(marks, key=lambda one: one.begin):
        begin, end = mark.begin[1], _end_in(line, mark)
        said = _clean(line.text[before:begin])
        label = BETWEEN.join([*path, *([said] if said else [])]) or mark.name
        if mark.source == "bookmark":
            label = BETWEEN.join((_COPY_BLOCK, line.text[begin:end].strip(_BRACKETS)))
        number = _NUMBER.search(mark.key) if row is not None else None
        yield Place(
            mark.key, line.text[begin:end], label, mark.kind, mark.choices,
            _NUMBER.sub("", mark.key, count=1) if number else None,
            int(number[1]) if number else None,
            line.style in _LETTERHEAD or (begin, end) != (0, len(line.text)),
        )  # fmt: skip
        before = end


def _end_in(line: Line, mark: Mark) -> int:
    inside = mark.end is not None and mark.end[0] == line.number
    return mark.end[1] if inside and mark.end else len(line.text)


def _label_table(table: Table, path: list[str], marks: dict[int, list[Mark]]) -> Iterator[Place]:
    rows = [row for row in table.rows if row.cells]
    head = rows[0] if rows and rows[0].head else None
    for number, row in enumerate(rows):
        label = _label_row(row, marks, number)
        for column, cell in enumerate(row.cells):
            texts = [*path, *_label_cell(head, row, column, label, marks)]
            for block in cell.blocks:
                if isinstance(block, Line):
                    yield from _label_line(block, texts, marks.get(block.number, []), number)


def _label_cell(
    head: Row | None, row: Row, column: int, label: str, marks: dict[int, list[Mark]]
) -> list[str]:
    """Return row and column of a cell in words; without a head, the label to its left."""
    if head is not None:
        column_head = _text_of(head, column) if column < len(head.cells) else ""
        return [text for text in (label, column_head) if text]
    for left in range(column - 1, -1, -1):
        text = _text_of(row, left)
        if text and not any(line in marks for line in _line_numbers(row, left)):
            return [text]
    return []


def _label_row(row: Row, marks: dict[int, list[Mark]], number: int) -> str:
    """Return the first words of a row that are no number; of a row of a list its number."""
    said = [
        _text_of(row, column)
        for column in range(len(row.cells))
        if not any(line in marks for line in _line_numbers(row, column))
    ]
    words = [text for text in said if text and not _LINE_NUMBER.fullmatch(text)]
    if words:
        return words[0]
    return f"第{next((text for text in said if text), number)}行"


def _line_numbers(row: Row, column: int) -> list[int]:
    return [block.number for block in row.cells[column].blocks if isinstance(block, Line)]


def _text_of(row: Row, column: int) -> str:
    lines = (block.text for block in row.cells[column].blocks if isinstance(block, Line))
    return _clean("".join(text for text in lines if not is_blank(text)))


def _clean(text: str) -> str:
    return "".join(text.split()).strip("：:。，；")
