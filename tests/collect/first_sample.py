"""Collections for tests of the checks, made from known answers of the first sample."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from huiqi.collect.model import CollectedPaper, Collection
from tests.collect import answered
from tests.support.samples import FIRST


def filled(
    paper: str, answers: Mapping[str, str | Sequence[str]], people: Sequence[str] = (), **more: Any
) -> CollectedPaper:
    """Return a paper that was read; an answer of one paragraph is given as its text."""
    return answered.answered(paper, answers, *people, **more)


def collection(*papers: CollectedPaper, cycle: str = FIRST) -> Collection:
    """Return what came in."""
    return answered.collection(cycle, papers)
