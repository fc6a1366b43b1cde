"""An empty file of facts, with what each fact is called and an example: made from the model."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from huiqi.facts.documents import load_catalogue
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.fields import RefKind
from huiqi.facts.model.sections import section_of
from huiqi.facts.model.walk import Marks, marks_of
from huiqi.facts.reading.messages import model_at

_COLUMN = 40  # where comments begin, as in the samples
_RULE = "-" * 64
_HEAD = """\
# yaml-language-server: $schema=../cycle.schema.json
#
# {name} 的全部事实。每一项后面是它的名称和例子。
# 还没有定的写 null。名称、日期只在这里写一次；别处用代号（id）引用，文字中写作 {{代号}}。
# 写着 [] 或 null、下面附有样子的：需要时删去 [] 或 null，再删去样子各行开头的“# ”，照着填写。
# 责任方的代号：offices、bodies、members、staff 中的代号，或者 roles 中的称谓（如 team、chair、members）。
"""
""
_SAFE = re.compile(r"[\w（）《》“”：，。、；〔〕·/%][\w（）《》“”：，。、；〔〕·/% .-]*")
# Where an id that a fact names is described, and the one that the examples use.
_REFS: dict[RefKind, tuple[str, str]] = {
    "party": ("责任方的代号", "party-office"),
    "body": ("bodies 中的代号", "superior"),
    "office": ("offices 中的代号", "party-office"),
    "person": ("members、staff 中的代号", "secretary"),
    "department": ("departments 中的代号", "finance"),
    "reading": ("reading_list 中的代号", "charter"),
}  # fmt: skip


def render_blank(name: str) -> str:
    """Return the text of a new cycle's facts, with every slot open."""
    lines, heading, before = [_HEAD.format(name=name)], section_of(("id",)), 1
    for key in Cycle.model_fields:
        value = {"id": name, "kind": "年度"}.get(key)
        block = [*_write_field(Cycle, key, 0, value=value)]
        if section_of((key,)) != heading:
            heading = section_of((key,))
            lines += ["", f"# {_RULE} {heading}"]
        elif len(block) > 1 or before > 1:
            lines.append("")  # single facts stand together, groups apart
        lines, before = [*lines, *block], len(block)
    return "\n".join([*lines, ""])


def _write_field(
    model: type[BaseModel], name: str, indent: int, *, example: bool = False, value: Any = None
) -> Iterator[str]:
    """Yield the lines of one fact; an ``example`` has values, to be shown as a comment."""
    field, marks = model.model_fields[name], marks_of(model)[name]
    inner, listed = model_at(model, (name,)), _is_list(field.annotation)
    said, pad = _describe(field, marks, example=example), " " * indent
    if inner is None:
        shown = _choose_value(field, marks, listed=listed, example=example)
        yield _align(f"{pad}{name}: {shown if value is None else value}", said)
    elif not listed and not example and field.default is not None:
        yield _align(f"{pad}{name}:", said)
        yield from _write_group(inner, indent + 2)
    elif example:
        yield _align(f"{pad}{name}:", said)
        yield from _write_item(inner, indent + 2, listed=listed)
    else:
        yield _align(f"{pad}{name}: {'[]' if listed else 'null'}", said)
        yield from (f"# {line}" for line in _list_papers(name, pad))
        yield from (f"# {line}" for line in _write_item(inner, indent + 2, listed=listed))


def _write_group(model: type[BaseModel], indent: int) -> Iterator[str]:
    for name in model.model_fields:
        yield from _write_field(model, name, indent)


def _write_item(model: type[BaseModel], indent: int, *, listed: bool) -> Iterator[str]:
    deeper = indent + 2 if listed else indent
    names = sorted(model.model_fields, key=lambda name: name != "id")
    lines = [line for name in names for line in _write_field(model, name, deeper, example=True)]
    if listed:
        lines[0] = f"{' ' * indent}- {lines[0][deeper:]}"
    yield from lines


def _list_papers(name: str, pad: str) -> Iterator[str]:
    """Yield the standard list of documents, from which a cycle takes what it needs."""
    if name == "documents":
        for paper, template in load_catalogue().items():
            yield f"{pad}  # {paper}  {template.head.title}"


def _is_list(annotation: Any) -> bool:
    parts = typing.get_args(annotation)
    return typing.get_origin(annotation) is tuple or any(map(_is_list, parts))


def _choices(annotation: Any) -> tuple[str, ...]:
    parts = typing.get_args(annotation)
    if typing.get_origin(annotation) is typing.Literal:
        return parts
    return next((found for found in map(_choices, parts) if found), ())


def _choose_value(field: FieldInfo, marks: Marks, *, listed: bool, example: bool) -> str:
    default = None if field.is_required() else field.default
    if not example or default not in (None, ()):
        return _write_value(default)
    shown = (field.examples or [None])[0]
    if shown is None and marks.ref:
        shown = _REFS[marks.ref.kind][1]
    if shown is None and field.is_required():
        shown = _choices(field.annotation)[0]
    return _write_value((shown,) if listed and shown is not None else shown)


def _write_value(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_write_value, value))}]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    text = str(value)
    return text if _SAFE.fullmatch(text) else f"'{text}'"


def _describe(field: FieldInfo, marks: Marks, *, example: bool) -> str:
    """Say what a fact is called, what may be written, and how it looks."""
    optional = not marks.slot and field.default is None
    notes = [field.description] if field.description else []
    choices = _choices(field.annotation)
    if choices and not all(choice in (field.description or "") for choice in choices):
        notes.append(f"可写：{'、'.join(choices)}")
    if marks.ref and "代号" not in "".join(notes):
        notes.append(_REFS[marks.ref.kind][0])
    said = marks.title + (f"（{'；'.join(notes)}）" if notes else "")
    if field.examples and not example:
        shown = field.examples[0]
        said += f"，如 {_write_value((shown,) if _is_list(field.annotation) else shown)}"
    return f"{said}；可以不写" if optional and "不写" not in said else said


def _align(fact: str, said: str) -> str:
    width = sum(2 if ord(sign) > 0x2E7F else 1 for sign in fact)
    return f"{fact}{' ' * max(2, _COLUMN - width)}# {said}"
