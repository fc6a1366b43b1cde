"""``huiqi collect --format json``: everything that came in, as one object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from huiqi.collect.model import CollectedPaper, Collection, CopyKey, Due


def collection_json(collection: Collection, parts: Mapping[str, object]) -> dict[str, Any]:
    """Return a collection as plain data; ``parts`` are what other modules make of it."""
    return {
        "cycle": collection.cycle,
        "papers": [_paper_json(paper) for paper in collection.papers],
        "missing": [_due_json(due) for due in collection.missing],
        "refused": [{"file": one.file, "why": one.why} for one in collection.refused],
        "marks": [
            _key_json(one.key) | {"mark": one.mark, "day": one.day.isoformat(), "reason": one.reason}
            for one in collection.marks
        ],
        **parts,
    }  # fmt: skip


def _paper_json(paper: CollectedPaper) -> dict[str, Any]:
    reading = paper.reading
    return {"file": paper.file, **_key_json(paper.key)} | {
        "title": paper.title, "state": paper.state, "how": paper.how, "doubts": list(paper.doubts),
        "older_form": paper.older_form,
        "received_on": paper.received_on and paper.received_on.isoformat(),
        "answers": {key: list(texts) for key, texts in reading.answers.items()},
        "open": list(reading.open), "unsure": list(reading.unsure), "unsure_why": dict(reading.unsure),
        "unplaced": list(reading.unplaced), "notes": list(reading.notes),
    }  # fmt: skip


def _due_json(due: Due) -> dict[str, Any]:
    return _key_json(due.key) | {
        "number": due.number, "title": due.title, "whose": due.whose,
        "deadline": due.deadline and due.deadline.isoformat(),
    }  # fmt: skip


def _key_json(key: CopyKey) -> dict[str, Any]:
    return {
        "document": key.document, "paper": key.paper, "people": list(key.people), "office": key.office,
    }  # fmt: skip
