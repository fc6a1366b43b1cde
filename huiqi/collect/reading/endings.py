"""The end of the last answer: behind it stands no fixed text, and people sign there, or write what fits nowhere."""

from __future__ import annotations

from collections.abc import Mapping

from huiqi.collect.reading.elements import Gap
from huiqi.collect.reading.result import Result
from huiqi.collect.reading.spans import Span
from huiqi.collect.reading.stretch import Stretch
from huiqi.collect.reading.text import fold

_WHY = "后面还有文字，不能确定是否属于此处"


def end_of_last(
    gap: Gap,
    stretch: Stretch,
    region: tuple[int, int],
    spans: Mapping[str, tuple[Span, ...]],
    result: Result,
) -> int:
    """Return where the answer of the last place ends; say so where more text follows that may be none of it."""
    begin, end = region
    closed = [stretch.place_of(span.end) for span in spans.get(gap.key, ()) if not span.open]
    marked = max(closed, default=-1)
    inline = len(gap.line.parts) > 1
    if begin >= end or marked >= end or (marked < 0 and not inline):
        return end
    own = next((last for first, last in stretch.lines(begin, end)), end)
    if not stretch.begins_line(begin):
        own = _end_of_line(stretch, begin)
    elif inline:
        own = begin
    if end <= max(own, marked):
        return end
    result.doubt(gap.key, _WHY)
    said = stretch.folded[begin : max(own, marked)]
    return end if said and said != fold(gap.place.prompt) else max(own, marked, begin)


def _end_of_line(stretch: Stretch, place: int) -> int:
    lines = stretch.lines(0, len(stretch))
    return next((last for first, last in lines if first <= place <= last), place)
