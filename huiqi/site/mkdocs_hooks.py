"""The adapter between MkDocs and the engine: MkDocs' events and nothing else.

It serves `mkdocs build` and `mkdocs serve` as well as `huiqi build`; ProperDocs runs it unchanged.
The functions stand in the order of a build. on_config makes everything that comes from the facts
and leaves it as ``config.extra.huiqi``, a SiteContent; all later events, and the macros, read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
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

from huiqi.errors import Finding, FindingsError, HuiqiError
from huiqi.facts.reading.choice import choose_facts, is_draft
from huiqi.site.css_trim import trim_css
from huiqi.site.gates import check
from huiqi.site.page_notes import explain_reckoned
from huiqi.site.pages import PLAN, complete_nav, find_nav_faults, render_nav_title
from huiqi.site.search.data import write_search
from huiqi.site.single_page import PAUSE, SINGLE, is_left_out, leave_out_others
from huiqi.site.site_content import SiteContent, make_site_content
from huiqi.site.theme_data import MARK, find_override_faults
from huiqi.site.theme_files import keep_compiled, leave_out_unused, pass_over_hidden_folders
from huiqi.site.unbroken import keep_unbroken
from macros import HANDED_OVER
from macros.kinds import missing_pages


# Before mkdocs-macros, whose own on_config asks the macros for their scope: hooks of the same
# priority come behind all plugins.
@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load the cycle and make what its site takes from it."""
    root = Path(config.config_file_path or "mkdocs.yml").parent
    with _plugin_errors():
        facts = choose_facts(root / "cycles", config.extra)
        nav = complete_nav(config.nav or [], facts.cycle)
        _refuse(find_nav_faults(facts.cycle, nav))
        _refuse(find_override_faults(root / "theme"))
        _refuse(check.find_config_faults(config))
        draft = is_draft(config.extra)
        mark = config.extra.get(MARK, "")
        single = config.extra.get(SINGLE)
        content = make_site_content(
            root, facts, config.theme.dirs, draft=draft, mark=mark, single=single
        )
    if single:
        config.theme.static_templates.clear()
    pass_over_hidden_folders(config.theme)
    config.nav, config.site_name = nav, content.shown.title
    # One name of our own: the theme reads config.extra too (``scope`` means something to it).
    config.extra[HANDED_OVER] = content
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages and files that are made from the facts, take out what a site has no use for."""
    leave_out_unused(files, config.theme.dirs)
    for uri in missing_pages(_content(config).facts.cycle):
        page = files.get_file_from_path(uri)
        if page:
            files.remove(page)
    for uri, data in _content(config).files.items():
        files.append(File.generated(config, uri, content=data))
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Note the order of the pages, for the search; where one alone is wanted, make no other."""
    order = tuple(page.file.dest_uri for page in nav.pages)
    config.extra[HANDED_OVER] = replace(_content(config), order=order)
    single = config.extra.get(SINGLE)
    if single:
        leave_out_others(files, single)
        for page in nav.pages:
            if page.title and is_left_out(page.file):
                page.title = render_nav_title(_content(config).facts.cycle, page.title)
    return nav


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:  # noqa: ARG001
    """Let whoever builds give up between two pages."""
    _pause(config)
    return page


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Put a study material or a paper onto its page, past Markdown and macros: it is no template.

    Other pages say once what holds for all their dates, but for the plan, which is an official text.
    """
    content, uri = _content(config), page.file.src_uri
    if uri in content.previews:
        return f"{html}\n{content.previews[uri]}"
    material = content.materials.get(str(page.meta.get("material")))
    if material is None:
        return html if uri == PLAN else explain_reckoned(html, content.scope)
    headings: list[Any] = material.headings
    page.toc = get_toc(headings)
    return f'{html}\n<div class="material">\n{material.html}\n</div>'


# Before the theme's search plugin, whose own on_page_context takes each page apart for its index.
@event_priority(100)
def on_page_context(
    context: dict[str, Any],
    page: Page,
    config: MkDocsConfig,
    nav: Navigation,  # noqa: ARG001
) -> dict[str, Any]:
    """Keep pages out of the theme's index: the search has data of its own."""
    _pause(config)
    page.meta["search"] = {"exclude": True}
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001
    """Let dates, numbers, names and short links stand on one line each."""
    cycle = _content(config).facts.cycle
    names = [person.name for person in cycle.people if person.name and cycle.publish_names]
    return keep_unbroken(output, names)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG001
    """Give the theme's overrides the facts that stand on every page."""
    env.globals["huiqi"] = _content(config).shown
    env.bytecode_cache = keep_compiled()
    return env


# Behind every other plugin, those of the theme that ask for -100 included: the search data
# replaces what the search plugin writes, and the gates must see each file as it will be published.
@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Write the search data, trim the theme's styles and hold the gates."""
    if config.extra.get(SINGLE):
        return  # the rest belongs to the whole site
    content, site = _content(config), Path(config.site_dir)
    write_search(site, content.order)
    trim_css(site)
    blanks = content.scope.recorder.noted
    with _plugin_errors():
        _refuse(
            check.check_site(content.facts, site, blanks, draft=content.draft, made=content.papers)
        )


def _pause(config: MkDocsConfig) -> None:
    pause = config.extra.get(PAUSE)
    if pause:
        pause()


def _content(config: MkDocsConfig) -> SiteContent:
    content: SiteContent = config.extra[HANDED_OVER]
    return content


def _refuse(findings: Iterable[Finding]) -> None:
    found = tuple(findings)
    if found:
        raise FindingsError(found)


@contextmanager
def _plugin_errors() -> Iterator[None]:
    """Let errors for people end the build as MkDocs has it, without a traceback."""
    try:
        yield
    except HuiqiError as error:
        raise PluginError(f"\n{error}") from error
