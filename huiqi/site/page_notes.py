"""What a page says once above its content, where it holds for all of it."""

from __future__ import annotations

from macros.scope import Scope

_RECKONED = "（最迟"
_NOTE = '<p class="reckoned" data-search="off">{}</p>'
_SAID = "会议日期未定"
_TITLE_ENDS = "</h1>"


def explain_reckoned(page: str, scope: Scope) -> str:
    """Return a page's content with a note on days that are reckoned from the latest day of the meeting."""
    if scope.cycle.meeting.date or _RECKONED not in page or _SAID in page:
        return page
    latest = scope.view.meeting.deadline
    note = _NOTE.format(f"{_SAID}，标明“最迟”的日期按最迟召开日期（{latest}）推算。")
    title, ends, content = page.partition(_TITLE_ENDS)
    return f"{title}{ends}\n{note}{content}" if ends else f"{note}\n{page}"
