"""The desk's pages, from Jinja templates: everything in them is escaped, nothing may be undefined."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from huiqi.desk.context import context_of

PAGES = Path(__file__).with_name("pages")


@cache
def open_pages() -> Environment:
    """Return the environment of all pages."""
    return Environment(
        loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


def render_html(name: str, **values: Any) -> str:
    """Return a page, or a part of one, as HTML."""
    return open_pages().get_template(name).render(values)


def render_page(request: Request, name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Return a page as the answer to a request; ``context`` is there in every page."""
    return HTMLResponse(render_html(name, context=context_of(request), **values), status)
