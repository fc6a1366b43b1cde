"""The desk's pages, from Jinja templates: everything in them is escaped, nothing may be undefined."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from huiqi.desk.context import context_of
from huiqi.site.unbroken import keep_meeting_word, keep_unbroken

PAGES = Path(__file__).with_name("pages")


@cache
def open_pages() -> Environment:
    """Return the environment of all pages."""
    pages = Environment(
        loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    pages.filters["meeting"] = _write_title
    return pages


def _write_title(title: str) -> Markup:
    """Return a meeting's title as HTML that breaks before the name of the meeting."""
    return Markup(keep_meeting_word(str(escape(title))))  # noqa: S704 - escaped before it is marked


def render_html(name: str, **values: Any) -> str:
    """Return a page, or a part of one, as HTML; no line of it breaks within a date or a number."""
    return keep_unbroken(open_pages().get_template(name).render(values))


def render_page(request: Request, name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a page as the answer to a request; ``context`` is there in every page."""
    return HTMLResponse(render_html(name, context=context_of(request), **values), status)
