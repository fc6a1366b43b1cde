"""Turning pydantic's errors into findings that office staff can act on."""

from __future__ import annotations

import difflib
import re
import types
import typing
from functools import lru_cache
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from huiqi.chinese import IDEOGRAPH
from huiqi.errors import ExpectationError, Finding, KeyPath, format_key
from huiqi.facts.reading.value_advice import advise_value
from huiqi.facts.reading.yaml_source import NUMBER

_WORDS: dict[type, str] = {
    tuple: "列表", dict: "一组键值", type(None): "空（null）",
}  # fmt: skip
_LISTED, _SHOWN = 12, 40
_EXPECTED = {
    "int_type": ("整数", "只写半角数字，不加引号，不带小数点和单位"),
    "bool_type": ("true 或 false", "写 true 或 false，不加引号"),
    "tuple_type": ("列表", "每项一行，以“- ”开头"),
    "model_type": ("一组键值", "在下一行缩进后写“键: 值”"),
}


def describe(value: object) -> str:
    """Say what a value is, for a finding's “实为”."""
    if isinstance(value, str):
        return f"“{value[:_SHOWN]}{'…' if len(value) > _SHOWN else ''}”"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{NUMBER}{value}"
    return "空列表" if value == () else _WORDS.get(type(value), "其他内容")


def explain(error: ErrorDetails, model: type[BaseModel]) -> Finding:
    """Return the finding for one of pydantic's errors."""
    path: KeyPath = tuple(error["loc"])
    kind = error["type"]
    if kind == "extra_forbidden":
        return _split_text(path, error["input"]) or _unknown_key(path, model)
    if kind == "missing":
        parent_title = _title(model, path)
        return Finding("facts", f"必填的键{parent_title}", "没有写", "补上这个键", path)
    if kind == "string_pattern_mismatch":
        found, remedy = describe(error["input"]), "照说明的样子改写"
        return Finding("facts", _describe_form(model, path), found, remedy, path)
    expected, remedy, found = _explain_value(error)
    return Finding("facts", expected, found or describe(error["input"]), remedy, path)


def _explain_value(error: ErrorDetails) -> tuple[str, str, str]:
    kind, context = error["type"], error.get("ctx", {})
    cause = context.get("error")
    if isinstance(cause, ExpectationError):
        return cause.expected, cause.remedy, cause.found
    if kind in _EXPECTED:
        expected, remedy = _EXPECTED[kind]
        return expected, advise_value(kind, error["input"]) or remedy, ""
    if kind == "string_type":
        return "文字", _text_remedy(error["input"]), ""
    if kind == "literal_error":
        choices = (
            str(context["expected"]).replace("'", "").replace(" or ", "、").replace(", ", "、")
        )
        return f"以下之一：{choices}", "从中选一个，原样填写", ""
    if kind in ("greater_than_equal", "less_than_equal"):
        bound = context.get("ge", context.get("le"))
        side = "不小于" if kind == "greater_than_equal" else "不大于"
        return f"{side} {bound} 的数字", "核对数字", ""
    if kind == "string_too_long":
        return f"不超过 {context['max_length']} 个字符的文字", "改短", ""
    if kind == "too_short":
        return f"至少 {context['min_length']} 项的列表", "至少写一项", ""
    return "合格的值", "参照样例填写", ""


def _text_remedy(found: object) -> str:
    if isinstance(found, dict) and any(value is not None for value in found.values()):
        return "文字里的半角冒号改用“：”，或给整段文字加引号"
    if isinstance(found, dict | tuple):
        return "写成一段文字；以 { 或 [ 开头的文字加引号"
    return "填写文字" if found is None else "填写文字；纯数字、true、false 作文字用时加引号"


def _describe_form(model: type[BaseModel], path: KeyPath) -> str:
    """Say in words what a field's pattern asks."""
    names = [part for part in path if isinstance(part, str)]
    owner = model_at(model, path[: path.index(names[-1])])
    field = owner.model_fields.get(names[-1]) if owner else None
    if names[-1] == "id" and len(path) > 1:
        return "代号（小写字母、数字、连字符，以字母开头）"
    return f"{field.title}（{field.description}）" if field else "合格的写法"


def _split_text(path: KeyPath, value: object) -> Finding | None:
    """Return the finding for a piece of text that a comma inside braces has made a key."""
    name = str(path[-1])
    if value is not None or not IDEOGRAPH.search(name) or re.search("[:：]", name):
        return None
    remedy = "前一项的文字里有半角逗号：改为“、”或“，”，或给整段文字加引号"
    return Finding("facts", "“键: 值”", f"单独的“{name[:_SHOWN]}”", remedy, path)


def _unknown_key(path: KeyPath, model: type[BaseModel]) -> Finding:
    owner = model_at(model, path[:-1])
    known = list(owner.model_fields) if owner else []
    name = str(path[-1])
    if re.search("[:：]", name):
        remedy = "键后写半角冒号和一个空格，再写值"
        return Finding("facts", "“键: 值”", f"连在一起的“{name}”", remedy, path)
    titles = {field.title: key for key, field in owner.model_fields.items()} if owner else {}
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.6) or [
        key for title, key in titles.items() if title and name in title
    ]
    listed = "、".join(known) if len(known) <= _LISTED else "见 cycles/cycle.schema.json"
    remedy = f"改为 {near[0]}" if near else f"删去，或核对键名；可用的键：{listed}"
    return Finding("facts", "已知的键", f"不认识的键 {format_key((name,))}", remedy, path)


def _title(model: type[BaseModel], path: KeyPath) -> str:
    owner = model_at(model, path[:-1])
    field = owner.model_fields.get(str(path[-1])) if owner else None
    return f"（{field.title}）" if field and field.title else ""


def model_at(model: type[BaseModel], path: KeyPath) -> type[BaseModel] | None:
    """Return the model that describes the facts at a key path."""
    current: type[BaseModel] | None = model
    for part in path:
        if current is None:
            return None
        if isinstance(part, int):
            continue
        current = _model_of_field(current, part)
    return current


@lru_cache(maxsize=1024)
def _model_of_field(model: type[BaseModel], name: str) -> type[BaseModel] | None:
    field = model.model_fields.get(name)
    return _inner_model(field.annotation) if field else None


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    origin = typing.get_origin(annotation)
    if origin in (tuple, types.UnionType, typing.Union, typing.Annotated):
        found = (_inner_model(part) for part in typing.get_args(annotation))
        return next((model for model in found if model), None)
    return None
