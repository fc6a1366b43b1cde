"""Collections made for tests of what somebody answered, without a single Word file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from huiqi.collect.model import CollectedPaper, Collection, CopyKey, Mark, OfficeMark, Reading

Given = Mapping[str, str | Sequence[str]]


def answered(
    paper: str,
    answers: Given,
    *people: str,
    office: str | None = None,
    number: int = 0,
    document: str | None = None,
    **more: object,
) -> CollectedPaper:
    """Return a paper that came in with these answers; one text is one paragraph."""
    read = {key: (text,) if isinstance(text, str) else tuple(text) for key, text in answers.items()}
    details = {name: more.pop(name) for name in ("unsure", "unplaced", "open") if name in more}
    reading = Reading(read, **details)  # type: ignore[arg-type]
    name = "-".join(filter(None, (paper, *people, office, str(number))))
    return CollectedPaper(
        f"{name}.docx", f"digest of {name}", CopyKey(document or _DOCUMENTS.get(paper, paper), paper, people, office),
        paper, reading, "form", number, "properties", **more,  # type: ignore[arg-type]
    )  # fmt: skip


_DOCUMENTS = {
    "interview-record": "listening-record", "opinion-summary-member": "opinion-summary",
    "rectification-list-member": "rectification-list",
}  # fmt: skip


def marked(paper: str, mark: Mark, *people: str, office: str | None = None) -> OfficeMark:
    """Return a mark that the office made."""
    key = CopyKey(_DOCUMENTS.get(paper, paper), paper, people, office)
    return OfficeMark(key, mark, date(2022, 1, 6), "手写")


def collection(cycle: str, papers: Sequence[CollectedPaper], *marks: OfficeMark) -> Collection:
    """Return what came in for a cycle."""
    return Collection(cycle, tuple(papers), marks=marks)
