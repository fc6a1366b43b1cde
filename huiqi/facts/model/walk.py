"""Going through the facts field by field, with the marks that the model gives each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, TypeVar, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from huiqi.errors import KeyPath
from huiqi.facts.model.derived import once_per_cycle
from huiqi.facts.model.fields import (
    CheckSetting,
    Innocuous,
    Internal,
    PersonalName,
    Ref,
    Slot,
    Varies,
)
from huiqi.facts.model.timetable import Preparation, Step

M = TypeVar("M")


@dataclass(frozen=True)
class Marks:
    """What the model says of a field. ``code``: one of fixed words, not a text to be shown."""

    title: str
    ref: Ref | None
    slot: bool
    internal: bool
    code: bool
    personal_name: bool
    innocuous: bool
    check_setting: bool
    varies: Varies | None


@lru_cache
def marks_of(model: type[BaseModel]) -> dict[str, Marks]:
    """Return the marks of a model's fields by name; worked out once for each model."""
    return {
        name: Marks(
            field.title or name,
            _find_mark(field, Ref),
            _find_mark(field, Slot) is not None,
            _find_mark(field, Internal) is not None,
            name == "id" or get_origin(field.annotation) is Literal,
            _find_mark(field, PersonalName) is not None,
            _find_mark(field, Innocuous) is not None,
            _find_mark(field, CheckSetting) is not None,
            _find_mark(field, Varies),
        )
        for name, field in model.model_fields.items()
    }


@dataclass(frozen=True)
class Node:
    """One value of the facts, with the marks of the field that it stands in.

    ``internal`` holds for everything below an internal fact too; an item of a list is no ``slot``.
    """

    path: KeyPath
    value: Any
    marks: Marks
    slot: bool
    internal: bool

    @property
    def title(self) -> str:
        """The designation of the field."""
        return self.marks.title

    @property
    def ref(self) -> Ref | None:
        """What the value names, where it is an id of something else."""
        return self.marks.ref


def _find_mark(field: FieldInfo, kind: type[M]) -> M | None:
    """Return a field's mark; those of optional and listed values lie inside the annotation."""
    for mark in field.metadata:
        if isinstance(mark, kind):
            return mark
    return _find_inside(field.annotation, kind)


def _find_inside(annotation: Any, kind: type[M]) -> M | None:
    for part in (*getattr(annotation, "__metadata__", ()), *getattr(annotation, "__args__", ())):
        if isinstance(part, kind):
            return part
        found = _find_inside(part, kind)
        if found is not None:
            return found
    return None


def walk(cycle: BaseModel) -> tuple[Node, ...]:
    """Return every field below a cycle, or another model, in the model's order, depth first."""
    return _list_nodes(cycle)


@once_per_cycle
def _list_nodes(cycle: BaseModel) -> tuple[Node, ...]:
    return tuple(_walk_model(cycle, (), internal=False))


def _walk_model(value: BaseModel, path: KeyPath, *, internal: bool) -> Iterator[Node]:
    hidden = internal or bool(getattr(value, "internal", False))
    model: type[BaseModel] = type(value)
    for name, marks in marks_of(model).items():
        inner = hidden or marks.internal
        child = getattr(value, name)
        yield from _walk_value(Node((*path, name), child, marks, marks.slot, inner))


def _walk_value(node: Node) -> Iterator[Node]:
    if isinstance(node.value, tuple):
        if not node.value:
            yield node
        for index, item in enumerate(node.value):
            yield from _walk_value(
                Node((*node.path, index), item, node.marks, False, node.internal)
            )
    elif isinstance(node.value, BaseModel):
        yield from _walk_model(node.value, node.path, internal=node.internal)
    else:
        yield node


def find_models(value: Any, kind: type[M], path: KeyPath = ()) -> Iterator[tuple[KeyPath, M]]:
    """Yield every group of facts of one kind, in the model's order, with its key path."""
    if isinstance(value, kind):
        yield path, value
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from find_models(item, kind, (*path, index))
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from find_models(getattr(value, name), kind, (*path, name))


def label_of(path: KeyPath, title: str) -> str:
    """Name a fact so that it is clear without its key: a step's deadline says whose it is."""
    if path[0] == "preparation" and path[-1] in Step.model_fields:
        return f"{Preparation.model_fields[str(path[1])].title}{title}"
    return title
