"""The store as JSON knows it. What newer programs add is passed over, what older ones lack has its usual value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from huiqi.collect.kept.keyed_list import read_key, write_key
from huiqi.collect.kept.states import KeptPaper
from huiqi.collect.kept.store import VERSION, KeptRefusal, KeptSource, Store
from huiqi.collect.model import CollectedPaper, Place, Reading


def write_store(store: Store) -> dict[str, Any]:
    """Return a store as JSON; lists of places that several forms share stand once."""
    shared = list(dict.fromkeys(store.forms.values()))
    numbers = {places: number for number, places in enumerate(shared)}
    return {
        "version": VERSION, "cycle": store.cycle, "context": store.context, "runs": store.runs,
        "papers": [_write_paper(one) for one in store.papers],
        "refused": [[one.folder, one.file, one.why] for one in store.refused],
        "sources": {name: _write_source(one) for name, one in store.sources.items()},
        "places": [[asdict(place) for place in places] for places in shared],
        "forms": {digest: numbers[places] for digest, places in store.forms.items()},
    }  # fmt: skip


def read_store(data: Mapping[str, Any]) -> Store:
    """Return the store that was written; what is wrong with it is Python's own error."""
    shared = [tuple(map(_read_place, places)) for places in data["places"]]
    return Store(
        data["cycle"], data["context"], data["runs"],
        tuple(map(_read_paper, data["papers"])),
        tuple(KeptRefusal(*_texts(one)) for one in data["refused"]),
        {name: _read_source(one) for name, one in data["sources"].items()},
        {digest: shared[number] for digest, number in data["forms"].items()},
    )  # fmt: skip


def _write_paper(kept: KeptPaper) -> dict[str, Any]:
    paper, reading = kept.paper, kept.paper.reading
    return write_key(paper.key) | {
        "file": paper.file, "digest": paper.digest, "title": paper.title, "form": paper.form,
        "received": paper.received, "received_on": paper.received_on and paper.received_on.isoformat(),
        "how": paper.how, "doubts": paper.doubts, "older_form": paper.older_form,
        "contested": paper.contested, "copies": kept.copies,
        "run": kept.run, "saved": kept.saved, "modified": kept.modified,
        "answers": dict(reading.answers), "open": reading.open, "unsure": dict(reading.unsure),
        "unplaced": reading.unplaced, "notes": reading.notes,
    }  # fmt: skip


def _read_paper(data: Mapping[str, Any]) -> KeptPaper:
    reading = Reading(
        {key: _texts(texts) for key, texts in data["answers"].items()}, _texts(data["open"]),
        {key: _text(why) for key, why in data["unsure"].items()},
        _texts(data["unplaced"]), _texts(data["notes"]),
    )  # fmt: skip
    day = data["received_on"]
    paper = CollectedPaper(
        _text(data["file"]), _text(data["digest"]), read_key(data), _text(data["title"]), reading,
        _text(data["form"]), int(data["received"]), data["how"], _texts(data["doubts"]), data["older_form"],
        received_on=day and dt.date.fromisoformat(day), contested=data.get("contested", False),
    )  # fmt: skip
    return KeptPaper(paper, data["run"], data["saved"], data["modified"], data.get("copies", 1))


def _write_source(source: KeptSource) -> list[Iterable[Any]]:
    return [source.state, source.papers, source.refused]


def _read_source(data: list[Any]) -> KeptSource:
    state, papers, refused = data
    size, modified, changed = map(int, state)
    said = tuple((_text(file), _text(why)) for file, why in refused)
    return KeptSource((size, modified, changed), _texts(papers), said)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _texts(values: Any) -> tuple[str, ...]:
    """Return texts; a text alone is no list of its letters."""
    if not isinstance(values, list):
        raise TypeError
    return tuple(map(_text, values))


def _read_place(data: Mapping[str, Any]) -> Place:
    return Place(
        data["key"], data["prompt"], data["label"], data["kind"], tuple(data["choices"]),
        data["list"], data["row"], data.get("one_line", False),
    )  # fmt: skip
