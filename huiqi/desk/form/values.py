"""From what was typed to the value of a field, and back."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from pydantic import BaseModel, ValidationError, create_model

from huiqi.desk.form.fields import FieldForm
from huiqi.desk.form.names import Names
from huiqi.errors import ExpectationError, Finding, KeyPath
from huiqi.facts.calendar import format_day
from huiqi.facts.date_forms import parse_day
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.fields import Fact
from huiqi.facts.names import settle_name
from huiqi.facts.reading.messages import explain, model_at
from huiqi.facts.reading.referable import KIND_WORDS

YES, NO = "是", "否"
_LINES = re.compile(r"\s*\n\s*")


def show_value(form: FieldForm, value: Any, names: Names) -> str:
    """Return a value of the facts as the form shows it; what is none of the field's as it stands."""
    if value is None:
        return ""
    if isinstance(value, list | tuple) and form.listed:
        sign = "\n" if form.kind == "text" else "、"
        return sign.join(show_value(form, item, names) for item in value)
    if isinstance(value, bool):
        return YES if value else NO
    if form.kind == "choice":
        return form.choices.get(str(value), str(value))
    if form.kind == "reference" and form.ref:
        return names.show(form.ref, str(value))
    return _show_text(form, str(value), names)


def show_fact(form: FieldForm, value: Any, names: Names) -> str:
    """Return what a field shows: its value, or else the model's default."""
    return show_value(form, form.default if value is None else value, names)


def _show_text(form: FieldForm, text: str, names: Names) -> str:
    if form.kind in ("day", "deadline"):
        try:
            return format_day(parse_day(text))
        except ExpectationError:
            return text
    return names.show_braces(text) if form.kind == "text" else text


def read_value(form: FieldForm, typed: str, names: Names) -> Any:
    """Return the plain value for what was typed; None for nothing.

    Raises:
        ExpectationError: it cannot be a value of the field.
    """
    text = typed.strip()
    if not text:
        return None
    if form.listed:
        return [_read_one(form, item, names) for item in _split(form, text, names)]
    return _read_one(form, text, names)


def _split(form: FieldForm, text: str, names: Names) -> list[str]:
    if form.ref:
        return list(names.split(form.ref, text))
    pieces = text.split("\n") if form.kind == "text" else re.split(r"[、，,；;\n]", text)
    return [piece.strip() for piece in pieces if piece.strip()]


def _read_one(form: FieldForm, text: str, names: Names) -> Any:
    if form.kind == "number":
        digits = unicodedata.normalize("NFKC", text)
        if not re.fullmatch(r"[0-9]{1,9}", digits):
            raise ExpectationError("整数", "只写数字，不带单位", f"“{text}”")
        return int(digits)
    if form.kind == "flag":
        if text not in (YES, NO):
            raise ExpectationError(f"{YES}或{NO}", f"选{YES}或{NO}", f"“{text}”")
        return text == YES
    if form.kind == "day":
        return parse_day(text).isoformat()
    if form.kind == "choice":
        return _read_choice(form, text)
    if form.kind == "reference" and form.ref:
        return _find_name(form, text, names)
    if form.marks.personal_name:
        return settle_name(text)
    return names.write_braces(_LINES.sub("", text) if form.kind == "text" else text)


def _read_choice(form: FieldForm, text: str) -> str:
    found = next((code for code, words in form.choices.items() if text in (words, code)), None)
    if found is None:
        raise ExpectationError(
            f"以下之一：{'、'.join(form.choices.values())}", "从中选一个", f"“{text}”"
        )
    return found


def _find_name(form: FieldForm, text: str, names: Names) -> str:
    if form.ref is None or (found := names.find(form.ref, text)) is None:
        kind = KIND_WORDS[form.ref] if form.ref else "名称"
        raise ExpectationError(
            f"已填写的{kind}", f"从列表中选；还没有填写的，先新增这个{kind}", f"“{text}”"
        )
    return found


def find_fault(path: KeyPath, value: Any) -> Finding | None:
    """Return what the model says against a value in its field, if anything."""
    name = str(next(part for part in reversed(path) if isinstance(part, str)))
    owner = model_at(Cycle, path[: len(path) - path[::-1].index(name) - 1])
    if owner is None or value is None:
        return None
    try:
        _alone(owner, name)(value=tuple(value) if isinstance(value, list) else value)
    except ValidationError as error:
        detail = error.errors()[0]
        detail["loc"] = (*path, *detail["loc"][1:])
        return explain(detail, Cycle)
    return None


@cache
def _alone(owner: type[BaseModel], name: str) -> type[BaseModel]:
    """Return a model that has the one field."""
    field = owner.model_fields[name]
    fields: dict[str, Any] = {"value": (field.annotation, field)}
    return create_model(name, __base__=Fact, **fields)
