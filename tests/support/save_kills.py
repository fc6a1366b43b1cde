"""Saves that are killed: run as a program, it saves two texts in turn without end."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import pytest

from huiqi.desk.keeping import store as store_module
from huiqi.desk.keeping.entries import digest_of
from huiqi.desk.keeping.store import CycleStore, Saved

CYCLE = "2026-trial"
START = dt.datetime(2026, 1, 8, 9, 0, tzinfo=dt.UTC)
# Long, so that a half would be seen.
STATES = tuple(f"id: {CYCLE}\nkind: 年度\ntheme: {word * 40000}\n" for word in "甲乙")
FIRST = f"id: {CYCLE}\nkind: 年度\n"


def make_store(root: Path, *, most: int = 500) -> CycleStore:
    """Return the store of a small cycle in a new project."""
    folder = root / "cycles" / CYCLE
    folder.mkdir(parents=True)
    (folder / "cycle.yml").write_bytes(FIRST.encode())
    return CycleStore(root, CYCLE, most=most)


def _describe_nothing(before: Path, after: Path) -> tuple[str, ...]:
    """Say nothing of what changed, so that kills meet the writing and not the reading."""
    assert before != after
    return ()


def main(root: str, most: str) -> None:
    """Save until killed."""
    store = CycleStore(Path(root), CYCLE, most=int(most))
    pytest.MonkeyPatch().setattr(store_module, "describe_save", _describe_nothing)
    print("ready", flush=True)
    while True:
        for text in STATES:
            done = store.save(digest_of(store.path.read_bytes()), text, now=START)
            assert isinstance(done, Saved)


if __name__ == "__main__":
    main(*sys.argv[1:])
