"""The pages of a cycle: which there are, how they are named, and what is wrong with them."""

from __future__ import annotations

import html
import json
import re
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError
from jinja2.exceptions import TemplateError

from huiqi.cycle import Cycle, Facts, load_cycle, select_folders
from huiqi.errors import Finding
from macros.areas import area_title
from macros.escape import plain
from macros.readings import material_title
from macros.scope import Rendition, Scope
from macros.vocabulary import build_vocabulary

AREA_SECTION = "areas/index.md"
HANDOUT = "handout.md"
PARTS = "parts"
_READ = "styles: [study.css]\nscripts: [reading.js]\n"
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
# What the template engine says of the commonest slips, in Chinese.
_SAID = (
    (re.compile(r"'([\w.]+)' is undefined"), r"未定义的名称 \1"),
    (re.compile(r"'.+ object' has no attribute '(\w+)'"), r"没有 \1 这一项"),
    (re.compile(r"'(.+)' not found in search path: .*"), rf"docs/{PARTS}/ 中没有 \1"),
    (re.compile(r"Encountered unknown tag '(\w+)'.*"), r"不认识的语句 \1"),
    (re.compile(r"No filter named '(\w+)'\."), r"未定义的过滤器 \1"),
    (re.compile(r"list index out of range|list object has no element .*"), "序号超出范围"),
)


def choose_cycle(cycles: Path, name: str | None) -> Facts:
    """Return the facts of the named cycle, or of the newest.

    Raises:
        HuiqiError: there is no such cycle, or its facts are wrong.
    """
    return load_cycle(select_folders(cycles, (name,) if name else ())[-1])


def open_scope(cycle: Cycle) -> Scope:
    """Return the public rendition of a cycle, as the site shows it."""
    return Scope(cycle, Rendition.public(cycle))


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

    The page of links to hand out is the last of all.
    """
    pages = [
        {f"{{{{ area_title({number}) }}}}": f"areas/{area.id}.md"}
        for number, area in enumerate(cycle.areas, start=1)
    ]
    last = [{"链接和二维码": uri} for uri, _ in handout_pages(cycle)]
    return [*(_complete_item(item, pages) for item in nav), *last]


def _complete_item(item: Any, pages: list[dict[str, str]]) -> Any:
    if not isinstance(item, dict):
        return item
    title, content = next(iter(item.items()))
    has_areas = isinstance(content, list) and AREA_SECTION in content
    return {title: [*content, *pages]} if has_areas else item


def make_environment(scope: Scope, docs: Path) -> Environment:
    """Return the strict Jinja environment in which pages are rendered, as mkdocs-macros has it."""
    loader = FileSystemLoader(docs / PARTS)
    # Markdown, not HTML: the vocabulary escapes every value itself.
    environment = Environment(loader=loader, undefined=StrictUndefined)  # noqa: S701
    environment.globals.update(build_vocabulary(scope))
    return environment


def page_sources(cycle: Cycle, docs: Path) -> dict[str, str]:
    """Return the source of every page of a cycle, by its name in the project."""
    sources = {
        f"docs/{path.relative_to(docs).as_posix()}": path.read_text("utf-8-sig")
        for path in sorted(docs.rglob("*.md"))
        if path.relative_to(docs).parts[0] != PARTS
    }
    made = (*area_pages(cycle), *handout_pages(cycle), *material_pages(cycle))
    return sources | {f"docs/{uri}": text for uri, text in made}


def find_page_faults(cycle: Cycle, docs: Path, nav: list[Any]) -> list[Finding]:
    """Return what does not render: undefined names and broken syntax, in all pages at once."""
    environment = make_environment(open_scope(cycle), docs)
    sources = page_sources(cycle, docs).items()
    faults = (find_render_fault(environment, name, text) for name, text in sources)
    return [fault for fault in faults if fault] + find_nav_faults(cycle, nav)


def find_nav_faults(cycle: Cycle, nav: list[Any]) -> list[Finding]:
    """Return the undefined names in the navigation, whose sections nobody else renders strictly."""
    titles = [title for title in _nav_titles(nav) if "{" in title]
    if not titles:
        return []
    environment = make_environment(open_scope(cycle), Path())
    faults = (
        find_render_fault(environment, f"mkdocs.yml（导航“{title}”）", title) for title in titles
    )
    return [fault for fault in faults if fault]


def _nav_titles(nav: list[Any]) -> Iterator[str]:
    for item in nav:
        if isinstance(item, dict):
            for title, content in item.items():
                yield title
                yield from _nav_titles(content if isinstance(content, list) else [])


def find_render_fault(
    environment: Environment, name: str, text: str, names: dict[str, Any] | None = None
) -> Finding | None:
    """Return what keeps a page or a template from being rendered, with file and line."""
    body = _FRONT_MATTER.sub(lambda match: "\n" * match[0].count("\n"), text.replace("\r\n", "\n"))
    try:
        environment.from_string(body).render(names or {})
    except TemplateSyntaxError as error:
        file = f"docs/{PARTS}/{error.name}" if error.name else name
        return _fault(file, error.lineno, error.message or "语法错误")
    except (TemplateError, AttributeError, TypeError, KeyError, IndexError) as error:
        return _fault(*_template_place(error, name), str(error))
    return None


def _template_place(error: Exception, name: str) -> tuple[str, int]:
    """Return file and line of the template code that failed."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename == "<template>":
            return name, frame.lineno or 0
        if frame.filename.endswith(".md"):
            return _source_name(Path(frame.filename)), frame.lineno or 0
    return name, 0


def _source_name(path: Path) -> str:
    """Return an included file's name in the project: a part of pages, or a layout of papers."""
    for parent in path.parents:
        if parent.name in ("docs", "templates"):
            return path.relative_to(parent.parent).as_posix()
    return path.name


def _fault(file: str, line: int, said: str) -> Finding:
    remedy = "核对名称的写法；可用的名称见 macros/README.md"
    return Finding("gate", "能写出的页面", _translate(said), remedy, file=file, line=line)


def _translate(said: str) -> str:
    for pattern, words in _SAID:
        match = pattern.fullmatch(said)
        if match:
            return match.expand(words)
    return f"模板写法有误（{said.rstrip('.')}）"
