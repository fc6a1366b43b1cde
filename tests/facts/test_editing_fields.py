"""Every field of the model in every sample: a new value changes its own range and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from huiqi.errors import KeyPath
from huiqi.facts.editing.apply import apply_changes
from huiqi.facts.editing.changes import Set, is_same
from huiqi.facts.editing.line_ends import make_plain
from huiqi.facts.editing.model_order import list_keys
from huiqi.facts.reading.yaml_compose import Node
from huiqi.facts.reading.yaml_source import compose, parse_source
from tests.support.drawn import EVERY, open_chance
from tests.support.text_forms import FORMS, TEXTS, list_comments

_DRAWN = 8
_NEW: dict[type, Any] = {str: "另一个值", int: 7, bool: None, type(None): "填写的值"}


def _list_values(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    """Yield every single value of a file with its path; of like items of a list, the last."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _list_values(item, (*path, key))
    elif isinstance(value, tuple) and value:
        for index, item in enumerate(value):
            yield from _list_values(item, (*path, index))
    else:
        yield path, value


def _one_a_field(text: str) -> dict[KeyPath, tuple[KeyPath, Any]]:
    values = _list_values(parse_source(text, "").data)
    return {
        tuple(part for part in path if isinstance(part, str)): (path, value)
        for path, value in values
    }  # fmt: skip


def _find_range(text: str, path: KeyPath) -> tuple[int, int]:
    node: Node = compose(text, "")
    for part in path:
        pairs = node.value
        node = (
            pairs[part] if isinstance(part, int) else next(v for k, v in pairs if k.value == part)
        )
    return node.start_mark.index, node.end_mark.index


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", TEXTS)
def test_a_value_changes_its_own_range(name: str, form: str) -> None:
    chance, text = open_chance(), FORMS[form](TEXTS[name])
    plain = make_plain(text)
    fields = sorted(_one_a_field(plain).values(), key=str)
    slow = "\t" in plain  # read by ruamel.yaml then, in ten times the time
    for path, old in fields if EVERY else chance.sample(fields, 2 if slow else _DRAWN):
        value = ["甲"] if old == () else not old if isinstance(old, bool) else _NEW[type(old)]
        changed = apply_changes(text, [Set(path, value)])
        start, end = _find_range(plain, path)
        fresh = make_plain(changed)
        behind = plain[end:].lstrip("\n")  # blank lines behind a block of text count as its own
        assert fresh.startswith(plain[:start].rstrip(" ")), path
        assert fresh.endswith(behind), path
        assert changed.count("\r\n") in (0, changed.count("\n"))
        assert changed.startswith("\ufeff") == text.startswith("\ufeff")
        data: Any = parse_source(fresh, "").data
        for part in path:
            data = data[part]
        assert is_same(data, value), path


@pytest.mark.parametrize("name", TEXTS)
def test_setting_what_stands_there_changes_nothing(name: str) -> None:
    text = FORMS["mark, crlf, no final line end"](TEXTS[name])
    data = parse_source(make_plain(text), "").data
    assert apply_changes(text, [Set((key,), value) for key, value in data.items()]) == text


@pytest.mark.parametrize("name", TEXTS)
def test_a_key_that_lacks_comes_where_the_model_has_it(name: str) -> None:
    chance, text = open_chance(), TEXTS[name]
    data = parse_source(text, "").data
    missing = [
        (*path, key) for path in _list_groups(data) for key in list_keys(path)
        if key not in _at(data, path)
    ]  # fmt: skip
    for path in missing if EVERY else chance.sample(missing, min(len(missing), 8)):
        changed = apply_changes(text, [Set(path, "新写的值")])
        old, new = text.split("\n"), changed.split("\n")
        fresh = [line for line in new if "新写的值" in line]
        assert len(fresh) == 1, path
        if len(new) > len(old):
            left = [line.replace(" {}", "") for line in new if line not in fresh and line]
            assert left == [line.replace(" {}", "") for line in old if line], path
        keys = list(_at(parse_source(changed, "").data, path[:-1]))
        _check_place(path[-1], list_keys(path[:-1]), keys)
        assert list_comments(changed) == list_comments(text)


def _list_groups(data: Any) -> list[KeyPath]:
    """Return the place of a group of each kind that stands on lines of its own or in brackets."""
    paths = [path[:size] for path, _ in _list_values(data) for size in range(len(path))]
    kinds = {tuple(part for part in path if isinstance(part, str)): path for path in paths}
    return [path for path in kinds.values() if isinstance(_at(data, path), dict)]


def _check_place(key: str | int, order: list[str], keys: list[str]) -> None:
    """A key stands behind the nearest one that the model has before it, or before the one behind."""
    own, place = order.index(str(key)), keys.index(str(key))
    ranks = {order.index(name): name for name in keys if name in order}
    before = [ranks[rank] for rank in sorted(ranks) if rank < own][-1:]
    behind = [ranks[rank] for rank in sorted(ranks) if rank > own][:1]
    assert before == keys[:place][-1:] or behind == keys[place + 1 :][:1], (key, keys)


def _at(data: Any, path: KeyPath) -> Any:
    for part in path:
        data = data[part] or {}
    return data
