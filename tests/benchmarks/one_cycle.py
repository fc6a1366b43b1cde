"""What one cycle costs, its site and its whole pack, over a stock MkDocs build of the same pages.

Run it from the project's folder: .venv/bin/python -m tests.benchmarks.one_cycle
Ours is `huiqi build` with nothing kept: facts, checks, pages, search, every Word file twice (blank
and the office's), gates, manifest. Stock is Material with its own search and jieba, of pages that are
rendered already. Processor seconds of fresh processes, in turns, medians of three.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
from pathlib import Path

from tests.benchmarks.build_speed import install_jieba, write_project
from tests.benchmarks.cost import spend
from tests.support.projects import copy_project
from tests.support.samples import FIRST, SECOND

_ROUNDS = 3


def make_one(folder: Path) -> Path:
    """Copy the project with the larger sample alone."""
    project = copy_project(folder)
    shutil.rmtree(project / "cycles" / SECOND)
    return project


def build_ours(folder: Path) -> float:
    """Build a copy into which nothing was built before, and return the processor seconds."""
    return spend(["huiqi", "build", "--jobs", "1"], make_one(folder)).cpu


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
        papers = sum(1 for _ in (folder / "first").rglob("*.docx"))
    mine, theirs = statistics.median(ours), statistics.median(stock)
    print(
        f"{len(pages)} pages, {papers} Word files: {mine:.2f} s over {theirs:.2f} s of stock MkDocs"
    )
    print(f"one cycle, cold, over stock: {mine / theirs:.2f} (at most 1.3)")


if __name__ == "__main__":
    main()
