"""Values that stand for another fact until the facts are complete: ``=preparation.plan.owner``."""

from __future__ import annotations

from typing import Any

from huiqi.facts.reading.resolve.long_form import LongForm, look_up

_SIGN = "="
_MOST_STEPS = 5  # from place to place


def follow_places(form: LongForm) -> None:
    """Put in what stands at the named places; without it the value is left out again."""
    for path in list(form.taken):
        group: Any = form.data
        for part in path[:-1]:
            group = group[part]
        value = _follow(form, group[path[-1]])
        if value is None:
            del form.taken[path], group[path[-1]]
        else:
            group[path[-1]] = form.taken[path] = value
    for department, person in form.heads.items():
        form.data["departments"][department]["head"] = look_up(form.data, f"staff.{person}.id")


def _follow(form: LongForm, value: Any) -> Any:
    if isinstance(value, dict):
        found = {key: _follow(form, item) for key, item in value.items()}
        return {key: item for key, item in found.items() if item is not None}
    if isinstance(value, list):
        return _follow_items(form, value)
    return _find(form, value) if _is_place(value) else value


def _follow_items(form: LongForm, items: list[Any]) -> list[Any] | None:
    followed: list[Any] = []
    for item in items:
        found = _follow(form, item)
        several = found if isinstance(found, list) else [found]
        followed += [one for one in several if one is not None and one not in followed]
    return followed or None


def _is_place(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(_SIGN)


def _find(form: LongForm, place: Any) -> Any:
    """Return what the first place has that has something; a word without a dot is meant itself."""
    for _ in range(_MOST_STEPS):
        if not _is_place(place):
            return place
        choices = place.removeprefix(_SIGN).split("|")
        found = (look_up(form.data, one) if "." in one else one for one in choices)
        place = next((one for one in found if one), None)
    return None
