"""A body or a cell of a filled paper aligned with the part of the form that stands there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from huiqi.collect.forms import Form, FormBlock, FormLine
from huiqi.collect.model import Place
from huiqi.collect.reading.anchors import Anchor, choose_anchors, find_lines
from huiqi.collect.reading.document import FIXED, Block, Document, Line, Position, lines_of
from huiqi.collect.reading.elements import Element, Fixed, Gap, Grid, flatten, list_elements
from huiqi.collect.reading.prompts import take_answer
from huiqi.collect.reading.region import Region
from huiqi.collect.reading.result import Result
from huiqi.collect.reading.rows import read_rows
from huiqi.collect.reading.spans import list_spans
from huiqi.collect.reading.stretch import Slice, Stretch
from huiqi.collect.reading.tables import find_tables
from huiqi.collect.reading.text import fold, is_blank

_LEAST = 4
_START: Position = (-1, 0)
_END: Position = (1 << 30, 0)


class Aligner:
    """Reads one paper against its form."""

    def __init__(self, document: Document, form: Form, result: Result) -> None:
        self.form, self.result = form, result
        self.spans = list_spans(document, form.by_key)
        self.labels: set[str] = set()  # of the table that is read
        self._counts: dict[str, int] = {}
        for place in form.places:
            if place.list:
                self._counts[place.list] = max(self._counts.get(place.list, 0), place.row or 0)
        self._marked: dict[int, set[str]] = {}
        for key, spans in self.spans.items():
            for span in spans:
                self._marked.setdefault(span.begin[0], set()).add(key)

    def align(self, form_blocks: Sequence[FormBlock], blocks: Sequence[Block]) -> None:
        """Read a body or a cell."""
        if len(form_blocks) == 1 and self._align_one(form_blocks[0], blocks):
            return
        elements = list_elements(self.form, form_blocks)
        options, free = find_tables(elements, blocks)
        lines = list(lines_of(free))
        options |= find_lines(
            elements, [line for line in lines if not is_blank(line.text)], self.spans
        )
        self._read_regions(elements, choose_anchors(elements, options), lines)

    def keys_between(self, first: int, behind: int) -> set[str]:
        """Return the keys whose marks begin in some lines, by the numbers of the first and of the one behind."""
        return set().union(*(self._marked.get(number, ()) for number in range(first, behind)))

    def count_row(self, lists: Iterable[str]) -> int:
        """Return the number of a row that was added to some lists, behind all of them."""
        number = 1 + max(self._counts[name] for name in lists)
        self._counts |= dict.fromkeys(lists, number)
        return number

    def _align_one(self, block: FormBlock, blocks: Sequence[Block]) -> bool:
        """Read a cell that is one place, or one text that is unchanged."""
        if not isinstance(block, FormLine) or len(block.parts) != 1:
            return False
        part, stretch = block.parts[0], _whole(lines_of(tuple(blocks)))
        if part.key is not None:
            self._doubt_pictures(list(lines_of(tuple(blocks))), [self.form.by_key[part.key]])
            if stretch.folded in self.labels:
                self.result.doubt(part.key, "与表格的固定文字相同")
            take_answer(self.form.by_key[part.key], stretch, 0, len(stretch), self.result)
            return True
        if stretch.folded == fold(part.text):
            self.result.take(stretch.cut(0, len(stretch)), FIXED)
            return True
        return False

    def _read_regions(
        self, elements: Sequence[Element], anchors: Sequence[Anchor], lines: Sequence[Line]
    ) -> None:
        order = sorted(anchor.element for anchor in anchors)
        strays = self._find_strays(elements, anchors, lines)
        if order != [anchor.element for anchor in anchors]:
            self.result.note("各部分的顺序改过")
        first = order[0] if order else len(elements)
        self._read_region(elements, range(first), (_START, _first(anchors, 0)), lines, strays)
        for number, anchor in enumerate(anchors):
            self._take_anchor(elements, anchor, lines)
            behind = next((one for one in order if one > anchor.element), len(elements))
            edges = anchor.end, _first(anchors, number + 1)
            self._read_region(elements, range(anchor.element + 1, behind), edges, lines, strays)

    def _take_anchor(
        self, elements: Sequence[Element], anchor: Anchor, lines: Sequence[Line]
    ) -> None:
        element = elements[anchor.element]
        if isinstance(element, Grid):
            read_rows(self, element, anchor.rows)
            return
        line = next(line for line in lines if line.number == anchor.begin[0])
        self.result.take([Slice(line, anchor.begin[1], anchor.end[1])], FIXED)
        if not anchor.sure:
            self._doubt_around(
                elements,
                anchor.element,
                f"与“{element.text.strip()}”相同的文字不止一处"
                if isinstance(element, Fixed)
                else "",
            )

    def _doubt_around(self, elements: Sequence[Element], number: int, why: str) -> None:
        """Doubt the places directly before and behind an element."""
        before = next((one for one in reversed(elements[:number]) if isinstance(one, Gap)), None)
        behind = next((one for one in elements[number + 1 :] if isinstance(one, Gap)), None)
        for gap in (before, behind):
            if gap is not None:
                self.result.doubt(gap.key, why)

    def _read_region(
        self, elements: Sequence[Element], numbers: range, edges: tuple[Position, Position],
        lines: Sequence[Line], strays: dict[int, int],
    ) -> None:  # fmt: skip
        here = list(flatten(self.form, [elements[number] for number in numbers]))
        begin, end = edges
        inner = [line for line in lines if begin[0] <= line.number and (line.number, 0) < end]
        stray = next(
            (
                place
                for place, line in enumerate(inner)
                if line.number > begin[0]
                and strays.get(line.number, -1) >= 0
                and strays[line.number] not in numbers
            ),
            None,
        )
        if stray is not None and not self._covers(here, inner[stray]):
            gaps = [one for one in here if isinstance(one, Gap)]
            if gaps:
                self.result.doubt(
                    gaps[-1].key,
                    f"后面有与“{inner[stray].text.strip()[:20]}”相同的文字，其后的内容未归位",
                )
            self._doubt_around(elements, strays[inner[stray].number], "有内容未归位，可能写在别处")
            inner = inner[:stray]
        stretch = Stretch(
            Slice(
                line,
                begin[1] if line.number == begin[0] else 0,
                end[1] if line.number == end[0] else len(line.text),
            )
            for line in inner
        )
        self._doubt_pictures(inner, [one.place for one in here if isinstance(one, Gap)])
        Region(here, stretch, self.spans, self.result).share()

    def _doubt_pictures(self, lines: Sequence[Line], places: Sequence[Place]) -> None:
        """Say that there are pictures: they may be an answer."""
        if any(line.pictures for line in lines):
            self.result.note("含图片：图片中的文字未读")
            for place in places:
                self.result.doubt(place.key, "有图片，图片中的文字未读")

    def _covers(self, here: Sequence[Fixed | Gap], line: Line) -> bool:
        """Whether the marks of a place that stands here lie round a line."""
        return any(
            span.begin <= (line.number, 0)
            and (line.number, len(line.text)) <= span.end
            and not span.open
            for gap in here
            if isinstance(gap, Gap)
            for span in self.spans.get(gap.key, ())
        )

    def _find_strays(
        self, elements: Sequence[Element], anchors: Sequence[Anchor], lines: Sequence[Line]
    ) -> dict[int, int]:
        """Return the lines that say what a heading says without being it, with the heading's number."""
        alone = {
            element.folded: number
            for number, element in enumerate(elements)
            if isinstance(element, Fixed) and element.alone and len(element.folded) >= _LEAST
        }
        taken = {anchor.begin[0] for anchor in anchors}
        return {
            line.number: alone[text]
            for line in lines
            if line.number not in taken and (text := fold(line.text)) in alone
        }


def _whole(lines: Iterator[Line]) -> Stretch:
    return Stretch(Slice(line, 0, len(line.text)) for line in lines)


def _first(anchors: Sequence[Anchor], number: int) -> Position:
    """Return where the region before an anchor ends."""
    return anchors[number].first if number < len(anchors) else _END
