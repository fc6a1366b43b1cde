"""The changes as a terminal shows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, takewhile

from huiqi.compare.changes import Change

_WHOLE, _AROUND, _LONGEST = 30, 6, 160
# What is read as one: a number, a word of another script, an address.
_UNBROKEN = re.compile(r"[!-~]+")
_KINDS = {"added": "新增", "removed": "删去", "changed": "改动", "moved": "移动"}


def show_changes(old: str, new: str, changes: Sequence[Change]) -> str:
    """Return the changes section by section, one a line, with their number before them."""
    lines = [count_changes(old, new, changes)]
    for section, group in groupby(changes, key=lambda change: change.section):
        lines += ["", section, *(f"  {show_change(change)}" for change in group)]
    return "\n".join(lines)


def count_changes(old: str, new: str, changes: Sequence[Change]) -> str:
    """Say how many changes of each kind there are."""
    if not changes:
        return f"{old} 与 {new} 的事实相同。"
    counts = ((word, sum(it.kind == kind for it in changes)) for kind, word in _KINDS.items())
    counted = "、".join(f"{word} {count} 处" for word, count in counts if count)
    return f"从 {old} 到 {new}，共 {len(changes)} 处不同：{counted}。"


def name_kind(change: Change) -> str:
    """Say what became of a fact: an item of a list comes and goes, any other is filled and emptied."""
    fact = {"added": "填写", "removed": "清空"} if not isinstance(change.path[-1], int) else {}
    return fact.get(change.kind, _KINDS[change.kind])


def show_change(change: Change) -> str:
    if change.kind == "added":
        return f"{change.label}：{name_kind(change)}{_say(change, change.after)}"
    if change.kind == "removed":
        was = {"清空": "，原为"}.get(name_kind(change), "")
        return f"{change.label}：{name_kind(change)}{was}{_say(change, change.before)}"
    if change.kind == "moved":
        return f"{change.label}：由{change.before}移到{change.after}"
    before, after = focus(change.before, change.after)
    return f"{change.label}：由{_quote(before)}改为{_quote(after)}"


def _say(change: Change, text: str) -> str:
    """Quote what an item says, unless its name in the label is all of it."""
    return "" if change.label.endswith(f" → {text}") else _quote(text)


def _quote(text: str) -> str:
    """Put a text into quotation marks; those inside it become single ones."""
    return f"“{_cut(text).replace('“', '‘').replace('”', '’')}”"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else _frame(text, 0, _LONGEST - 2)


def focus(before: str, after: str) -> tuple[str, str]:
    """Return of two long texts only the part that differs, with some characters around it."""
    if max(len(before), len(after)) <= _WHOLE:
        return before, after
    head = _count_common(before, after)
    tail = _count_common(before[head:][::-1], after[head:][::-1])
    start = max(0, head - _AROUND)
    first, second = (_frame(text, start, len(text) - tail + _AROUND) for text in (before, after))
    return first, second


def _widen(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span that cuts no number, word or address in two."""
    for match in _UNBROKEN.finditer(text):
        if match.start() < start < match.end():
            start = match.start()
        if match.start() < end < match.end():
            end = match.end()
    return start, end


def _count_common(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _frame(text: str, start: int, end: int) -> str:
    start, end = _widen(text, start, end)
    head = "……" if start else ""
    return head + text[start:end] + ("……" if end < len(text) else "")
