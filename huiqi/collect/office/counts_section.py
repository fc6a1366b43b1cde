"""The report's section on counts, and the same as data."""

from __future__ import annotations

from collections.abc import Sequence

from huiqi.collect.naming.wording import Wording
from huiqi.collect.office.counts import Proposal
from huiqi.collect.section import Section, render_part
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.paperwork import OpinionResult


def counts_section(proposals: Sequence[Proposal], cycle: Cycle) -> Section:
    """Return the section of the report."""
    html = render_part("office/counts.html", proposals=proposals, words=Wording(cycle))
    return Section("工作情况统计", "counts", html)


def counts_json(proposals: Sequence[Proposal]) -> object:
    """Return the same as plain data."""
    return [
        {
            "field": one.field, "label": one.label, "value": _as_data(one.value),
            "written": _as_data(one.written), "origin": one.origin, "unread": one.unread,
        }
        for one in proposals
    ]  # fmt: skip


def _as_data(value: int | tuple[OpinionResult, ...] | None) -> object:
    return [one.model_dump() for one in value] if isinstance(value, tuple) else value
