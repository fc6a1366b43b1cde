"""What one cycle costs, its site and its whole pack, over a stock MkDocs build of the same pages.

Run it from the project's folder: .venv/bin/python -m tests.benchmarks.one_cycle
Ours is `huiqi build` with nothing kept: facts, checks, pages, search, the blank papers of the site and
the office's pack, gates, manifest. Modules are compiled beforehand, as an installation does. Stock is Material with its own search and jieba, of pages that are
rendered already. Processor seconds of fresh processes, in turns, medians of three.
"""

from __future__ import annotations

import compileall
import shutil
import statistics
import tempfile
from pathlib import Path

from huiqi.facts.folders import find_cycles
from tests.benchmarks.build_speed import install_jieba, write_project
from tests.benchmarks.cost import spend
from tests.support.projects import copy_project
from tests.support.samples import FIRST

_ROUNDS = 3


def make_one(folder: Path) -> Path:
    """Copy the project with the larger sample alone."""
    project = copy_project(folder)
    for folder in find_cycles(project / "cycles"):
        if folder.name != FIRST:
            shutil.rmtree(folder)
    for room in ("huiqi", "macros"):
        compileall.compile_dir(project / room, quiet=1)
    return project


def build_ours(folder: Path) -> float:
    """Build a copy into which nothing was built before, and return the processor seconds."""
    project = make_one(folder)
    return spend(["huiqi", "build", "--jobs", "1"], project).cpu


def main() -> None:
    """Print the figures."""
    ours, stock = [], []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        build_ours(folder / "first")
        site = folder / "first" / "public" / FIRST
        pages = write_project(folder, site)
        given = install_jieba(folder)
        command = ["mkdocs", "build", "-q", "-f", str(folder / "stock.yml")]
        spend(command, folder, given)  # jieba's model is cached from here on
        for number in range(_ROUNDS):
            ours.append(build_ours(folder / f"ours-{number}"))
            stock.append(spend(command, folder, given).cpu)
        made = folder / "first"
        papers = sum(1 for room in ("public", "pack") for _ in (made / room).rglob("*.docx"))
    mine, theirs = statistics.median(ours), statistics.median(stock)
    print(
        f"{len(pages)} pages, {papers} Word files: {mine:.2f} s over {theirs:.2f} s of stock MkDocs"
    )
    print(f"one cycle, cold, over stock: {mine / theirs:.2f} (at most 2.0)")


if __name__ == "__main__":
    main()
