"""The ledger: what a material shows, compared in order with what stands on its page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_BLANKS = re.compile(r"[\s\u00a0\u200b-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff\u00ad]+")
_ANCHOR = 10  # characters that tell one place of a text from all others
_SMALL = 3000  # characters on each side that are compared one by one
_QUOTED = 40
_CONTEXT = 10


@dataclass(frozen=True)
class Difference:
    """Words of the source that are not on the page, words of the page that are not in the source.

    ``after`` are the words before the place, ``at`` counts the source's characters without blanks.
    """

    lost: str
    added: str
    after: str
    at: int

    def __str__(self) -> str:
        place = f"“{self.after}”之后" if self.after else "开头"
        if self.lost and self.added:
            return f"{place}的“{_shorten(self.lost)}”成了“{_shorten(self.added)}”"
        return (
            f"{place}缺“{_shorten(self.lost)}”"
            if self.lost
            else f"{place}多出“{_shorten(self.added)}”"
        )


def tighten(text: str) -> str:
    """Return a text without blanks and signs that take no room."""
    return _BLANKS.sub("", text)


def compare(source: Iterable[str], page: str) -> list[Difference]:
    """Return what differs between a source and its page, in the order of the source."""
    shown, stands = tighten("".join(source)), tighten(page)
    if shown == stands:
        return []
    return list(_merge(_diff(shown, stands, 0, 0), shown))


def _diff(shown: str, stands: str, at: int, depth: int) -> Iterator[tuple[int, str, str]]:
    """Yield place, lost and added words; long texts are split where both surely agree."""
    start = _common(shown, stands)
    shown, stands, at = shown[start:], stands[start:], at + start
    end = _common(shown[::-1], stands[::-1])
    if end:
        shown, stands = shown[:-end], stands[:-end]
    if not shown or not stands:
        if shown or stands:
            yield at, shown, stands
        return
    anchors = _find_anchors(shown, stands) if depth < 8 and len(shown) + len(stands) > 60 else []
    if anchors:
        here = there = 0
        for one, two in [*anchors, (len(shown), len(stands))]:
            yield from _diff(shown[here:one], stands[there:two], at + here, depth + 1)
            here, there = one, two
    elif max(len(shown), len(stands)) > _SMALL:
        yield at, shown, stands
    else:
        for kind, a, b, c, d in SequenceMatcher(None, shown, stands, autojunk=False).get_opcodes():
            if kind != "equal":
                yield at + a, shown[a:b], stands[c:d]


def _common(one: str, two: str) -> int:
    """Return how many characters both begin with."""
    low, high = 0, min(len(one), len(two))
    while low < high:
        middle = (low + high + 1) // 2
        if one.startswith(two[:middle]):
            low = middle
        else:
            high = middle - 1
    return low


def _find_anchors(one: str, two: str) -> list[tuple[int, int]]:
    """Return places, rising on both sides, of words that stand once in each."""
    places = _unique_words(two)
    pairs = [(at, places[word]) for word, at in _unique_words(one).items() if word in places]
    return _longest_rising(sorted(pairs))


def _unique_words(text: str) -> dict[str, int]:
    words = [text[at : at + _ANCHOR] for at in range(len(text) - _ANCHOR + 1)]
    counts = Counter(words)
    return {word: at for at, word in enumerate(words) if counts[word] == 1}


def _longest_rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs that rises on both sides (patience sorting)."""
    from bisect import bisect_left

    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(ends[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(place)
            ends.append(number)
        else:
            tops[pile], ends[pile] = place, number
    run, at = [], ends[-1] if ends else -1
    while at >= 0:
        run.append(pairs[at])
        at = before[at]
    return run[::-1]


def _merge(changes: Iterable[tuple[int, str, str]], shown: str) -> Iterator[Difference]:
    """Yield differences; what lies a few characters apart is one, read together."""
    open_one: tuple[int, str, str] | None = None
    for at, lost, added in changes:
        if open_one is not None:
            begin, before, put = open_one
            between = shown[begin + len(before) : at]
            if len(between) <= 2:
                open_one = (begin, before + between + lost, put + between + added)
                continue
            yield _make(open_one, shown)
        open_one = (at, lost, added)
    if open_one is not None:
        yield _make(open_one, shown)


def _make(change: tuple[int, str, str], shown: str) -> Difference:
    at, lost, added = change
    return Difference(lost, added, shown[max(0, at - _CONTEXT) : at], at)


def _shorten(text: str) -> str:
    text = text.replace("\ufffc", "〔图片〕")
    if len(text) <= _QUOTED:
        return text
    return f"{text[: _QUOTED // 2]}……{text[-_QUOTED // 4 :]}（共{len(text)}字）"
