"""What a page costs that is saved under `mkdocs serve`, over stock MkDocs serving the same pages.

Run it from the project's folder: .venv/bin/python -m tests.benchmarks.serve_speed
Stock is Material with its own search and jieba, of pages that are rendered already. Processor seconds
of the server, pandoc included, from the saved page to the finished rebuild; medians of five.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.build_speed import install_jieba, write_project
from tests.benchmarks.one_cycle import make_one
from tests.support.projects import ROOT
from tests.support.samples import FIRST

_ROUNDS = 5
_PATIENCE = 120  # seconds
_BUILT = re.compile(b"Serving on|Reloading browsers")
_TICK = os.sysconf("SC_CLK_TCK")


def _used(pid: int) -> float:
    """Return the processor seconds of a process and its ended children, from /proc."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / _TICK


@contextmanager
def _serve(
    folder: Path, file: str, port: int, more: Mapping[str, str]
) -> Iterator[tuple[int, Path]]:
    """Yield process id and log of a server once its first build is done."""
    log = folder / f"serve-{port}.log"
    given = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"} | dict(more)
    command = [sys.executable, "-m", "mkdocs", "serve", "-f", file, "-a", f"127.0.0.1:{port}"]
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=folder, env=given, stdout=out, stderr=out)
        try:
            _wait(log, 1)
            yield process.pid, log
        finally:
            process.terminate()
            process.wait()


def _wait(log: Path, builds: int) -> None:
    # MkDocs says nothing twice: that a build took just as long as one before goes unsaid.
    end = time.monotonic() + _PATIENCE
    while len(_BUILT.findall(log.read_bytes())) < builds:
        assert time.monotonic() < end, log.read_text("utf-8", "replace")
        time.sleep(0.1)


def time_rebuilds(folder: Path, file: str, page: Path, port: int, more: Mapping[str, str]) -> float:
    """Return the median of what a saved page costs."""
    costs = []
    with _serve(folder, file, port, more) as (pid, log):
        for number in range(_ROUNDS):
            time.sleep(1)
            before = _used(pid)
            page.write_text(f"{page.read_text('utf-8')}\n第{number}次改动。\n", "utf-8")
            _wait(log, number + 2)
            costs.append(_used(pid) - before)
    return statistics.median(costs)


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        ours = make_one(folder / "ours")
        subprocess.run([sys.executable, "-m", "huiqi", "build"], cwd=ours, check=True,
                       env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True)  # fmt: skip
        write_project(folder, ours / "public" / FIRST)
        given = install_jieba(folder)
        page = next(iter(sorted((folder / "docs").rglob("overview.md"))))
        theirs = time_rebuilds(folder, str(folder / "stock.yml"), page, 8771, given)
        shutil.rmtree(ours / "public")
        mine = time_rebuilds(ours, "mkdocs.yml", ours / "docs" / "overview.md", 8772, {})
    print(f"a page saved under mkdocs serve: {mine:.2f} s over {theirs:.2f} s of stock MkDocs")
    print(f"rebuild over stock: {mine / theirs:.2f} (at most 1.2)")


if __name__ == "__main__":
    main()
