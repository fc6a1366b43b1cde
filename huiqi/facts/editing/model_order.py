"""What the model says of a place of the file: which keys it has, in which order, and whether a date."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, get_origin

from pydantic import BeforeValidator

from huiqi.errors import KeyPath
from huiqi.facts.date_forms import parse_day, parse_deadline
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.walk import marks_of
from huiqi.facts.reading.messages import model_at
from huiqi.facts.reading.resolve.long_form import DEFAULTS

# What the reading of a file understands beside the model's fields, behind which of them.
_BESIDE = {(): ("kind", DEFAULTS), ("team",): ("chair", "branch")}


def list_keys(path: KeyPath) -> list[str]:
    """Return the keys that the group at a path may have, in the model's order."""
    names = _place_in_model(path)
    model = model_at(Cycle, names)
    keys = list(model.model_fields) if model else []
    if names in _BESIDE:
        before, key = _BESIDE[names]
        keys.insert(keys.index(before) + 1, key)
    return keys


def find_neighbours(names: list[str], path: KeyPath) -> tuple[int | None, int | None]:
    """Return the places of the keys between which the model has a new one."""
    order = list_keys(path[:-1])
    if path[-1] not in order:
        return len(names) - 1, None
    own = order.index(str(path[-1]))
    ranks = {place: order.index(name) for place, name in enumerate(names) if name in order}
    lower = [place for place, rank in ranks.items() if rank < own]
    higher = [place for place, rank in ranks.items() if rank > own]
    before = max(lower, key=lambda place: ranks[place], default=None)
    behind = min(higher, key=lambda place: ranks[place], default=None)
    if before is None and behind is None:
        return len(names) - 1, None
    return before, behind


def holds_lists(path: KeyPath) -> bool:
    """Whether the group at a path may hold lists of groups or texts: it reads best on lines.

    A document does not: it is a change to the usual one, of a word or two.
    """
    names = _place_in_model(path)
    model = model_at(Cycle, names) if names != ("documents",) else None
    return model is not None and any(
        get_origin(field.annotation) is tuple and not marks.ref and not marks.code
        for field, marks in zip(model.model_fields.values(), marks_of(model).values(), strict=True)
    )


def is_date(path: KeyPath) -> bool:
    """Whether the model has a date or a deadline at a path."""
    *above, name = _place_in_model(path) or ("",)
    return name in _list_dates(tuple(above))


@lru_cache
def _list_dates(names: tuple[str, ...]) -> frozenset[str]:
    model = model_at(Cycle, names)
    fields = model.model_fields.items() if model else ()
    return frozenset(
        name for name, field in fields
        if any(map(_reads_date, field.metadata)) or _holds_date(field.annotation)
    )  # fmt: skip


def _holds_date(annotation: Any) -> bool:
    marks = getattr(annotation, "__metadata__", ())
    parts = getattr(annotation, "__args__", ())
    return any(map(_reads_date, marks)) or any(map(_holds_date, parts))


def _reads_date(mark: object) -> bool:
    return isinstance(mark, BeforeValidator) and mark.func in (parse_day, parse_deadline)


def _place_in_model(path: KeyPath) -> tuple[str, ...]:
    """Return the names on the way to a place, as if it were written in the long form."""
    names = tuple(part for part in path if isinstance(part, str))
    if names[:1] == ("documents",) and len(path) > 1 and isinstance(path[1], str):
        return ("documents", *names[2:])  # by id
    if names[:2] == ("departments", "head"):
        return ("staff", *names[2:])  # described in place
    return names
