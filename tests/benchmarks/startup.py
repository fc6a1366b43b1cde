"""What a command costs before it does anything, over `mkdocs --help`.

Run it from the project's folder: .venv/bin/python -m tests.benchmarks.startup
Processor seconds of fresh processes, in turns, medians of seven; both samples are built beforehand.
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from tests.benchmarks.cost import spend
from tests.support.projects import copy_project
from tests.support.samples import FIRST

_ROUNDS = 7
_COMMANDS: dict[str, tuple[list[str], float]] = {
    "huiqi --help": (["huiqi", "--help"], 2.5),
    "huiqi check, one cycle": (["huiqi", "check", FIRST], 5),
    "huiqi build, nothing changed, two cycles": (["huiqi", "build"], 4),
}


def main() -> None:
    """Print the figures."""
    costs: dict[str, list[float]] = {name: [] for name in (*_COMMANDS, "mkdocs")}
    with tempfile.TemporaryDirectory() as scratch:
        project = copy_project(Path(scratch) / "project")
        spend(["huiqi", "build"], project)  # compiles the modules too
        for _ in range(_ROUNDS):
            costs["mkdocs"].append(spend(["mkdocs", "--help"], project).cpu)
            for name, (command, _) in _COMMANDS.items():
                costs[name].append(spend(command, project).cpu)
    stock = statistics.median(costs["mkdocs"])
    for name, (_, bar) in _COMMANDS.items():
        own = statistics.median(costs[name])
        print(
            f"{name}: {own:.2f} s over {stock:.2f} s of mkdocs --help: {own / stock:.2f} (at most {bar})"
        )


if __name__ == "__main__":
    main()
