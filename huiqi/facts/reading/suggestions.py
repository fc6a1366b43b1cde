"""What was probably meant by an id or a name that nobody bears, and what there is to choose from."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

_LIKE, _LISTED = 0.6, 12


def suggest(found: str, choices: Mapping[str, str], form: str = "{}") -> str:
    """Return the remedy: the one choice that is near, else all of them.

    ``choices`` maps an id to the Chinese name beside it, which may be empty; ``form`` is how an
    id is written where it is used.
    """
    near = find_nearest(found, choices)
    if near:
        return f"改为 {_show(near, choices, form)}"
    return f"可用的代号：{list_choices(choices)}"


def list_choices(choices: Mapping[str, str]) -> str:
    """Return ids with their names, in the order of the facts."""
    shown = [_show(name, choices, "{}") for name in choices]
    more = f" 等 {len(shown)} 个" if len(shown) > _LISTED else ""
    return ("、".join(shown[:_LISTED]) + more) or "（还没有）"


def find_nearest(found: str, choices: Mapping[str, str]) -> str | None:
    """Return the id that looks most like what was typed, by id or by Chinese name."""
    typed = found.strip().lower()
    near = difflib.get_close_matches(typed, choices, n=1, cutoff=_LIKE)
    if near:
        return near[0]
    names = {name: key for key, name in choices.items() if name}
    holding = [name for name in names if len(typed) > 1 and (typed in name or name in typed)]
    if len(holding) == 1 or typed in names:
        return names[typed if typed in names else holding[0]]
    if len(typed) < 2:
        return None  # one sign is like too many names
    close = difflib.get_close_matches(typed, names, n=1, cutoff=_LIKE)
    return names[close[0]] if close else None


def _show(key: str, choices: Mapping[str, str], form: str) -> str:
    name = choices[key]
    return f"{form.format(key)}（{name}）" if name else form.format(key)
