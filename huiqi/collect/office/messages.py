"""What is said of opinions and counts when papers are made of them, each a line in Chinese."""

from __future__ import annotations

from huiqi.collect.naming.wording import Wording
from huiqi.collect.office.counts import Proposal
from huiqi.collect.office.evaluation import Evaluation
from huiqi.facts.model.paperwork import OpinionResult


def say_count(value: int | tuple[OpinionResult, ...], wording: Wording) -> str:
    """Return a count in words; opinions by source."""
    if isinstance(value, tuple):
        return "；".join(_say_source(row, wording) for row in value)
    return str(value)


def say_facts(proposal: Proposal) -> str:
    """Return what the facts say of a proposed count."""
    if proposal.field is None:
        return "没有这一项"
    if proposal.is_open:
        return "没有写"
    return "一致" if proposal.agrees else "不一致"


def _say_source(row: OpinionResult, wording: Wording) -> str:
    forms = "—" if row.forms is None else row.forms
    known = f"对{wording.team_word}{row.for_team}条，对{wording.member_word}{row.for_members}条"
    return f"{row.source}：意见表{forms}份，{'对象没有写明' if row.for_team is None else known}"


def say_opinions(evaluation: Evaluation) -> str:
    """Return how many opinions there are, and from how many papers."""
    gathered, totals = evaluation.gathered, evaluation.totals
    forms = sum(gathered.forms.values())
    unread = "".join(f"；{word}{count}份没有读入" for word, count in gathered.unread.marked.items())
    return (
        f"征求意见表{forms}份、座谈会记录{gathered.meetings}份、个别访谈记录{gathered.interviews}份，"
        f"意见{totals.whole}条{unread}。"
    )


def say_remarks(evaluation: Evaluation) -> list[str]:
    """Return what has to be looked at in the office's table of opinions."""
    changed = [
        f"{one.row}的原话改动过，没有采用，仍用读入的原话。" for one in evaluation.arranged.changed
    ]
    return [*evaluation.arranged.remarks, *changed]
