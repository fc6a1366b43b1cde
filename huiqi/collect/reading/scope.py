"""A body or a cell, with the places of its fixed texts known: what lies between them, region by region."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from huiqi.collect.reading.anchors import Anchor
from huiqi.collect.reading.document import FIXED, Line, Position
from huiqi.collect.reading.elements import Element, Fixed, Gap, Grid, flatten
from huiqi.collect.reading.region import Region
from huiqi.collect.reading.rows import read_rows
from huiqi.collect.reading.stretch import Slice, Stretch
from huiqi.collect.reading.text import fold

if TYPE_CHECKING:
    from huiqi.collect.reading.align import Aligner

_LEAST = 4
_START: Position = (-1, 0)
_END: Position = (1 << 30, 0)


class Scope:
    """The elements of a part of the form and the lines that stand there; ``body`` where it is the whole paper."""

    def __init__(
        self,
        aligner: Aligner,
        elements: Sequence[Element],
        anchors: Sequence[Anchor],
        lines: Sequence[Line],
        *,
        body: bool,
    ) -> None:
        self._aligner, self._result, self._body = aligner, aligner.result, body
        self._elements, self._anchors, self._lines = elements, anchors, lines
        self._by_number = {line.number: line for line in lines}
        self._strays = self._find_strays()
        self._supported = {anchor.element for anchor in anchors if anchor.supported}

    def read(self) -> None:
        """Take everything, region by region, in the order of the paper."""
        order = sorted(anchor.element for anchor in self._anchors)
        if order != [anchor.element for anchor in self._anchors]:
            self._result.note("各部分的顺序改过")
        first = order[0] if order else len(self._elements)
        self._read_region(range(first), (_START, self._first(0)))
        for number, anchor in enumerate(self._anchors):
            self._take_anchor(anchor)
            behind = next((one for one in order if one > anchor.element), len(self._elements))
            edges = anchor.end, self._first(number + 1)
            self._read_region(range(anchor.element + 1, behind), edges)

    def _first(self, number: int) -> Position:
        """Return where the region before an anchor ends."""
        return self._anchors[number].first if number < len(self._anchors) else _END

    def _take_anchor(self, anchor: Anchor) -> None:
        element = self._elements[anchor.element]
        if isinstance(element, Grid):
            read_rows(self._aligner, element, anchor.rows)
            return
        line = self._by_number[anchor.begin[0]]
        self._result.take([Slice(line, anchor.begin[1], anchor.end[1])], FIXED)
        if not anchor.sure and isinstance(element, Fixed):
            self._doubt_around(anchor.element, f"与“{element.text.strip()}”相同的文字不止一处")

    def _doubt_around(self, number: int, why: str) -> None:
        """Doubt the places directly before and behind an element."""
        before = (one for one in reversed(self._elements[:number]) if isinstance(one, Gap))
        behind = (one for one in self._elements[number + 1 :] if isinstance(one, Gap))
        for gap in (next(before, None), next(behind, None)):
            if gap is not None:
                self._result.doubt(gap.key, why)

    def _read_region(self, numbers: range, edges: tuple[Position, Position]) -> None:
        here = list(flatten(self._aligner.form, [self._elements[number] for number in numbers]))
        begin, end = edges
        inner = [line for line in self._lines if begin[0] <= line.number and (line.number, 0) < end]
        inner = self._cut_strays(inner, numbers, here, begin[0])
        places = [one.place for one in here if isinstance(one, Gap)]
        self._aligner.doubt_pictures(inner, places)
        stretch = Stretch(
            Slice(
                line,
                begin[1] if line.number == begin[0] else 0,
                end[1] if line.number == end[0] else len(line.text),
            )
            for line in inner
        )
        last = self._body and end == _END
        Region(here, stretch, self._aligner.spans, self._result, last).share()

    def _cut_strays(
        self, inner: list[Line], numbers: range, here: Sequence[Fixed | Gap], first: int
    ) -> list[Line]:
        """Return the lines before one that says what a heading elsewhere says: whose the rest is, nobody knows."""
        for place, line in enumerate(inner):
            heading = self._strays.get(line.number)
            if heading is None or heading in numbers or line.number <= first:
                continue
            if self._covers(here, line):
                return inner
            gaps = [one for one in here if isinstance(one, Gap)]
            if heading in self._supported:
                for gap in gaps:
                    self._result.doubt(gap.key, f"其中有与“{line.text.strip()[:20]}”相同的文字")
                return inner
            if gaps:
                why = f"后面有与“{line.text.strip()[:20]}”相同的文字，其后的内容未归位"
                self._result.doubt(gaps[-1].key, why)
            self._doubt_around(heading, "有内容未归位，可能写在别处")
            return inner[:place]
        return inner

    def _covers(self, here: Sequence[Fixed | Gap], line: Line) -> bool:
        """Whether the marks of a place that stands here lie round a line."""
        begin, end = (line.number, 0), (line.number, len(line.text))
        return any(
            span.begin <= begin and end <= span.end and not span.open
            for gap in here
            if isinstance(gap, Gap)
            for span in self._aligner.spans.get(gap.key, ())
        )

    def _find_strays(self) -> dict[int, int]:
        """Return the lines that say what a heading says without being it, with the heading's number."""
        alone = {
            element.folded: number
            for number, element in enumerate(self._elements)
            if isinstance(element, Fixed) and element.alone and len(element.folded) >= _LEAST
        }
        taken = {anchor.begin[0] for anchor in self._anchors}
        return {
            line.number: alone[text]
            for line in self._lines
            if line.number not in taken and (text := fold(line.text)) in alone
        }
