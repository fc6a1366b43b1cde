"""An empty file of facts, with what each fact is called and an example: made from the model."""

from __future__ import annotations

import re
import typing
from collections.abc import Collection, Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from huiqi.facts.documents import load_catalogue
from huiqi.facts.model.cycle import Cycle, is_branch
from huiqi.facts.model.fields import RefKind
from huiqi.facts.model.paperwork import CycleDocument, PaperHead
from huiqi.facts.model.sections import section_of
from huiqi.facts.model.walk import Marks, marks_of
from huiqi.facts.reading.messages import model_at
from huiqi.facts.reading.resolve.kind_defaults import KindDefaults, load_kind_defaults
from huiqi.facts.reading.resolve.long_form import DEFAULTS

_COLUMN = 40  # where comments begin, as in the samples
_RULE = "-" * 64
_HEAD = """\
# yaml-language-server: $schema=../cycle.schema.json
#
# {name} 的全部事实。每一项后面是它的名称和例子。
# 还没有定的写 null。名称、日期只在这里写一次；别处写名称或代号（id），文字中写作 {{名称}} 或 {{代号}}。
# 这里没有列出的（称谓、剖析维度、会议议程、责任单位、材料等）取会议类型“{kind}”的默认值，
# 运行 huiqi check --defaults 列出；与默认值不同的，写上那一项。
# 代号可以不写，填好后运行 huiqi check --ids 写入文件。
# 写着 []、{{}} 或 null、下面附有样子的：需要时删去 []、{{}} 或 null，再删去样子各行开头的“# ”，照着填写。
# 责任方：offices、bodies、members、staff 中的名称，或者 roles 中的称谓（如 team、chair、members）。
"""
_DEFAULTS = "没有写的，取会议类型的默认值（写 true 或 false）"
_BRANCH = "所属支部（成员没有另写的，都属这个支部），如 市委办公室机关第一党支部；可以不写"
_SAFE = re.compile(r"[\w（）《》“”：，。、；〔〕·/%][\w（）《》“”：，。、；〔〕·/% .-]*")
# Where an id that a fact names is described, and the one that the examples use.
_REFS: dict[RefKind, tuple[str, str]] = {
    "party": ("责任方的名称或代号", "市委办公室"),
    "body": ("bodies 中的名称或代号", "省委组织部"),
    "office": ("offices 中的名称或代号", "市委办公室"),
    "person": ("members、staff 中的姓名或代号", "赵一"),
    "department": ("departments 中的名称或代号", "市财政局"),
    "reading": ("reading_list 中的篇目或代号", "《中国共产党纪律处分条例》"),
}  # fmt: skip
# A post is what members of a branch may well have besides.
_TOLD_ANYWAY = {"post"}


def render_blank(name: str, kind: str = "年度") -> str:
    """Return the text of a new cycle's facts, in the short form, with every slot open."""
    defaults = load_kind_defaults()[kind]
    lines, heading, before = [_HEAD.format(name=name, kind=kind)], section_of(("id",)), 1
    for key in Cycle.model_fields:
        value = {"id": name, "kind": kind}.get(key)
        block = [*_write_field(Cycle, key, 0, value=value, defaults=defaults)]
        if section_of((key,)) != heading and block:
            heading = section_of((key,))
            lines += ["", f"# {_RULE} {heading}"]
        elif len(block) > 1 or (before > 1 and block):
            lines.append("")  # single facts stand together, groups apart
        lines, before = [*lines, *block], len(block) or before
        lines += [_align(f"{DEFAULTS}: true", _DEFAULTS)] * (key == "kind")
    lines = [_say_for_kind(defaults, line) for line in lines]
    return "\n".join([*lines, ""])


def render_bare(name: str, kind: str = "年度") -> str:
    """Return the text of a new cycle's facts for who fills them in elsewhere: nothing but its kind."""
    head = _HEAD.partition("#\n")[0]
    said = f"#\n# 没有写的，取会议类型“{kind}”的默认值，运行 huiqi check --defaults 列出。\n"
    return f"{head}{said}\nid: {name}\nkind: {kind}\n{DEFAULTS}: true\n"


