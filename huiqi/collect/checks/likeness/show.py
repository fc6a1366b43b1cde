"""What the report says of passages that several outlines have in common."""

from __future__ import annotations

from typing import Any

from huiqi.collect.checks.likeness.compare import Likeness, Shared
from huiqi.collect.section import Section, render_part

_SHOWN = 200  # passages; the whole list is in the JSON


def likeness_json(likeness: Likeness) -> dict[str, Any]:
    """Return what ``--format json`` says of likeness: passages refer to papers by their place."""
    papers = [
        {
            "cycle": one.cycle, "document": one.key.document, "people": list(one.key.people),
            "file": one.file, "own": one.own, "alike": one.alike, "alike_older": one.alike_older,
        }
        for one in likeness.authors
    ]  # fmt: skip
    return {
        "papers": papers,
        "passages": [_passage_json(one) for one in likeness.passages],
        "common": [_passage_json(one) for one in likeness.common],
        "note": likeness.note,
    }


def _passage_json(shared: Shared) -> dict[str, Any]:
    places = [
        {"paper": one.author, "place": one.place, "text": one.words} for one in shared.excerpts
    ]
    return {"own": shared.own, "places": places}


def likeness_section(likeness: Likeness) -> Section:
    """Return the part of the report on likeness: figures for each paper, passages side by side."""
    html = render_part(
        "checks/likeness/section.html", authors=likeness.authors, passages=likeness.passages,
        common=likeness.common, shown=_SHOWN, note=likeness.note,
    )  # fmt: skip
    return Section("相同的文字", "likeness", html)
