"""What the site offers of the Word pack: blank papers, their previews, one archive of all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from huiqi.facts.model.cycle import Cycle
from huiqi.facts.open_facts import Blanks
from huiqi.site.single_page import SinglePage
from huiqi.word.copies import blank_copies, own_copies
from huiqi.word.pack import name_blank, unique_names, zip_files
from huiqi.word.paper_maker import PaperMaker
from huiqi.word.render import Copy, Paper
from macros.escape import escape
from macros.links import PaperLink
from macros.scope import open_scope

FOLDER = "word"
ARCHIVE = f"{FOLDER}/templates.zip"
_ARCHIVE_TITLE = "材料样式目录"


@dataclass(frozen=True)
class Downloads:
    """What goes onto a site: files and pages by address, and the links of each document.

    ``previews`` are the papers as HTML, by the address of the page that shows each. ``blanks`` holds, for each paper, the open facts whose blanks it shows.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    previews: dict[str, str] = field(default_factory=dict)
    links: dict[str, list[PaperLink]] = field(default_factory=dict)
    blanks: list[Blanks] = field(default_factory=list)


def make_downloads(maker: PaperMaker, cycle: Cycle, *, draft: bool) -> Downloads:
    """Return the papers of a cycle as its site offers them, in the public rendition.

    Raises:
        HuiqiError: a template or pandoc fails.
    """
    copies, scope = _list_copies(cycle), open_scope(cycle)
    papers = maker.render(scope, copies, draft=draft)
    made, shown = maker.make_shown_files(papers, cycle.id)
    files = {f"{FOLDER}/{key}.docx": data for key, data in made.items()}
    names = unique_names((copy.key, name_blank(scope, copy)) for copy in copies)
    named = {names[key]: data for key, data in made.items()}
    return Downloads(
        files | {ARCHIVE: zip_files(named, _ARCHIVE_TITLE)},
        {_address(paper.copy): _page(paper, names) for paper in papers},
        {_address(paper.copy): _preview(paper, shown) for paper in papers},
        _list_links(copies, names, {key: len(data) for key, data in made.items()}),
        [paper.blanks for paper in papers],
    )


def borrow_downloads(
    maker: PaperMaker, cycle: Cycle, single: SinglePage, *, draft: bool
) -> Downloads:
    """Return the papers as the site that was built has them; one that is the page itself is made.

    The files are empty and the other pages have no text: they are there to be linked to.

    Raises:
        HuiqiError: a template or pandoc fails.
    """
    copies, scope = _list_copies(cycle), open_scope(cycle)
    names = unique_names((copy.key, name_blank(scope, copy)) for copy in copies)
    own = [copy for copy in copies if single.address == f"{FOLDER}/{copy.key}.html"]
    papers = maker.render(scope, own, draft=draft)
    made, shown = maker.make_shown_files(papers, cycle.id) if papers else ({}, {})
    sizes = {
        copy.key: len(made[copy.key]) if copy.key in made else _size(single.built, copy)
        for copy in copies
    }
    pages = {_address(copy): "" for copy in copies}
    return Downloads(
        {f"{FOLDER}/{key}.docx": b"" for key in sizes} | {ARCHIVE: b""},
        pages | {_address(paper.copy): _page(paper, names) for paper in papers},
        {_address(paper.copy): _preview(paper, shown) for paper in papers},
        _list_links(copies, names, sizes),
    )


def _list_copies(cycle: Cycle) -> list[Copy]:
    return blank_copies(cycle) + (own_copies(cycle) if cycle.publish_names else [])


def _size(built: Path, copy: Copy) -> int:
    path = built / FOLDER / f"{copy.key}.docx"
    return path.stat().st_size if path.is_file() else 0


def _list_links(
    copies: Iterable[Copy], names: Mapping[str, str], sizes: Mapping[str, int]
) -> dict[str, list[PaperLink]]:
    links: dict[str, list[PaperLink]] = {}
    for copy in copies:
        key = copy.key
        place = f"{FOLDER}/{key}"
        title = Path(names[key]).stem
        link = PaperLink(title, f"{place}.docx", f"{place}.md", names[key], sizes[key])
        links.setdefault(copy.document, []).append(link)
    return links


def _address(copy: Copy) -> str:
    """Return the address of the page that shows a paper."""
    return f"{FOLDER}/{copy.key}.md"


def _preview(paper: Paper, shown: Mapping[str, str]) -> str:
    """Return a paper as it looks on paper."""
    layout = paper.copy.template.head.layout
    return f'<div class="sheet {layout}" data-search="paper">\n{shown[paper.copy.key]}\n</div>'


def _page(paper: Paper, names: Mapping[str, str]) -> str:
    """Return the page that shows a paper, up to the paper itself."""
    key = paper.copy.key
    title = Path(names[key]).stem
    head = {
        "title": title, "render_macros": False, "hide": ["navigation", "toc"],
        "styles": ["sheet.css", "paper.css"], "scripts": ["paper.js"],
    }  # fmt: skip
    lines = [
        "---",
        *(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in head.items()),
        "---",
        f"# {escape(title)}",
        "",
        f'[下载 Word 文件]({key}.docx){{ .md-button .md-button--primary download="{names[key]}" }}',
        f"[返回材料下载](../documents.md#{paper.copy.document}){{ .md-button }}",
        '{ data-search="off" }',
    ]
    return "\n".join(lines) + "\n"
