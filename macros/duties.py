"""Macros for offices, duties and the preparatory group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from huiqi.facts import kinds
from huiqi.facts.calendar import format_ordinal
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.parties import Office, RecurringParty
from macros.scope import Blank, Scope
from macros.steps import list_steps, step_title
from macros.timeline import list_events, step_owner
from macros.words import join, paren, separator

_LATER = "requirements.md"


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
    sign = separator(named)
    return join(scope, named) if sign == "、" else sign.join(named)


def name_party(scope: Scope, name: str) -> str:
    """Return what an id or a word of the roles names; persons as ``person`` writes them."""
    found = scope.follow(name)
    persons = {item.id for item in scope.cycle.people}
    return person(scope, found) if name in persons else str(found)


def find_recorder(cycle: Cycle) -> str:
    """Return the id of who takes the minutes, or the word for it while nobody is named."""
    return cycle.meeting.recorder or RecurringParty.RECORDER


def duty_key(office: Office, number: int) -> str:
    """Return the name under which links and ticks know a duty; the first has the number 0."""
    return f"duty-{office.id}-{number + 1}"


def prep_group(scope: Scope) -> str:
    """写出会议筹备领导小组的组长、副组长、成员；没有这个小组时为空。

    例：{{ prep_group() }}
    """
    group = scope.view.prep_group
    if group is None:
        return ""
    rows = (
        ("组长", person(scope, group.leader)),
        ("副组长", people(scope, group.deputies)),
        ("成员", people(scope, group.members)),
    )
    return "\n\n".join(f"{label}：{text}" for label, text in rows)


def duties_by_office(scope: Scope, heading: str = "###", linked: bool = False) -> str:
    """按责任单位列出职责；heading 为各单位标题的级别，linked 使各项职责可以链接到，只用于网页。

    例：{{ duties_by_office("####") }}
    """
    parts = []
    offices = [office for office in scope.view.offices if office.duties]
    for index, office in enumerate(offices, start=1):
        parts.append(f"{heading} （{format_ordinal(index)}）{office.name}")
        for number, duty in enumerate(office.duties):
            text = f"{number + 1}\\. {_ending(duty.text, number + 1, len(office.duties))}"
            parts.append(f"{text}\n{{ #{duty_key(office, number)} }}" if linked else text)
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


def duties_by_stage(scope: Scope) -> str:
    """按环节列出责任单位和各单位的职责序号，链接到环节的页面和职责的原文。

    例：{{ duties_by_stage() }}
    """
    if not any(office.duties for office in scope.cycle.offices):
        lines = ["| 环节 | 责任单位 |", "|---|---|"]
        rows = _list_stages(scope)
        return "\n".join(
            [*lines, *(f"| [{title}]({page}) | {owner} |" for _, title, page, owner in rows)]
        )
    lines = ["| 环节 | 责任单位 | 职责 |", "|---|---|---|"]
    for stage, title, page, owner in _list_stages(scope):
        links = [
            f"[{office.name}第{number + 1}项](#{duty_key(office, number)})"
            for office in scope.view.offices
            for number, duty in enumerate(office.duties)
            if duty.stage == stage
        ]
        lines.append(f"| [{title}]({page}) | {owner} | {'、'.join(links)} |")
    return "\n".join(lines)


def _list_stages(scope: Scope) -> Iterator[tuple[str, str, str, str]]:
    """Yield each stage with its name, its page and who sees to it."""
    for step, words in list_steps(scope.cycle).items():
        page = f"preparation/{words.page}.md"
        yield step, step_title(scope, step), page, step_owner(scope, step)
    view = scope.view
    yield "meeting", f"召开{view.meeting_word}", "overview.md", str(view.team.name)
    later = [str(event.owner) for event in list_events(scope) if event.page == _LATER]
    yield "follow-up", "会后工作", _LATER, join(scope, dict.fromkeys(later)) or "—"


def members_table(scope: Scope) -> str:
    """列出班子成员的职务、分管部门、所属支部，党支部列出党员；显示姓名时写姓名。

    例：{{ members_table() }}
    """
    if scope.cycle.branch:
        return _list_branch(scope)
    title, overseen = scope.view.roles.members, bool(scope.cycle.departments)
    lines = [f"| 序号 | {title} |{' 分管部门 |' if overseen else ''} 所属支部 |"]
    lines.append("|---" * (3 + overseen) + "|")
    for index, member in enumerate(scope.view.members, start=1):
        column = f" {join(scope, member.oversees) or '—'} |" if overseen else ""
        lines.append(f"| {index} | {person(scope, member)} |{column} {member.branch} |")
    return "\n".join(lines)


def _list_branch(scope: Scope) -> str:
    """List the members of a branch, who oversee nothing and are all of the same branch."""
    committee, cycle = set(scope.cycle.team.committee), scope.cycle
    shown = list(zip(cycle.members, scope.view.members, strict=True))
    inside = [person(scope, view) for one, view in shown if one.id in committee]
    others = [person(scope, view) for one, view in shown if one.id not in committee]
    named = (
        (kinds.word_of(cycle, "committee"), inside),
        ("其他党员" if inside else "党员", others),
    )
    return "\n".join(
        f"- {title}{len(people)}人：{_join_posts(people)}。" for title, people in named if people
    )


def _join_posts(people: list[str]) -> str:
    """Name people; without names many may have the same post."""
    counts = Counter(people)
    said = [f"{one}{f'{count}人' if count > 1 else ''}" for one, count in counts.items()]
    return separator(said).join(said)
