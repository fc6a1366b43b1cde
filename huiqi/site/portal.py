"""The front page of public/: all cycles, newest first; and the page that leads to the newest."""

from __future__ import annotations

import html
from pathlib import Path

from huiqi.files.atomic import write_atomically
from huiqi.site.site_record import SiteRecord, list_site_records

LATEST = "latest.html"
_FILES = tuple(Path(__file__).with_name(name) for name in ("portal.css", "portal.js", "latest.js"))
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
{search}<ul>
{items}
</ul>
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
_LATEST = """<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{robots}<title>最近一次会议</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="portal.css">
<noscript><meta http-equiv="refresh" content="0; url={target}"></noscript>
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
_ITEM = """<li data-cycle="{id}" data-year="{year}" data-kind="{kind}"><a href="{id}/index.html"><strong>{title}</strong>
<span>{theme}</span>
<span class="when">{when}</span></a></li>"""


def render_portal(records: list[SiteRecord]) -> str:
    """Return the front page; ``records`` oldest first."""
    items = "\n".join(_render_item(record) for record in reversed(records))
    scripts = _SCRIPTS.format(id=html.escape(records[-1].id)) if records else ""
    search = _SEARCH if records else ""
    return _PAGE.format(robots=_robots(records), items=items, search=search, scripts=scripts)


def _render_item(record: SiteRecord) -> str:
    marks = ["样例"] * record.sample + ["送审稿"] * (record.state == "draft")
    when = "　".join([*marks, record.when])
    values = {"id": record.id, "title": record.title, "theme": record.theme, "when": when,
              "year": record.year, "kind": record.kind}  # fmt: skip
    return _ITEM.format(**{name: html.escape(value) for name, value in values.items()})


def render_latest(records: list[SiteRecord]) -> str:
    """Return the page whose address stays: it leads to the newest cycle, with what was asked."""
    target = f"{html.escape(records[-1].id)}/index.html" if records else "index.html"
    return _LATEST.format(robots=_robots(records), target=target)


def _robots(records: list[SiteRecord]) -> str:
    internal = any(record.audience == "internal" for record in records)
    return '<meta name="robots" content="noindex, nofollow">\n' if internal else ""


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
