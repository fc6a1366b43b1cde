"""The front page of public/: all cycles, newest first; and the page that leads to the newest."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from huiqi.files.atomic import write_atomically
from huiqi.site.site_record import SiteRecord, list_site_records
from huiqi.site.unbroken import keep_meeting_word

LATEST = "latest.html"
_NAMES = ("portal.css", "portal.js", "portal-look.js", "latest.js")
_FILES = tuple(Path(__file__).with_name(name) for name in _NAMES)
# The sites' own mark: material/calendar-text.
_LOGO = (
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M14 14H7v2h7m5 3H5V8h14m0-5h-1V1h-2v2H8V1H6v2H5'
    'a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2V5a2 2 0 0 0-2-2m-2 7H7v2h10z"/></svg>'
)
_HEAD = """<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{robots}<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="portal.css">
<script src="portal-look.js"></script>
"""
_PAGE = """</head>
<body>
<header><div>{logo}<h1>会议周期</h1></div></header>
<main>
{search}{sections}
</main>
{scripts}</body>
</html>
"""
# Only scripts can search: without them the form is not shown.
_SEARCH = """<form class="find" role="search" hidden>
<p><label for="words">搜索全部会议</label><input id="words" type="search" autocomplete="off"></p>
<p><label for="year">年度</label><select id="year"><option value="">全部</option></select></p>
<p><label for="kind">类型</label><select id="kind"><option value="">全部</option></select></p>
</form>
<p role="status"></p>
<div class="found"></div>
"""
# Every site brings its search along; so does it what a page opened from a file needs for it.
_SCRIPTS = """<script src="{id}/assets/iframe-worker.js"></script>
<script src="portal.js"></script>
"""
# Without a script the page forwards by itself; the script takes ?role= and the like along.
_LATEST = """<noscript><meta http-equiv="refresh" content="0; url={target}"></noscript>
</head>
<body>
<main>
<h1>最近一次会议</h1>
<p><a href="{target}">打开最近一次会议的网站</a></p>
</main>
<script src="latest.js"></script>
</body>
</html>
"""
_SECTION = """<section class="{kind}">
<h2>{title}</h2>
<ul>
{items}
</ul>
</section>"""
_ITEM = """<li data-cycle="{id}" data-year="{year}" data-kind="{kind}"><a href="{id}/index.html"><strong>{title}</strong>
{theme}<span class="when">{when}</span></a>{next}</li>"""
# What is next depends on the day: the script says it.
_NEXT = """
<p class="next" data-steps="{steps}" hidden></p>"""


def render_portal(records: list[SiteRecord]) -> str:
    """Return the front page: the newest cycle with what is due next, older ones by year.

    ``records`` oldest first.
    """
    scripts = _SCRIPTS.format(id=html.escape(records[-1].id)) if records else ""
    search = _SEARCH if records else ""
    sections = "\n".join(_render_sections(records))
    page = _PAGE.format(logo=_LOGO, search=search, sections=sections, scripts=scripts)
    return _render_head(records, "会议周期") + page


def _render_sections(records: list[SiteRecord]) -> Iterator[str]:
    if not records:
        return
    newest = _render_item(records[-1], next_step=True)
    yield _SECTION.format(kind="cycles current", title="最近一次会议", items=newest)
    older = sorted(records[:-1], key=lambda record: record.year)[::-1]
    for year, group in groupby(older, key=lambda record: record.year):
        items = "\n".join(_render_item(record) for record in group)
        yield _SECTION.format(kind="cycles", title=f"{html.escape(year)}年", items=items)


def _render_item(record: SiteRecord, *, next_step: bool = False) -> str:
    marks = ["样例"] * record.sample + ["送审稿"] * (record.state == "draft")
    when = "　".join([*marks, record.when])
    values = {"id": record.id, "title": record.title, "when": when, "year": record.year,
              "kind": record.kind}  # fmt: skip
    parts = {"theme": "", "next": ""}
    if record.theme:
        parts["theme"] = f'<span class="theme">{html.escape(record.theme)}</span>\n'
    if next_step and record.steps:
        steps = [[step.day, step.what, step.certain] for step in record.steps]
        data = json.dumps(steps, ensure_ascii=False, separators=(",", ":"))
        parts["next"] = _NEXT.format(steps=html.escape(data))
    texts = {name: html.escape(value) for name, value in values.items()}
    return _ITEM.format(**texts | {"title": keep_meeting_word(texts["title"])}, **parts)


def render_latest(records: list[SiteRecord]) -> str:
    """Return the page whose address stays: it leads to the newest cycle, with what was asked."""
    target = f"{html.escape(records[-1].id)}/index.html" if records else "index.html"
    return _render_head(records, "最近一次会议") + _LATEST.format(target=target)


def _render_head(records: list[SiteRecord], title: str) -> str:
    internal = any(record.audience == "internal" for record in records)
    robots = '<meta name="robots" content="noindex, nofollow">\n' if internal else ""
    return _HEAD.format(robots=robots, title=title)


def write_portal(public: Path) -> None:
    """Write the pages that lead to the sites there are, each from what it says of itself."""
    records = list(list_site_records(public))
    pages = {"index.html": render_portal(records), LATEST: render_latest(records)}
    for name, text in pages.items():
        _replace(public / name, text.encode())
    for path in _FILES:
        _replace(public / path.name, path.read_bytes())


def _replace(path: Path, data: bytes) -> None:
    """Write a file whole; one that says the same already stays."""
    if not path.is_file() or path.read_bytes() != data:
        # What a kill leaves half must not lie among the sites.
        write_atomically(path, data, beside=path.parent.parent)