def _say_for_kind(defaults: KindDefaults, line: str) -> str:
    """Call facts in a comment as the kind does; examples are those of any meeting."""
    fact, sign, said = line.partition("# ")
    title, example, rest = said.partition("，如 ")
    return f"{fact}{sign}{defaults.say(title)}{example}{rest}"


def _write_field(
    model: type[BaseModel],
    name: str,
    indent: int,
    *,
    example: bool = False,
    value: Any = None,
    defaults: KindDefaults | None = None,
) -> Iterator[str]:
    """Yield the lines of one fact; an ``example`` has values, to be shown as a comment.

    What has a default is left out; documents stand as changes to the usual ones.
    """
    if defaults and name in defaults.without:
        return
    given = (defaults.facts if defaults else {}).get(name, {})
    field, marks = model.model_fields[name], marks_of(model)[name]
    inner, listed = model_at(model, (name,)), _is_list(field.annotation)
    said, pad = _describe(field, marks, example=example), " " * indent
    if name == "documents" and defaults:
        yield from _write_documents(defaults)
    elif not isinstance(given, dict):
        return
    elif inner is None:
        shown = _choose_value(field, marks, listed=listed, example=example)
        yield _align(f"{pad}{name}: {shown if value is None else value}", said)
    elif not listed and not example and field.default is not None:
        lines = [*_write_group(inner, indent + 2, _within(defaults, name))]
        if name == "team" and defaults and "branch" not in defaults.each.get("members", {}):
            lines.append(_align("  branch: null", _BRANCH))
        yield from [_align(f"{pad}{name}:", said), *lines] if lines else ()
    elif example:
        yield _align(f"{pad}{name}:", said)
        yield from _write_item(inner, indent + 2, listed=listed)
    else:
        each = defaults.each.get(name, {}) if defaults else {}
        yield _align(f"{pad}{name}: {'[]' if listed else 'null'}", said)
        lines = [*_write_item(inner, indent + 2, listed=listed, leave=set(each) - _TOLD_ANYWAY)]
        yield from (f"# {line}" for line in lines)


def _within(defaults: KindDefaults | None, name: str) -> KindDefaults | None:
    """Return what the kind has and lacks inside one group of its facts."""
    if defaults is None:
        return None
    given = defaults.facts.get(name, {})
    inside = (place.partition(f"{name}.") for place in defaults.without)
    without = tuple(rest for before, found, rest in inside if found and not before)
    return KindDefaults("", (), given, {}, {}, without) if given or without else None


def _write_group(
    model: type[BaseModel], indent: int, defaults: KindDefaults | None
) -> Iterator[str]:
    for name in model.model_fields:
        yield from _write_field(model, name, indent, defaults=defaults)


def _write_item(
    model: type[BaseModel], indent: int, *, listed: bool, leave: Collection[str] = ()
) -> Iterator[str]:
    deeper = indent + 2 if listed else indent
    named = [name for name in model.model_fields if name not in leave and _is_shown(model, name)]
    names = sorted(named, key=lambda name: name != "id")
    lines = [line for name in names for line in _write_field(model, name, deeper, example=True)]
    if listed:
        lines[0] = f"{' ' * indent}- {lines[0][deeper:]}"
    yield from lines


def _is_shown(model: type[BaseModel], name: str) -> bool:
    """Whether a fact is written by people: an id is, where it names a template."""
    return name != "id" or model is PaperHead


def _write_documents(defaults: KindDefaults) -> Iterator[str]:
    """Yield what may be changed in the documents of the kind, and which there are."""
    usual = defaults.facts["documents"]
    yield _align("documents: {}", "材料（按代号写与默认值不同的；不要的写 false）")
    branch = any(map(is_branch, defaults.kinds))
    for paper, usual_template in load_catalogue().items():
        template = usual_template.for_branch() if branch else usual_template
        missing = "" if paper in usual else "（默认没有，写上即有）"
        yield f"#   # {paper}  {template.head.title}{missing}"
    yield "#   plan:"
    yield from (f"# {line}" for line in _write_item(CycleDocument, 4, listed=False))


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
