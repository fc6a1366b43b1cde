"""Writing into a file of facts what it leaves out: ids, and what the kind's defaults give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from huiqi.errors import FindingsError, HuiqiError, KeyPath, format_key
from huiqi.facts.folders import FACTS_FILE
from huiqi.facts.reading.resolve.long_form import DEFAULTS, ResolvedSource
from huiqi.facts.reading.resolve.resolve import parse_resolved
from huiqi.facts.reading.text_file import read_text
from huiqi.files.atomic import write_atomically
from huiqi.files.os_errors import explain_os_error
from huiqi.lifecycle.additions import Additions


def write_ids(folder: Path, shown_as: str) -> ResolvedSource:
    """Write every id that the file leaves out, and return the facts as they were.

    Other faults of the facts do not matter: one may be that a reference needs such an id.

    Raises:
        HuiqiError: the file cannot be read or written, or an item takes no id where it stands.
    """
    text, source = _read(folder, shown_as)
    if source.ids:
        _write(folder, source, _add(text, source, _list_ids(source)))
    return source


def add_ids(text: str, source: ResolvedSource) -> tuple[str, ResolvedSource]:
    """Return the text of a file with every id that it leaves out, and its facts.

    Raises:
        HuiqiError: an item takes no id where it stands.
    """
    if not source.ids:
        return text, source
    whole = _add(text, source, _list_ids(source)).apply()
    return whole, parse_resolved(whole, source.file)


def _list_ids(source: ResolvedSource) -> dict[KeyPath, dict[str, Any]]:
    return {source.trace(path): {"id": made} for path, made in source.ids.items()}


def write_defaults(folder: Path, shown_as: str) -> int:
    """Write what is taken from the defaults, ids before, and take no more; return how many values.

    Raises:
        HuiqiError: the file cannot be read or written, or is written in a way that takes no more.
    """
    write_ids(folder, shown_as)
    text, source = _read(folder, shown_as)
    if source.taken:
        tree: dict[Any, Any] = {}
        for path, value in source.taken.items():
            _plant(tree, source.trace(path), value)
        facts = dict(_list_additions(Additions(text), tree, ()))
        _write(folder, source, _add(text, source, facts, taken=True))
    return len(source.taken)


def _read(folder: Path, shown_as: str) -> tuple[str, ResolvedSource]:
    text = read_text(folder / FACTS_FILE, shown_as)
    return text, parse_resolved(text, shown_as)


def _plant(tree: dict[Any, Any], path: KeyPath, value: Any) -> None:
    *above, last = path
    for part in above:
        tree = tree.setdefault(part, {})
    listed_by_id = path[0] == "documents" and len(path) == 2 and isinstance(value, dict)
    tree[last] = {k: v for k, v in value.items() if k != "id"} if listed_by_id else value


def _list_additions(
    text: Additions, tree: dict[Any, Any], path: KeyPath
) -> Iterator[tuple[KeyPath, dict[str, Any]]]:
    """Yield what is to be added to each group that stands in the file."""
    fresh = {key: value for key, value in tree.items() if text.find((*path, key)) is None}
    if fresh:
        yield path, fresh
    for key, value in tree.items():
        if key not in fresh and isinstance(value, dict):
            yield from _list_additions(text, value, (*path, key))


def _add(
    text: str,
    source: ResolvedSource,
    facts: Mapping[KeyPath, dict[str, Any]],
    *,
    taken: bool = False,
) -> Additions:
    additions = Additions(text)
    # Of two groups that end at one place, the inner one is closed first.
    deepest_first = sorted(facts, key=len, reverse=True)
    stuck = [path for path in deepest_first if not additions.add(path, facts[path])]
    if stuck:
        raise HuiqiError("\n".join(_explain(source, path, facts[path]) for path in stuck))
    if taken:
        _take_no_more(additions)
    _prove(source, additions.apply())
    return additions


def _write(folder: Path, source: ResolvedSource, additions: Additions) -> None:
    path = folder / FACTS_FILE
    try:
        write_atomically(path, additions.apply_to_bytes(path.read_bytes()))
    except OSError as error:
        raise HuiqiError(
            f"不能写入 {source.file}（{explain_os_error(error)}）。改法：关闭正在使用它的程序，核对允许写入。"
        ) from error


def _explain(source: ResolvedSource, path: KeyPath, facts: Mapping[str, Any]) -> str:
    written = "、".join(f"{key}: {value}" for key, value in facts.items())
    return (
        f"{source.file}:{source.line_of(path)} {format_key(path)} 的写法特殊，不能补写“{written}”。"
        "改法：把这一项写成“键: 值”后再运行一次。"
    )


def _take_no_more(additions: Additions) -> None:
    """Turn defaults off: all of them are written now."""
    node = additions.find((DEFAULTS,))
    if node is not None:
        additions.replace(node, "false")


def _prove(source: ResolvedSource, text: str) -> None:
    """Read the new text and hold it against the old: the facts are the same."""
    try:
        found = parse_resolved(text, source.file).data
    except FindingsError:
        found = {}
    if _order(found) != _order(source.data):
        raise HuiqiError(
            f"{source.file} 的写法特殊，不能补写，文件没有改动。改法：照样例的写法整理后再运行一次。"
        )


def _order(data: dict[str, Any]) -> dict[str, Any]:
    """The order of documents says nothing: pages and papers have that of the standard list."""
    listed = data.get("documents")
    if isinstance(listed, tuple):
        data = data | {"documents": sorted(listed, key=_name)}
    return data


def _name(document: Any) -> str:
    return str(document.get("id")) if isinstance(document, dict) else str(document)
