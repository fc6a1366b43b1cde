"""The files that the office has had made of what came in, by what they are; only what is listed here is handed over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from huiqi.collect.checks.run_checks import ARCHIVE_FOLDER, MENDED_FOLDER
from huiqi.collect.kept.store import FOLDER, find_folder
from huiqi.collect.office.ballots.summary import SUMMARY as BALLOT_SUMMARY
from huiqi.collect.office.evaluation import TABLE
from huiqi.collect.office.opinions.papers import MEMBER_SUMMARY, REPORT, SUMMARY
from huiqi.collect.office.prefilled import find_copies
from huiqi.collect.office.rectification.lists import LIST, MEMBER_LIST, PLAN
from huiqi.collect.office.working_files import FOLDER as WORKING
from huiqi.facts.documents import list_documents
from huiqi.facts.model.cycle import Cycle
from huiqi.word.pack import name_file
from macros.scope import Rendition, Scope

PAPERS = {
    "summaries": (SUMMARY, MEMBER_SUMMARY, REPORT, BALLOT_SUMMARY),
    "lists": (PLAN, LIST, MEMBER_LIST),
}
_FOLDERS = {"mended": MENDED_FOLDER, "archive": ARCHIVE_FOLDER}


@dataclass(frozen=True)
class MadeFiles:
    """Files of one sort: what they are, the folder as people see it, whether the cycle has such papers, paths by name."""

    title: str
    place: str
    wanted: bool = True
    paths: Mapping[str, Path] = field(default_factory=dict)


def list_made(root: Path, cycle: Cycle) -> dict[str, MadeFiles]:
    """Return what was made of a cycle's papers, by what it is: table, summaries, lists, mended, archive."""
    folder, shown = find_folder(root, cycle.id), f"{FOLDER}/{cycle.id}"
    working = dict(_list_files(folder / WORKING))
    found = {"table": MadeFiles("意见整理表", f"{shown}/{WORKING}/", True, _pick(working, {TABLE}))}
    for sort, templates in PAPERS.items():
        names = _name_papers(cycle, templates)
        title = _name_documents(cycle, templates)
        found[sort] = MadeFiles(title, f"{shown}/{WORKING}/", bool(names), _pick(working, names))
    for sort, name in _FOLDERS.items():
        found[sort] = MadeFiles(name, f"{shown}/{name}/", True, dict(_list_files(folder / name)))
    return found


def _list_files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*.docx")):
        if path.is_file() and not path.name.startswith("~$"):
            yield path.relative_to(folder).as_posix(), path


def _pick(files: Mapping[str, Path], names: set[str]) -> dict[str, Path]:
    """Return files of these names, and the edited ones before them that were kept under a number."""
    stems = tuple(f"{name.removesuffix('.docx')}-旧" for name in names)
    return {
        name: path for name, path in files.items()
        if name in names or (stems and name.startswith(stems))
    }  # fmt: skip


def _name_papers(cycle: Cycle, templates: tuple[str, ...]) -> set[str]:
    scope = Scope(cycle, Rendition.office())
    return {name_file(scope, copy) for name in templates for copy in find_copies(cycle, name)}


def _name_documents(cycle: Cycle, templates: tuple[str, ...]) -> str:
    there = {copy.document for name in templates for copy in find_copies(cycle, name)}
    named = (f"{one.number} {one.title}" for one in list_documents(cycle) if one.id in there)
    return "、".join(named)
