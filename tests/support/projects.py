"""Copies of the project for tests that build sites."""

from __future__ import annotations

import shutil
from pathlib import Path

from huiqi.build.public_folder import finish_public
from huiqi.build.records import forget_record
from huiqi.build.run import build_cycles
from huiqi.facts.folders import unmark_sample
from huiqi.site.site_record import list_site_records

ROOT = Path(__file__).resolve().parent.parent.parent
_ROOMS = ("cycles", "docs", "huiqi", "macros", "templates", "theme")


def copy_project(folder: Path, *, papers: bool = False) -> Path:
    """Copy what a build needs into a new folder and return it, with the papers kept so far or without.

    The samples become cycles of an office's own, so that they can be reviewed and published.
    """
    for room in _ROOMS:
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy2(ROOT / "mkdocs.yml", folder)
    for facts in (folder / "cycles").glob("*/cycle.yml"):
        facts.write_text(unmark_sample(facts.read_text("utf-8")), "utf-8", newline="")
    kept = Path(".cache", "word")
    if papers and (ROOT / kept).is_dir():
        shutil.copytree(ROOT / kept, folder / kept)
    return folder


def build_public(folder: Path) -> Path:
    """Build all cycles of a fresh copy and return its public/."""
    outcomes = build_cycles(copy_project(folder, papers=True), (), draft=False, report=print)
    assert [outcome.error for outcome in outcomes] == [None] * len(outcomes)
    return folder / "public"


def copy_built(public: Path, folder: Path, *cycles: str) -> Path:
    """Copy the project of all sites into a new folder, as it is when only these cycles were built."""
    project = shutil.copytree(public.parent, folder)
    for record in list(list_site_records(project / "public")):
        if record.id not in cycles:
            shutil.rmtree(project / "public" / record.id)
            shutil.rmtree(project / "pack" / record.id)
            (project / "pack" / f"{record.id}.zip").unlink()
            forget_record(project, record.id)
    finish_public(project)
    return project
