"""Text behind the marks of a place: its paragraphs go on outside, and nobody knows whether they are its answer."""

from __future__ import annotations

from collections.abc import Sequence

from huiqi.collect.reading.elements import Gap
from huiqi.collect.reading.result import Result
from huiqi.collect.reading.spans import Span
from huiqi.collect.reading.stretch import Stretch
from huiqi.collect.reading.text import fold

_WHY = "后面另起的段落在填写处之外，不能确定是否属于此处"


def doubt_outside(
    gap: Gap, stretch: Stretch, region: tuple[int, int], spans: Sequence[Span], result: Result
) -> None:
    """Doubt an answer that goes on in paragraphs behind its marks, where these hold one already or have one line.

    Without marks it is doubted where its place has one line for itself.
    """
    begin, end = region
    one_line = gap.place.one_line or len(gap.line.parts) > 1
    # A bookmark's end is lost more easily than a control's.
    marks = [span for span in spans if not span.open and (span.tagged or one_line)]
    if not marks:
        # A number in a letterhead; behind a label people write several paragraphs.
        alone = gap.place.one_line and len(gap.line.parts) == 1
        if alone and sum(1 for _ in stretch.lines(begin, end)) > 1:
            result.doubt(gap.key, _WHY)
        return
    first = max(begin, min(stretch.place_of(span.begin) for span in marks))
    last = min(end, max(stretch.place_of(span.end) for span in marks))
    prompt = fold(gap.place.prompt)
    held = stretch.folded[first:last].replace(prompt, "")
    own = _end_of_line(stretch, begin) if one_line else begin
    rest = stretch.folded[max(last, own) : end].replace(prompt, "")
    if rest and (held or one_line):
        result.doubt(gap.key, _WHY)


def _end_of_line(stretch: Stretch, place: int) -> int:
    lines = stretch.lines(0, len(stretch))
    return next((last for first, last in lines if first <= place < last), place)
