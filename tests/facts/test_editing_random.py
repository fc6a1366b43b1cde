"""Changes drawn at random, one after the other: what is asked is said, and nothing else is touched."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from huiqi.errors import KeyPath
from huiqi.facts.editing.apply import apply_changes
from huiqi.facts.editing.changes import (
    Change,
    ChangeRefusedError,
    Insert,
    Move,
    Remove,
    Set,
    change_data,
    is_same,
)
from huiqi.facts.editing.line_ends import make_plain
from huiqi.facts.editing.model_order import list_keys
from huiqi.facts.reading.text_file import find_wrong_signs
from huiqi.facts.reading.yaml_source import Source, parse_source
from tests.support.drawn import EVERY, open_chance
from tests.support.text_forms import FORMS, TEXTS, list_comments

_ROUNDS, _CHANGES = (60, 40) if EVERY else (1, 16)
_WORDS = [
    "值甲", "值：乙，丙；丁、戊", "值'", '值"二"', "“值”", "{值}", "[值]", "值: 一", "值 #一", "- 值", "值\n二\n三", "值\n", "\n值",
    " 值 ", "值\t", "*值", "&值", "!值", "%值", "@值", "`值", "|值", ">值", "? 值", "值#", "值,", "值\u200b", "值\u3000", "値" * 90,
    "yes", "no", "null", "~", "1", "1.0", "0x1", "1:20", "2026-01-08", "2/3", "", "<<", "=", "会前10日", "😀值", "值\\", "abc：值",
]  # fmt: skip


def _draw_value(chance: random.Random, depth: int = 0) -> Any:
    kind = chance.random()
    if depth < 2 and kind < 0.12:
        return [_draw_value(chance, depth + 1) for _ in range(chance.randrange(4))]
    if depth < 2 and kind < 0.25:
        keys = chance.sample(["name", "id", "text", "post", "deadline", "名"], chance.randrange(4))
        return {key: _draw_value(chance, depth + 1) for key in keys}
    return chance.choice([None, True, False, chance.randrange(-9, 9999)]) if kind < 0.4 else chance.choice(_WORDS)  # fmt: skip


def _list_places(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    yield path, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()  # fmt: skip
    for key, item in items:
        yield from _list_places(item, (*path, key))


def _draw_change(chance: random.Random, data: Any) -> Change:
    places = list(_list_places(data))
    lists = [(path, value) for path, value in places if isinstance(value, tuple)]
    groups = [path for path, value in places if isinstance(value, dict)]
    path, _ = chance.choice(places[1:])
    match chance.randrange(6):
        case 0 if lists:
            path, value = chance.choice(lists)
            return Insert((*path, chance.randrange(len(value) + 1)), _draw_value(chance))
        case 1 if lists:
            path, value = chance.choice(lists)
            return Move((*path, chance.randrange(len(value))), chance.randrange(len(value))) if value else Remove(path)  # fmt: skip
        case 2:
            return Remove(path)
        case 3:
            path = chance.choice(groups)
            return Set((*path, chance.choice([*list_keys(path), "note"])), _draw_value(chance))
        case _:
            return Set(path, _draw_value(chance))


def _find_span(source: Source, path: KeyPath, last: int) -> tuple[int, int]:
    """Return the first line of what stands at a path and the first of what stands behind it."""
    first = source.lines[path]
    behind = [
        line for other, line in source.lines.items()
        if line > first and other[: len(path)] != path and other != path[: len(other)]
    ]  # fmt: skip
    return first, min(behind, default=last + 1)


def _check_lines(text: str, changed: str, change: Change, source: Source) -> None:
    """The lines that differ are those of what was changed, or of what is around a new thing."""
    old, new = make_plain(text).split("\n"), make_plain(changed).split("\n")
    head = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))  # fmt: skip
    tail = next((n for n, (a, b) in enumerate(zip(old[head:][::-1], new[head:][::-1], strict=False)) if a != b), min(len(old), len(new)) - head)  # fmt: skip
    path = change.path[:-1] if isinstance(change, Insert | Move | Remove) else change.path
    while path not in source.lines and path:
        path = path[:-1]
    first, behind = _find_span(source, path, len(old)) if path else (1, len(old) + 1)
    while re.fullmatch(r"\s*(?:-|[^\s#]+:)?\s*(?:#.*)?", old[first - 2]) and path:
        first -= 1  # its dash or key, where the value stands below it
    assert first <= head + 1, change
    assert len(old) - tail < behind + 1, change


def _check_comments(text: str, changed: str, change: Change, data: Any) -> None:
    """No comment is lost or doubled, but for those of what was taken away."""
    for part in change.path if isinstance(change, Set) else ():
        known = part in data if isinstance(data, dict) else isinstance(data, tuple)
        data = data[part] if known else None
    single = isinstance(change, Set) and not isinstance(data, dict | tuple)
    old, new = Counter(_own(text)), Counter(_own(changed))
    assert not new - old, change
    if single or isinstance(change, Insert | Move):
        assert old == new, change


def _own(text: str) -> list[str]:
    return [comment for comment in list_comments(text) if "值" not in comment]


def _try(text: str, change: Change) -> tuple[str, str]:
    """Return the text after a change, or the text as it was and why it was refused."""
    plain = make_plain(text)
    source = parse_source(plain, "")
    expected = change_data(source.data, change)
    try:
        changed = apply_changes(text, [change])
    except ChangeRefusedError as error:
        return text, error.reason
    found = parse_source(make_plain(changed), "")
    assert is_same(found.data, expected), change
    assert not find_wrong_signs(make_plain(changed), "")
    if is_same(source.data, expected):
        assert changed == text
        return text, ""
    _check_comments(text, changed, change, source.data)
    _check_lines(text, changed, change, source)
    return changed, ""


@pytest.mark.parametrize("name", TEXTS)
def test_changes_at_random(name: str) -> None:
    chance, refused, made = open_chance(), Counter[str](), 0
    for _ in range(_ROUNDS):
        form = chance.choice([form for form in FORMS if EVERY or "tabs" not in form])
        text = FORMS[form](TEXTS[name])
        for _ in range(_CHANGES):
            change = _draw_change(chance, parse_source(make_plain(text), "").data)
            text, reason = _try(text, change)
            refused[reason] += bool(reason)
            made += not reason
    print(made, refused)
    assert made > sum(refused.values())
    assert not refused["这一处的写法特殊，改动后读出来的不是所填的内容"]
