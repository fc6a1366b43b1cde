"""The report on what came in for a cycle: one page, complete in itself, for the office alone."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from markupsafe import Markup

from huiqi.collect.model import MARKS, Collection
from huiqi.collect.report.page.overview import (
    Cell,
    list_missing,
    list_personal_titles,
    show_person,
    tally_by_document,
    tally_by_owner,
    tally_by_stage,
)
from huiqi.collect.report.page.papers_shown import list_kinds
from huiqi.collect.report.page.remarks import list_doubles, list_uncertain, list_unsure
from huiqi.collect.section import Section, render_part
from huiqi.collect.status.lapsed import list_lapsed
from huiqi.collect.status.reminders import write_reminders
from huiqi.collect.status.standing import PaperStatus, count, read_status
from huiqi.facts.reading.load import Facts
from huiqi.site import portal
from huiqi.site.unbroken import keep_unbroken
from macros.duties import name_party
from macros.escape import plain
from macros.scope import Rendition, Scope

CONTENT_STYLE, SCRIPT, _FRAME = (
    Path(__file__).with_name(name) for name in ("content.css", "report.js", "report.css")
)
# The palette, type and header of the sites stand before what the report has of its own.
_PALETTE = Path(portal.__file__).with_name("portal.css")


def write_page(
    collection: Collection,
    facts: Facts,
    sections: Sequence[Section] = (),
    *,
    today: dt.date | None = None,
    formats: Mapping[str, str] | None = None,
) -> str:
    """Return the report. It holds what people wrote: it must never come among what is published.

    ``today`` is the day from which papers are overdue; ``formats`` says by the digest of a file, in few words,
    how its format stands. The same input gives the same page.
    """
    style = "".join(path.read_text("utf-8") for path in (_PALETTE, _FRAME, CONTENT_STYLE))
    script = SCRIPT.read_text("utf-8")
    return render_part(
        "report/page/report.html", style=Markup(style), script=Markup(script),  # noqa: S704 - files of ours
        policy=_write_policy(style, script), meeting=_name_meeting(facts),
        content=render_content(collection, facts, sections, today=today, formats=formats),
    )  # fmt: skip


def render_content(
    collection: Collection,
    facts: Facts,
    sections: Sequence[Section] = (),
    *,
    today: dt.date | None = None,
    formats: Mapping[str, str] | None = None,
) -> Markup:
    """Return what the report says, for a page of another frame that has its style and script."""
    statuses = read_status(collection, facts, today=today)
    content = render_part(
        "report/page/content.html", meeting=_name_meeting(facts), today=today, sections=sections,
        refused=collection.refused, marks=MARKS, lapsed=list_lapsed(collection, facts), **_sum_up(statuses, facts),
        **_list_remarks(collection, statuses),
        papers=list_kinds(collection, statuses, formats or {}),
    )  # fmt: skip
    return Markup(keep_unbroken(content))  # noqa: S704 - its templates escape


def render_missing(statuses: Sequence[PaperStatus], facts: Facts) -> Markup:
    """Return the table of what has not come in, by owner; nothing where all has."""
    rows = [(one, list_missing(one)) for one in write_reminders(statuses, facts)]
    return render_part("report/page/missing.html", missing=rows) if rows else Markup()


def render_persons(statuses: Sequence[PaperStatus], facts: Facts) -> Markup:
    """Return the table of how each person stands with each kind of paper."""
    return render_part("report/page/persons.html", **_list_persons(statuses, facts))


def _write_policy(style: str, script: str) -> str:
    """Return what the page may load: nothing but its own style sheet and script."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _name_meeting(facts: Facts) -> str:
    return plain(str(Scope(facts.cycle, Rendition.office()).view.title))


def _sum_up(statuses: Sequence[PaperStatus], facts: Facts) -> dict[str, Any]:
    reminders = write_reminders(statuses, facts)
    people = _name_people(facts)
    return {
        "total": count(statuses), "reminders": reminders,
        "missing": [(reminder, list_missing(reminder)) for reminder in reminders],
        **_list_persons(statuses, facts),
        "owners": tally_by_owner(statuses, list(people.values())),
        "documents": tally_by_document(statuses), "stages": tally_by_stage(statuses),
    }  # fmt: skip


def _list_persons(statuses: Sequence[PaperStatus], facts: Facts) -> dict[str, Any]:
    titles = list_personal_titles(statuses)
    rows = [(name, show_person(statuses, one, titles)) for one, name in _name_people(facts).items()]
    return {"titles": titles, "persons": [row for row in rows if _has_papers(row[1])]}


def _name_people(facts: Facts) -> dict[str, str]:
    scope = Scope(facts.cycle, Rendition.office())
    return {one.id: plain(name_party(scope, one.id)) for one in facts.cycle.people}


def _has_papers(cells: Sequence[Cell]) -> bool:
    return any(cell.kind != "none" for cell in cells)


def _list_remarks(collection: Collection, statuses: Sequence[PaperStatus]) -> dict[str, Any]:
    return {
        "doubles": list(list_doubles(statuses)), "uncertain": list(list_uncertain(statuses)),
        "unsure": list(list_unsure(collection, statuses)),
    }  # fmt: skip
