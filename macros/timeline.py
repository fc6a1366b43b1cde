"""Macros for steps, the schedule and the meeting."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from huiqi.calendar import Deadline, format_ordinal
from huiqi.cycle.timetable import Preparation
from macros.dates import ShownDay, ShownDeadline
from macros.scope import Scope

STEPS = tuple(Preparation.model_fields)
STEP_PAGES = {
    "plan": "make-plan", "study": "study", "opinions": "opinions", "talks": "talks",
    "materials": "materials", "criticism": "criticism",
}  # fmt: skip


@dataclass(frozen=True)
class Event:
    """One line of the schedule: what is due, when, and who sees to it."""

    what: str
    when: Any
    owner: Any
    order: dt.date


def step_title(scope: Scope, step: str) -> str:  # noqa: ARG001
    """准备步骤的名称。

    例：{{ step_title("study") }}
    """
    return str(Preparation.model_fields[step].title)


def step_owner(scope: Scope, step: str) -> str:
    """准备步骤的责任单位。

    例：{{ step_owner("study") }}
    """
    return str(getattr(scope.view.preparation, step).owner)


def step_deadline(scope: Scope, step: str) -> str:
    """准备步骤的期限，会议日期已定时相对日期后写明日期。

    例：{{ step_deadline("criticism") }}
    """
    deadline = getattr(scope.view.preparation, step).deadline
    return str(_meeting_day(scope) if deadline is None else deadline)


def _meeting_day(scope: Scope) -> ShownDeadline:
    return scope.show_deadline(Deadline())


def step_table(scope: Scope, prefix: str = "") -> str:
    """列出六个准备步骤，链接到各步骤的页面；prefix 为到 preparation/ 的相对路径。

    例：{{ step_table("preparation/") }}
    """
    lines = ["| 步骤 | 期限 | 责任单位 |", "|---|---|---|"]
    for index, step in enumerate(STEPS, start=1):
        link = f"[{step_title(scope, step)}]({prefix}{STEP_PAGES[step]}.md)"
        when, owner = step_deadline(scope, step), step_owner(scope, step)
        lines.append(f"| {format_ordinal(index)}、{link} | {when} | {owner} |")
    return "\n".join(lines)


def list_events(scope: Scope) -> list[Event]:
    """Return the whole schedule in order of time; what has no date keeps its place."""
    steps, after = scope.view.preparation, scope.view.follow_up
    rows: list[tuple[str, Any, Any]] = [
        ("制定实施方案", steps.plan.deadline, steps.plan.owner),
        ("报送实施方案", steps.plan.submit_deadline, steps.plan.owner),
        ("学习研讨", steps.study.deadline, steps.study.owner),
        ("征求意见", steps.opinions.deadline, steps.opinions.owner),
        ("形成征求意见情况报告并送审", steps.opinions.report_deadline, steps.opinions.owner),
        ("谈心谈话，收齐谈话记录", steps.talks.deadline, steps.talks.owner),
        ("撰写对照检查材料和发言提纲", steps.materials.deadline, steps.materials.owner),
        (f"召开{scope.view.meeting_word}", _meeting_day(scope), scope.view.team.name),
        (
            "开展批评和自我批评",
            steps.criticism.deadline or _meeting_day(scope),
            steps.criticism.owner,
        ),
        ("通报会议情况", after.notice.deadline, after.notice.owner),
        ("报送会议情况报告和会议记录", after.report.deadline, after.report.sender),
        ("制定整改方案和整改问题清单", after.rectification.deadline, after.rectification.owner),
    ]
    events, last = [], dt.date.min
    for what, when, owner in rows:
        if when is None:
            continue
        last = _order(scope, when) or last
        events.append(Event(what, when, owner, last))
    return sorted(events, key=lambda event: event.order)


def _order(scope: Scope, when: Any) -> dt.date | None:
    if isinstance(when, ShownDeadline):
        return scope.cycle.resolve(when.deadline)
    return when if isinstance(when, ShownDay) else None


def schedule(scope: Scope) -> str:
    """按时间顺序列出全部日程。

    例：{{ schedule() }}
    """
    lines = ["| 时间 | 事项 | 责任单位 |", "|---|---|---|"]
    for event in list_events(scope):
        when = event.when
        if isinstance(when, ShownDeadline) and when.deadline == Deadline() and not when.day:
            when = f"会议当天（{scope.view.meeting.deadline}前，具体时间另行通知）"
        lines.append(f"| {when} | {event.what} | {event.owner} |")
    return "\n".join(lines)


def agenda(scope: Scope) -> str:
    """逐项列出会议议程。

    例：{{ agenda() }}
    """
    return "\n".join(
        f"{index}. {item.text}" for index, item in enumerate(scope.view.agenda, start=1)
    )


def agenda_table(scope: Scope) -> str:
    """列出会议议程和每项的报告人或发言人。

    例：{{ agenda_table() }}
    """
    lines = ["| 序号 | 议程 | 报告人或发言人 |", "|---|---|---|"]
    for index, item in enumerate(scope.view.agenda, start=1):
        lines.append(f"| {index} | {item.text} | {item.presenter or '—'} |")
    return "\n".join(lines)
