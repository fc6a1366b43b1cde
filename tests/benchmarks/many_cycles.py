"""What many cycles cost: in parallel, per cycle, after one change, after none, and in memory.

Run it from the project's folder: .venv/bin/python -m tests.benchmarks.many_cycles [CYCLES]
CYCLES is 100 unless told; the figures stand beside what they should be. Everything is a ratio
within one run: processor seconds of the whole command, medians of three, but for the comparison
of one process with two, which is wall-clock and asks for two idle cores.
"""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
from pathlib import Path

from huiqi.build.job import BuildJob
from huiqi.build.worker import build_cycle
from tests.benchmarks.cost import Cost, spend
from tests.support.many_cycles import edit_facts, make_project, name_cycle

_ROUNDS = 3
_FEW, _MANY = 5, 50  # cycles after which a worker's memory is looked at


def build(project: Path, *options: str) -> Cost:
    """Run huiqi build in a project and return what it cost, its workers included."""
    return spend(["huiqi", "build", *options], project)


def measure_changes(project: Path) -> tuple[float, float]:
    """Return the processor seconds after a change of one cycle, and after none."""
    one, none = [], []
    facts = project / "cycles" / name_cycle(2) / "cycle.yml"
    for number in range(_ROUNDS):
        edit_facts(facts, "\ntheme: ", f"\ntheme: 改{number}，")
        one.append(build(project, "--jobs", "1").cpu)
        none.append(build(project, "--jobs", "1").cpu)
    return statistics.median(one), statistics.median(none)


def measure_one(folder: Path) -> float:
    """Return the processor seconds of the first build of a project with one cycle."""
    projects = [
        make_project(folder / f"one-{number}", 1, every_paper=True) for number in range(_ROUNDS)
    ]
    return statistics.median(build(project, "--jobs", "1").cpu for project in projects)


def measure_memory(folder: Path) -> tuple[int, int]:
    """Return this process's peak memory in KiB, as a worker's, after few and after many cycles."""
    project, peaks = make_project(folder / "memory", _MANY, every_paper=True), []
    for number in range(1, _MANY + 1):
        name = name_cycle(number)
        out = folder / "made" / name
        job = BuildJob(project, name, False, (), (), out / "site", out / "pack")
        assert build_cycle(job).error is None
        if number in (_FEW, _MANY):
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    return peaks[0], peaks[1]


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    few = max(count // 10, 2)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        one = measure_one(folder)
        small = build(make_project(folder / "few", few, every_paper=True), "--jobs", "1")
        pair = build(make_project(folder / "pair", count, every_paper=True), "--jobs", "2")
        whole = make_project(folder / "whole", count, every_paper=True)
        alone = build(whole, "--jobs", "1")
        changed, unchanged = measure_changes(whole)
        low, high = measure_memory(folder)
    print(f"{count} cycles, cold: {alone.wall:.0f} s in one process, {pair.wall:.0f} s in two")
    for what, ratio, bar in (
        ("one process over two, wall-clock", alone.wall / pair.wall, "at least 1.7"),
        (f"a cycle's processor time among {count} over among {few}",
         (alone.cpu / count) / (small.cpu / few), "at most 1.05"),
        ("one cycle changed over one cycle's build", changed / one, "at most 1.3"),
        ("nothing changed over one cycle's build", unchanged / one, "at most 0.3"),
        (f"a worker's peak memory after {_MANY} cycles over after {_FEW}", high / low, "at most 1.1"),
    ):  # fmt: skip
        print(f"{what}: {ratio:.2f} ({bar})")
    print(f"one {one:.2f} s, changed {changed:.2f} s, unchanged {unchanged:.2f} s, {high} KiB")


if __name__ == "__main__":
    main()
