"""What stands between two fixed texts that were found, shared among the places that the form has there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from huiqi.collect.model import Place
from huiqi.collect.reading.document import FIXED, PROMPT
from huiqi.collect.reading.result import Result
from huiqi.collect.reading.stretch import Stretch
from huiqi.collect.reading.text import fold


@dataclass(frozen=True)
class Fixed:
    """A fixed text of a form; ``starts`` where it begins a paragraph, ``alone`` where it fills one."""

    text: str
    folded: str
    starts: bool
    alone: bool


Element = Fixed | Place


def share_region(elements: Sequence[Element], stretch: Stretch, result: Result) -> None:
    """Take every answer of a region: first its own fixed texts are looked for, then what lies between."""
    waiting: list[Place] = []
    begin = 0
    for number, element in enumerate(elements):
        if isinstance(element, Place):
            waiting.append(element)
            continue
        place = _find(element, elements[number + 1 :], stretch, begin)
        if place is None:
            result.note(f"缺少固定文字：{element.text.strip()}")
            continue
        _share(waiting, stretch, begin, place, result)
        waiting, begin = [], place + len(element.folded)
        result.take(stretch.cut(place, begin), FIXED)
    _share(waiting, stretch, begin, len(stretch.folded), result)


def _find(element: Fixed, later: Sequence[Element], stretch: Stretch, begin: int) -> int | None:
    found = stretch.find_all(element.folded, begin)
    if not found:
        return None
    # What ends its paragraph, and nothing comes behind it: the last one.
    if not later and len(element.folded) < 4:
        return found[-1]
    return found[0]


def _share(places: list[Place], stretch: Stretch, begin: int, end: int, result: Result) -> None:
    result.seen.update(place.key for place in places)
    if not places or begin >= end:
        return
    if len(places) == 1:
        take_answer(places[0], stretch, begin, end, result)
        return
    for place in places:
        result.doubt(place.key, "与相邻填写处之间的固定文字缺失，无法分清")


def take_answer(place: Place, stretch: Stretch, begin: int, end: int, result: Result) -> None:
    """Take what stands between two places as the answer; the prompt is none of it."""
    prompt = fold(place.prompt)
    rest = begin
    while prompt and (found := stretch.folded.find(prompt, rest, end)) >= 0:
        result.take(stretch.cut(rest, found), place.key)
        rest = found + len(prompt)
        result.take(stretch.cut(found, rest), PROMPT)
    result.take(stretch.cut(rest, end), place.key)
