"""Shorter ways of writing that stand for the long one, whatever the kind of meeting."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from huiqi.errors import KeyPath
from huiqi.facts.reading.resolve.long_form import LongForm

# A text in one of these lists is the name of what is described.
NAMED_LISTS = ("members", "staff", "departments", "bodies", "offices")


def write_out_shorthand(form: LongForm) -> None:
    """Write out names that stand alone, heads described in place, the members' common branch."""
    for group in NAMED_LISTS:
        for index, item in _list_items(form, group):
            if isinstance(item, str):
                form.data[group][index] = {"name": item}
                form.moved[(group, index, "name")] = (group, index)
    _move_heads(form)
    _spread_branch(form)


def _list_items(form: LongForm, group: str) -> Iterator[tuple[int, Any]]:
    listed = form.data.get(group)
    yield from enumerate(listed if isinstance(listed, list) else ())


def _move_heads(form: LongForm) -> None:
    """Put heads that are described in their department before the other people."""
    heads: list[tuple[KeyPath, dict[str, Any]]] = [
        (("departments", index, "head"), item["head"])
        for index, item in _list_items(form, "departments")
        if isinstance(item, dict) and isinstance(item.get("head"), dict)
    ]
    staff = form.data.get("staff", [])
    if not heads or not isinstance(staff, list):
        return
    for index in range(len(staff)):
        form.moved[("staff", len(heads) + index)] = ("staff", index)
        if ("staff", index, "name") in form.moved:
            form.moved.pop(("staff", index, "name"))
    for index, (path, _) in enumerate(heads):
        form.moved[("staff", index)] = path
        form.heads[int(path[1])] = index
    form.data["staff"] = [*(head for _, head in heads), *staff]
    form.renumbered.add("staff")


def _spread_branch(form: LongForm) -> None:
    """Give the branch that is written once, with the team, to every member without one."""
    team = form.data.get("team")
    if not isinstance(team, dict) or "branch" not in team:
        return
    branch = team.pop("branch")
    if branch is None:
        return
    for index, item in _list_items(form, "members"):
        if isinstance(item, dict) and "branch" not in item:
            item["branch"] = branch
            form.moved[("members", index, "branch")] = ("team", "branch")
