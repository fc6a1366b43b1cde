"""What a file leaves out and what is put in for it: a list for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from huiqi.errors import KeyPath, format_key
from huiqi.facts.documents import list_templates
from huiqi.facts.kinds import say_label
from huiqi.facts.model.sections import label_path
from huiqi.facts.reading.load import Facts
from huiqi.facts.reading.resolve.kind_defaults import load_kind_defaults
from huiqi.facts.reading.resolve.long_form import ResolvedSource
from huiqi.lifecycle.additions import write_value

# By what an item is called in the list: no person by name.
_NAMING = ("post", "title", "name", "text")
_PEOPLE = ("members", "staff")


def explain_put_in(facts: Facts) -> Iterator[str]:
    """Say which values are taken from the defaults of the kind, and which ids are made."""
    source, kind = facts.source, facts.cycle.kind
    groups: dict[tuple[str, str], list[KeyPath]] = {}
    for path, value in source.taken.items():
        key = ".".join(part for part in source.trace(path) if isinstance(part, str))
        groups.setdefault((key, _show(path, value)), []).append(path)
    if groups:
        file = f"huiqi/facts/defaults/{load_kind_defaults()[kind].file}"
        yield (
            f"{source.file}：{len(source.taken)} 处没有写，取会议类型“{kind}”的默认值（来源见 {file}）："
        )
    else:
        yield f"{source.file}：没有取默认值（写 defaults: true 时取）。"
    for (_, shown), paths in groups.items():
        yield f"  {_name(facts, paths)}：{shown}"
    if source.ids:
        yield f"  代号 {len(source.ids)} 处没有写，按职务、名称、标题的拼音取："
        yield from explain_ids(source)


def _show(path: KeyPath, value: Any) -> str:
    whole = path[0] == "documents" and len(path) == 2
    return write_value({k: v for k, v in value.items() if k != "id"} if whole else value)


def _name(facts: Facts, paths: list[KeyPath]) -> str:
    """Name a fact by its key and its title; the same fact of several items once."""
    path = paths[0]
    labels = [say_label(facts.cycle, label) for label in label_path(facts.cycle, path)]
    if path[0] == "documents":
        document = facts.cycle.documents[int(path[1])].id
        labels[1:2] = (
            [template.head.title] if (template := list_templates(facts.cycle).get(document)) else []
        )
    key = format_key(facts.source.trace(path))
    return f"{key}（{' → '.join(labels)}）" + (f"等 {len(paths)} 处" if len(paths) > 1 else "")


def explain_ids(source: ResolvedSource) -> Iterator[str]:
    """Say which ids are made, with the places of their items in the file."""
    for path, made in source.ids.items():
        item: Any = source.data
        for part in path:
            item = item[part]
        names = (name for name in _NAMING if not (name == "name" and path[0] in _PEOPLE))
        said = next((item[name] for name in names if isinstance(item.get(name), str)), "")
        yield f"    {format_key(source.trace(path))}{f'（{said}）' if said else ''}：{made}"
