"""The adapter between MkDocs and the engine: MkDocs' events and nothing else.

It serves `mkdocs build` and `mkdocs serve` as well as `huiqi build`; ProperDocs runs it unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from huiqi.compare.history import describe_changes
from huiqi.errors import Finding, FindingsError, HuiqiError
from huiqi.facts.reading.load import Facts
from huiqi.materials.load import MaterialPage, list_files, load_materials
from huiqi.site.calendar_files import make_calendar_files
from huiqi.site.css_trim import trim_css
from huiqi.site.downloads import make_downloads
from huiqi.site.gates import check
from huiqi.site.pages import (
    area_pages,
    choose_cycle,
    complete_nav,
    find_nav_faults,
    handout_pages,
    material_pages,
)
from huiqi.site.search.data import write_search
from huiqi.site.site_record import SITE_RECORD, make_site_record, render_site_record
from huiqi.site.theme_data import ThemeData, find_override_faults, make_theme_data
from huiqi.word.pack_folder import open_paper_maker
from macros.scope import Scope, open_scope


@dataclass(frozen=True)
class BuildContext:
    """What one build carries from event to event, as ``config.extra.huiqi``."""

    facts: Facts
    scope: Scope
    shown: ThemeData
    draft: bool
    papers: dict[str, bytes] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    materials: dict[str, MaterialPage] = field(default_factory=dict)


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load the cycle, before mkdocs-macros asks for its vocabulary."""
    root = Path(config.config_file_path or "mkdocs.yml").parent
    try:
        given = config.extra["cycle"]
        facts = given if isinstance(given, Facts) else choose_cycle(root / "cycles", given)
        nav = complete_nav(config.nav or [], facts.cycle)
        _refuse(find_nav_faults(facts.cycle, nav))
        _refuse(find_override_faults(root / "theme"))
        _refuse(check.find_config_faults(config))
        scope, draft = open_scope(facts.cycle), bool(config.extra["draft"])
        scope.changes = describe_changes(facts)
        shown = make_theme_data(scope, config.theme.dirs, draft=draft)
    except HuiqiError as error:
        raise PluginError(f"\n{error}") from error
    config.nav, config.site_name = nav, shown.title
    # mkdocs-macros would look for it below the folder in which somebody stands.
    macros = config.plugins["macros"].config
    macros["include_dir"] = str(root / macros["include_dir"])
    # One name of our own: the theme reads config.extra too (``scope`` means something to it).
    config.extra["huiqi"] = BuildContext(facts, scope, shown, draft)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made from the facts."""
    context: BuildContext = config.extra["huiqi"]
    cycle, root = context.facts.cycle, Path(config.config_file_path).parent
    try:
        context.materials.update(load_materials(context.facts))
        downloads = make_downloads(
            open_paper_maker(root), context.scope, cycle, draft=context.draft
        )
    except HuiqiError as error:
        raise PluginError(f"\n{error}") from error
    context.scope.links.update(downloads.links)
    beside = list_files(context.materials.values())
    context.papers.update(downloads.files | beside)
    made: dict[str, str | bytes] = {
        SITE_RECORD: render_site_record(make_site_record(cycle, draft=context.draft)),
        **dict(area_pages(cycle)), **dict(handout_pages(cycle)), **dict(material_pages(cycle)),
        **downloads.pages, **downloads.files, **beside, **make_calendar_files(context.scope),
    }  # fmt: skip
    for uri, content in made.items():
        files.append(File.generated(config, uri, content=content))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG001
    """Note the order of the pages, for the search."""
    config.extra["huiqi"].order.extend(page.file.dest_uri for page in nav.pages)
    return nav


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Put a study material onto its page, past Markdown and macros: it is text, no template."""
    material = config.extra["huiqi"].materials.get(page.meta.get("material"))
    if material is None:
        return html
    page.toc = get_toc(material.headings)
    return f'{html}\n<div class="material">\n{material.html}\n</div>'


@event_priority(100)
def on_page_context(
    context: dict[str, Any],
    page: Page,
    config: MkDocsConfig,  # noqa: ARG001
    nav: Navigation,  # noqa: ARG001
) -> dict[str, Any]:
    """Keep pages out of the theme's index: the search has data of its own.

    This comes before the search plugin would take them apart.
    """
    page.meta["search"] = {"exclude": True}
    return context


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001
    """Give the theme's overrides the facts that stand on every page."""
    env.globals["huiqi"] = config.extra["huiqi"].shown
    return env


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Write the search data, trim the theme's styles and hold the gates, after every other plugin has written its files."""
    context: BuildContext = config.extra["huiqi"]
    blanks, site = context.scope.blanks, Path(config.site_dir)
    write_search(site, context.order)
    trim_css(site)
    findings = check.check_site(
        context.facts, site, blanks, draft=context.draft, made=context.papers
    )
    try:
        _refuse(findings)
    except HuiqiError as error:
        raise PluginError(f"\n{error}") from error


def _refuse(findings: list[Finding]) -> None:
    if findings:
        raise FindingsError(findings)
