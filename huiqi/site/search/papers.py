"""The text of the previews of papers: searched behind the pages, from a file of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import quote

from huiqi.site.search.article import Article

# What a preview holds: the paper itself, and the link back to its row on the page of downloads.
_PAPER = re.compile(r'<div class="sheet [^>]*data-search="paper"')
_ROW = re.compile(r'<a [^>]*href="\.\./([^"#]+)#([^"]+)"')


@dataclass(frozen=True)
class PaperText:
    """A paper: its preview's address and title, its row (page and anchor), its lines.

    A heading begins with a tab.
    """

    address: str
    title: str
    row: tuple[str, str]
    lines: tuple[str, ...]


def is_preview(page: str) -> bool:
    """Whether a page shows a paper."""
    return bool(_PAPER.search(page))


def make_paper_text(address: str, page: str, article: Article) -> PaperText:
    """Return what the search knows of a paper, from the page that shows it."""
    row = _ROW.search(page)
    lines: list[str] = []
    for section in article.sections:
        lines += [f"\t{section.heading}"] if section.heading else []
        lines += section.blocks
    return PaperText(address, article.title, (row[1], row[2]) if row else ("", ""), tuple(lines))


def pack_papers(papers: Iterable[PaperText]) -> dict[str, object]:
    """Return the data of papers: many share lines, so each line stands there once.

    A paper is its address, title, row, and the numbers of its lines: 3-7 are five of them.
    """
    numbers: dict[str, int] = {}
    packed = []
    for paper in papers:
        places = [numbers.setdefault(line, len(numbers)) for line in paper.lines]
        row = quote(paper.row[0]) + "#" + quote(paper.row[1]) if paper.row[0] else ""
        packed.append([quote(paper.address), paper.title, row, " ".join(_join_runs(places))])
    return {"lines": "\n".join(numbers), "papers": packed}


def _join_runs(numbers: list[int]) -> Iterator[str]:
    """Yield runs of numbers that follow each other as first-last, others by themselves."""
    breaks = [at for at, (one, two) in enumerate(pairwise(numbers), 1) if two != one + 1]
    for start, stop in pairwise([0, *breaks, len(numbers)] if numbers else []):
        first, last = numbers[start], numbers[stop - 1]
        yield f"{first}-{last}" if last > first else str(first)
