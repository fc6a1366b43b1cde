"""What it costs to collect 1,000 filled papers of 40 members, with the whole report, and again with nothing changed.

Run it from the project's folder: .venv/bin/python -m tests.benchmarks.collect_speed
Processor seconds and the greatest memory of the real command in fresh processes; the papers are filled in by program
with texts of some hundred invented signs, no two alike. Then what has to stay within limits: 2,000 papers, a file of
100 MB, files and archives that unpack to far more than they are.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.filled_pack import fill_papers, make_crowded_project
from tests.benchmarks.oversized import OVERSIZED
from tests.support.projects import ROOT
from tests.support.samples import FIRST

_PAPERS, _MANY = 1000, 2000
_BAR, _BAR_UNCHANGED, _BAR_REFUSED = 40.0, 3.0, 5.0  # seconds


@dataclass(frozen=True)
class Run:
    """Seconds of processor, the greatest memory in MB, and the line that says what came in."""

    cpu: float
    memory: float
    said: str


def run_collect(project: Path, folder: Path) -> Run:
    """Run the command in a fresh process."""
    command = [sys.executable, "-m", "huiqi", "collect", FIRST, str(folder)]
    given = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=project, env=given, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as child:
        assert child.stdout
        said = child.stdout.read()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, said
    return Run(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said.splitlines()[0])


def show(what: str, run: Run, bar: float | None = None) -> None:
    """Print the figures of a run."""
    limit = f" (at most {bar:.0f})" if bar else ""
    print(f"{what}: {run.cpu:.2f} s{limit}, {run.memory:.0f} MB; {run.said}", flush=True)


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as scratch:
        project, folder = make_crowded_project(Path(scratch) / "project"), Path(scratch) / "filled"
        fill_papers(project, folder, _PAPERS)
        show(f"{_PAPERS} papers", run_collect(project, folder), _BAR)
        show("nothing changed", run_collect(project, folder), _BAR_UNCHANGED)
        # For each new refusal the report is made anew, which is no part of refusing.
        empty = make_crowded_project(Path(scratch) / "empty")
        for name, write in OVERSIZED.items():
            alone = Path(scratch) / name
            alone.mkdir()
            write(alone)
            show(name, run_collect(empty, alone), _BAR_REFUSED)
        fill_papers(project, Path(scratch) / "many", _MANY)
        show(f"{_MANY} papers", run_collect(project, Path(scratch) / "many"), 2 * _BAR)


if __name__ == "__main__":
    main()
