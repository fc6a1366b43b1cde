"""The process that stays: stages are heard, a bug becomes words, a death costs one piece of work."""

from __future__ import annotations

import os

from huiqi.build.processes import WorkerDied
from huiqi.build.stages import CHECKING, PAGES, begin_stage
from huiqi.build.warm_process import Bug, WarmProcess

_DEADLY, _FAULTY = 3, 4


def _describe(error: BaseException) -> str:
    return type(error).__name__


def _square(number: int) -> tuple[int, int]:
    begin_stage(CHECKING)
    if number == _DEADLY:
        os._exit(9)
    if number == _FAULTY:
        raise ZeroDivisionError
    begin_stage(PAGES)
    return number * number, os.getpid()


def test_one_process_does_one_piece_of_work_after_the_other() -> None:
    heard: list[str] = []
    with WarmProcess(_describe) as process:
        first = process.work(_square, 2, heard.append)
        assert isinstance(first, tuple)
        assert first[0] == 4
        assert first[1] != os.getpid()
        assert heard == [CHECKING, PAGES]
        assert process.work(_square, _FAULTY) == Bug("ZeroDivisionError")
        assert process.work(_square, 5) == (25, first[1]), "the same process goes on"
        died = process.work(_square, _DEADLY)
        assert isinstance(died, WorkerDied)
        assert died.status == 9
        last = process.work(_square, 6)
        assert isinstance(last, tuple)
        assert last[0] == 36
        assert last[1] != first[1]
    assert process.work(_square, 7) == WorkerDied(None), "it is closed"
