"""What is said of opinions and counts when papers are made of them, each a line in Chinese."""

from __future__ import annotations

from huiqi.collect.office.counts import Proposal
from huiqi.collect.office.evaluation import Evaluation


def say_facts(proposal: Proposal) -> str:
    """Return what the facts say of a proposed count."""
    if proposal.field is None:
        return "没有这一项"
    if proposal.is_open:
        return "没有写"
    return "一致" if proposal.agrees else "不一致"


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
