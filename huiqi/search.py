"""The search data of a site: the text of every page, block by block."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

from huiqi.chinese import close_gaps

DATA_FILE = "assets/search-data.js"
_ARTICLE = "md-content__inner"
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = _HEADINGS | {
    "article", "blockquote", "br", "caption", "dd", "details", "div", "dl", "dt", "figcaption",
    "figure", "hr", "li", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "th",
    "thead", "tr", "ul",
}  # fmt: skip
_SILENT = {"script", "style", "template"}
_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
}  # fmt: skip


@dataclass
class Section:
    """A heading with the blocks below it; the text before the first has no anchor."""

    anchor: str
    heading: str
    blocks: list[str] = field(default_factory=list)


def write_search_data(site: Path) -> None:
    """Write a site's search data, and empty indexes in place of the theme's own.

    The theme fetches its index with every page; the data is loaded at the first query only.
    It is a script, since pages opened from a file may load no JSON.
    """
    pages = [_describe_page(site, path) for path in sorted(site.rglob("*.html"))]
    text = json.dumps([page for page in pages if page], ensure_ascii=False, separators=(",", ":"))
    data = site / DATA_FILE
    data.parent.mkdir(parents=True, exist_ok=True)
    data.write_text(f"self.huiqiSearchData={text};\n", "utf-8", newline="\n")
    _empty_theme_index(site / "search")


def _empty_theme_index(folder: Path) -> None:
    index = folder / "search_index.json"
    if not index.is_file():
        return
    text = json.dumps(json.loads(index.read_text("utf-8")) | {"docs": []})
    index.write_text(text, "utf-8", newline="\n")
    script = folder / "search_index.js"
    script.write_text(f"var __index = {text};\n", "utf-8", newline="\n")


def _describe_page(site: Path, path: Path) -> tuple[str, str, list[list[object]]] | None:
    """Return address, title and sections of a page; None where it has no article."""
    reader = _ArticleReader()
    # Most of a page is navigation around the article: it is left out for speed.
    _, mark, text = path.read_text("utf-8").partition(f'<article class="{_ARTICLE}')
    reader.feed(f'<article class="{mark and _ARTICLE}{text.partition("<footer")[0]}')
    reader.finish()
    if not reader.title:
        return None
    sections: list[list[object]] = [
        [section.anchor, section.heading, section.blocks]
        for section in reader.sections
        if section.anchor or section.blocks
    ]
    return quote(path.relative_to(site).as_posix()), reader.title, sections


class _ArticleReader(HTMLParser):
    """Reads a page's article into sections of blocks; inline markup leaves no trace."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.sections = [Section("", "")]
        self._depth = 0
        self._silent = 0
        self._off = 0
        self._text: list[str] = []
        self._heading: tuple[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if not self._depth:
            self._depth = int(_ARTICLE in (values.get("class") or "").split())
            return
        self._depth += tag not in _VOID
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self._flush()
        if values.get("data-search") == "off" and not self._off:
            self._off = self._depth  # a preview only repeats what stands elsewhere
        if tag in _HEADINGS and not self._off:
            self._heading = (tag, values.get("id") or "")

    def handle_endtag(self, tag: str) -> None:
        if not self._depth or tag in _VOID:
            return
        if tag in _BLOCKS:
            self._flush()
        if tag in _HEADINGS:
            self._heading = None  # an empty heading does not make one of what follows
        self._silent -= tag in _SILENT
        self._off = 0 if self._off == self._depth else self._off
        self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._depth and not self._silent and not self._off:
            self._text.append(data)

    def finish(self) -> None:
        """Take in what is left at the end of the page."""
        self.close()
        self._flush()

    def _flush(self) -> None:
        text = close_gaps(" ".join("".join(self._text).split()))
        heading, self._text, self._heading = self._heading, [], None
        if not text:
            self._heading = heading
        elif heading is None:
            self.sections[-1].blocks.append(text)
        elif heading[0] == "h1" and not self.title:
            self.title = text
        else:
            self.sections.append(Section(heading[1], text))
