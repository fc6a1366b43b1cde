"""What the alignment read, compared with what controls and bookmarks say: where they disagree, nobody is believed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping

from huiqi.collect.reading.document import FIXED, PROMPT, Document, Position
from huiqi.collect.reading.forms import Form
from huiqi.collect.reading.result import Result
from huiqi.collect.reading.spans import Span
from huiqi.collect.reading.stretch import Slice
from huiqi.collect.reading.text import is_blank

_Taken = Mapping[int, list[tuple[Slice, str]]]


def compare_with_marks(
    document: Document, form: Form, spans: Mapping[str, tuple[Span, ...]], result: Result
) -> None:
    """Doubt each answer round which the marks of another place lie, and the place that these belong to."""
    taken: dict[int, list[tuple[Slice, str]]] = {}
    for one, owner in result.taken:
        taken.setdefault(one.line.number, []).append((one, owner))
    walls = sorted((one.line.number, one.begin) for one, owner in result.taken if owner == FIXED)
    strange: list[tuple[str, str]] = []
    for key, group in spans.items():
        for span in group:
            owners = _list_owners(document, span, _end_of(span, walls), taken)
            strange += [
                (key, owner)
                for owner in owners
                if owner not in (key, PROMPT) and owner in form.by_key
            ]
    wrote = {key for key in spans if result.has_answer(key)}
    for key, owner in strange:
        result.doubt(owner, f"控件或者书签指向另一处：{form.by_key[key].label}")
        if key not in wrote:
            result.doubt(key, f"内容可能写在另一处：{form.by_key[owner].label}")
    # Whose marks lie round another's answer, and who has another's marks round his own, did not write it there.
    moved = {key for key, _ in strange}
    for key, owner in strange:
        if key not in wrote or owner in moved:
            result.release(owner)


def _end_of(span: Span, walls: list[Position]) -> Position:
    """Return where a span ends: at the latest with the next fixed text, behind which another answer stands."""
    number = bisect_right(walls, span.begin)
    return min(span.end, walls[number]) if number < len(walls) else span.end


def _list_owners(document: Document, span: Span, end: Position, taken: _Taken) -> Iterator[str]:
    """Yield whose answers stand within a span."""
    for number in range(span.begin[0], min(end[0] + 1, len(document.lines))):
        first = span.begin[1] if number == span.begin[0] else 0
        last = end[1] if number == end[0] else len(document.lines[number].text)
        for one, owner in taken.get(number, ()):
            low, high = max(first, one.begin), min(last, one.end)
            if (
                owner not in (FIXED, PROMPT)
                and low < high
                and not is_blank(one.line.text[low:high])
            ):
                yield owner
