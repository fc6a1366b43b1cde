"""Builds that are killed: a project of two states, and builds of it that only install.

Run as a program, it builds without end, now one state, now the other: what makes a site is replaced
by copying one that was made beforehand, so that a kill meets the installing.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from huiqi.build import worker
from huiqi.build.job import BuildJob, BuildResult
from huiqi.build.processes import ProcessPool
from huiqi.build.run import build_cycles
from huiqi.errors import HuiqiError
from huiqi.files import atomic
from huiqi.files.checksums import hash_folder, site_digest, verify
from huiqi.publish.releases import publish
from huiqi.site.site_record import SiteRecord, render_site_record
from tests.support.many_cycles import name_cycle
from tests.support.projects import ROOT

KILLS = int(os.environ.get("HUIQI_KILLS", "6"))
CYCLES = (name_cycle(1), name_cycle(2))
# What stands before the theme: nothing, as the facts are, or another word.
STATES = ("", "乙，")
Files = dict[str, bytes]


def write_state(project: Path, state: str) -> None:
    """Put the facts of all cycles into a state."""
    for cycle in CYCLES:
        path = project / "cycles" / cycle / "cycle.yml"
        text = re.sub(r"\ntheme: (?:乙，)?", f"\ntheme: {state}", path.read_text("utf-8"))
        atomic.write_atomically(path, text.encode())  # the office, too, is killed


def read_files(folder: Path) -> Files:
    """Return all files below a folder by their addresses."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*")) if path.is_file()
    }  # fmt: skip


def below(files: Files, top: str) -> Files:
    """Return the files of one folder at the top."""
    return {name: data for name, data in files.items() if name.startswith(f"{top}/")}


def start(command: list[str], project: Path) -> subprocess.Popen[str]:
    """Start a program in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, *command], cwd=project, text=True, start_new_session=True,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def kill(process: subprocess.Popen[str], within: float = 30) -> bool:
    """Kill a program, not its group; whether it was still running.

    The processes that worked for it must end by themselves, ``within`` seconds: one that is just
    starting has all of the program to load before it looks after its parent. None of them says a
    word of ours; Python itself complains where a process was not yet told what to do.
    """
    process.kill()
    process.wait()
    deadline = time.monotonic() + within
    while left := list_group(process.pid):
        if time.monotonic() > deadline:
            os.killpg(process.pid, signal.SIGKILL)
            raise AssertionError(f"outlive their build: {left}")
        time.sleep(0.005)
    _, said = process.communicate()
    assert "huiqi" not in said, said
    return process.returncode == -signal.SIGKILL


def list_group(group: int) -> list[str]:
    """Return what runs in a process group, by state and name: ``R pandoc``.

    Who is dead and only waits for the system to take note of it (Z) does not run.
    """
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            name, _, rest = path.read_text("utf-8").partition(" (")[2].rpartition(") ")
            state, _, number = rest.split()[:3]
            if int(number) == group and state != "Z":
                found.append(f"{state} {name}")
    return found


def check_killed(project: Path, wholes: dict[str, Files], *, gaps: bool = False) -> None:
    """Every site is wholly the one or wholly the other, and a mixture is not published.

    ``gaps``: a site may be away between two renames.
    """
    found = read_files(project / "public")
    for cycle in CYCLES:
        site = below(found, cycle)
        assert site in [below(whole, cycle) for whole in wholes.values()] or (gaps and not site)
    live = project.with_name("live")
    if verify(project / "public"):
        with pytest.raises(HuiqiError, match="与清单不符"):
            publish(project / "public", live, "")
    else:
        publish(project / "public", live, site_digest(project / "public"))
    assert verify(live) == {}
    assert read_files(live) in wholes.values(), "what is live is one state, the front page too"


def check_built(project: Path, whole: Files) -> None:
    """After a build there is what a clean one makes, and nothing else."""
    assert read_files(project / "public") == whole
    for room in (project, project / "pack"):
        left = {path.name for path in room.iterdir() if path.name.startswith(".")} - {".cache"}
        assert not left, "what the killed build was making is gone"


def copy_made(job: BuildJob) -> BuildResult:
    """Make a small site and pack of a cycle at once, in the words of its state."""
    text = (job.root / "cycles" / job.cycle / "cycle.yml").read_text("utf-8")
    word = "乙" if "\ntheme: 乙，" in text else "甲"
    state = "archived" if "\narchived_on: " in text else "final"
    for number in range(20):
        for path in (job.site / "页面" / f"{number}.html", job.pack / "files" / f"{number}.docx"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{word}{number}", "utf-8")
    (job.site / "index.html").write_text(word, "utf-8")
    card = SiteRecord(job.cycle, word, "", "annual", "2025", "", state, "internal")
    (job.site / "cycle.json").write_text(render_site_record(card), "utf-8")
    (job.pack / "files.zip").write_text(word, "utf-8")
    print("made", flush=True)
    return BuildResult(sums=hash_folder(job.site))


def build_copies(project: Path) -> None:
    """Build a project with nothing to make."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker, "build_cycle", copy_made)
        outcomes = build_cycles(project, (), draft=False, report=lambda _: None)
    assert [outcome.error for outcome in outcomes] == [None] * len(outcomes)


def write_on(number: int) -> None:
    """Write a file without end."""
    path = Path(f"{number}.txt")
    with path.open("a") as file:
        print(path, flush=True)
        while True:
            file.write("x")
            file.flush()


def main(way: str) -> None:
    """Build the two states in turn, or work in two processes, until killed."""
    if way == "work":
        with ProcessPool(2) as crew:
            list(crew.work(write_on, (1, 2)))
    if way == "renames":
        atomic._exchange = lambda *_: False
    project = Path.cwd()
    while True:
        for state in STATES:
            write_state(project, state)
            build_copies(project)


if __name__ == "__main__":
    main(sys.argv[1])
