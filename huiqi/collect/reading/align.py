"""A filled paper aligned with its form: body and cells, part by part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from huiqi.collect.model import Place
from huiqi.collect.reading.anchors import choose_anchors, find_lines
from huiqi.collect.reading.boxes import take_boxes
from huiqi.collect.reading.document import FIXED, Block, Document, Line, lines_of
from huiqi.collect.reading.elements import Element, Fixed, list_elements
from huiqi.collect.reading.forms import Form, FormBlock, FormLine
from huiqi.collect.reading.prompts import take_answer
from huiqi.collect.reading.result import Result
from huiqi.collect.reading.scope import Scope
from huiqi.collect.reading.spans import list_spans
from huiqi.collect.reading.stretch import Slice, Stretch
from huiqi.collect.reading.tables import find_tables
from huiqi.collect.reading.text import fold, is_blank


class Aligner:
    """Reads one paper against its form. ``labels`` are the fixed texts of the table that is read."""

    def __init__(self, document: Document, form: Form, result: Result) -> None:
        self.form, self.result = form, result
        self.spans = list_spans(document, form.by_key)
        self.labels: set[str] = set()
        self._counts: dict[str, int] = {}
        for place in form.places:
            if place.list:
                self._counts[place.list] = max(self._counts.get(place.list, 0), place.row or 0)
        self._marked: dict[int, set[str]] = {}
        for key, spans in self.spans.items():
            for span in spans:
                self._marked.setdefault(span.begin[0], set()).add(key)

    def align(
        self, form_blocks: Sequence[FormBlock], blocks: Sequence[Block], *, body: bool = False
    ) -> None:
        """Read a body or a cell."""
        if len(form_blocks) == 1 and self._align_one(form_blocks[0], blocks):
            return
        if body:
            form_blocks, blocks = take_boxes(self, form_blocks, blocks)
        elements = list_elements(self.form, form_blocks)
        boxed = self._take_boxed(elements, blocks)
        options, free = find_tables(elements, blocks)
        lines = [line for line in lines_of(free) if line.number not in boxed]
        written = [line for line in lines if not is_blank(line.text)]
        options |= find_lines(elements, written, self.spans)
        anchors = choose_anchors(elements, options)
        Scope(self, elements, anchors, lines, body=body).read()

    def _take_boxed(self, elements: list[Element], blocks: Sequence[Block]) -> set[int]:
        """Take the form's own text boxes out of both: they stand beside the text, and part no answer."""
        taken: set[int] = set()
        for line in lines_of(tuple(blocks)):
            text = fold(line.text) if line.boxed else ""
            own = next((one for one in elements if text and _is_alone(one, text)), None)
            if own is not None:
                elements.remove(own)
                taken.add(line.number)
                self.result.take([Slice(line, 0, len(line.text))], FIXED)
        return taken

    def keys_between(self, first: int, behind: int) -> set[str]:
        """Return the keys whose marks begin in some lines, by the numbers of the first and of the one behind."""
        return set().union(*(self._marked.get(number, ()) for number in range(first, behind)))

    def count_row(self, lists: Iterable[str]) -> int:
        """Return the number of a row that was added to some lists, behind all of them."""
        number = 1 + max(self._counts[name] for name in lists)
        self._counts |= dict.fromkeys(lists, number)
        return number

    def doubt_pictures(self, lines: Iterable[Line], places: Iterable[Place]) -> None:
        """Say that there are pictures: they may be an answer."""
        if any(line.pictures for line in lines):
            self.result.note("含图片：图片中的文字未读")
            for place in places:
                self.result.doubt(place.key, "有图片，图片中的文字未读")

    def _align_one(self, block: FormBlock, blocks: Sequence[Block]) -> bool:
        """Read a cell that is one place, or one text that is unchanged."""
        if not isinstance(block, FormLine) or len(block.parts) != 1:
            return False
        part, lines = block.parts[0], list(lines_of(tuple(blocks)))
        stretch = Stretch(Slice(line, 0, len(line.text)) for line in lines)
        if part.key is not None:
            place = self.form.by_key[part.key]
            self.doubt_pictures(lines, [place])
            if stretch.folded in self.labels:
                self.result.doubt(place.key, "与表格的固定文字相同")
            take_answer(place, stretch, 0, len(stretch), self.result)
        elif stretch.folded == fold(part.text):
            self.result.take(stretch.cut(0, len(stretch)), FIXED)
        else:
            return False
        return True


def _is_alone(element: Element, text: str) -> bool:
    return isinstance(element, Fixed) and element.alone and element.folded == text
