"""The archive: its rows with pages, the index as a Word file, a folder in that order; and what the report says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from huiqi.collect.checks.archive_index.page_counts import SHORT, By, PageCount, count_pages
from huiqi.collect.checks.archive_index.rows import INDEX, ArchiveRow, list_archive_rows
from huiqi.collect.model import CollectedPaper, Collection
from huiqi.collect.office.prefilled import (
    Prefilled,
    find_copies,
    list_rows,
    make_prefilled,
    with_rows,
)
from huiqi.collect.section import Section, render_part
from huiqi.facts.documents import list_documents, list_templates
from huiqi.facts.model.cycle import Cycle
from huiqi.word.paper_maker import PaperMaker

Opened = Callable[[CollectedPaper], bytes | None]
_UNKNOWN = PageCount(None, "nobody")
INDEX_FILE = "000-D28-归档目录.docx"


@dataclass(frozen=True)
class ArchiveIndex:
    """The rows, the pages of each file by its digest, and the documents of which nothing came in."""

    rows: tuple[ArchiveRow, ...]
    pages: Mapping[str, PageCount]
    without: tuple[str, ...]

    def count_row(self, row: ArchiveRow) -> PageCount:
        """Return the pages of a row: those of all its files, where all are known."""
        counts = [self.pages.get(paper.digest, _UNKNOWN) for paper in row.papers]
        if not counts or any(one.pages is None for one in counts):
            return _UNKNOWN
        total = sum(one.pages or 0 for one in counts)
        if len(counts) == 1:
            return counts[0]
        doubtful: By = next((one.by for one in counts if one.by != "both"), "both")
        return PageCount(total, doubtful)

    def say_note(self, row: ArchiveRow) -> str:
        """Return what has to be known of a row, and who counted its pages."""
        pages = self.count_row(row).note if row.papers else ""
        return "；".join(part for part in (row.note, pages) if part)


def make_index(
    collection: Collection, cycle: Cycle, open_paper: Opened, *, lay_out: bool = True
) -> tuple[ArchiveIndex, dict[str, bytes]]:
    """Return the index, and the files of the folder by their names, in its order and as they came in.

    A file that is not at hand any more has no pages, and is not in the folder.
    """
    rows = list_archive_rows(collection, cycle)
    opened: dict[str, bytes] = {}
    files: dict[str, bytes] = {}
    for row in rows:
        for name, paper in zip(row.name_files(), row.papers, strict=False):
            data = open_paper(paper)
            if data is not None:
                opened[paper.digest] = files[name] = data
    there = {row.key.document for row in rows} | {INDEX}
    there |= {name for name, one in list_templates(cycle).items() if not one.head.returned}
    without = tuple(
        f"{one.number} {one.title}" for one in list_documents(cycle)
        if one.id not in there
    )  # fmt: skip
    return ArchiveIndex(rows, count_pages(opened, lay_out=lay_out), without), files


def make_index_file(index: ArchiveIndex, cycle: Cycle, maker: PaperMaker) -> bytes | None:
    """Return D28 with its rows written in; None where the cycle has no such document, or nothing came in.

    Raises:
        HuiqiError: a template or pandoc fails.
    """
    copies = find_copies(cycle, INDEX)
    if not copies or not index.rows:
        return None
    answers = list_rows(_columns(index, row) for row in index.rows)
    wanted = Prefilled(with_rows(copies[0], len(index.rows)), answers)
    made = make_prefilled(maker, cycle, [wanted])
    return made.papers[0].filled if made.papers else None


def _columns(index: ArchiveIndex, row: ArchiveRow) -> dict[str, str]:
    """Return what is known of a row; file number and grade of secrecy are the office's to write."""
    count = index.count_row(row)
    note = "；".join(part for part in (row.note, SHORT[count.by]) if part)
    known = {
        "author": row.author, "title": row.title, "number": row.reference, "date": row.day,
        "pages": str(count.pages or ""), "note": note,
    }  # fmt: skip
    # An empty answer would take the prompt away: the place stays to be filled in.
    return {name: text for name, text in known.items() if text}


def archive_json(index: ArchiveIndex) -> dict[str, Any]:
    """Return what ``--format json`` says of the archive."""
    return {
        "rows": [
            {
                "number": row.number, "document": row.document, "paper": row.key.paper,
                "people": list(row.key.people), "title": row.title, "author": row.author,
                "files": row.name_files() if row.papers else [], "pages": index.count_row(row).pages,
                "pages_by": index.count_row(row).by, "note": index.say_note(row),
            }
            for row in index.rows
        ],
        "without": list(index.without),
    }  # fmt: skip


def archive_section(index: ArchiveIndex) -> Section:
    """Return the part of the report on the archive."""
    rows = [(row, index.count_row(row).pages, index.say_note(row)) for row in index.rows]
    html = render_part("checks/archive_index/section.html", rows=rows, without=index.without)
    return Section("归档目录", "archive", html)
