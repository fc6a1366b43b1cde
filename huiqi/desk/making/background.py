"""All that is made in the background in one run of the desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from huiqi.build.processes import WorkerDied
from huiqi.build.warm_process import Bug, WarmProcess
from huiqi.desk.activity import Work
from huiqi.desk.bugs import describe_bug, say_bug
from huiqi.desk.making.jobs import Jobs
from huiqi.desk.making.papers import Papers
from huiqi.desk.making.previews import Previews
from huiqi.errors import HuiqiError

T = TypeVar("T")
R = TypeVar("R")
_DIED = "生成的程序意外结束，没有做成。改法：核对内存是否够用，再试一次。"


class Making:
    """Previews, jobs and papers, and the process that makes them; it starts at the first need."""

    def __init__(self, root: Path, work: Work) -> None:
        self._process = WarmProcess(describe_bug)
        self.previews = Previews(root, work, self._do)
        self.jobs = Jobs(root, work, self._do)
        self.papers = Papers(root, self._do)

    def _do(self, work: Callable[[T], R], item: T, hear: Callable[[str], None]) -> R:
        """Return what comes of a piece of work.

        Raises:
            HuiqiError: the program is at fault; what is known of it goes to the terminal.
        """
        made = self._process.work(work, item, hear)
        if isinstance(made, WorkerDied):
            raise HuiqiError(_DIED)
        if isinstance(made, Bug):
            raise say_bug(made.said)
        return made

    def close(self) -> None:
        """End the process."""
        self._process.close()
