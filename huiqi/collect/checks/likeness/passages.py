"""Passages that several texts have in common, found exactly, by hashed runs that are then extended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from huiqi.collect.checks.likeness.normal import BREAK

LEAST = 13  # signs: two people who write for themselves hardly ever agree in as many
_COMMON_SHARE, _COMMON_LEAST = 4, 4

Place = tuple[int, int]  # number of the text, place in it
Positions = dict[
    str, dict[int, int]
]  # a run of signs, the texts that have it, where it stands first


@dataclass(frozen=True)
class Passage:
    """One passage: where it stands in each text, its length, and how much of it is the authors' own.

    ``common`` passages stand in so many texts that they are likely to come from one issued text.
    """

    text: str
    places: tuple[Place, ...]
    own: int
    common: bool = False


@dataclass(frozen=True)
class Compared:
    """One text that is compared: its signs, which of them are own (1), whose it is, if it is an older one."""

    text: str
    own: bytearray
    key: object
    older: bool = False


def count_as_common(texts: int) -> int:
    """Return from how many texts on a passage counts as one that all of them were given."""
    return max(_COMMON_LEAST, -(-texts // _COMMON_SHARE))


def find_passages(texts: Sequence[Compared]) -> tuple[list[Passage], list[Passage]]:
    """Return the passages of some authors and those that many share; the own signs of the latter are marked off.

    Two texts of one key are never compared, and two older ones neither. Longest first.
    """
    positions = _find_shared(texts)
    many = count_as_common(sum(not one.older for one in texts))
    common_runs = {
        run for run, where in positions.items()
        if sum(not texts[number].older for number in where) >= many
    }  # fmt: skip
    common = _find_common(texts, common_runs)
    for passage in common:
        for number, start in passage.places:
            texts[number].own[start : start + len(passage.text)] = bytes(len(passage.text))
    return _find_pairs(texts, positions, common_runs), common


def _find_shared(texts: Sequence[Compared]) -> Positions:
    """Return the runs of LEAST signs that at least two texts have and that are not issued from end to end."""
    first: dict[int, int] = {}
    shared: set[int] = set()
    for number, one in enumerate(texts):
        for key in (hash(run) for _, run in _runs(one)):
            if first.setdefault(key, number) != number:
                shared.add(key)
    del first
    positions: Positions = {}
    for number, one in enumerate(texts):
        for start, run in _runs(one):
            if hash(run) in shared:
                positions.setdefault(run, {}).setdefault(number, start)
    return positions


def _runs(one: Compared) -> Iterator[tuple[int, str]]:
    """Yield the runs of an own text that touch anything own and keep to one answer."""
    text, own, begin = one.text, one.own, 0
    for answer in text.split(BREAK):
        end = begin + len(answer)
        for start in range(begin, end - LEAST + 1):
            if own.find(1, start, start + LEAST) >= 0:
                yield start, text[start : start + LEAST]
        begin = end + 1


def _find_common(texts: Sequence[Compared], runs: set[str]) -> list[Passage]:
    """Return the longest passages that consist of common runs, each with all texts that have it."""
    found: dict[str, None] = {}
    for one in texts:
        start, end = -1, -1
        for place, run in _runs(one):
            if run not in runs:
                continue
            if place > end - LEAST + 1:
                found.update({one.text[start:end]: None} if start >= 0 else {})
                start = place
            end = place + LEAST
        found.update({one.text[start:end]: None} if start >= 0 else {})
    kept: list[Passage] = []
    for text in sorted(found, key=lambda item: (-len(item), item)):
        places = tuple((n, at) for n, one in enumerate(texts) if (at := one.text.find(text)) >= 0)
        numbers = {number for number, _ in places}
        inside = any(text in more.text and numbers == _numbers(more) for more in kept)
        own = sum(texts[places[0][0]].own[places[0][1] : places[0][1] + len(text)])
        if not inside and own >= LEAST:
            kept.append(Passage(text, places, own, common=True))
    return kept


def _numbers(passage: Passage) -> set[int]:
    return {number for number, _ in passage.places}


def _find_pairs(texts: Sequence[Compared], positions: Positions, common: set[str]) -> list[Passage]:
    """Return the passages of two texts and more, grouped by their words."""
    found: dict[str, dict[Place, None]] = {}
    ends: dict[tuple[int, int, int], int] = {}
    for (number, start), run in _list_seeds(positions, common):
        one = texts[number]
        for other, place in positions[run].items():
            line = (number, other, place - start)
            if other <= number or not _may_compare(one, texts[other]) or ends.get(line, 0) > start:
                continue
            begin, ends[line] = _extend(one.text, start, texts[other].text, place)
            places = found.setdefault(one.text[begin : ends[line]], {})
            places |= {(number, begin): None, (other, begin + place - start): None}
    passages = (_make_passage(texts, text, tuple(sorted(places))) for text, places in found.items())
    return sorted(
        (passage for passage in passages if passage.own >= LEAST),
        key=lambda passage: (-passage.own, -len(passage.text), passage.places),
    )


def _list_seeds(positions: Positions, common: set[str]) -> list[tuple[Place, str]]:
    """Return the runs of several texts that are not common, in order of place, each once in a text."""
    return sorted(
        (place, run)
        for run, where in positions.items()
        if len(where) > 1 and run not in common
        for place in where.items()
    )


def _make_passage(texts: Sequence[Compared], text: str, places: tuple[Place, ...]) -> Passage:
    """Return a passage, once in each text; what was issued counts for nobody, on whichever side."""
    single = tuple({number: (number, start) for number, start in reversed(places)}.values())[::-1]
    counts = (sum(texts[number].own[start : start + len(text)]) for number, start in single)
    return Passage(text, single, min(counts))


def _may_compare(one: Compared, other: Compared) -> bool:
    return not (one.older and other.older) and (one.key != other.key)


def _extend(one: str, start: int, other: str, place: int) -> tuple[int, int]:
    """Return beginning and end in the first text of the longest passage around a run that both have."""
    begin = start
    while begin and place - (start - begin) and _same(one, begin - 1, other, place - start):
        begin -= 1
    end, moved = start + LEAST, place - start
    while end < len(one) and end + moved < len(other) and _same(one, end, other, moved):
        end += 1
    return begin, end


def _same(one: str, place: int, other: str, moved: int) -> bool:
    return one[place] == other[place + moved] != BREAK
