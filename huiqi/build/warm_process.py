"""One process that stays for the next piece of work, with all that it has loaded."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, TypeVar, cast

from huiqi.build.processes import Worker, WorkerDied, start_serving
from huiqi.build.stages import listen_to_stages

if TYPE_CHECKING:
    from types import TracebackType

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True)
class Bug:
    """A fault of the program in a piece of work: where it arose, without any fact."""

    said: str


class WarmProcess:
    """Does one piece of work after the other; one that dies is started again for the next.

    ``describe`` says where a bug arose.
    """

    def __init__(self, describe: Callable[[BaseException], str]) -> None:
        self._describe = describe
        self._turn = threading.Lock()
        self._worker: Worker | None = None
        self._closed = False

    def work(
        self, work: Callable[[T], R], item: T, hear: Callable[[str], None] = lambda _: None
    ) -> R | WorkerDied | Bug:
        """Return what comes of a piece of work; others wait. ``hear`` is told its stages.

        ``work`` is a function of a module, without effects but files.
        """
        with self._turn:
            if self._closed:
                return WorkerDied(None)
            worker = self._worker = self._worker or Worker(partial(_serve, self._describe))
            try:
                worker.line.send((work, item))
                while True:
                    kind, said = worker.line.recv()
                    if kind == "done":
                        return cast(R | Bug, said)
                    hear(said)
            except (EOFError, OSError):
                self._worker = None
                return WorkerDied(worker.dismiss())

    def close(self) -> None:
        """End the process, whatever it is at; nothing more is done."""
        self._closed, worker = True, self._worker
        if worker:
            worker.process.kill()  # whoever waits for it hears the end of the line
            worker.process.join()

    def __enter__(self) -> WarmProcess:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()


def _serve(describe: Callable[[BaseException], str], line: Connection) -> None:
    """Do one piece of work after the other, and tell its stages, until the line is closed."""
    start_serving()

    def tell(stage: str) -> None:
        with suppress(OSError):
            line.send(("stage", stage))

    with listen_to_stages(tell):
        while True:
            try:
                work, item = line.recv()
            except EOFError:
                return
            line.send(("done", _try(work, item, describe)))


def _try(work: Callable[[T], R], item: T, describe: Callable[[BaseException], str]) -> R | Bug:
    try:
        return work(item)
    except Exception as error:
        return Bug(describe(error))
