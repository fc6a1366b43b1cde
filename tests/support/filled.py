"""Collections for tests, made from known answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from huiqi.collect.model import CollectedPaper, Collection, CopyKey, Reading

Answers = Mapping[str, str | Sequence[str]]


def filled(
    paper: str,
    answers: Answers,
    people: Sequence[str] = (),
    *,
    document: str | None = None,
    unsure: Mapping[str, str] | None = None,
    unplaced: Sequence[str] = (),
    older_form: bool = False,
) -> CollectedPaper:
    """Return a paper that was read; an answer of one paragraph is given as its text."""
    said = {
        key: (words,) if isinstance(words, str) else tuple(words) for key, words in answers.items()
    }
    key = CopyKey(document or paper, paper, tuple(people))
    reading = Reading(said, unsure=unsure or {}, unplaced=tuple(unplaced))
    name = "-".join((paper, *people))
    return CollectedPaper(
        f"{name}.docx", "", key, paper, reading, "", 0, "properties", older_form=older_form
    )


def collection(*papers: CollectedPaper, cycle: str = "2021-party-history") -> Collection:
    """Return what came in."""
    return Collection(cycle, papers)
