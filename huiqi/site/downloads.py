"""What the site offers of the Word pack: blank papers, their previews, one archive of all."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from huiqi.facts.model.cycle import Cycle
from huiqi.facts.open_facts import Blanks
from huiqi.word.copies import blank_copies, own_copies
from huiqi.word.pack import name_blank, unique_names, zip_files
from huiqi.word.paper_maker import PaperMaker
from huiqi.word.render import Paper
from macros.escape import escape
from macros.links import PaperLink
from macros.scope import open_scope

FOLDER = "word"
ARCHIVE = f"{FOLDER}/templates.zip"
_ARCHIVE_TITLE = "材料样式目录"


@dataclass(frozen=True)
class Downloads:
    """What goes onto a site: files and pages by address, and the links of each document.

    ``blanks`` holds, for each paper, the open facts whose blanks it shows.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    links: dict[str, list[PaperLink]] = field(default_factory=dict)
    blanks: list[Blanks] = field(default_factory=list)


def make_downloads(maker: PaperMaker, cycle: Cycle, *, draft: bool) -> Downloads:
    """Return the papers of a cycle as its site offers them, in the public rendition.

    Raises:
        HuiqiError: a template or pandoc fails.
    """
    copies = blank_copies(cycle) + (own_copies(cycle) if cycle.publish_names else [])
    scope = open_scope(cycle)
    papers = maker.render(scope, copies, draft=draft)
    made, shown = maker.make_shown_files(papers, cycle.id)
    files = {f"{FOLDER}/{key}.docx": data for key, data in made.items()}
    names = unique_names((paper.copy.key, name_blank(scope, paper.copy)) for paper in papers)
    named = {names[key]: data for key, data in made.items()}
    return Downloads(
        files | {ARCHIVE: zip_files(named, _ARCHIVE_TITLE)},
        {f"{FOLDER}/{paper.copy.key}.md": _page(paper, names, shown) for paper in papers},
        _list_links(papers, names, made),
        [paper.blanks for paper in papers],
    )


def _list_links(
    papers: Iterable[Paper], names: dict[str, str], made: dict[str, bytes]
) -> dict[str, list[PaperLink]]:
    links: dict[str, list[PaperLink]] = {}
    for paper in papers:
        key = paper.copy.key
        place = f"{FOLDER}/{key}"
        title = Path(names[key]).stem
        link = PaperLink(title, f"{place}.docx", f"{place}.md", names[key], len(made[key]))
        links.setdefault(paper.copy.document, []).append(link)
    return links


def _page(paper: Paper, names: dict[str, str], shown: dict[str, str]) -> str:
    """Return the page that shows a paper as it looks on paper."""
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
        "",
        f'<div class="sheet {paper.copy.template.head.layout}" data-search="paper">',
        shown[key],
        "</div>",
    ]
    return "\n".join(lines) + "\n"
