"""Fixed texts looked for within a region: joined to an answer, behind a place in its paragraph, over two lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from huiqi.collect.reading.elements import Fixed, Gap
from huiqi.collect.reading.text import fold

if TYPE_CHECKING:
    from huiqi.collect.reading.region import Region, Wall

_SHORT = 12  # signs of an answer within a sentence that is believed by its length
_LEAST = 4
_WORD, _JOINED = (
    6,
    15,
)  # signs of a word that was added to a heading, of a paragraph that may be one


def find_inner(region: Region, number: int, begin: int, end: int) -> Wall | None:
    """Return where a fixed text of a region stands between two folded places."""
    from huiqi.collect.reading.region import Wall

    element = region.elements[number]
    if not isinstance(element, Fixed):
        return None
    found = region.stretch.find_all(element.folded, begin, end)
    size = len(element.folded)
    if not found:
        return None
    if element.starts:
        return _find_start(region, number, element, found)
    place = _find_middle(region, number, element, found, begin)
    return None if place is None else Wall(place, place + size)


def _find_start(region: Region, number: int, element: Fixed, found: list[int]) -> Wall | None:
    """Return a text that begins a paragraph of the form: at best it does here too."""
    from huiqi.collect.reading.region import Wall

    stretch, size = region.stretch, len(element.folded)
    whole = [
        place for place in found if stretch.begins_line(place) and stretch.ends_line(place + size)
    ]
    begins = [place for place in found if stretch.begins_line(place)]
    ends = [place for place in found if element.alone and stretch.ends_line(place + size)]
    if element.alone and size < _LEAST and not whole:
        return None
    best = whole if element.alone and whole else begins or ends or found
    place = best[-1]
    if len(best) > 1 or best is found:
        for gap in region.neighbours(number):
            region.result.doubt(gap.key, f"固定文字“{element.text.strip()}”所在位置不能确定")
    held = place - best[0] if len(best) > 1 else 0
    first, last = _line_around(region, place)
    if best is found and not element.alone:
        held = max(held, place - first)
    if element.alone:
        held = max(held, _weigh(region, number, -1, (first, place)))
        kept = _weigh(region, number, 1, (place + size, last))
        return Wall(place, place + size, held=held, kept=kept)
    return Wall(place, place + size, held=held)


def _line_around(region: Region, place: int) -> tuple[int, int]:
    lines = region.stretch.lines(0, len(region.stretch))
    return next((edges for edges in lines if edges[0] <= place < edges[1]), (place, place))


def _weigh(region: Region, heading: int, side: int, edges: tuple[int, int]) -> int:
    """Return how many signs beside a heading are no answer: a word that was added to it, not a joined paragraph."""
    begin, end = edges
    number, text = heading + side, region.stretch.folded[begin:end]
    gap = region.elements[number] if 0 <= number < len(region.elements) else None
    if not text:
        return 0
    element, whole = region.elements[heading], region.stretch.original(*edges)
    said = f"固定文字改过：“{_text_of(element)}”，旁边有“{whole[:_WORD]}”"
    if not isinstance(gap, Gap):
        region.result.note(said)
        return 0
    if text == fold(gap.place.prompt) or _is_marked(region, gap, edges) or _is_answer(text):
        return 0
    region.result.note(said)
    region.result.doubt(gap.key, "标题的同一段里有别的文字")
    return len(text) if len(text) <= _WORD else 0


def _text_of(element: Fixed | Gap) -> str:
    return element.text.strip() if isinstance(element, Fixed) else ""


def _is_marked(region: Region, gap: Gap, edges: tuple[int, int]) -> bool:
    """Whether the marks of a place lie over a text."""
    return any(
        region.stretch.place_of(span.begin) < edges[1]
        and edges[0] < region.stretch.place_of(span.end)
        for span in region.spans.get(gap.key, ())
    )


def _is_answer(text: str) -> bool:
    """Whether a text reads as an answer, and not as a word that was added to a heading."""
    long = len(text) > _JOINED or bool(set(text) & set("。;!?"))
    return long or text in ("有", "无", "没有") or any(sign.isdigit() for sign in text)


def _find_middle(
    region: Region, number: int, element: Fixed, found: list[int], begin: int
) -> int | None:
    """Return a text behind a place of its paragraph: what marks, prompt or choices say, or the only one that fits."""
    before = region.elements[number - 1] if number else None
    behind = region.elements[number + 1] if number + 1 < len(region.elements) else None
    size = len(element.folded)
    outside = _outside_marks(region, before, behind, found, size)
    if outside is not None:
        return outside
    if isinstance(before, Gap):
        for said in (fold(before.place.prompt), *map(fold, before.place.choices)):
            if said and region.stretch.folded.startswith(said + element.folded, begin):
                return begin + len(said)
    last = not (isinstance(behind, Gap | Fixed) and behind.line is element.line)
    if last:
        ending = [place for place in found if region.stretch.ends_line(place + size)]
        found = ending[:1] if len(ending) == 1 else ending[-1:] or found
        if len(ending) > 1 and isinstance(before, Gap):
            region.result.doubt(before.key, f"固定文字“{element.text.strip()}”不止一处")
        return found[-1]
    if len(found) > 1 and found[0] - begin > _SHORT:
        for gap in region.neighbours(number):
            region.result.doubt(gap.key, f"固定文字“{element.text.strip()}”不止一处")
    return found[0]


def _outside_marks(
    region: Region,
    before: Fixed | Gap | None,
    behind: Fixed | Gap | None,
    found: list[int],
    size: int,
) -> int | None:
    """Return the one text between the marks of the place before it and of the place behind it."""
    low, high = -1, len(region.stretch) + 1
    if isinstance(before, Gap):
        ends = [
            region.stretch.place_of(span.end)
            for span in region.spans.get(before.key, ())
            if not span.open
        ]
        low = max(ends, default=low)
    if isinstance(behind, Gap):
        begins = [region.stretch.place_of(span.begin) for span in region.spans.get(behind.key, ())]
        high = min(begins, default=high)
    if low < 0 and high > len(region.stretch):
        return None
    between = [place for place in found if low <= place and place + size <= high]
    if not between:
        return None
    return between[0] if low >= 0 else between[-1]
