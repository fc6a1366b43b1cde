"""Fixed texts that somebody changed: another number, a word more, a sign less."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from huiqi.collect.reading.elements import Fixed
from huiqi.collect.reading.stretch import Stretch

_LIKE, _STYLED, _DOUBTED = 0.75, 0.5, 0.45
_LONGER = 1.6
_LEAST = 3
_NUMBER = re.compile(r"^(?:[(第]?[一二三四五六七八九十百\d]+(?:[)、.章节]|部分)?)+")


def may_hold(element: Fixed, stretch: Stretch, begin: int, end: int) -> bool:
    """Whether a line may be what became of a heading, too little like it to be taken for it."""
    wanted, number = element.folded, _NUMBER.match(element.folded)
    for first, last in stretch.lines(begin, end):
        said = stretch.folded[first:last]
        if len(said) <= 2 * len(wanted) + _LEAST:
            if number and said.startswith(number[0]):
                return True
            matcher = SequenceMatcher(None, wanted, said, autojunk=False)
            if matcher.ratio() >= _DOUBTED or matcher.find_longest_match().size > _LEAST:
                return True
    return False


def find_changed(element: Fixed, stretch: Stretch, begin: int, end: int) -> tuple[int, int] | None:
    """Return where the one text stands that a fixed text may have become."""
    if not element.starts or len(element.folded) < _LEAST or begin >= end:
        return None
    best: tuple[float, tuple[int, int]] | None = None
    for first, last in stretch.lines(begin, end):
        size = last - first if element.alone else _label_size(element, stretch.folded[first:last])
        likeness = _compare(element.folded, stretch.folded[first : first + size])
        heading = element.line.heading
        least = _STYLED if heading and stretch.style_at(first) == heading else _LIKE
        if likeness >= least and (best is None or likeness > best[0]):
            best = likeness, (first, first + size)
    return best and best[1]


def _label_size(element: Fixed, line: str) -> int:
    """Return how much of a line may be a label: to its colon, or what is left of the label without one."""
    bare = element.folded.rstrip(":")
    if line.startswith(bare):
        return len(bare)
    colon = line.find(":")
    return colon + 1 if element.folded.endswith(":") and 0 <= colon < 2 * len(element.folded) else 0


def _compare(wanted: str, said: str) -> float:
    if not said or len(said) > _LONGER * len(wanted) + 2:
        return 0
    bare, other = _NUMBER.sub("", wanted), _NUMBER.sub("", said)
    if len(bare) > 1 and bare == other:
        return 1
    return SequenceMatcher(None, wanted, said, autojunk=False).ratio()
