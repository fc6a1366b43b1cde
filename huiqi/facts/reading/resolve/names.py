"""References by exact name: each is turned into the id of what bears the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from huiqi.errors import KeyPath
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.fields import REFERENCE, RefKind
from huiqi.facts.model.parties import Roles
from huiqi.facts.model.walk import marks_of
from huiqi.facts.reading.messages import model_at
from huiqi.facts.reading.referable import NAMED
from huiqi.facts.reading.resolve.long_form import LongForm, look_up
from huiqi.facts.reading.resolve.made_ids import list_items
from huiqi.facts.reading.resolve.written_out import write_out_references

_LISTED = 4
_BRACED = re.compile(r"(?<!\{)\{([^{}]+)\}(?!\})")
_GROUPS: dict[RefKind, tuple[tuple[tuple[str, ...], str], ...]] = {
    "person": ((("members",), "name"), (("staff",), "name")),
    "body": ((("bodies",), "name"),),
    "office": ((("offices",), "name"),),
    "department": ((("departments",), "name"),),
    "reading": ((("reading_list", "items"), "title"),),
}
_POSTS = ((("members",), "post"), (("staff",), "post"))
_TEXTS = (*_GROUPS["body"], *_GROUPS["office"], (("terms",), "text"))

# Ids by name; the first table that knows a name decides.
Table = dict[str, list[str]]


class _Names:
    """The names that the facts give, by the kind of reference that may use them."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data
        tables = {kind: self._collect(groups) for kind, groups in _GROUPS.items()}
        posts = self._collect(_POSTS)
        parties = _join(tables["office"], tables["body"], tables["person"])
        self._tables: dict[RefKind, tuple[Table, ...]] = {
            **{kind: (table,) for kind, table in tables.items()},
            "person": (tables["person"], posts),
            "party": (parties, posts, self._list_team(), self._list_roles()),
        }
        self._texts = (self._collect(_TEXTS), self._list_team())
        self._ids = {
            kind: {name for table in known for several in table.values() for name in several}
            for kind, known in self._tables.items()
        }

    def find(self, kind: RefKind, name: str) -> list[str]:
        """Return the ids of what bears a name."""
        return next((table[name] for table in self._tables[kind] if name in table), [])

    def find_in_text(self, name: str) -> list[str]:
        """Return the ids of what a name in braces may stand for: no person."""
        return next((table[name] for table in self._texts if name in table), [])

    def knows(self, kind: RefKind, name: str) -> bool:
        """Whether something of this kind has the id."""
        return name in self._ids[kind]

    def _collect(self, groups: tuple[tuple[tuple[str, ...], str], ...]) -> Table:
        table: Table = {}
        for place, fact in groups:
            for _, item in list_items(self._data, place):
                name, written = item.get("id"), item.get(fact)
                if isinstance(name, str) and isinstance(written, str):
                    for spelled in {written, write_out_references(self._data, written)}:
                        table.setdefault(spelled, []).append(name)
        return table

    def _list_team(self) -> Table:
        name = look_up(self._data, "team.name")
        return {name: ["team"]} if isinstance(name, str) else {}

    def _list_roles(self) -> Table:
        own = self._data.get("roles")
        table: Table = {}
        for role, field in Roles.model_fields.items():
            word = (own.get(role) if isinstance(own, dict) else None) or field.default
            if isinstance(word, str):
                table.setdefault(word, []).append(role)
        return table


def _join(*tables: Table) -> Table:
    joined: Table = {}
    for table in tables:
        for name, ids in table.items():
            joined[name] = [*joined.get(name, ()), *ids]
    return joined


def follow_names(form: LongForm) -> None:
    """Replace names by ids, in references and in the braces of texts."""
    names = _Names(form.data)
    for path, group, key, kind in list_references(form.data, Cycle, ()):
        name = group[key]
        if not names.knows(kind, name) and (found := names.find(kind, name)):
            if len(found) == 1:
                group[key] = found[0]
            else:
                _ask(form, path, name, found)
    _follow_braces(form.data, names)


def _ask(form: LongForm, path: KeyPath, name: str, found: list[str]) -> None:
    listed = "、".join(found[:_LISTED]) + ("等" if len(found) > _LISTED else "")
    form.refuse(
        path, "只有一处的名称", f"“{name}”有 {len(found)} 处", f"改写其中一处的代号：{listed}"
    )


def list_references(
    value: Any, model: type[BaseModel], path: KeyPath
) -> Iterator[tuple[KeyPath, Any, Any, RefKind]]:
    """Yield every text that refers to something: its place, what holds it, the key, the kind."""
    if isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from list_references(item, model, (*path, index))
    elif isinstance(value, dict):
        for name, marks in marks_of(model).items():
            held, inner = value.get(name), model_at(model, (name,))
            if marks.ref and isinstance(held, str):
                yield (*path, name), value, name, marks.ref.kind
            elif marks.ref and isinstance(held, list | tuple):
                for index, item in enumerate(held):
                    if isinstance(item, str):
                        yield (*path, name, index), held, index, marks.ref.kind
            elif inner and held is not None:
                yield from list_references(held, inner, (*path, name))


def _follow_braces(value: Any, names: _Names) -> None:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in list(items):
        if isinstance(item, dict | list):
            _follow_braces(item, names)
        elif isinstance(item, str) and "{" in item:
            value[key] = _BRACED.sub(lambda match: _choose(match, names), item)


def _choose(match: re.Match[str], names: _Names) -> str:
    """Return the reference that a name in braces stands for; what it does not know stays."""
    found = [] if REFERENCE.fullmatch(match[0]) else names.find_in_text(match[1].strip())
    known = len(found) == 1 and (found[0] in NAMED or REFERENCE.fullmatch(f"{{{found[0]}}}"))
    return f"{{{found[0]}}}" if known else match[0]
