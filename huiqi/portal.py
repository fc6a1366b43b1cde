"""The front page of public/: all cycles, newest first; and the page that leads to the newest."""

from __future__ import annotations

import html
from pathlib import Path

from huiqi.card import Card, list_cards

LATEST = "latest.html"
_FILES = (Path(__file__).with_name("portal.css"), Path(__file__).with_name("latest.js"))
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
_ITEM = """<li><a href="{id}/index.html"><strong>{title}</strong>
<span>{theme}</span>
<span class="when">{when}</span></a></li>"""


def render_portal(cards: list[Card]) -> str:
    """Return the front page; ``cards`` oldest first."""
    items = "\n".join(_render_item(card) for card in reversed(cards))
    return _PAGE.format(robots=_robots(cards), items=items)


def _render_item(card: Card) -> str:
    when = f"送审稿　{card.when}" if card.state == "draft" else card.when
    values = {"id": card.id, "title": card.title, "theme": card.theme, "when": when}
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
    if path.is_file() and path.read_bytes() == data:
        return
    fresh = path.with_name(f".huiqi-{path.name}")
    fresh.write_bytes(data)
    fresh.replace(path)
