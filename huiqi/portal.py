"""The front page of public/: all cycles, newest first; and the page that leads to the newest."""

from __future__ import annotations

import html
from pathlib import Path

from huiqi.card import Card, list_cards
from huiqi.swap import write_whole

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


def render_portal(cards: list[Card]) -> str:
    """Return the front page; ``cards`` oldest first."""
    items = "\n".join(_render_item(card) for card in reversed(cards))
    scripts = _SCRIPTS.format(id=html.escape(cards[-1].id)) if cards else ""
    search = _SEARCH if cards else ""
    return _PAGE.format(robots=_robots(cards), items=items, search=search, scripts=scripts)


def _render_item(card: Card) -> str:
    when = f"送审稿　{card.when}" if card.state == "draft" else card.when
    values = {"id": card.id, "title": card.title, "theme": card.theme, "when": when,
              "year": card.year, "kind": card.kind}  # fmt: skip
    return _ITEM.format(**{name: html.escape(value) for name, value in values.items()})


def render_latest(cards: list[Card]) -> str:
    """Return the page whose address stays: it leads to the newest cycle, with what was asked."""
    target = f"{html.escape(cards[-1].id)}/index.html" if cards else "index.html"
    return _LATEST.format(robots=_robots(cards), target=target)


def _robots(cards: list[Card]) -> str:
    internal = any(card.audience == "internal" for card in cards)
    return '<meta name="robots" content="noindex, nofollow">\n' if internal else ""


def write_portal(public: Path) -> None:
    """Write the pages that lead to the sites there are, each from what it says of itself."""
    cards = list(list_cards(public))
    pages = {"index.html": render_portal(cards), LATEST: render_latest(cards)}
    for name, text in pages.items():
        _replace(public / name, text.encode())
    for path in _FILES:
        _replace(public / path.name, path.read_bytes())


def _replace(path: Path, data: bytes) -> None:
    """Write a file whole; one that says the same already stays."""
    if not path.is_file() or path.read_bytes() != data:
        # What a kill leaves half must not lie among the sites.
        write_whole(path, data, beside=path.parent.parent)
