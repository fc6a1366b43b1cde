"""A paper of the office as it looks on paper: alone, in the sheets that the cycle's own site has."""

from __future__ import annotations

import html
import re
from pathlib import Path

from huiqi.desk.making.paper_tasks import PaperMade

_KEY = re.compile(r"[a-z0-9]+(?:-{1,2}[a-z0-9]+)*")
_SHEETS = re.compile(r'<link rel="stylesheet"[^>]*>')
_PAGE = """<!doctype html>
<html lang="zh">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
{sheets}
<script defer src="../assets/paper.js"></script>
</head>
<body data-md-color-scheme="default" data-md-color-primary="custom">
<main class="md-content"><div class="md-content__inner md-typeset">
<div class="sheet {layout}">
{paper}
</div>
</div></main>
</body>
</html>
"""


def find_blank(preview: Path, key: str) -> Path | None:
    """Return the page of a site that shows the blank of a paper."""
    if not _KEY.fullmatch(key):
        return None
    page = preview / "word" / f"{key.partition('--')[0]}.html"
    return page if page.is_file() else None


def write_paper_page(made: PaperMade, title: str, blank: Path) -> str:
    """Return the page of a paper; it stands in the same folder depth as its blank's."""
    links = _SHEETS.findall(blank.read_text("utf-8").partition("</head>")[0])
    sheets = "\n".join(dict.fromkeys(links))
    return _PAGE.format(
        title=html.escape(title), sheets=sheets, layout=made.layout, paper=made.html
    )
