"""The report's section on ballots, the same as data and as a table."""

from __future__ import annotations

from dataclasses import asdict

from huiqi.collect.model import BALLOT
from huiqi.collect.naming.wording import Wording
from huiqi.collect.office.ballots.model import CHOICES, Ballots
from huiqi.collect.section import Section, render_part
from huiqi.facts.documents import list_documents
from huiqi.facts.model.cycle import Cycle

HEAD = ("测评对象", *CHOICES.values(), "有效票", "未选", "请核对", "合计")


def has_ballots(ballots: Ballots, cycle: Cycle) -> bool:
    """Whether the cycle has a ballot, or one came in all the same."""
    return bool(ballots.returned) or any(one.id == BALLOT for one in list_documents(cycle))


def ballots_section(ballots: Ballots, cycle: Cycle) -> Section:
    """Return the section: how many came in, the totals of each row, the texts."""
    html = render_part(
        "office/ballots/section.html", ballots=ballots, head=HEAD, rows=list_rows(ballots, cycle)
    )
    return Section("民主测评", "ballots", html)


def list_rows(ballots: Ballots, cycle: Cycle) -> tuple[tuple[str, ...], ...]:
    """Return the totals as rows of text under ``HEAD``."""
    names = Wording(cycle).members
    return tuple(
        (names[row.member], *(str(one) for one in (*row.choices.values(), row.valid, row.open, row.doubtful, ballots.returned)))
        for row in ballots.rows
    )  # fmt: skip


def ballots_json(ballots: Ballots) -> object:
    """Return the same as plain data."""
    return asdict(ballots) | {
        "withheld": ballots.withheld,
        "rows": [{**asdict(row), "valid": row.valid} for row in ballots.rows],
    }
