"""A section of the report on what came in, and the templates its HTML is made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from huiqi.facts.calendar import format_day

_ROOM = Path(__file__).parent


@dataclass(frozen=True)
class Section:
    """One section of the report: its heading, the anchor, and what stands below the heading.

    ``id`` is ASCII and begins with a letter; ``html`` was made by ``render_part``, its own headings begin
    with h3, and each table lies in ``<div class="table" role="region" tabindex="0" aria-label="…">``.
    """

    title: str
    id: str
    html: str


@cache
def open_templates() -> Environment:
    """Return the environment of the room's templates: everything is escaped, nothing undefined."""
    templates = Environment(
        loader=FileSystemLoader(_ROOM), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    templates.filters["day"] = format_day
    return templates


def render_part(name: str, **values: Any) -> Markup:
    """Return HTML from a template of the room, named by its path in it: ``office/opinions/section.html``."""
    return Markup(open_templates().get_template(name).render(values))  # noqa: S704 - it escapes
