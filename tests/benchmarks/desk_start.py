"""What it takes from the command to the desk's first page.

Run it from the project's folder: .venv/bin/python -m tests.benchmarks.desk_start
Seconds of the clock until the first page is whole, and of the desk's processor until then; medians of five.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from pathlib import Path

from tests.support.desks import Desk, make_desk_project, read_line, start_desk

_ROUNDS = 5
_WALL, _CPU = 2.0, 1.5


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as scratch:
        project = make_desk_project(Path(scratch) / "project")
        costs = [_measure(project) for _ in range(_ROUNDS + 1)][
            1:
        ]  # the first compiles the modules
    wall, cpu = (statistics.median(values) for values in zip(*costs, strict=True))
    print(f"first page: {wall:.2f} s (at most {_WALL}), {cpu:.2f} s of processor (at most {_CPU})")


def _measure(project: Path) -> tuple[float, float]:
    begun = time.perf_counter()
    process = start_desk(project, "--no-browser")
    desk = Desk(process, read_line(process)).open()
    page = desk.ask("GET", "/", {"cookie": desk.cookie})
    wall = time.perf_counter() - begun
    assert page.status == 200
    fields = Path(f"/proc/{process.pid}/stat").read_text("utf-8").rpartition(") ")[2].split()
    cpu = sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")
    process.kill()
    process.communicate()
    return wall, cpu


if __name__ == "__main__":
    main()
