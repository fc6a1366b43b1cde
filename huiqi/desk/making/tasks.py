"""The pieces of work of the desk's process: files of the project in, files or bytes out.

Whatever takes time to import is imported where it is used: the desk itself needs none of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, TypeVar

from huiqi.errors import Finding, HuiqiError

T = TypeVar("T")
R = TypeVar("R")
Kind = Literal["draft", "final", "pack"]


class Do(Protocol):
    """Has a piece of work done, and is told its stages."""

    def __call__(self, work: Callable[[T], R], item: T, hear: Callable[[str], None]) -> R: ...


@dataclass(frozen=True)
class CycleTask:
    """What is to be made of a cycle; ``kind`` is that of a site, or the pack alone."""

    root: Path
    cycle: str
    kind: Kind = "draft"


@dataclass(frozen=True)
class Made:
    """What came of a build: hints and what waits, or why nothing was made.

    ``busy``: another program builds the project just now; ``kept``: all is as it was.
    """

    hints: tuple[Finding, ...] = ()
    error: HuiqiError | None = None
    busy: bool = False
    kept: bool = False


def make_cycle(task: CycleTask) -> Made:
    """Make a cycle's site and pack, or its pack alone, as the command line does."""
    from huiqi.build.lock import ProjectBusyError

    try:
        return _make_pack(task) if task.kind == "pack" else _make_site(task)
    except ProjectBusyError as error:
        return Made(error=error, busy=True)
    except HuiqiError as error:
        return Made(error=error)


def _make_site(task: CycleTask) -> Made:
    from huiqi.build.job import ProgramFaultError
    from huiqi.build.run import build_cycles

    draft = task.kind == "draft"
    outcomes = build_cycles(task.root, (task.cycle,), draft=draft, report=lambda _: None)
    own = next(outcome for outcome in outcomes if outcome.cycle == task.cycle)
    if isinstance(own.error, ProgramFaultError) and own.error.__cause__:
        raise own.error.__cause__  # told as every bug of the desk is: without its message
    if own.way == "sample":
        raise HuiqiError("这是样例：有本单位的会议以后，样例不再生成网站。")
    return Made(own.hints, own.error, kept=own.way in ("kept", "archived"))


def _make_pack(task: CycleTask) -> Made:
    from huiqi.build.cycle_pack import build_cycle_pack

    hints: list[Finding] = []
    _, waiting = build_cycle_pack(task.root, task.cycle, draft=False, report=hints.append)
    return Made((*hints, *waiting))
