"""The report's section on counts, and the same as data."""

from __future__ import annotations

from collections.abc import Sequence

from huiqi.collect.naming.wording import Wording
from huiqi.collect.office.counts import Proposal
from huiqi.collect.office.opinions.gather import SPOKEN
from huiqi.collect.section import Section, render_part
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.paperwork import OpinionResult


def counts_section(proposals: Sequence[Proposal], cycle: Cycle) -> Section:
    """Return the section of the report."""
    html = render_part(
        "office/counts.html", proposals=proposals, words=Wording(cycle), say=say_source
    )
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


def say_source(row: OpinionResult, wording: Wording) -> str:
    """Return how many opinions one source gave; a meeting and a talk have no forms."""
    forms = "" if row.source in SPOKEN else f"意见表{'—' if row.forms is None else row.forms}份，"
    known = f"对{wording.team_word}{row.for_team}条，对{wording.member_word}{row.for_members}条"
    return f"{row.source}：{forms}{'对象没有写明' if row.for_team is None else known}"


def say_count(value: int | tuple[OpinionResult, ...], wording: Wording) -> str:
    """Return a count in words; opinions by source."""
    if isinstance(value, tuple):
        return "；".join(say_source(row, wording) for row in value)
    return str(value)


def _as_data(value: int | tuple[OpinionResult, ...] | None) -> object:
    return [one.model_dump() for one in value] if isinstance(value, tuple) else value
