"""Projects of many cycles, each a sample under another id, with words of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.support.projects import ROOT, copy_project
from tests.support.samples import SECOND

_GROUP = "松川水务集团"


def name_cycle(number: int) -> str:
    """Return the id of the numbered cycle."""
    return f"2025-c{number:03}"


def write_cycle(project: Path, number: int) -> Path:
    """Write the numbered cycle's facts and return their file."""
    name = name_cycle(number)
    sample = ROOT / "cycles" / SECOND / "cycle.yml"
    text = sample.read_text("utf-8").replace(f"id: {SECOND}", f"id: {name}")
    text = text.replace(_GROUP, f"{_GROUP}第{number:03}公司")
    text = text.replace("\ntheme: ", f"\ntheme: 第{number:03}次会议，")
    path = project / "cycles" / name / "cycle.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
    return path


def make_project(folder: Path, count: int) -> Path:
    """Copy the project with so many cycles instead of its own."""
    project = copy_project(folder)
    for path in (project / "cycles").iterdir():
        if path.is_dir():
            shutil.rmtree(path)
    for number in range(1, count + 1):
        write_cycle(project, number)
    return project


def edit_facts(path: Path, old: str, new: str) -> None:
    """Change a text of the facts that must be there."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8", newline="\n")
