"""The front page of public/: all cycles, newest first."""

from __future__ import annotations

import html
from pathlib import Path

from huiqi.cycle import Cycle
from huiqi.pages import open_scope, plain_html

_STYLE = Path(__file__).with_name("portal.css")
_PAGE = """<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{robots}<title>会议周期</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="portal.css">
</head>
<body>
<main>
<h1>会议周期</h1>
<ul>
{items}
</ul>
</main>
</body>
</html>
"""
_ITEM = """<li><a href="{id}/index.html"><strong>{title}</strong>
<span>{theme}</span>
<span class="when">{when}</span></a></li>"""


def render_portal(cycles: list[Cycle]) -> str:
    """Return the front page; ``cycles`` oldest first."""
    items = "\n".join(_render_item(cycle) for cycle in reversed(cycles))
    internal = any(cycle.audience == "internal" for cycle in cycles)
    robots = '<meta name="robots" content="noindex, nofollow">\n' if internal else ""
    return _PAGE.format(robots=robots, items=items)


def _render_item(cycle: Cycle) -> str:
    view = open_scope(cycle).view
    when = (
        f"召开日期：{view.meeting.date}"
        if cycle.meeting.date
        else f"{view.meeting.deadline}前召开，具体时间另行通知"
    )
    return _ITEM.format(
        id=html.escape(cycle.id), title=plain_html(str(view.title)),
        theme=plain_html(str(view.theme)), when=plain_html(when),
    )  # fmt: skip


def write_portal(public: Path, cycles: list[Cycle]) -> None:
    """Write the front page and its style sheet."""
    public.mkdir(parents=True, exist_ok=True)
    (public / "index.html").write_text(render_portal(cycles), "utf-8", newline="\n")
    (public / "portal.css").write_bytes(_STYLE.read_bytes())
