"""What was done in the form, made a change of the file's text, or kept as a draft with its fault."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from huiqi.desk.form.plan import (
    add_items,
    field_at,
    new_item,
    plan_codes,
    plan_move,
    plan_remove,
    plan_set,
)
from huiqi.desk.form.state import FactsState, look_at
from huiqi.desk.form.values import find_fault, read_value, show_fact
from huiqi.errors import ExpectationError, Finding, KeyPath
from huiqi.facts.editing.apply import apply_changes
from huiqi.facts.editing.changes import (
    Change,
    ChangeRefusedError,
    Move,
    Remove,
    Set,
    no_such_place,
)
from huiqi.facts.model.fields import RefKind

# Where something is described that a field may name, and by which fact it is called.
ADDED_TO: dict[RefKind, tuple[str, str]] = {
    "person": ("staff", "name"), "body": ("bodies", "name"), "office": ("offices", "name"),
    "department": ("departments", "name"), "party": ("offices", "name"),
}  # fmt: skip
# What a pasted table describes by naming it. A person is not: a slip in the name would be a second one.
PASTED_TO: frozenset[RefKind] = frozenset({"department"})


@dataclass
class Edited:
    """What came of it: the new text of the file, and what could be no value.

    ``drafts`` has each text that is no value of its field with the finding that says why;
    ``changes`` are at the places of the form, so that other drafts can follow.
    """

    text: str
    changes: tuple[Change, ...] = ()
    drafts: dict[KeyPath, tuple[str, Finding]] = field(default_factory=dict)


def set_field(state: FactsState, path: KeyPath, typed: str) -> Edited:
    """Give a field what was typed, or keep it as a draft.

    Raises:
        ChangeRefusedError: the file cannot be changed there without guessing.
    """
    form, text = field_at(path), state.text
    if typed.strip() == show_fact(form, look_at(state.data, path), state.names):
        return Edited(text, (Set(path, None),))
    try:
        value = _read(state, path, typed)
    except _NoValueError as error:
        return Edited(text, drafts={path: (typed, error.finding)})
    return _apply(text, plan_set(state, path, value), Set(path, value))


def add_named(state: FactsState, path: KeyPath, name: str) -> Edited:
    """Describe what a field is to name, where the facts do not have it yet.

    Raises:
        ChangeRefusedError: the field names nothing that can be added so.
    """
    ref = field_at(path).ref
    if ref not in ADDED_TO:
        raise no_such_place()
    listed, called = ADDED_TO[ref]
    if state.names.find(ref, name) is not None:
        return Edited(state.text)
    return _apply(state.text, add_items(state, (listed,), {called: name}))


def add_rows(state: FactsState, listed: KeyPath, rows: Sequence[Mapping[str, str]]) -> Edited:
    """Put items at the end of a list; what is no value of its field is kept as a draft.

    Departments that the rows name and that there are not yet are described with them.

    Raises:
        ChangeRefusedError: the file cannot be changed there without guessing.
    """
    count, edited = len(look_at(state.data, listed) or ()), Edited(state.text)
    made: list[dict[str, Any]] = []
    fresh: dict[str, None] = {}
    for row in rows:
        values: dict[str, Any] = {}
        for name, typed in row.items():
            path = (*listed, count + len(made), name)
            try:
                value = _read(state, path, typed)
            except _NoValueError as error:
                if named := _split_new(state, path, typed):
                    values[name] = named
                    fresh |= dict.fromkeys(one for one in named if not _is_known(state, one))
                else:
                    edited.drafts[path] = (typed, error.finding)
            else:
                values |= {} if value is None else {name: value}
        if values:
            made.append(new_item((*listed, 0), values))
    if made:
        changes = add_items(state, listed, *made)
        changes += (
            add_items(state, ("departments",), *({"name": one} for one in fresh)) if fresh else []
        )
        edited.text = apply_changes(state.text, changes)
    return edited


def _is_known(state: FactsState, department: str) -> bool:
    return state.names.find("department", department) is not None


def _split_new(state: FactsState, path: KeyPath, typed: str) -> list[str]:
    """Return the departments that a pasted cell names; none where the field takes no departments."""
    form = field_at(path)
    if form.ref not in PASTED_TO or not form.listed:
        return []
    return [state.names.find(form.ref, one) or one for one in state.names.split(form.ref, typed)]


def remove_item(state: FactsState, path: KeyPath) -> Edited:
    """Take an item out of its list.

    Raises:
        ChangeRefusedError: the file cannot be changed there without guessing.
    """
    return _apply(state.text, plan_remove(state, path), Remove(path))


def move_item(state: FactsState, path: KeyPath, to: int) -> Edited:
    """Give an item another number in its list.

    Raises:
        ChangeRefusedError: the file cannot be changed there without guessing.
    """
    return _apply(state.text, plan_move(state, path, to), Move(path, to))


def write_codes(state: FactsState) -> Edited:
    """Write the codes that the file leaves out.

    Raises:
        ChangeRefusedError: the file cannot be changed there without guessing.
    """
    return _apply(state.text, plan_codes(state))


def keep_refused(state: FactsState, path: KeyPath, typed: str, error: ChangeRefusedError) -> Edited:
    """Keep what was typed where the file cannot be changed without guessing."""
    lines = "、".join(f"第 {line.number} 行" for line in error.lines) or "这一处"
    fault = Finding("facts", "能够写入的地方", error.reason, f"用文本编辑器改{lines}", path)
    return Edited(state.text, drafts={path: (typed, fault)})


def find_fault_of(state: FactsState, path: KeyPath, typed: str) -> Finding:
    """Return why a text is no value of its field; one that is has only to be handed in again."""
    try:
        set_field(state, path, typed)
    except ChangeRefusedError as error:
        return keep_refused(state, path, typed, error).drafts[path][1]
    try:
        _read(state, path, typed)
    except _NoValueError as error:
        return error.finding
    return Finding("facts", "存入文件", "还没有存入", "按“存入”，或者在这一格按回车", path)


class _NoValueError(Exception):
    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


def _read(state: FactsState, path: KeyPath, typed: str) -> Any:
    try:
        value = read_value(field_at(path), typed, state.names)
    except ExpectationError as error:
        found = error.found or f"“{typed.strip()[:40]}”"
        raise _NoValueError(Finding("facts", error.expected, found, error.remedy, path)) from error
    if fault := find_fault(path, value):
        raise _NoValueError(fault)
    return value


def _apply(text: str, changes: list[Change], *at: Change) -> Edited:
    return Edited(apply_changes(text, changes) if changes else text, at)
