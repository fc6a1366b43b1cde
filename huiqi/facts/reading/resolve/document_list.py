"""The documents of a cycle, written as changes to the usual ones."""

from __future__ import annotations

from typing import Any

from huiqi.errors import KeyPath
from huiqi.facts.reading.resolve.long_form import LongForm, thaw

_KEY = "documents"


def list_changed_documents(form: LongForm, usual: dict[str, Any]) -> None:
    """Turn documents by id into the list that the model has; a list is left as it is written.

    An entry adds a document or changes the usual one, ``false`` leaves it out.
    """
    own = form.data.get(_KEY, {})
    if not isinstance(own, dict):
        return
    listed: list[Any] = []
    for name in dict.fromkeys((*usual, *own)):
        entry, path = own.get(name, {}), (_KEY, len(listed))
        if name not in own:
            listed.append({"id": name, **thaw(usual[name])})
            form.taken[path], form.moved[path] = listed[-1], (_KEY, name)
        elif isinstance(entry, dict) and "id" not in entry:
            listed.append({"id": name, **entry})
            form.moved[path] = (_KEY, name)
            _complete(form, listed[-1], usual.get(name, {}), path)
        elif entry is not False:
            _refuse(form, entry, (_KEY, name))
    if listed or own:
        form.data[_KEY] = listed


def _complete(form: LongForm, entry: Any, usual: dict[str, Any], path: KeyPath) -> None:
    for key, value in usual.items():
        if key not in entry:
            entry[key] = thaw(value)
            form.taken[(*path, key)] = entry[key]


def _refuse(form: LongForm, entry: Any, path: KeyPath) -> None:
    if isinstance(entry, dict):
        form.refuse(path, "不另写代号的材料", "又写了 id", "删去 id；这一行的键就是代号")
        return
    remedy = "有这份材料、没有不同的写 {}，不要这份材料的写 false"
    found = "没有写" if entry is None else "true" if entry is True else f"“{entry}”"
    form.refuse(path, "一组键值或 false", found, remedy)
