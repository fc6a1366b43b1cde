"""Macros for the self-examination areas."""

from __future__ import annotations

from huiqi.facts.calendar import format_ordinal
from macros.readings import material_links
from macros.scope import Scope
from macros.words import join, paren


def area_count(scope: Scope) -> int:
    """对照检查方面的数量，按事实计算。

    例：{{ area_count() }}个方面
    """
    return len(scope.cycle.areas)


def area_texts(scope: Scope) -> str:
    """逐段写出各方面的全文。

    例：{{ area_texts() }}
    """
    return "\n\n".join(str(area.text) for area in scope.view.areas)


def area_table(scope: Scope, prefix: str = "") -> str:
    """列出各方面的简称，链接到各方面的页面；prefix 为到 areas/ 的相对路径。

    例：{{ area_table("areas/") }}
    """
    pairs = zip(scope.cycle.areas, scope.view.areas, strict=True)
    return "\n".join(
        f"{index}. [{shown.title}]({prefix}{area.id}.md)"
        for index, (area, shown) in enumerate(pairs, start=1)
    )


def area_title(scope: Scope, index: int) -> str:
    """写出第几个方面的标题，序号从 1 起。

    例：{{ area_title(1) }}
    """
    return f"{format_ordinal(index)}、{scope.view.areas[index - 1].title}"


def related_readings(scope: Scope, index: int) -> str:
    """列出与第几个方面相关的学习篇目，链接到学习材料；用于 areas/ 下的页面。

    例：{{ related_readings(1) }}
    """
    ids = scope.cycle.areas[index - 1].readings
    return "\n".join(
        f"- {scope.follow(name)}{paren(scope, join(scope, material_links(scope, name, '../')))}"
        for name in ids
    )


def dimensions_text(scope: Scope) -> str:
    """写出剖析的维度。

    例：{{ dimensions_text() }}
    """
    return join(scope, scope.view.dimensions)
