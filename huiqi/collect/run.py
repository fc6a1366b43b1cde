"""Collecting: every file of some folders read once, and kept; what was read before is not read again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from huiqi.collect.freshness import digest_inputs
from huiqi.collect.kept.choosing import apply_choices, load_choices
from huiqi.collect.kept.marks import load_marks
from huiqi.collect.kept.originals import drop_originals, find_left
from huiqi.collect.kept.states import settle_states
from huiqi.collect.kept.store import find_folder, load_store, lock_store, save_store
from huiqi.collect.model import Collection, Refused
from huiqi.collect.receiving.collecting import Collecting, digest_path
from huiqi.collect.receiving.incoming import Source, list_sources
from huiqi.collect.status.due import list_due
from huiqi.facts.folders import select_folders
from huiqi.facts.reading.load import Facts, load_cycle


def collect(
    root: Path, cycle_id: str, folders: Sequence[Path], *, today: dt.date | None = None,
    uploaded: bool = False,
) -> Collection:  # fmt: skip
    """Read the Word files of some folders, keep what was read, and return all that came in so far.

    Files that were ``uploaded`` lie nowhere afterwards: what was refused of them stays named.

    Raises:
        HuiqiError: no such cycle or folder, its facts are wrong, or the papers cannot be kept.
    """
    (folder,) = select_folders(root / "cycles", (cycle_id,))
    facts = load_cycle(folder)
    sources = {digest_path(folder): list(list_sources(folder)) for folder in folders}
    with lock_store(root, cycle_id):
        left = _list_left(root, cycle_id)
        old, context = load_store(root, cycle_id), digest_inputs(root, cycle_id)
        run = Collecting(root, facts, old, context, today or dt.date.today())
        store = run.collect(sources, left, uploaded=uploaded)
        if store is not None:
            save_store(root, store)
        if not left:
            drop_originals(root, store or old)
    return load_collection(root, cycle_id, facts)


def _list_left(root: Path, cycle_id: str) -> list[Source]:
    folder = find_left(root, cycle_id)
    return [one for one in list_sources(folder) if isinstance(one, Source)] if folder else []


def load_collection(root: Path, cycle_id: str, facts: Facts | None = None) -> Collection:
    """Return what came in for a cycle so far, with what is due and what the office marked.

    Raises:
        HuiqiError: no such cycle, its facts are wrong, or what was kept is damaged.
    """
    if facts is None:
        (folder,) = select_folders(root / "cycles", (cycle_id,))
        facts = load_cycle(folder)
    store, kept = load_store(root, cycle_id), find_folder(root, cycle_id)
    choices = load_choices(kept)
    papers = apply_choices(settle_states(store.papers), choices)
    refused = tuple(Refused(one.file, one.why) for one in store.refused)
    return Collection(
        cycle_id, papers, list_due(facts), refused, load_marks(kept), store.forms, choices
    )
