"""Saving that is killed at any moment: the file is old or new, and the history tells of it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

from huiqi.desk.keeping.entries import digest_of
from huiqi.desk.keeping.store import CycleStore, Saved
from tests.support.drawn import EVERY, open_chance
from tests.support.projects import ROOT
from tests.support.save_kills import CYCLE, FIRST, START, STATES, make_store

_KILLS, _MOST = 200 if EVERY else 8, 12


def _check(root: Path) -> None:
    store = CycleStore(root, CYCLE, most=_MOST)
    now = store.path.read_bytes()
    assert now.decode("utf-8") in (FIRST, *STATES)
    entries = store.history(START)[::-1]
    assert [entry.kind for entry in entries] == ["save"] * len(entries)
    numbers = [entry.number for entry in entries]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    for entry, following in pairwise(entries):
        assert entry.after == following.before
    assert entries[-1].after == digest_of(now)
    for entry in entries:
        assert store.read_version(entry.before) != store.read_version(entry.after)
    assert sorted(path.name for path in store.path.parent.iterdir()) in (
        ["cycle.yml"], [".cycle.yml.part", "cycle.yml"],
    )  # fmt: skip


def test_a_save_that_is_killed(tmp_path: Path) -> None:
    chance, store, begun = open_chance(), make_store(tmp_path, most=_MOST), 0
    store.save(digest_of(FIRST.encode()), STATES[0], now=START)
    for _ in range(_KILLS):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.save_kills", str(tmp_path), str(_MOST)],
            cwd=ROOT, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.random() * 0.3)
        process.kill()
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        begun += (tmp_path / ".desk" / CYCLE / "history" / "pending.json").exists()
        _check(tmp_path)
    print("killed with a save begun and not ended:", begun)
    other = next(text for text in STATES if text.encode() != store.path.read_bytes())
    done = store.save(digest_of(store.path.read_bytes()), other, now=START)
    assert isinstance(done, Saved)
    assert [path.name for path in store.path.parent.iterdir()] == ["cycle.yml"]
    assert len(CycleStore(tmp_path, CYCLE).history(START)) <= _MOST
