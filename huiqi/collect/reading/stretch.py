"""A stretch of text over several lines: searched as one, taken apart again by lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from huiqi.collect.reading.document import Line
from huiqi.collect.reading.text import fold_with_places


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
        self.text = "".join(one.text for one in self.slices)
        self.folded, self._places = fold_with_places(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        starts, total = [], 0
        for one in self.slices:
            starts.append(total)
            total += one.end - one.begin
        return starts

    def cut(self, begin: int, end: int) -> Iterator[Slice]:
        """Yield the slices from one folded place to another; blanks at both ends stay outside."""
        if begin >= end:
            return
        first, last = self._places[begin], self._places[end - 1] + 1
        number = bisect_right(self._starts, first) - 1
        while number < len(self.slices) and self._starts[number] < last:
            one, start = self.slices[number], self._starts[number]
            inner = Slice(
                one.line, one.begin + max(0, first - start), min(one.end, one.begin + last - start)
            )
            if inner.begin < inner.end:
                yield inner
            number += 1

    def find_all(self, folded: str, begin: int = 0) -> list[int]:
        """Return where a folded text stands, every time."""
        found, place = [], self.folded.find(folded, begin)
        while folded and place >= 0:
            found.append(place)
            place = self.folded.find(folded, place + 1)
        return found

    def begins_line(self, place: int) -> bool:
        """Whether nothing stands in its line before a folded place."""
        one = self.slices[bisect_right(self._starts, self._places[place]) - 1]
        offset = self._places[place] - self._starts[self.slices.index(one)]
        return not one.line.text[: one.begin + offset].strip()
