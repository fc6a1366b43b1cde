"""Macros for the reading list."""

from __future__ import annotations

from typing import Any

from macros.scope import Scope
from macros.words import join


def reading_text(scope: Scope) -> str:
    """按方案的写法，用一段话写出学习篇目。

    例：{{ reading_text() }}
    """
    sentences = []
    for group in scope.view.reading_list:
        items = [item.phrase or item.title for item in group.items]
        sentences.append(f"{group.lead}{join(scope, items)}{group.tail or ''}")
    return "；".join(sentences)


def edition_of(item: Any) -> str:
    """Return an item's edition or date in words; empty where it has none."""
    if item.edition:
        return f"{item.edition}版本"
    return str(item.date) if item.date else ""


def reading_list(scope: Scope) -> str:
    """分组列出学习篇目，每项注明类别、版本或日期、学习方式。

    例：{{ reading_list() }}
    """
    default = join(scope, scope.view.preparation.study.modes)
    lines, number = ["| 序号 | 篇目 | 类别 | 版本或日期 | 学习方式 |", "|---|---|---|---|---|"], 0
    for group in scope.view.reading_list:
        for item in group.items:
            number += 1
            edition = edition_of(item) or "—"
            mode = item.mode or default or "—"
            lines.append(f"| {number} | {item.title} | {item.kind} | {edition} | {mode} |")
    return "\n".join(lines)


def reading_count(scope: Scope) -> int:
    """学习篇目的数量。

    例：共{{ reading_count() }}项
    """
    return len(scope.cycle.readings)
