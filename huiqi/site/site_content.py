"""What a site takes from its cycle's facts: everything that MkDocs does not find in docs/."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from huiqi.compare.history import describe_changes, find_edition
from huiqi.facts.reading.load import Facts
from huiqi.materials.load import list_files, load_materials
from huiqi.materials.read_file import FOLDER as MATERIALS
from huiqi.materials.read_file import MaterialPage
from huiqi.site.calendar_files import make_calendar_files
from huiqi.site.downloads import borrow_downloads, make_downloads
from huiqi.site.pages import area_pages, handout_pages, material_pages
from huiqi.site.single_page import SinglePage
from huiqi.site.site_record import SITE_RECORD, make_site_record, render_site_record
from huiqi.site.theme_data import ThemeData, make_theme_data
from huiqi.word.pack_folder import open_paper_maker
from macros.scope import Scope, open_scope


@dataclass(frozen=True, eq=False, repr=False)
class SiteContent:
    """One site's share of the facts, complete before the first page is rendered.

    ``files`` holds pages and files by address, ``papers`` those among them that are office files
    or stand beside study materials. ``previews`` are Word papers as HTML by the addresses of their pages.
    ``order`` lists the addresses of the pages as the navigation
    has them, which only MkDocs knows: it is empty until then.
    """

    facts: Facts
    draft: bool
    scope: Scope
    shown: ThemeData
    files: dict[str, str | bytes]
    papers: dict[str, bytes]
    materials: dict[str, MaterialPage]
    previews: dict[str, str]
    order: tuple[str, ...] = ()


def make_site_content(
    root: Path, facts: Facts, theme_folders: Iterable[str], *, draft: bool, mark: str = "",
    single: SinglePage | None = None,
) -> SiteContent:  # fmt: skip
    """Return the content of a cycle's site; ``root`` is the project's folder.

    For a ``single`` page, papers and study materials that it does not show are left out.

    Raises:
        HuiqiError: a study material, a template or pandoc fails, or the theme is another.
    """
    cycle = facts.cycle
    read = single is None or single.is_in(MATERIALS)
    materials = dict(load_materials(facts)) if read else {}
    maker = open_paper_maker(root)
    downloads = (
        borrow_downloads(maker, cycle, single, draft=draft)
        if single
        else make_downloads(maker, cycle, draft=draft)
    )
    scope = open_scope(cycle, downloads.links, describe_changes(facts))
    for blanks in downloads.blanks:
        scope.recorder.add(blanks)
    beside = list_files(materials.values())
    calendars = make_calendar_files(scope, find_edition(facts.folder))
    files: dict[str, str | bytes] = {
        SITE_RECORD: render_site_record(make_site_record(cycle, draft=draft)),
        **dict(area_pages(cycle)), **dict(handout_pages(cycle)), **dict(material_pages(cycle)),
        **downloads.pages, **downloads.files, **beside, **calendars,
    }  # fmt: skip
    shown = make_theme_data(scope, theme_folders, draft=draft, mark=mark)
    return SiteContent(
        facts,
        draft,
        scope,
        shown,
        files,
        downloads.files | beside,
        materials,
        downloads.previews,
    )
