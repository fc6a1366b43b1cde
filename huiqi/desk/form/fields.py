"""What the form asks for a field of the model: its kind of input, its words, its choices."""

from __future__ import annotations

import datetime as dt
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from huiqi.desk.form.words import EXPLANATIONS
from huiqi.facts.calendar import Deadline
from huiqi.facts.model.codes import CODES
from huiqi.facts.model.fields import RefKind
from huiqi.facts.model.walk import Marks, marks_of

Kind = Literal["text", "number", "flag", "day", "deadline", "choice", "reference", "group"]
_KINDS: dict[type, Kind] = {
    bool: "flag", int: "number", dt.date: "day", Deadline: "deadline", str: "text",
}  # fmt: skip
# Texts of more than a line.
_LONG = {"text", "theme", "aim", "purpose", "scope", "reason", "attitude", "phrase"}


@dataclass(frozen=True)
class FieldForm:
    """A field as the form asks for it.

    ``listed``: several values; ``nullable``: it may be nothing; ``required``: the model has no
    default. ``choices`` maps fixed words to what they are called; ``inner`` is the model of a group.
    """

    name: str
    title: str
    help: str
    example: str
    kind: Kind
    listed: bool
    long: bool
    nullable: bool
    required: bool
    default: Any
    choices: Mapping[str, str]
    inner: type[BaseModel] | None
    marks: Marks

    @property
    def model(self) -> type[BaseModel]:
        """The model of a group; a TypeError for a single value."""
        if self.inner is None:
            raise TypeError(self.name)
        return self.inner

    @property
    def ref(self) -> RefKind | None:
        """What the values name, where they name something of elsewhere."""
        return self.marks.ref.kind if self.marks.ref else None


@cache
def describe_fields(model: type[BaseModel]) -> dict[str, FieldForm]:
    """Return the form's fields of a model, in its order."""
    return {name: _describe(model, name) for name in model.model_fields}


def _describe(model: type[BaseModel], name: str) -> FieldForm:
    field, marks = model.model_fields[name], marks_of(model)[name]
    base, listed, nullable = _unwrap(field.annotation)
    inner = base if isinstance(base, type) and issubclass(base, BaseModel) else None
    words = typing.get_args(base) if typing.get_origin(base) is Literal else ()
    choices = {str(word): CODES.get(name, {}).get(str(word), str(word)) for word in words}
    kind: Kind = "group" if inner else "choice" if choices else "reference" if marks.ref else (
        _KINDS[base]
    )  # fmt: skip
    default = None if field.default is PydanticUndefined else field.default
    example = "、".join(str(item) for item in field.examples or ())
    return FieldForm(
        name, marks.title, EXPLANATIONS.get((model.__name__, name), field.description or ""), example, kind, listed, name in _LONG,
        nullable, field.is_required(), default, choices, inner, marks,
    )  # fmt: skip


def _unwrap(annotation: Any) -> tuple[Any, bool, bool]:
    """Return what a field's annotation holds, whether a list of it, and whether it may be nothing."""
    listed = nullable = False
    while True:
        origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
        if origin is Annotated:
            annotation = inner[0]
        elif origin in (types.UnionType, typing.Union):
            nullable = True
            annotation = next(part for part in inner if part is not type(None))
        elif origin is tuple:
            listed, annotation = True, inner[0]
        else:
            return annotation, listed, nullable
