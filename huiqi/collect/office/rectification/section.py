"""The report's section on rectification, and the same as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from huiqi.collect.naming.wording import Wording
from huiqi.collect.office.rectification.model import GROUP, CheckedList, Problems
from huiqi.collect.section import Section, render_part
from huiqi.facts.model.cycle import Cycle


def rectification_section(
    problems: Problems, checked: Sequence[CheckedList], cycle: Cycle
) -> Section:
    """Return the section: what lacks leads, then each list row by row."""
    wording = Wording(cycle)
    names = {GROUP: wording.team, **wording.members}
    shown = [one for one in checked if one.came_back or one.marked or problems.of(one.whose)]
    html = render_part(
        "office/rectification/section.html", problems=problems, lists=shown, names=names,
        states={"done": "已完成", "open": "未完成", "unsaid": "没有写明是否完成"},
    )  # fmt: skip
    return Section("整改问题清单", "rectification", html)


def rectification_json(problems: Problems, checked: Sequence[CheckedList]) -> object:
    """Return the same as plain data."""
    return {
        "problems": [
            {"code": one.code, "whose": one.whose, "papers": list(one.papers), "area": one.area, **asdict(one.row)}
            for one in problems.all
        ],
        "unread": list(problems.unread),
        "lists": [
            {
                "whose": one.whose, "came_back": one.came_back, "marked": one.marked,
                "rows": [
                    {
                        **asdict(row.row), "state": row.state, "lacks": list(row.lacks), "reworded": row.reworded,
                        "code": row.problem.code if row.problem else None,
                    }
                    for row in one.rows
                ],
                "vanished": [problem.code for problem in one.vanished],
                "dropped": [row.problem for row in one.dropped],
            }
            for one in checked
        ],
    }  # fmt: skip
