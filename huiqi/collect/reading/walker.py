"""One walk over WordprocessingML, in the order of reading.

Insertions count, deletions do not; of alternatives one is read; a field is its result; a text box is read behind
the paragraph that it hangs at. A control stands where OOXML allows one: round runs, paragraphs, cells, rows, or in
another control.
"""

from __future__ import annotations

from huiqi.collect.reading.document import Block, Cell, Row, Table
from huiqi.collect.reading.inline import Inline, find_open_fields, pick_alternative
from huiqi.collect.reading.paragraph_reader import ALTERNATIVES, SKIPPED, ParagraphReader, Take
from huiqi.word.ooxml import Element, W


class Walker(ParagraphReader):
    """Reads the content of a body, or of a note."""

    def read_blocks(self, parent: Element) -> list[Block]:
        """Return the paragraphs and tables below an element."""
        blocks: list[Block] = []
        self._read_into(parent, blocks)
        self._end_line(blocks)
        return blocks

    def read_whole(self, body: Element) -> list[Block]:
        """Return the paragraphs and tables of a text; a field in it that never ends hides nothing."""
        self._open_fields = find_open_fields(body)
        return self.read_blocks(body)

    def _read_into(self, parent: Element, blocks: list[Block]) -> None:
        for child in parent:
            tag = child.tag
            if tag == f"{W}p":
                self._read_paragraph(child, blocks)
            elif tag == f"{W}tbl":
                self._end_line(blocks)
                rows: list[Row] = []
                self._read_rows(child, rows)
                blocks.append(Table(tuple(rows)))
            else:
                self._read_around(child, lambda inner: self._read_into(inner, blocks))

    def _read_around(self, element: Element, take: Take) -> None:
        """Read what stands round paragraphs, rows or cells."""
        tag = element.tag
        if tag == f"{W}sdt":
            self._read_control(element, take)
        elif tag == f"{W}bookmarkStart":
            self.marks.begin_bookmark(element, self._here())
        elif tag == f"{W}bookmarkEnd":
            self.marks.end_bookmark(element, self._here())
        elif tag == ALTERNATIVES:
            take(pick_alternative(element))
        elif len(element) and tag not in SKIPPED:
            take(element)

    def _read_rows(self, parent: Element, rows: list[Row]) -> None:
        for child in parent:
            if child.tag == f"{W}tr":
                if child.find(f"{W}trPr/{W}del") is None:
                    first, cells = self._count, list[Cell]()
                    self._read_cells(child, cells)
                    head = child.find(f"{W}trPr/{W}tblHeader") is not None
                    rows.append(Row(tuple(cells), first, self._count, head))
            else:
                self._read_around(child, lambda inner: self._read_rows(inner, rows))

    def _read_cells(self, parent: Element, cells: list[Cell]) -> None:
        for child in parent:
            if child.tag == f"{W}tc":
                span, merge = _find_spans(child)
                width = 1 if span is None else int(span.get(f"{W}val") or 1)
                goes_on = merge is not None and merge.get(f"{W}val") != "restart"
                blocks = tuple(self.read_blocks(child))
                cells.append(Cell(blocks, width, goes_on, merge is not None and not goes_on))
            else:
                self._read_around(child, lambda inner: self._read_cells(inner, cells))

    def _read_paragraph(self, paragraph: Element, blocks: list[Block]) -> None:
        properties = paragraph.find(f"{W}pPr")
        if self._inline is None:
            style = None if properties is None else properties.find(f"{W}pStyle")
            self._inline = Inline("" if style is None else style.get(f"{W}val") or "")
            self._count += 1
        self._read_inline(paragraph)
        # Where the mark of the paragraph is deleted, the next one goes on in it.
        if properties is None or properties.find(f"{W}rPr/{W}del") is None:
            self._end_line(blocks)

    def _end_line(self, blocks: list[Block]) -> None:
        inline, self._inline = self._inline, None
        if inline is None:
            return
        self._end_piece(inline)
        blocks.extend(self._pieces)
        self._pieces = []
        self._boxes += 1
        for box in inline.boxes:
            self._read_into(box, blocks)
            self._end_line(blocks)
        self._boxes -= 1


def _find_spans(cell: Element) -> tuple[Element | None, Element | None]:
    """Return the marks of a cell that is wider than one column, and of one that is merged with those below."""
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        return None, None
    return properties.find(f"{W}gridSpan"), properties.find(f"{W}vMerge")
