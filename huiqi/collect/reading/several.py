"""Places between which no fixed text is left: only prompts and marks can tell them apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from huiqi.collect.model import Place
from huiqi.collect.reading.document import PROMPT
from huiqi.collect.reading.prompts import take_answer
from huiqi.collect.reading.result import Result
from huiqi.collect.reading.spans import Span
from huiqi.collect.reading.stretch import Stretch
from huiqi.collect.reading.text import fold

WHY = "与相邻填写处之间的固定文字缺失，分不清各写了什么"


def share_among(
    places: Sequence[Place],
    stretch: Stretch,
    region: tuple[int, int],
    spans: Mapping[str, tuple[Span, ...]],
    result: Result,
) -> None:
    """Share a text among several places by their marks; where these leave a doubt, nobody gets anything."""
    begin, end = region
    rest = stretch.folded[begin:end]
    for prompt in {fold(place.prompt) for place in places} - {""}:
        rest = rest.replace(prompt, "")
    if not rest:
        result.take(stretch.cut(begin, end), PROMPT)
        return
    cuts = _cut(places, stretch, region, spans)
    if cuts is None:
        for place in places:
            result.doubt(place.key, WHY)
        return
    for place, (first, last) in cuts:
        take_answer(place, stretch, first, last, result)


def _cut(
    places: Sequence[Place],
    stretch: Stretch,
    region: tuple[int, int],
    spans: Mapping[str, tuple[Span, ...]],
) -> list[tuple[Place, tuple[int, int]]] | None:
    """Return the part of each place that has marks here: they follow each other and leave nothing between them."""
    begin, end = region
    found: list[tuple[Place, int, int]] = []
    for place in places:
        here = [
            (max(begin, stretch.place_of(span.begin)), min(end, stretch.place_of(span.end)))
            for span in spans.get(place.key, ())
        ]
        here = [one for one in here if one[0] < one[1]]
        if here:
            found.append((place, min(one[0] for one in here), max(one[1] for one in here)))
    if not found:
        return None
    firsts = [first for _, first, _ in found]
    if firsts != sorted(firsts):
        return None
    # Before the marks of the first place, and behind those of the last one, nobody else can have written.
    lowest = begin if found[0][0] is places[0] else found[0][1]
    highest = end if found[-1][0] is places[-1] else found[-1][2]
    if lowest != begin and found[0][1] > begin:
        return None
    if highest < end:
        return None
    for (_, _, last), (_, first, _) in pairwise(found):
        if last < first:
            return None
    cuts = [lowest, *[first for _, first, _ in found[1:]], highest]
    return [(place, (cuts[number], cuts[number + 1])) for number, (place, _, _) in enumerate(found)]
