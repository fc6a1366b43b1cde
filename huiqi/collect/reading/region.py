"""What stands between two fixed texts that were found, shared among the places that the form has there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from huiqi.collect.reading.changed import find_changed, may_hold
from huiqi.collect.reading.document import FIXED
from huiqi.collect.reading.elements import Fixed, Gap
from huiqi.collect.reading.endings import end_of_last
from huiqi.collect.reading.inner import find_inner
from huiqi.collect.reading.outside import doubt_outside
from huiqi.collect.reading.prompts import take_answer
from huiqi.collect.reading.repeated import find_repeated
from huiqi.collect.reading.result import Result
from huiqi.collect.reading.several import share_among
from huiqi.collect.reading.spans import Span
from huiqi.collect.reading.stretch import Stretch


@dataclass(frozen=True)
class Wall:
    """A fixed text within a region; ``held`` and ``kept`` signs before and behind it are nobody's for certain."""

    begin: int
    end: int
    exact: bool = True
    held: int = 0
    kept: int = 0


@dataclass
class Region:
    """The elements of the form between two anchors, and the text that stands there in the paper.

    Behind the ``last`` one nothing tells where its answer ends.
    """

    elements: Sequence[Fixed | Gap]
    stretch: Stretch
    spans: Mapping[str, tuple[Span, ...]]
    result: Result
    last: bool = False

    def share(self) -> None:
        """Take every answer of the region."""
        if not self.elements:
            return
        walls = self._find_walls()
        begin, waiting = 0, list[Gap]()
        for number, element in enumerate(self.elements):
            if isinstance(element, Gap):
                waiting.append(element)
            elif number in walls:
                wall = walls[number]
                self._share_gaps(waiting, begin, wall.begin - wall.held)
                if wall.exact:
                    self.result.take(self.stretch.cut(wall.begin, wall.end), FIXED)
                begin, waiting = wall.end + wall.kept, []
        end = len(self.stretch)
        if self.last and len(waiting) == 1:
            end = end_of_last(waiting[0], self.stretch, (begin, end), self.spans, self.result)
        self._share_gaps(waiting, begin, end)
        self._doubt_missing(walls)

    def _find_walls(self) -> dict[int, Wall]:
        """Return the fixed texts that stand here by their number: exact ones, then changed ones between them."""
        walls = {number: Wall(*edges) for number, edges in find_repeated(self).items()}
        begin = 0
        for number, element in enumerate(self.elements):
            if number in walls:
                begin = walls[number].end
            elif isinstance(element, Fixed):
                found = find_inner(self, number, begin, self._edges(number, walls)[1])
                if found is not None:
                    walls[number] = found
                    begin = found.end + found.kept
        for number, element in enumerate(self.elements):
            if isinstance(element, Fixed) and number not in walls:
                low, high = self._edges(number, walls)
                changed = find_changed(element, self.stretch, low, high)
                if changed is not None:
                    walls[number] = Wall(changed[0], changed[1], exact=False)
                    said = self.stretch.original(*changed)
                    self.result.note(f"固定文字改过：“{element.text.strip()}”，现为“{said}”")
        return walls

    def _share_gaps(self, gaps: Sequence[Gap], begin: int, end: int) -> None:
        if len(gaps) == 1 and begin < end:
            spans = self.spans.get(gaps[0].key, ())
            doubt_outside(gaps[0], self.stretch, (begin, end), spans, self.result)
            take_answer(gaps[0].place, self.stretch, begin, end, self.result)
        elif gaps and begin < end:
            share_among(
                [gap.place for gap in gaps], self.stretch, (begin, end), self.spans, self.result
            )

    def _doubt_missing(self, walls: Mapping[int, Wall]) -> None:
        """Name the fixed texts that are gone; what stands in the paragraph of one may hold its rest."""
        for number, element in enumerate(self.elements):
            if not isinstance(element, Fixed) or (number in walls and walls[number].exact):
                continue
            if number not in walls:
                self.result.note(f"缺少固定文字：{element.text.strip()}")
                self._doubt_swallowed(number, element, walls)
            for gap in self.neighbours(number):
                if gap.line is element.line and self.result.has_answer(gap.key):
                    self.result.doubt(
                        gap.key, f"同段的固定文字“{element.text.strip()}”缺失或者改过"
                    )

    def _doubt_swallowed(self, number: int, element: Fixed, walls: Mapping[int, Wall]) -> None:
        """Doubt the answers that may hold what became of a heading."""
        low, high = self._edges(number, walls)
        if element.alone and may_hold(element, self.stretch, low, high):
            for gap in self.neighbours(number):
                self.result.doubt(gap.key, f"其中可能有改过的固定文字“{element.text.strip()}”")

    def _edges(self, number: int, walls: Mapping[int, Wall]) -> tuple[int, int]:
        """Return the nearest fixed texts that were found before and behind an element."""
        before = [wall.end for key, wall in walls.items() if key < number]
        behind = [wall.begin for key, wall in walls.items() if key > number]
        return max(before, default=0), min(behind, default=len(self.stretch))

    def neighbours(self, number: int) -> list[Gap]:
        """Return the places directly before and behind an element."""
        found = []
        for other in (number - 1, number + 1):
            if 0 <= other < len(self.elements):
                element = self.elements[other]
                if isinstance(element, Gap):
                    found.append(element)
        return found
