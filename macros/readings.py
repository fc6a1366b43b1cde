"""Macros for the reading list."""

from __future__ import annotations

from typing import Any

from huiqi.facts.calendar import format_ordinal
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
    """分组列出学习篇目，每项注明类别、版本或日期，链接到学习材料；heading 为各组标题的级别。

    都没有版本和日期、都没有材料的，省去这一列。

    例：{{ reading_list("####") }}
    """
    parts, number, nothing = [], 0, "" if scope.cycle.branch else "—"
    for index, group in enumerate(scope.view.reading_list, start=1):
        rows = [["序号", "篇目", "类别", "版本或日期", "材料"], ["---"] * 5]
        for item in group.items:
            number += 1
            # The mark of the row: the page's script puts a box to tick beside it.
            title = f'**{item.title}**{{ .reading data-reading="{item.id}" }}'
            rows.append([str(number), f"{title}{paren(scope, item.mode)}", str(item.kind),
                         edition_of(item) or nothing, "<br>".join(material_links(scope, item.id)) or nothing])  # fmt: skip
        name = f"{group.lead}……{group.tail}" if group.tail else group.lead
        lines = (_write_row(scope, row) for row in rows)
        parts += [f"{heading} {format_ordinal(index)}、{name}", "\n".join(lines)]
    return "\n\n".join(parts)


def _write_row(scope: Scope, cells: list[str]) -> str:
    shown = (
        True,
        True,
        True,
        has_dates(scope),
        any(item.reading for item in scope.cycle.materials),
    )
    kept = [cell for cell, keep in zip(cells, shown, strict=True) if keep]
    return f"|{'|'.join(kept)}|" if cells[0] == "---" else f"| {' | '.join(kept)} |"


def has_dates(scope: Scope) -> bool:
    """学习篇目中有没有写明版本或日期的。

    例：{{ has_dates() }}
    """
    return any(edition_of(item) for item in scope.cycle.readings)


def reading_ids(scope: Scope) -> str:
    """全部学习篇目的代号，供页面计算已读几项。

    例：{{ reading_ids() }}
    """
    return " ".join(item.id for item in scope.cycle.readings)


def material_title(scope: Scope, number: int) -> str:
    """第几份学习材料的标题，从 0 数起；没有另写标题的，用学习篇目的名称。

    例：{{ material_title(0) }}
    """
    material = scope.view.materials[number]
    if material.title:
        return str(material.title)
    lead = f"{material.kind}：" if material.kind == "学习提示" else ""
    return f"{lead}{material.reading.title}"


def material_links(scope: Scope, reading: str, up: str = "") -> list[str]:
    """Return links to the materials of a reading; ``up`` leads from the page to the first one."""
    # Beside its reading a material need not repeat the reading's title.
    return [
        f"[{shown.title or shown.kind}]({up}materials/{shown.id}.md)"
        for shown, facts in zip(scope.view.materials, scope.cycle.materials, strict=True)
        if facts.reading == reading
    ]


def other_materials(scope: Scope) -> str:
    """列出不属于哪个学习篇目的材料；没有时为空。

    例：{{ other_materials() }}
    """
    return "\n".join(
        f"- [{material_title(scope, number)}](materials/{material.id}.md)"
        for number, material in enumerate(scope.cycle.materials)
        if material.reading is None
    )


def has_editions(scope: Scope) -> bool:
    """学习篇目中有没有写明版本的。

    例：{{ has_editions() }}
    """
    return any(item.edition for item in scope.cycle.readings)


def reading_count(scope: Scope) -> int:
    """学习篇目的数量。

    例：共{{ reading_count() }}项
    """
    return len(scope.cycle.readings)
