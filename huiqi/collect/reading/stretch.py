"""A stretch of text over several lines: searched as one, taken apart again by lines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from huiqi.collect.reading.document import Line, Position
from huiqi.collect.reading.text import fold_with_places, is_blank


@dataclass(frozen=True)
class Slice:
    """Signs of a line, from one place to another."""

    line: Line
    begin: int
    end: int

    @property
    def text(self) -> str:
        """The signs."""
        return self.line.text[self.begin : self.end]


class Stretch:
    """Slices read as one text. Places in it count the signs of ``folded``: blanks and line ends are none."""

    def __init__(self, slices: Iterable[Slice]) -> None:
        self.slices = tuple(one for one in slices if one.begin < one.end)
        self.text = "".join([one.text for one in self.slices])
        self.folded, self._places = fold_with_places(self.text)
        sizes = (one.end - one.begin for one in self.slices)
        self._starts = [0, *accumulate(sizes)][: len(self.slices)]

    def __len__(self) -> int:
        return len(self.folded)

    def cut(self, begin: int, end: int) -> Iterator[Slice]:
        """Yield the slices from one folded place to another; blanks at both ends stay outside."""
        if begin >= end:
            return
        first, last = self._places[begin], self._places[end - 1] + 1
        number = bisect_right(self._starts, first) - 1
        while number < len(self.slices) and self._starts[number] < last:
            one, start = self.slices[number], self._starts[number]
            before = one.begin + max(0, first - start)
            after = min(one.end, one.begin + last - start)
            if before < after:
                yield Slice(one.line, before, after)
            number += 1

    def original(self, begin: int, end: int) -> str:
        """Return the text between two folded places as it was written."""
        return "".join(one.text for one in self.cut(begin, end))

    def find_all(self, folded: str, begin: int = 0, end: int | None = None) -> list[int]:
        """Return where a folded text stands, every time."""
        found, place = [], self.folded.find(folded, begin, end)
        while folded and place >= 0:
            found.append(place)
            place = self.folded.find(folded, place + 1, end)
        return found

    def style_at(self, place: int) -> str:
        """Return the style of the line at a folded place."""
        return self.slices[bisect_right(self._starts, self._places[place]) - 1].line.style

    def begins_line(self, place: int) -> bool:
        """Whether nothing stands in its line before a folded place."""
        number = bisect_right(self._starts, self._places[place]) - 1
        one = self.slices[number]
        before = one.line.text[: one.begin + self._places[place] - self._starts[number]]
        return is_blank(before[before.rfind("\n") + 1 :])

    def ends_line(self, place: int) -> bool:
        """Whether nothing stands in its line behind a folded place; a soft break ends a line too."""
        if not place:
            return False
        number = bisect_right(self._starts, self._places[place - 1]) - 1
        one = self.slices[number]
        behind = one.line.text[one.begin + self._places[place - 1] + 1 - self._starts[number] :]
        return is_blank(behind.partition("\n")[0])

    def lines(self, begin: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield folded begin and end of each slice between two folded places."""
        for start, one in zip(self._starts, self.slices, strict=True):
            first = max(begin, bisect_left(self._places, start, 0, len(self.folded)))
            last = min(
                end, bisect_left(self._places, start + one.end - one.begin, 0, len(self.folded))
            )
            if first < last:
                yield first, last

    def place_of(self, position: Position) -> int:
        """Return the folded place of a position in the document; before and behind the stretch, its ends."""
        for start, one in zip(self._starts, self.slices, strict=True):
            if position <= (one.line.number, one.end):
                offset = max(0, position[1] - one.begin) if position[0] == one.line.number else 0
                return bisect_left(self._places, start + offset, 0, len(self.folded))
        return len(self.folded)
