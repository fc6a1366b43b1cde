"""Which fixed text of the form stands where in the paper: unique ones first, then the others in order between them.

Sections that somebody moved are found by headings that stand in the form and in the paper once. A text that stands
there several times is found in order; where the marks of its answer do not tell which one it is, that is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from huiqi.collect.reading.document import Line, Position, Row
from huiqi.collect.reading.elements import Element, Fixed, Gap, Grid
from huiqi.collect.reading.spans import Span
from huiqi.collect.reading.text import fold, fold_with_places

_CONTENT = 15  # weight of a heading that heads something
_LEAST = 4  # signs of a text that tells where it stands by itself
_START: Position = (-1, 0)
_END: Position = (1 << 30, 0)


@dataclass(frozen=True)
class Anchor:
    """Where an element may stand, and how well it fits. ``first`` is where it may begin to stand at the earliest.

    ``sure`` is false where it stands several times and nothing says which one it is.
    """

    element: int
    begin: Position
    end: Position
    weight: float
    whole: bool = False
    supported: bool = False
    rows: tuple[Row, ...] = ()
    first: Position = _END
    sure: bool = True


def find_lines(
    elements: Sequence[Element], lines: Sequence[Line], spans: Mapping[str, tuple[Span, ...]]
) -> dict[int, list[Anchor]]:
    """Return where the fixed texts that begin a paragraph may stand, by their number."""
    texts = [(line, fold(line.text)) for line in lines]
    whole: dict[str, list[Line]] = {}
    for line, text in texts:
        whole.setdefault(text, []).append(line)
    # A heading that another follows at once heads nothing: so it is in a list of contents.
    headings = {one.folded for one in elements if isinstance(one, Fixed) and one.alone}
    bare = {line.number for (line, _), (_, behind) in pairwise(texts) if behind in headings}
    tagged = [span for group in spans.values() for span in group if span.tagged]
    found: dict[int, list[Anchor]] = {}
    for number, element in enumerate(elements):
        if not isinstance(element, Fixed):
            continue
        options = list(_find_fixed(number, element, texts, whole))
        outside = [one for one in options if not _is_inside(one, tagged)] or options
        found[number] = [
            replace(one, weight=one.weight + _CONTENT * (one.begin[0] not in bare))
            for one in _support(elements, number, outside, spans)
        ]
    return found


def _find_fixed(
    number: int, element: Fixed, texts: Sequence[tuple[Line, str]], whole: Mapping[str, list[Line]]
) -> Iterable[Anchor]:
    text, size = element.folded, min(len(element.folded), 30)
    if element.alone and text in whole:
        for line in whole[text]:
            same = element.line.heading != "" and line.style == element.line.heading
            weight = 100 + size + 20 * same
            yield Anchor(number, (line.number, 0), (line.number, len(line.text)), weight, True)
    elif element.starts and not element.alone:
        for line, said in texts:
            if said.startswith(text):
                end = fold_with_places(line.text)[1][len(text) - 1] + 1
                yield Anchor(number, (line.number, 0), (line.number, end), 50 + size)


def _is_inside(anchor: Anchor, spans: Iterable[Span]) -> bool:
    return any(span.begin <= anchor.begin and anchor.end <= span.end for span in spans)


def _support(
    elements: Sequence[Element],
    number: int,
    options: list[Anchor],
    spans: Mapping[str, tuple[Span, ...]],
) -> list[Anchor]:
    """Mark the last option before the marks of the answer that follows it, and the only one in a heading's style."""
    if len(options) < 2:
        return options
    follower = elements[number + 1] if number + 1 < len(elements) else None
    begins = [one.begin for one in spans.get(follower.key, ())] if isinstance(follower, Gap) else []
    before = [one for one in options if begins and one.end <= min(begins)]
    heavy = max(one.weight for one in options)
    styled = [one for one in options if one.weight == heavy]
    best = before[-1] if before else styled[0] if len(styled) == 1 and options[0].whole else None
    return [
        replace(one, weight=one.weight + 60, supported=True) if one is best else one
        for one in options
    ]


def choose_anchors(
    elements: Sequence[Element], options: Mapping[int, list[Anchor]]
) -> list[Anchor]:
    """Return the chosen place of each element that has one, in the order of the paper."""
    pins = _choose_pins(elements, options)
    order = sorted(pin.element for pin in pins)
    chosen = list(pins)
    edges = [None, *pins]
    for number, pin in enumerate(edges):
        low = -1 if pin is None else pin.element
        high = next((one for one in order if one > low), len(elements))
        begin = _START if pin is None else pin.end
        end = pins[number].begin if number < len(pins) else _END
        inner = [
            one
            for element in range(low + 1, high)
            for one in options.get(element, ())
            if begin <= one.begin and one.end <= end
        ]
        chosen += _choose_chain(inner, begin, end)
    return sorted(chosen, key=lambda one: one.begin)


def _choose_pins(elements: Sequence[Element], options: Mapping[int, list[Anchor]]) -> list[Anchor]:
    """Return the elements that stand once in the form and once in the paper, in the order of the paper."""
    texts = [element.folded for element in elements if isinstance(element, Fixed)]
    found: list[Anchor] = []
    for number, options_of in options.items():
        element = elements[number]
        once = isinstance(element, Grid) or (
            isinstance(element, Fixed)
            and len(element.folded) >= _LEAST
            and texts.count(element.folded) == 1
        )
        if once and len(options_of) == 1:
            found.append(options_of[0])
    found.sort(key=lambda one: one.begin)
    forward = {id(one) for one in _heaviest(found)}
    # What runs against the order has to be a whole line to be believed.
    return [
        replace(one, first=one.begin)
        for one in found
        if id(one) in forward or one.whole or one.rows
    ]


def _choose_chain(options: Sequence[Anchor], begin: Position, end: Position) -> list[Anchor]:
    chain = _heaviest(options)
    chosen: list[Anchor] = []
    for number, one in enumerate(chain):
        low = chosen[-1].end if chosen else begin
        high = chain[number + 1].begin if number + 1 < len(chain) else end
        others = [
            other
            for other in options
            if other.element == one.element
            and other.whole == one.whole
            and low <= other.begin
            and other.end <= high
        ]
        last = one if one.supported else max(others, key=lambda other: other.begin)
        # Where marks or style tell which one it is, the others are somebody's own words.
        first = one.begin if one.supported else min(other.begin for other in others)
        sure = len(others) == 1 or one.supported
        chosen.append(replace(last, first=min(first, last.begin), sure=sure))
    return chosen


def _heaviest(options: Sequence[Anchor]) -> list[Anchor]:
    """Return the heaviest chain that runs forward in the form and in the paper."""
    flat = sorted(options, key=lambda one: (one.begin, one.element))
    best: list[tuple[float, int]] = []
    for number, one in enumerate(flat):
        weight, before = 0.0, -1
        for other in range(number):
            left = flat[other]
            if left.element < one.element and left.end <= one.begin and best[other][0] > weight:
                weight, before = best[other][0], other
        best.append((weight + one.weight, before))
    chain: list[Anchor] = []
    at = max(range(len(best)), key=lambda number: best[number][0], default=-1)
    while at >= 0:
        chain.append(flat[at])
        at = best[at][1]
    return chain[::-1]
