"""Fixed texts of a table that became plain text: each that stands as often as the form has it is found by its order."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from huiqi.collect.reading.elements import Fixed

if TYPE_CHECKING:
    from huiqi.collect.reading.region import Region

_TABLE = 6  # paragraphs of the form in one region, that only a table's cells make


def find_repeated(region: Region) -> dict[int, tuple[int, int]]:
    """Return begin and end of these texts by their number; nothing where some stand in another order."""
    wanted: dict[str, list[int]] = {}
    for number, element in enumerate(region.elements):
        if isinstance(element, Fixed) and element.alone:
            wanted.setdefault(element.folded, []).append(number)
    if sum(map(len, wanted.values())) < _TABLE:
        return {}
    stretch = region.stretch
    there: dict[str, list[tuple[int, int]]] = {}
    for first, last in stretch.lines(0, len(stretch)):
        there.setdefault(stretch.folded[first:last], []).append((first, last))
    found: dict[int, tuple[int, int]] = {}
    for text, numbers in wanted.items():
        if len(numbers) == len(there.get(text, ())):
            found |= dict(zip(numbers, there[text], strict=True))
    ordered = [found[number] for number in sorted(found)]
    return found if all(one < other for one, other in pairwise(ordered)) else {}
