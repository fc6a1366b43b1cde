"""The processes of a build: work is handed out to all, and one that dies stops nobody else."""

from __future__ import annotations

import os
import pickle
import time
from pathlib import Path

from huiqi.build.processes import ProcessPool, WorkerDied, count_cores
from huiqi.errors import Finding, FindingsError

_DEADLY = 3


def _square(number: int) -> tuple[int, int]:
    if number == _DEADLY:
        os._exit(9)
    return number * number, os.getpid()


def test_every_item_is_worked_on_and_a_death_costs_one() -> None:
    with ProcessPool(2) as crew:
        found = dict(crew.work(_square, range(1, 7)))
    died = found.pop(_DEADLY)
    assert isinstance(died, WorkerDied)
    assert str(died.explain()).startswith("生成的进程意外结束（状态 9）。改法：")
    done = {
        number: result for number, result in found.items() if not isinstance(result, WorkerDied)
    }
    assert {number: result[0] for number, result in done.items()} == {
        1: 1,
        2: 4,
        4: 16,
        5: 25,
        6: 36,
    }
    assert os.getpid() not in {result[1] for result in done.values()}


def test_one_item_needs_no_process() -> None:
    with ProcessPool(4) as crew:
        assert list(crew.work(_square, [2])) == [(2, (4, os.getpid()))]


def _wait(path: Path) -> None:
    path.write_text(str(os.getpid()), "utf-8")
    time.sleep(60)


def test_who_leaves_early_leaves_no_process_behind(tmp_path: Path) -> None:
    places = [tmp_path / "one", tmp_path / "two"]
    start = time.monotonic()
    with ProcessPool(2) as crew:
        next(crew.work(_leave_or_wait, [tmp_path / "gone", *places]))
    assert time.monotonic() - start < 30


def _leave_or_wait(path: Path) -> None:
    if path.name != "gone":
        _wait(path)


def test_there_is_a_core() -> None:
    assert count_cores() >= 1


def test_findings_travel_between_processes() -> None:
    error = FindingsError([Finding("R01", "甲", "乙", "丙", ("a", 0), "f.yml", 3)])
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert (str(copy), copy.findings) == (str(error), error.findings)
