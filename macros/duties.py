"""Macros for offices, duties and the preparatory group."""

from __future__ import annotations

from typing import Any

from huiqi.calendar import format_ordinal
from macros.scope import Blank, Scope
from macros.words import join, paren


def person(scope: Scope, who: Any) -> str:
    """写出一个人：网站上只写职务，显示姓名时写“姓名（职务）”。

    例：{{ person(cycle.team.chair) }}
    """
    name = None if isinstance(who, Blank) else getattr(who, "name", None)
    return f"{name}{paren(scope, who)}" if name else str(who)


def people(scope: Scope, persons: Any) -> str:
    """连写几个人；职务里有顿号时，人与人之间用分号隔开。

    例：{{ people(cycle.prep_group.deputies) }}
    """
    named = [person(scope, who) for who in persons]
    return "；".join(named) if any("、" in name for name in named) else join(scope, named)


def prep_group(scope: Scope) -> str:
    """写出会议筹备领导小组的组长、副组长、成员。

    例：{{ prep_group() }}
    """
    group = scope.view.prep_group
    rows = (
        ("组长", person(scope, group.leader)),
        ("副组长", people(scope, group.deputies)),
        ("成员", people(scope, group.members)),
    )
    return "\n\n".join(f"{label}：{text}" for label, text in rows)


def duties_by_office(scope: Scope, heading: str = "###") -> str:
    """按责任单位列出职责；heading 为各单位标题的级别。

    例：{{ duties_by_office("####") }}
    """
    parts = []
    offices = [office for office in scope.view.offices if office.duties]
    for index, office in enumerate(offices, start=1):
        parts.append(f"{heading} （{format_ordinal(index)}）{office.name}")
        parts += [
            f"{number}\\. {_ending(duty.text, number, len(office.duties))}"
            for number, duty in enumerate(office.duties, start=1)
        ]
    return "\n\n".join(parts)


def _ending(text: Any, number: int, count: int) -> str:
    return f"{text}{'。' if number == count else '；'}"


def duties_of_stage(scope: Scope, *stages: str) -> str:
    """列出某一环节或某几个环节的职责和承担单位。

    例：{{ duties_of_stage("opinions") }}
    """
    return "\n".join(
        f"- **{office.name}**：{duty.text}"
        for office in scope.view.offices
        for duty in office.duties
        if duty.stage in stages
    )


def members_table(scope: Scope) -> str:
    """列出班子成员的职务、分管部门、所属支部；显示姓名时写姓名。

    例：{{ members_table() }}
    """
    lines = ["| 序号 | 班子成员 | 分管部门 | 所属支部 |", "|---|---|---|---|"]
    for index, member in enumerate(scope.view.members, start=1):
        overseen = join(scope, member.oversees) or "—"
        lines.append(f"| {index} | {person(scope, member)} | {overseen} | {member.branch} |")
    return "\n".join(lines)
