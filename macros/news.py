"""Macros for what readers should know since they last looked."""

from __future__ import annotations

from macros.escape import escape
from macros.scope import Scope


def news(scope: Scope) -> str:
    """列出与上次发布相比的变动和更新说明，新的在前；没有时为空。

    例：{{ news() }}
    """
    remarks = zip(scope.cycle.remarks, scope.view.remarks, strict=True)
    newest = sorted(remarks, key=lambda pair: pair[0].date, reverse=True)
    changes = [f"- 与上次发布相比：{escape(scope.changes)}"] if scope.changes else []
    return "\n".join([*changes, *(f"- **{shown.date}**　{shown.text}" for _, shown in newest)])
