"""The processes that work for a build; one that dies takes its own piece of work along only."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

from huiqi.errors import HuiqiError

T = TypeVar("T")
R = TypeVar("R")

# A fresh interpreter: nothing of this process is inherited, on every system alike.
_CONTEXT = multiprocessing.get_context("spawn")


def count_cores() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(frozen=True)
class WorkerDied:
    """A process ended before its work was done; ``status`` as the system gives it."""

    status: int | None

    def explain(self) -> HuiqiError:
        """Return it as an error for people."""
        return HuiqiError(
            f"生成的进程意外结束（状态 {self.status}）。"
            "改法：核对内存是否够用，用 --jobs 1 再运行一次；仍然出现的，把这段话转给维护人员。"
        )


class Worker:
    """One process and what it is at; ``serve`` is what it does with its end of the line."""

    def __init__(self, serve: Callable[[Connection], None]) -> None:
        ours, theirs = _CONTEXT.Pipe()
        self.line: Connection = ours
        self.process: BaseProcess = _CONTEXT.Process(target=serve, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        self.item: Any = None
        self.busy = False

    def dismiss(self) -> int | None:
        """End the process and return its status."""
        self.line.close()
        self.process.join(1)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        return self.process.exitcode


def _serve(line: Connection) -> None:
    """Do one piece of work after the other, until the line is closed."""
    start_serving()
    while True:
        try:
            work, item = line.recv()
        except EOFError:
            return
        line.send(work(item))


def start_serving() -> None:
    """Make this process end when its parent does, and not before."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process in the midst of its work when the parent dies, that cannot dismiss it.

    Else it would go on writing into folders that the next build clears away.
    """
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


@dataclass
class ProcessPool:
    """Up to ``size`` processes; with one, everything is done in this process."""

    size: int
    _workers: list[Worker] = field(default_factory=list)

    def __enter__(self) -> ProcessPool:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            if worker.busy:
                worker.process.kill()
        for worker in self._workers:
            worker.dismiss()

    def work(
        self, work: Callable[[T], R], items: Iterable[T]
    ) -> Iterator[tuple[T, R | WorkerDied]]:
        """Yield each item with what came of it, in the order in which the work is done.

        ``work`` is a function of a module, without effects of its own; a process is started where
        there are two items or more.
        """
        waiting = deque(items)
        if self.size <= 1 or len(waiting) <= 1:
            yield from ((item, work(item)) for item in waiting)
            return
        while len(self._workers) < min(self.size, len(waiting)):
            self._workers.append(Worker(_serve))
        for worker in self._workers:
            self._hand_out(worker, work, waiting)
        while busy := {id(worker.line): worker for worker in self._workers if worker.busy}:
            for line in wait([worker.line for worker in busy.values()]):
                worker = busy[id(line)]
                item, worker.busy = worker.item, False
                result = self._receive(worker)
                if not isinstance(result, WorkerDied):
                    self._hand_out(worker, work, waiting)
                elif waiting:
                    fresh = Worker(_serve)
                    self._workers.append(fresh)
                    self._hand_out(fresh, work, waiting)
                yield item, result

    def _hand_out(self, worker: Worker, work: Callable[[T], R], waiting: deque[T]) -> None:
        if waiting:
            worker.item, worker.busy = waiting.popleft(), True
            # If it died between two pieces of work, its end of the line tells.
            with suppress(OSError):
                worker.line.send((work, worker.item))

    def _receive(self, worker: Worker) -> Any:
        try:
            return worker.line.recv()
        except (EOFError, OSError):
            self._workers.remove(worker)
            return WorkerDied(worker.dismiss())
