"""Which area, or which member, a place of a form stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from huiqi.collect.model import Place

_ORDINAL = re.compile(
    r"（[一二三四五六七八九十百零〇]+）|[一二三四五六七八九十百零〇]+、|\d+[.．、]"
)


def find_row(
    names: Sequence[str], number: int, place: Place | None = None, *, older: bool = False
) -> int | None:
    """Return the index of the name that a place's label has, else of the name that the number of its key counts.

    An older form may have had other rows: there the number says nothing.
    """
    parts = place.path if place else ()
    said = [_ORDINAL.sub("", part, count=1).strip() for part in parts]
    for part in reversed([*parts, *said]):
        if part in names:
            return names.index(part)
    return number - 1 if not older and 0 < number <= len(names) else None
