"""Which item of an old list is which of a new one, and which changed its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_ALIKE = 0.5  # as much of a text stays where it is the same one, worded anew


@dataclass
class Matching:
    """The places of old and new items, counted from 0.

    ``pairs`` maps a new item's place to the old one's; ``moved`` holds the new places of items
    that others overtook.
    """

    pairs: dict[int, int]
    moved: set[int]


def match_groups(
    old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]], *, by_id: bool
) -> Matching:
    """Match two lists of ids and names: by the ids, and by the names where an id is another."""
    if not by_id:
        return match_texts([name for _, name in old], [name for _, name in new])
    pairs = _pair_equal([key for key, _ in old], [key for key, _ in new], {})
    pairs = _pair_equal([name for _, name in old], [name for _, name in new], pairs)
    return Matching(pairs, _find_moved(pairs))


def match_texts(old: Sequence[str], new: Sequence[str]) -> Matching:
    """Match two lists of texts; those without a match are paired when they are alike enough."""
    pairs = _pair_equal(old, new, {})
    moved = _find_moved(pairs)
    free = [place for place in range(len(old)) if place not in pairs.values()]
    for place in (place for place in range(len(new)) if place not in pairs):
        alike = {origin: _liken(old[origin], new[place]) for origin in free}
        origin = max(alike, key=lambda it: (alike[it], -it), default=None)
        if origin is not None and alike[origin] >= _ALIKE:
            pairs[place] = origin
            free.remove(origin)
    return Matching(pairs, moved)


def _pair_equal(old: Sequence[str], new: Sequence[str], known: dict[int, int]) -> dict[int, int]:
    """Add the pairs of equal keys among what is not paired yet; equal ones go by their order."""
    taken = set(known.values())
    places = {key: place for place, key in enumerate(_number(old)) if place not in taken}
    found = {
        place: places[key]
        for place, key in enumerate(_number(new))
        if place not in known and key in places
    }
    return known | found


def _number(names: Sequence[str]) -> list[tuple[str, int]]:
    """Tell equal names in one list apart by their order."""
    seen: Counter[str] = Counter()
    keys = []
    for name in names:
        keys.append((name, seen[name]))
        seen[name] += 1
    return keys


def _find_moved(pairs: dict[int, int]) -> set[int]:
    after = [pairs[place] for place in sorted(pairs)]
    blocks = SequenceMatcher(None, sorted(after), after, autojunk=False).get_matching_blocks()
    kept = {origin for block in blocks for origin in after[block.b : block.b + block.size]}
    return {place for place, origin in pairs.items() if origin not in kept}


def _liken(old: str, new: str) -> float:
    return SequenceMatcher(None, old, new, autojunk=False).ratio()
