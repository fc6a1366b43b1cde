"""The pages of a cycle: which there are, how they are named, and what is wrong with them."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment

from huiqi.errors import Finding
from huiqi.facts.model.cycle import Cycle
from huiqi.templating.environment import make_environment
from huiqi.templating.faults import find_render_fault
from macros.areas import area_title
from macros.escape import plain
from macros.kinds import missing_pages
from macros.readings import material_title
from macros.scope import open_scope
from macros.vocabulary import build_vocabulary

AREA_SECTION = "areas/index.md"
HANDOUT = "handout.md"
PLAN = "plan.md"
PARTS = "parts"
_READ = "styles: [study.css]\nscripts: [reading.js]\n"


def plain_html(markdown: str) -> str:
    """Return a title as HTML text or attribute, where the theme takes no Markdown.

    Braces are written as references: mkdocs-macros renders titles once more.
    """
    return html.escape(plain(markdown)).replace("{", "&#123;").replace("}", "&#125;")


def area_pages(cycle: Cycle) -> Iterator[tuple[str, str]]:
    """Yield address and source of the page of each area."""
    scope = open_scope(cycle)
    for number, area in enumerate(cycle.areas, start=1):
        # The theme writes a title of the navigation into <title> without its escapes.
        title = json.dumps(plain_html(area_title(scope, number)), ensure_ascii=False)
        body = f'{{% set number = {number} %}}{{% include "area-page.md" %}}'
        yield f"areas/{area.id}.md", f"---\ntitle: {title}\n---\n{body}\n"


def material_pages(cycle: Cycle) -> Iterator[tuple[str, str]]:
    """Yield address and source of the page of each study material; its text comes later."""
    scope = open_scope(cycle)
    for number, material in enumerate(cycle.materials):
        title = json.dumps(plain_html(material_title(scope, number)), ensure_ascii=False)
        head = f"---\ntitle: {title}\nmaterial: {material.id}\nhide: [navigation]\n{_READ}---\n"
        body = f'{{% set number = {number} %}}{{% include "material-page.md" %}}'
        yield f"materials/{material.id}.md", f"{head}{body}\n"


def handout_pages(cycle: Cycle) -> Iterator[tuple[str, str]]:
    """Yield address and source of the page of links to hand out, where the site's is known."""
    if cycle.site_address:
        head = "---\ntitle: 链接和二维码\nhide: [navigation, toc]\nstyles: [handout.css]\n---\n"
        yield HANDOUT, f'{head}{{% include "handout-page.md" %}}\n'


def complete_nav(nav: list[Any], cycle: Cycle) -> list[Any]:
    """Return the navigation with the area pages behind the page that introduces them.

    Pages without content are left out; the page of links to hand out is the last of all.
    """
    pages = [
        {f"{{{{ area_title({number}) }}}}": f"areas/{area.id}.md"}
        for number, area in enumerate(cycle.areas, start=1)
    ]
    last = [{"链接和二维码": uri} for uri, _ in handout_pages(cycle)]
    there = _leave_out(nav, missing_pages(cycle))
    return [*(_complete_item(item, pages) for item in there), *last]


def _leave_out(nav: list[Any], missing: frozenset[str]) -> list[Any]:
    """Return a part of the navigation without some pages, and without what has no page then."""
    there: list[Any] = []
    for item in nav:
        title, content = next(iter(item.items())) if isinstance(item, dict) else (None, item)
        inner = _leave_out(content, missing) if isinstance(content, list) else content
        if inner and (isinstance(inner, list) or inner not in missing):
            there.append({title: inner} if isinstance(item, dict) else inner)
    return there


def _complete_item(item: Any, pages: list[dict[str, str]]) -> Any:
    if not isinstance(item, dict):
        return item
    title, content = next(iter(item.items()))
    has_areas = isinstance(content, list) and AREA_SECTION in content
    return {title: [*content, *pages]} if has_areas else item


def page_sources(cycle: Cycle, docs: Path) -> dict[str, str]:
    """Return the source of every page of a cycle, by its name in the project."""
    missing = missing_pages(cycle)
    sources = {
        f"docs/{path.relative_to(docs).as_posix()}": path.read_text("utf-8-sig")
        for path in sorted(docs.rglob("*.md"))
        if path.relative_to(docs).parts[0] != PARTS
        and path.relative_to(docs).as_posix() not in missing
    }
    made = (*area_pages(cycle), *handout_pages(cycle), *material_pages(cycle))
    return sources | {f"docs/{uri}": text for uri, text in made}


def find_page_faults(cycle: Cycle, docs: Path, nav: list[Any]) -> list[Finding]:
    """Return what does not render: undefined names and broken syntax, in all pages at once."""
    environment = _make_environment(cycle, docs)
    sources = page_sources(cycle, docs).items()
    faults = (find_render_fault(environment, name, text) for name, text in sources)
    return [fault for fault in faults if fault] + find_nav_faults(cycle, nav)


def find_nav_faults(cycle: Cycle, nav: list[Any]) -> list[Finding]:
    """Return the undefined names in the navigation, whose sections nobody else renders strictly."""
    titles = [title for title in _nav_titles(nav) if "{" in title]
    if not titles:
        return []
    environment = _make_environment(cycle, Path())
    faults = (
        find_render_fault(environment, f"mkdocs.yml（导航“{title}”）", title) for title in titles
    )
    return [fault for fault in faults if fault]


def render_nav_title(cycle: Cycle, title: str) -> str:
    """Return a title of the navigation as its page would have it, once that is read."""
    return _make_environment(cycle, Path()).from_string(title).render() if "{" in title else title


def _nav_titles(nav: list[Any]) -> Iterator[str]:
    for item in nav:
        if isinstance(item, dict):
            for title, content in item.items():
                yield title
                yield from _nav_titles(content if isinstance(content, list) else [])


def _make_environment(cycle: Cycle, docs: Path) -> Environment:
    """Return the environment in which pages are rendered, as mkdocs-macros has it."""
    return make_environment(build_vocabulary(open_scope(cycle)), docs / PARTS)
