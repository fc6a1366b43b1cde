"""Macros for what readers should know since they last looked."""

from __future__ import annotations

from macros.scope import Scope


def news(scope: Scope) -> str:
    """列出更新说明，新的在前；没有时为空。

    例：{{ news() }}
    """
    remarks = zip(scope.cycle.remarks, scope.view.remarks, strict=True)
    newest = sorted(remarks, key=lambda pair: pair[0].date, reverse=True)
    return "\n".join(f"- **{shown.date}**　{shown.text}" for _, shown in newest)
