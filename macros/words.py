"""Macros for lists, brackets, numbers and dates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from huiqi.facts.calendar import format_day, format_ordinal
from huiqi.facts.kinds import attendance_floor, needs_approval
from huiqi.facts.quorum import format_share, required_attendance
from macros.dates import ShownDay, ShownDeadline
from macros.escape import escape
from macros.scope import Blank, Scope

APPROVAL_MARK, DRAFT_MARK = "送审稿", "草稿"


def join(scope: Scope, items: Iterable[Any], last: str = "、") -> str:  # noqa: ARG001
    """把几项连成一句，省去的项连同顿号一起省去；书名号之间不加顿号。

    例：{{ join(["党章", "《准则》", "《条例》"]) }}
    例：{{ join(["省纪委", None, "省委组织部"], last="和") }}
    """
    words = [str(item) for item in items if item is not None and str(item)]
    text = ""
    for index, word in enumerate(words):
        link = last if index == len(words) - 1 else "、"
        if link == "、" and text.endswith("》") and word.startswith("《"):
            link = ""
        text += (link if index else "") + word
    return text


def separator(items: Iterable[str]) -> str:
    """Return the sign between items: where one of them has a 、 within, a stronger one."""
    return "；" if any("、" in item for item in items) else "、"


def paren(scope: Scope, value: Any) -> str:  # noqa: ARG001
    """给内容加括号；内容省去时括号一起省去。

    例：方案{{ paren("送审稿") }}，通知{{ paren(None) }}
    """
    return f"（{value}）" if value is not None and str(value) else ""


def ordinal(scope: Scope, number: int) -> str:  # noqa: ARG001
    """把数字写成中文。

    例：第{{ ordinal(12) }}项
    """
    return format_ordinal(number)


def issue_year(scope: Scope) -> int | None:
    """Return the year of the plan's issue; deadlines in the plan leave it out."""
    plan = scope.cycle.preparation.plan
    heads = [item.letterhead for item in scope.cycle.documents if item.id == "plan"]
    issued = heads[0].date if heads and heads[0] else None
    day = issued or plan.approved_on or plan.submitted_on or (plan.deadline and plan.deadline.day)
    return day.year if day else None


def by(scope: Scope, deadline: ShownDeadline | ShownDay | Blank | None) -> str:
    """写出句子中的期限；与方案同一年的日期不写年份，未写期限的为会议当天。

    例：{{ by(cycle.preparation.study.deadline) }}完成
    例：{{ by(cycle.preparation.plan.submit_deadline) }}报送
    """
    if deadline is None:
        return "会议当天"
    if isinstance(deadline, Blank):
        return f"{deadline}前"
    year = issue_year(scope)
    if isinstance(deadline, ShownDay):
        return f"{format_day(deadline, year)}前"
    return deadline.by(year)


def broken_title(scope: Scope, tail: str = "") -> str:
    """写出会议全称，标明可以换行的位置；tail 为接在后面的文种。

    例：{{ broken_title("实施方案") }}
    """
    view = scope.view
    year = f"{view.cycle_year}年度" if scope.cycle.annual else ""
    special = f"{'暨' if year else ''}{view.special_name}" if scope.cycle.special else ""
    parts = [view.team.name, year, special, view.meeting_short, escape(tail)]
    return "<wbr>".join(str(part) for part in parts if part)


def meeting_when(scope: Scope) -> str:
    """写出会议时间；日期未定时写最迟日期和“具体时间另行通知”。

    例：{{ meeting_when() }}
    """
    meeting = scope.view.meeting
    if meeting.date is not None:
        return f"{meeting.date}{meeting.time or ''}"
    return f"{meeting.deadline}前，具体时间另行通知"


def meeting_where(scope: Scope) -> str:
    """写出会议地点；未定时写“另行通知”。

    例：{{ meeting_where() }}
    """
    return str(scope.view.meeting.place or "另行通知")


def quorum_text(scope: Scope) -> str:
    """写出到会人数的要求，按班子成员人数计算；党支部没有写明要求的为空。

    例：实到人数达到应到人数的{{ quorum_text() }}方可召开
    """
    floor, members = attendance_floor(scope.cycle), len(scope.cycle.members)
    if floor is None:
        return ""
    least = f"{members}人中至少{required_attendance(floor, members)}人" if members else None
    return f"{format_share(floor)}{paren(scope, least)}"


def approval_mark(scope: Scope) -> str:
    """方案审核同意以前写“送审稿”，同意以后和不需要审核的不写。

    例：实施方案{{ paren(approval_mark()) }}
    """
    approved = scope.cycle.preparation.plan.approved_on or not needs_approval(scope.cycle)
    return "" if approved else APPROVAL_MARK


def draft_mark(scope: Scope) -> str:
    """Return what every page and paper of a draft bears."""
    return APPROVAL_MARK if needs_approval(scope.cycle) else DRAFT_MARK
