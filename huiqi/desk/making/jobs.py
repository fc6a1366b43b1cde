"""Builds in the background: one at a time in a project, with their stages and their end."""

from __future__ import annotations

import datetime as dt
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from huiqi.build.stages import CHECKING, PAPERS, STAGES
from huiqi.desk.activity import Work
from huiqi.desk.bugs import tell_bug
from huiqi.desk.making.tasks import CycleTask, Do, Kind, Made, make_cycle
from huiqi.errors import Finding, FindingsError, HuiqiError

TITLES: dict[Kind, str] = {"draft": "草稿", "final": "定稿", "pack": "全部材料"}
State = Literal["running", "waiting", "done", "refused", "failed"]
# Seconds between two tries while another program builds, and until the desk gives up.
_AGAIN, _LONGEST = 1.0, 900.0


@dataclass(frozen=True)
class Job:
    """One build and how far it is.

    ``waiting``: another program builds the project just now; ``refused``: something in the facts or
    pages stops it (``findings``); ``failed``: something else (``said``). ``stage`` counts from 1.
    """

    cycle: str
    kind: Kind
    number: int
    state: State = "running"
    stage: int = 0
    said: str = ""
    findings: tuple[Finding, ...] = ()
    kept: bool = False
    ended: dt.datetime | None = None

    @property
    def title(self) -> str:
        """What is made."""
        return TITLES[self.kind]

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages that it goes through."""
        return (CHECKING, PAPERS) if self.kind == "pack" else STAGES

    @property
    def is_over(self) -> bool:
        """Whether nothing more comes of it."""
        return self.state not in ("running", "waiting")


class Jobs:
    """The builds of one run of the desk; the last one of each cycle is remembered."""

    def __init__(self, root: Path, work: Work, do: Do) -> None:
        self._root, self._work, self._do = root, work, do
        self._lock = threading.Lock()
        self._last: dict[str, Job] = {}
        self._count = 0

    def find(self, cycle: str) -> Job | None:
        """Return the last build of a cycle, if there was one."""
        with self._lock:
            return self._last.get(cycle)

    def start(self, cycle: str, kind: Kind) -> Job:
        """Begin a build; it goes on whether anybody looks or not.

        Raises:
            HuiqiError: another one is under way.
        """
        with self._lock:
            running = next((job for job in self._last.values() if not job.is_over), None)
            if running:
                raise HuiqiError(f"正在生成{running.title}。改法：等它结束以后再生成。")
            self._count += 1
            job = self._last[cycle] = Job(cycle, kind, self._count)
        threading.Thread(target=self._run, args=(job,), daemon=True).start()
        return job

    def stop_waiting(self, cycle: str) -> None:
        """Give up a build that waits for another program."""
        with self._lock:
            job = self._last.get(cycle)
            if job and job.state == "waiting":
                self._last[cycle] = replace(job, state="failed", said="没有生成：已停止等待。")

    def _run(self, job: Job) -> None:
        with self._work.hold(f"正在生成{job.title}"):
            try:
                made = self._make(job)
            except HuiqiError as error:
                made = Made(error=error)
            except Exception as error:  # a build that ends must be seen to end
                made = Made(error=tell_bug(error))
            if made:
                self._change(job, _settle(made) | {"ended": dt.datetime.now(), "kept": made.kept})

    def _make(self, job: Job) -> Made | None:
        """Return what comes of a build; None where the clerk gave it up."""
        end = time.monotonic() + _LONGEST
        while True:
            made = self._do(
                make_cycle, CycleTask(self._root, job.cycle, job.kind),
                lambda stage: self._tell(job, stage),
            )  # fmt: skip
            if not made.busy or time.monotonic() > end:
                return made
            if not self._change(job, {"state": "waiting"}):
                return None
            time.sleep(_AGAIN)
            if not self._change(job, {}):
                return None

    def _tell(self, job: Job, stage: str) -> None:
        if stage in job.stages:
            self._change(job, {"state": "running", "stage": job.stages.index(stage) + 1})

    def _change(self, job: Job, values: dict[str, object]) -> bool:
        """Note how far a build is; False where it is over already."""
        with self._lock:
            known = self._last[job.cycle]
            if known.number != job.number or known.is_over:
                return False
            self._last[job.cycle] = replace(known, **values)  # type: ignore[arg-type]
            return True


def _settle(made: Made) -> dict[str, object]:
    """Return what a job says in the end."""
    if isinstance(made.error, FindingsError):
        return {"state": "refused", "findings": made.error.findings}
    if made.error:
        return {"state": "failed", "said": str(made.error)}
    return {"state": "done", "findings": made.hints}
