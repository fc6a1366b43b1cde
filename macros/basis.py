"""Macros for what the meeting rests on and why it is held."""

from __future__ import annotations

from typing import Any

from macros.scope import Scope
from macros.words import join, paren


def _phrase(item: Any, scope: Scope) -> str:
    issuers = join(scope, item.issuers)
    return f"{issuers}{item.title or '通知'}{paren(scope, item.number)}"


def basis_text(scope: Scope) -> str:
    """写出制定方案的依据，是一句话的前半部分。

    例：{{ basis_text() }}，制定方案。
    """
    items = scope.view.basis
    rules = [_phrase(item, scope) for item in items if item.mode == "根据" and not item.issuers]
    notices = [_phrase(item, scope) for item in items if item.mode == "根据" and item.issuers]
    followed = [_phrase(item, scope) for item in items if item.mode == "按照"]
    text = join(scope, rules)
    if notices:
        text += ("和" if text else "") + join(scope, notices, last="以及") + "要求"
    text = f"根据{text}" if text else ""
    return "，".join(
        part for part in (text, f"按照{join(scope, followed)}要求" if followed else "") if part
    )


def basis_list(scope: Scope) -> str:
    """逐条列出依据。

    例：{{ basis_list() }}
    """
    return "\n".join(f"- {_phrase(item, scope)}" for item in scope.view.basis)


def theme_source(scope: Scope) -> str:
    """写出规定会议主题的机关；没有写明时为空。

    例：{{ theme_source() }}
    """
    issuers = [body for item in scope.view.basis if item.sets_theme for body in item.issuers]
    return join(scope, issuers)


def goals_text(scope: Scope) -> str:
    """写出教育活动的目标要求；没有教育活动时为空。

    例：{{ goals_text() }}
    """
    campaign = scope.view.campaign
    goals = [f"“{goal}”" for goal in campaign.goals] if campaign else []
    return join(scope, goals, last="和")
