"""The study materials of a cycle: the files that its index names, read and checked."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from huiqi.errors import Finding, FindingsError
from huiqi.facts.model.content import Material
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.load import Facts
from huiqi.materials.read_file import (
    FOLDER,
    PICTURES,
    REMEDIES,
    MaterialFile,
    MaterialPage,
    explain_refusal,
    is_material,
    read_material,
    refuse_kind_and_size,
)
from huiqi.materials.screening import RefusedError

_SYSTEM_FILES = {"thumbs.db", "ehthumbs.db", "desktop.ini"}


def check_materials(facts: Facts) -> list[Finding]:
    """Return what is wrong with a cycle's materials, or else what their pages lack."""
    try:
        pages = load_materials(facts)
    except FindingsError as error:
        return list(error.findings)
    return [
        facts.source.place(replace(_fault(index, *hint), severity="hint"))
        for index, page in enumerate(pages.values())
        for hint in page.hints
    ]


def load_materials(facts: Facts) -> dict[str, MaterialPage]:
    """Return the pages of a cycle's materials by their ids.

    Raises:
        FindingsError: all that is wrong with index and files.
    """
    folder = facts.folder / FOLDER
    findings = [facts.source.place(finding) for finding in _check_index(facts, folder)]
    pages: dict[str, MaterialPage] = {}
    for index, material in enumerate(facts.cycle.materials):
        path = folder / material.file
        if _is_inside(folder, path):
            try:
                pages[material.id] = _read(facts.cycle, material, path)
            except FindingsError as error:
                findings += error.findings
            except RefusedError as error:
                said = explain_refusal(error, material.file)
                findings.append(facts.source.place(_fault(index, *said)))
    if findings:
        raise FindingsError(findings)
    return pages


def list_files(pages: Iterable[MaterialPage]) -> dict[str, bytes]:
    """Return the pictures and PDFs of the materials by their addresses on the site."""
    return {
        f"{FOLDER}/{page.id}/{name}": data for page in pages for name, data in page.files.items()
    }


def _is_inside(folder: Path, path: Path) -> bool:
    """Whether it is a file of the folder itself: no folder, no link to elsewhere."""
    try:
        return path.is_file() and path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def _fault(index: int, expected: str, found: str, remedy: str) -> Finding:
    return Finding("gate", expected, found, remedy, ("materials", index, "file"))


def _check_index(facts: Facts, folder: Path) -> Iterator[Finding]:
    """Yield files that the index names and that are not there, and the other way round."""
    there = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    named = [material.file for material in facts.cycle.materials]
    for index, name in enumerate(named):
        if name not in there:
            near = difflib.get_close_matches(name, sorted(there - set(named)), n=1, cutoff=0.8)
            remedy = (
                f"有“{near[0]}”：两处文件名写成一样" if near else "把文件放进去，或者改正文件名"
            )
            yield _fault(index, f"{FOLDER}/ 中的文件", f"没有文件“{name}”", remedy)
        elif not _is_inside(folder, folder / name):
            yield _fault(index, f"{FOLDER}/ 中的文件", f"“{name}”是文件夹，或者指向别处",
                         "把文件本身放进去")  # fmt: skip
        elif name in named[:index]:
            yield _fault(index, "每个文件一条材料", f"“{name}”写了两次", "删去其中一条")
    for name in sorted(there - set(named)):
        if not name.startswith((".", "~$")) and not name.lower().endswith(PICTURES):
            yield _explain_stranger(folder / name)


def _explain_stranger(path: Path) -> Finding:
    """Return the finding for something that no fact names; only a material can be listed."""
    kind, name = path.suffix.lower(), path.name
    if path.is_file() and is_material(name):
        expected, found = f"{FOLDER}/ 中的文件都列入 materials", f"没有列入“{name}”"
        return Finding(
            "gate", expected, found, "在 materials 中补写一条，或者移走文件", ("materials",)
        )
    remedy = "移走；学习材料只能是 .md、.docx、.pdf 文件"
    if path.is_dir():
        remedy = f"把文件夹移走；其中的学习材料直接放在 {FOLDER}/ 中"
    elif name.lower() in _SYSTEM_FILES:
        remedy = "删去；这是系统生成的文件"
    elif kind in REMEDIES:
        remedy = f"移走；是学习材料的，{REMEDIES[kind]}，再列入 materials"
    return Finding("gate", f"{FOLDER}/ 中只有学习材料", f"“{name}”", remedy, ("materials",))


def _read(cycle: Cycle, material: Material, path: Path) -> MaterialPage:
    try:
        refuse_kind_and_size(material.file, path.stat().st_size)
        beside = _read_pictures(path.parent) if path.suffix.lower() == ".md" else {}
        file = MaterialFile(material.file, path.read_bytes(), beside)
        return read_material(cycle, material.id, file)
    except OSError as error:
        raise RefusedError("能读取的文件", "不能读取", "核对它允许读取") from error


def _read_pictures(folder: Path) -> dict[str, bytes]:
    """Return the pictures in a folder, by name."""
    beside = sorted(item for item in folder.iterdir() if item.name.lower().endswith(PICTURES))
    return {item.name: item.read_bytes() for item in beside if item.is_file()}
