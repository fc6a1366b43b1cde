"""The text of every page of a site, block by block, and of every paper that it shows."""

from __future__ import annotations

import html
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from huiqi.files.digest_memo import DigestMemo
from huiqi.site.search.article import ARTICLE, Section, read_article
from huiqi.site.search.papers import PaperText, is_preview, make_paper_text, pack_papers
from huiqi.site.search.pinyin import list_common_readings, list_readings
from huiqi.site.search.terms import load_terms
from huiqi.templating.anchors import name_anchor

DATA_FILE = "assets/search-data.js"
PAPERS_FILE = "assets/search-papers.js"
READINGS_FILE = "assets/search-readings.js"
SOUNDS_FILE = "assets/search-sounds.js"


def write_search(site: Path, order: Iterable[str] = ()) -> None:
    """Write a site's search data, and empty indexes in place of the theme's own.

    The theme fetches its index with every page; the data is loaded at the first query only.
    All files are scripts, since pages opened from a file may load no JSON. Papers and pinyin stand
    in files of their own: pages are searched without the former, Chinese without the latter.

    ``order`` are addresses as the navigation lists them: of equal hits the first page comes first.
    """
    places = {address: place for place, address in enumerate(order)}
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
    in_order = sorted(found.items(), key=lambda item: (places.get(item[0], len(places)), item))
    read = [page for item in in_order if (page := _read_page(*item))]
    pages = [page for page in read if isinstance(page, _Page)]
    papers = [paper for paper in read if isinstance(paper, PaperText)]
    names = [name for page in pages for name in page.names]
    terms = _useful_terms(names, pages)
    _write_script(
        site / DATA_FILE, "huiqiSearch", {"pages": [page.pack() for page in pages], "terms": terms}
    )
    _write_script(site / PAPERS_FILE, "huiqiPaperData", pack_papers(_order_papers(papers, pages)))
    _write_script(site / READINGS_FILE, "huiqiReadings", list_readings([*names, *terms]))
    _write_script(site / SOUNDS_FILE, "huiqiSounds", list_common_readings())
    _empty_theme_index(site / "search")


def _order_papers(papers: list[PaperText], pages: list[_Page]) -> list[PaperText]:
    """Return the papers as the page of downloads lists them."""
    rows = [(page.address, section.anchor) for page in pages for section in page.sections]
    places = {row: place for place, row in enumerate(rows)}
    return sorted(papers, key=lambda paper: (places.get(paper.row, len(places)), paper.address))


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


_PAGES: DigestMemo[_Page | PaperText | None] = DigestMemo(256)


def _read_page(address: str, path: Path) -> _Page | PaperText | None:
    """Return a page's title and sections; None where it has no article."""
    data = path.read_bytes()
    return _PAGES.find(lambda: _take_in(address, data.decode()), address.encode(), data)


def _take_in(address: str, page: str) -> _Page | PaperText | None:
    article = read_article(page)
    if not article.title:
        return None
    head, _, text = page.partition(f'<article class="{ARTICLE}')
    if is_preview(text):
        return make_paper_text(address, text, article)
    # The theme writes the site's name behind the page's.
    nick = html.unescape(head.partition("<title>")[2].partition("</title>")[0])
    return _Page(address, article.title, nick.rpartition(" - ")[0], article.sections)
