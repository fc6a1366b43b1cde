"""Projects of many cycles, each a sample under another id, with words of its own.

They have few kinds of papers, unless all are asked for: how builds go together does not depend on
their number, and each paper costs a file for every member and a page.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.support.projects import ROOT, copy_project
from tests.support.samples import SECOND

_GROUP = "松川水务集团"
# One for all, and one for each member.
_FEW = ("agenda", "outline")


def name_cycle(number: int) -> str:
    """Return the id of the numbered cycle."""
    return f"2025-c{number:03}"


def write_cycle(project: Path, number: int, *, every_paper: bool = False) -> Path:
    """Write the numbered cycle's facts and return their file."""
    name = name_cycle(number)
    sample = ROOT / "cycles" / SECOND / "cycle.yml"
    text = sample.read_text("utf-8").replace(f"id: {SECOND}", f"id: {name}")
    text = text.replace(_GROUP, f"{_GROUP}第{number:03}公司")
    text = text.replace("\ntheme: ", f"\ntheme: 第{number:03}次会议，")
    path = project / "cycles" / name / "cycle.yml"
    if not every_paper:
        text = _leave_out_papers(text)
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
    return path


def _leave_out_papers(facts: str) -> str:
    """Return the sample's facts without its own papers and with few of the usual ones."""
    left_out = {path.stem for path in (ROOT / "templates").glob("*.md")} - set(_FEW)
    head, _, _ = facts.partition("\ndocuments:")
    return "\n".join([head, "documents:", *(f"  {name}: false" for name in sorted(left_out)), ""])


def make_project(folder: Path, count: int, *, every_paper: bool = False) -> Path:
    """Copy the project with so many cycles instead of its own."""
    project = copy_project(folder)
    for path in (project / "cycles").iterdir():
        if path.is_dir():
            shutil.rmtree(path)
    for number in range(1, count + 1):
        write_cycle(project, number, every_paper=every_paper)
    return project


def edit_facts(path: Path, old: str, new: str) -> None:
    """Change a text of the facts that must be there."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8", newline="\n")
