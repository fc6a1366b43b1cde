"""``huiqi collect --format json``: everything that came in, as one object."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from huiqi.collect.kept.keyed_list import write_key
from huiqi.collect.kept.states import is_anonymous
from huiqi.collect.model import BALLOT, CollectedPaper, Collection, Due, Reading
from huiqi.collect.status.lapsed import name_files


def collection_json(collection: Collection, parts: Mapping[str, object]) -> dict[str, Any]:
    """Return a collection as plain data; ``parts`` are what other modules make of it."""
    files = name_files(collection)
    return {
        "cycle": collection.cycle,
        "papers": [_paper_json(paper) for paper in collection.papers if not is_anonymous(paper.key)]
        + [_anonymous_json(paper) for paper in _list_anonymous(collection)],
        "missing": [_due_json(due) for due in collection.missing],
        "refused": [{"file": one.file, "why": one.why} for one in collection.refused],
        "marks": [
            write_key(one.key) | {"mark": one.mark, "day": one.day.isoformat(), "reason": one.reason}
            for one in collection.marks
        ],
        "choices": [
            write_key(one.key) | {"file": files.get(one.digest)} for one in collection.choices
        ],
        **parts,
    }  # fmt: skip


def _paper_json(paper: CollectedPaper) -> dict[str, Any]:
    reading = paper.reading
    return {"file": paper.file, **write_key(paper.key)} | {
        "title": paper.title, "state": paper.state, "how": paper.how, "doubts": list(paper.doubts),
        "older_form": paper.older_form,
        "received_on": paper.received_on and paper.received_on.isoformat(),
        "answers": {key: list(texts) for key, texts in reading.answers.items()},
        "open": list(reading.open), "unsure": list(reading.unsure), "unsure_why": dict(reading.unsure),
        "unplaced": list(reading.unplaced), "notes": list(reading.notes),
    }  # fmt: skip


def _list_anonymous(collection: Collection) -> list[CollectedPaper]:
    # In the order of arrival they could tell whose they are.
    papers = (paper for paper in collection.papers if is_anonymous(paper.key))
    return sorted(papers, key=lambda one: (one.key.paper, one.key.office or "", one.digest))


def _anonymous_json(paper: CollectedPaper) -> dict[str, Any]:
    """Return a paper that is nobody's: no file name and no day; of a secret ballot no answer either."""
    shown = replace(paper, file="", received_on=None)
    return _paper_json(replace(shown, reading=Reading()) if paper.key.paper == BALLOT else shown)


def _due_json(due: Due) -> dict[str, Any]:
    return write_key(due.key) | {
        "number": due.number, "title": due.title, "whose": due.whose,
        "deadline": due.deadline and due.deadline.isoformat(),
    }  # fmt: skip
