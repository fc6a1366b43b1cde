"""Macros for the reading list."""

from __future__ import annotations

from typing import Any

from huiqi.calendar import format_ordinal
from macros.scope import Scope
from macros.words import join, paren


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


def reading_list(scope: Scope, heading: str = "##") -> str:
    """分组列出学习篇目，每项注明类别、版本或日期；heading 为各组标题的级别。

    例：{{ reading_list("####") }}
    """
    parts, number = [], 0
    for index, group in enumerate(scope.view.reading_list, start=1):
        lines = ["| 序号 | 篇目 | 类别 | 版本或日期 |", "|---|---|---|---|"]
        for item in group.items:
            number += 1
            title = f"{item.title}{paren(scope, item.mode)}"
            lines.append(f"| {number} | {title} | {item.kind} | {edition_of(item) or '—'} |")
        name = f"{group.lead}……{group.tail}" if group.tail else group.lead
        parts += [f"{heading} {format_ordinal(index)}、{name}", "\n".join(lines)]
    return "\n\n".join(parts)


def reading_count(scope: Scope) -> int:
    """学习篇目的数量。

    例：共{{ reading_count() }}项
    """
    return len(scope.cycle.readings)
