"""The article of a built page, read into sections of blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from huiqi.chinese import close_gaps

ARTICLE = "md-content__inner"
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
    """A heading with the blocks below it; the text before the first has no anchor.

    An entry of a list, marked with ``data-search="entry"``, counts as a heading.
    """

    anchor: str
    heading: str
    blocks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Article:
    """What an article says; ``title`` is its first heading, empty where there is none."""

    title: str
    sections: list[Section]


def read_article(page: str) -> Article:
    """Return title and sections of a page's article."""
    # Most of a page is navigation around the article: it is left out for speed.
    _, mark, text = page.partition(f'<article class="{ARTICLE}')
    parser = etree.HTMLParser(target=_ArticleReader(), huge_tree=True, recover=True)
    parser.feed(f'<article class="{mark and ARTICLE}{text.partition("<footer")[0]}')
    article: Article = parser.close()
    return article


class _ArticleReader:
    """Reads a page's article into sections of blocks; inline markup leaves no trace.

    lxml calls its methods as it parses: a tree of each page would cost more than the reading.
    """

    def __init__(self) -> None:
        self.title = ""
        self.sections = [Section("", "")]
        self._depth = 0
        self._silent = 0
        self._off = 0
        self._text: list[str] = []
        self._heading: tuple[str, str] | None = None

    def start(self, tag: str, values: Mapping[str, str]) -> None:
        """Take in the beginning of an element."""
        if not self._depth:
            self._depth = int(ARTICLE in (values.get("class") or "").split())
            return
        self._depth += tag not in _VOID
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self._flush()
        if values.get("data-search") == "off" and not self._off:
            self._off = self._depth  # buttons, codes to scan: nothing to look for
        if (tag in _HEADINGS or values.get("data-search") == "entry") and not self._off:
            self._heading = (tag, values.get("id") or "")

    def end(self, tag: str) -> None:
        """Take in the end of an element."""
        if not self._depth or tag in _VOID:
            return
        if tag in _BLOCKS:
            self._flush()
        if tag in _HEADINGS:
            self._heading = None  # an empty heading does not make one of what follows
        self._silent -= tag in _SILENT
        self._off = 0 if self._off == self._depth else self._off
        self._depth -= 1

    def data(self, data: str) -> None:
        """Take in a piece of text."""
        if self._depth and not self._silent and not self._off:
            self._text.append(data)

    def close(self) -> Article:
        """Take in what is left at the end of the page, and return what was read."""
        self._flush()
        return Article(self.title, self.sections)

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
