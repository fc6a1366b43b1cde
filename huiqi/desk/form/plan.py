"""From what was done in the form to changes of the file: where a fact stands there, what follows it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from huiqi.desk.form.fields import FieldForm, describe_fields
from huiqi.desk.form.state import FactsState, look_at
from huiqi.errors import HuiqiError, KeyPath
from huiqi.facts.editing.changes import Change, Insert, Move, Remove, Set, no_such_place
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.messages import model_at
from huiqi.facts.reading.resolve.long_form import thaw
from huiqi.facts.reading.resolve.names import list_references

# The fact by which the items of a list are called, where others refer to them by it.
_CALLED = {
    ("members", "name"), ("members", "post"), ("staff", "name"), ("staff", "post"),
    ("bodies", "name"), ("offices", "name"), ("departments", "name"), ("terms", "text"),
    ("reading_list", "title"), ("team", "name"),
}  # fmt: skip


def field_at(path: KeyPath) -> FieldForm:
    """Return the form of the field at a place of the long form.

    Raises:
        ChangeRefusedError: the model has no such field.
    """
    model = model_at(Cycle, path[:-1])
    if model is None or not isinstance(path[-1], str) or path[-1] not in model.model_fields:
        raise no_such_place()
    return describe_fields(model)[path[-1]]


def plan_set(state: FactsState, path: KeyPath, value: Any) -> list[Change]:
    """Return the changes that give a field a value; None empties it."""
    raw, listed = state.read.written, _taken_list(state, path)
    if listed is not None:
        return [Set(state.trace(listed), _with_value(state, listed, path, value))]
    if fresh := _fresh_item(state, path):
        return _plan_fresh(state, fresh, path[len(fresh) :], value)
    here = _place_of(state, path)
    above = look_at(raw, here[:-1])
    if isinstance(above, str):
        # An item that is written as its name alone.
        if here[-1] == "name":
            return [Set(here[:-1], value if value is not None else {"name": None})]
        return [Set(here[:-1], {"name": above, here[-1]: value})]
    if isinstance(person := look_at(raw, here), dict):
        # A head who is described with the department stays among the people.
        return [Set(here, value), *add_items(state, ("staff",), thaw(person))]
    changes = _plan_value(state, path, here, value)
    return [*changes, *_plan_renames(state, path, value)]


def _plan_value(state: FactsState, path: KeyPath, here: KeyPath, value: Any) -> list[Change]:
    written = look_at(state.read.written, here[:-1])
    there = isinstance(written, dict) and here[-1] in written
    if value is not None:
        return [Set(here, value)]
    form = field_at(path)
    if there and not form.required:
        return [Remove(here)]
    if there or state.read.source.is_taken(path):
        return [Set(here, [] if form.listed and not form.nullable else None)]
    return []


def _place_of(state: FactsState, path: KeyPath) -> KeyPath:
    """Return where a field stands in the file, or is to stand."""
    above = state.trace(path[:-1])
    here = state.trace(path)
    # A value that is spread from elsewhere (the members' common branch) gets a place of its own.
    return here if here[: len(above)] == above and here != above else (*above, path[-1])


def _taken_list(state: FactsState, path: KeyPath) -> KeyPath | None:
    """Return the list around a place that comes whole from the defaults: it is written out then."""
    for size in range(1, len(path)):
        listed = isinstance(look_at(state.data, path[:size]), list | tuple)
        if listed and path[:size] in state.read.source.taken:
            return path[:size]
    return None


def _with_value(state: FactsState, listed: KeyPath, path: KeyPath, value: Any) -> Any:
    items = thaw(look_at(state.data, listed))
    group: Any = items
    rest = path[len(listed) :]
    for part in rest[:-1]:
        if isinstance(group, list) and part == len(group):
            group.append({})
        if isinstance(group, dict):
            group.setdefault(part, {})
        group = group[part]
    if value is None:
        group.pop(rest[-1], None)
    else:
        group[rest[-1]] = value
    return items


def _fresh_item(state: FactsState, path: KeyPath) -> KeyPath | None:
    """Return the place of the new item that a field belongs to, if it does to one."""
    for size in range(1, len(path)):
        part = path[size - 1]
        if isinstance(part, int):
            rows = look_at(state.data, path[: size - 1])
            if part >= (len(rows) if isinstance(rows, list | tuple) else 0):
                return path[:size]
    return None


def _plan_fresh(state: FactsState, item: KeyPath, rest: KeyPath, value: Any) -> list[Change]:
    if value is None:
        return []
    made = new_item(item, {str(rest[0]): _nest(rest[1:], value)})
    return add_items(state, item[:-1], made)


def new_item(item: KeyPath, values: dict[str, Any]) -> dict[str, Any]:
    """Return an item of a list with its values; of fixed words that it needs, the first is shown."""
    model = model_at(Cycle, item)
    if model is None:
        raise no_such_place()
    needed = {
        name: next(iter(form.choices))
        for name, form in describe_fields(model).items()
        if form.required and form.kind == "choice"
    }
    made = needed | values
    return {name: made[name] for name in model.model_fields if name in made}


def _nest(rest: KeyPath, value: Any) -> Any:
    for part in reversed(rest):
        value = [value] if isinstance(part, int) else {part: value}
    return value


def add_items(state: FactsState, listed: KeyPath, *made: dict[str, Any]) -> list[Change]:
    """Return the changes that put items at the end of a list."""
    here = _place_of(state, listed) if len(listed) > 1 else listed
    rows = look_at(state.read.written, here)
    if listed in state.read.source.taken:
        return [Set(here, [*thaw(look_at(state.data, listed)), *made])]
    if isinstance(rows, list | tuple) and rows:
        return [Insert((*here, len(rows) + index), item) for index, item in enumerate(made)]
    return [Set(here, list(made))]


def plan_remove(state: FactsState, path: KeyPath) -> list[Change]:
    """Return the changes that take an item out of a list."""
    listed = path[:-1]
    if listed in state.read.source.taken:
        items = thaw(look_at(state.data, listed))
        del items[int(path[-1])]
        return [Set(state.trace(listed), items)]
    here = state.trace(path)
    if path[0] == "documents" and len(path) == 2 and isinstance(here[-1], str):
        return [Set(here, False)]
    return [Remove(here)]


def plan_codes(state: FactsState) -> list[Change]:
    """Return the changes that write every code that the file leaves out: links hang on them."""
    changes: list[Change] = []
    for path, code in state.read.source.ids.items():
        here = state.trace(path)
        written = look_at(state.read.written, here)
        if isinstance(written, str):
            changes.append(Set(here, {"id": code, "name": written}))
        else:
            changes.append(Insert((*here, "id"), code))
    return changes


def plan_move(state: FactsState, path: KeyPath, to: int) -> list[Change]:
    """Return the changes that give an item of a list another number."""
    listed = path[:-1]
    if listed in state.read.source.taken:
        items = thaw(look_at(state.data, listed))
        items.insert(to, items.pop(int(path[-1])))
        return [Set(state.trace(listed), items)]
    here, there = state.trace(path), state.trace((*listed, to))
    if here[:-1] != there[:-1] or not isinstance(there[-1], int):
        raise HuiqiError("这两项写在文件的不同地方，不能调换。改法：在人员的部门中修改。")
    return [Move(here, there[-1])]


def _plan_renames(state: FactsState, path: KeyPath, value: Any) -> Iterator[Change]:
    """Yield the changes that let everything that names an item by its old name follow the new one."""
    if (path[0], path[-1]) not in _CALLED or not isinstance(value, str):
        return
    old, item = look_at(state.data, path), path[:-1]
    if old == value:
        return
    others = [
        place
        for place in _list_called(state, path)
        if place != item and _call(state, place) == value
    ]
    if others:
        # Two of one name: what names either of them does so by a code from now on.
        for place in (item, *others):
            yield from _refer_by_code(state, place)
    elif isinstance(old, str):
        code = str(look_at(state.data, (*item, "id")))
        made = state.read.source.ids.get(item) == code
        yield from _rename_references(state, {old, code} if made else {old}, code, value)
        yield from _rename_in_texts(state.read.written, (), f"{{{old}}}", f"{{{value}}}")


def _list_called(state: FactsState, path: KeyPath) -> Iterator[KeyPath]:
    """Yield the places of everything that one kind of reference may name."""
    people = ("members", "staff")
    for group in people if path[0] in people else (path[0],):
        for index, item in enumerate(look_at(state.data, (group,)) or ()):
            if group == "reading_list":
                items = look_at(item, ("items",)) or ()
                yield from ((group, index, "items", at) for at in range(len(items)))
            else:
                yield (group, index)


def _call(state: FactsState, place: KeyPath) -> Any:
    item = look_at(state.data, place)
    names = (item.get(key) for key in ("name", "title", "text")) if isinstance(item, dict) else ()
    return next((name for name in names if name), None)


def _refer_by_code(state: FactsState, place: KeyPath) -> Iterator[Change]:
    """Write an item's code where it has none of its own, and in the place of its name elsewhere."""
    code, name = str(look_at(state.data, (*place, "id"))), _call(state, place)
    if place in state.read.source.ids:
        yield Insert((*state.trace(place), "id"), code)
    yield from _rename_references(state, {name}, code, code)


def _rename_references(
    state: FactsState, said: Collection[Any], code: str, new: str
) -> Iterator[Change]:
    """Yield the changes of every reference to an item that says one of the names."""
    for place, *_ in list_references(state.data, Cycle, ()):
        if look_at(state.data, place) == code and not state.read.source.is_taken(place):
            here = state.trace(place)
            if look_at(state.read.written, here) in said:
                yield Set(here, new)


def _rename_in_texts(value: Any, path: KeyPath, old: str, new: str) -> Iterator[Change]:
    if isinstance(value, str) and old in value:
        yield Set(path, value.replace(old, new))
    items: Any = value.items() if isinstance(value, dict) else ()
    if isinstance(value, list | tuple):
        items = enumerate(value)
    for key, item in items:
        yield from _rename_in_texts(item, (*path, key), old, new)
