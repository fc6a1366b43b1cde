"""The text of every page of a site, block by block."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

from huiqi.chinese import close_gaps
from huiqi.files.digest_memo import DigestMemo
from huiqi.site.search.pinyin import list_readings
from huiqi.site.search.terms import load_terms
from huiqi.templating.anchors import name_anchor

DATA_FILE = "assets/search-data.js"
READINGS_FILE = "assets/search-readings.js"
_ARTICLE = "md-content__inner"
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = _HEADINGS | {
    "article", "blockquote", "br", "caption", "dd", "details", "div", "dl", "dt", "figcaption",
    "figure", "hr", "li", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "th",
    "thead", "tr", "ul",
}  # fmt: skip
# The preview of a paper: the search leads to its row on the page of downloads.
_UNNAMED = re.compile(r'^[^>]*>\s*<h1 [^>]*data-search="off"')
_SILENT = {"script", "style", "template"}
_VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
}  # fmt: skip


@dataclass
class Section:
    """A heading with the blocks below it; the text before the first has no anchor.

    An entry of a list, marked with ``data-search="entry"``, counts as a heading.
    """

    anchor: str
    heading: str
    blocks: list[str] = field(default_factory=list)


def write_search(site: Path, order: Iterable[str] = ()) -> None:
    """Write a site's search data, and empty indexes in place of the theme's own.

    The theme fetches its index with every page; the data is loaded at the first query only.
    Both files are scripts, since pages opened from a file may load no JSON. Pinyin stands in a
    file of its own: who types Chinese never loads it.

    ``order`` are addresses as the navigation lists them: of equal hits the first page comes first.
    """
    places = {address: place for place, address in enumerate(order)}
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
    in_order = sorted(found.items(), key=lambda item: (places.get(item[0], len(places)), item))
    pages = [page for item in in_order if (page := _read_page(*item))]
    names = [name for page in pages for name in page.names]
    terms = _useful_terms(names, pages)
    _write_script(
        site / DATA_FILE, "huiqiSearch", {"pages": [page.pack() for page in pages], "terms": terms}
    )
    _write_script(site / READINGS_FILE, "huiqiReadings", list_readings([*names, *terms]))
    _empty_theme_index(site / "search")


def _write_script(file: Path, name: str, data: object) -> None:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"self.{name}={text};\n", "utf-8", newline="\n")


def _useful_terms(names: list[str], pages: list[_Page]) -> list[str]:
    """Return the terms of the domain that stand on the site, but not as a title or heading."""
    text = "\n".join(page.pack() for page in pages)
    return [term for term in load_terms() if term in text and term not in names]


def _empty_theme_index(folder: Path) -> None:
    index = folder / "search_index.json"
    if not index.is_file():
        return
    text = json.dumps(json.loads(index.read_text("utf-8")) | {"docs": []})
    index.write_text(text, "utf-8", newline="\n")
    script = folder / "search_index.js"
    script.write_text(f"var __index = {text};\n", "utf-8", newline="\n")


@dataclass
class _Page:
    """A page; ``nick`` is what the navigation calls it."""

    address: str
    title: str
    nick: str
    sections: list[Section]

    @property
    def names(self) -> list[str]:
        """The page's title and headings."""
        return [self.title, *(section.heading for section in self.sections if section.heading)]

    def pack(self) -> str:
        """Return the page as lines: address, title, then blocks; a heading begins with a tab.

        Behind another tab stand a nickname other than the title, and an anchor that does not
        follow from its heading.
        """
        nick = self.nick if self.nick != self.title else ""
        lines = [quote(self.address), "\t".join(filter(None, [self.title, nick]))]
        for section in self.sections:
            if section.heading:
                anchor = "" if section.anchor == name_anchor(section.heading) else section.anchor
                lines.append("\t".join(["", section.heading, *filter(None, [anchor])]))
            lines += section.blocks
        return "\n".join(lines)


_PAGES: DigestMemo[_Page | None] = DigestMemo(256)


def _read_page(address: str, path: Path) -> _Page | None:
    """Return a page's title and sections; None where it has no article."""
    data = path.read_bytes()
    return _PAGES.find(lambda: _read_article(address, data.decode()), address.encode(), data)


def _read_article(address: str, page: str) -> _Page | None:
    # Most of a page is navigation around the article: it is left out for speed.
    head, mark, text = page.partition(f'<article class="{_ARTICLE}')
    if _UNNAMED.search(text):
        return None
    reader = _ArticleReader()
    reader.feed(f'<article class="{mark and _ARTICLE}{text.partition("<footer")[0]}')
    reader.finish()
    if not reader.title:
        return None
    # The theme writes the site's name behind the page's.
    nick = html.unescape(head.partition("<title>")[2].partition("</title>")[0])
    return _Page(address, reader.title, nick.rpartition(" - ")[0], reader.sections)


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
        if (tag in _HEADINGS or values.get("data-search") == "entry") and not self._off:
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
