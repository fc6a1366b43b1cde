"""A project with the pack of a sample, and filled papers of it, for tests of collecting."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from huiqi.collect.run import collect
from huiqi.facts.reading.load import load_cycle
from huiqi.files.zip_archive import write_zip
from huiqi.word.ooxml import to_bytes
from huiqi.word.pack import make_pack
from tests.collect.filled import document_of, fill
from tests.support.papers import KEPT
from tests.support.projects import ROOT
from tests.support.samples import SECOND

CYCLE = SECOND
DOCUMENTS = ("outline", "talk-record", "opinion-form", "explanation", "criticism-form")
OUTLINE = "01-韩一（党委书记、董事长）/D13-个人发言提纲-韩一.docx"
OTHER_OUTLINE = "02-杨二（党委副书记、总经理）/D13-个人发言提纲-杨二.docx"
TALK = "01-韩一（党委书记、董事长）/D11-谈心谈话记录表-001-韩一-杨二.docx"
CRITICISM = "03-朱三（党委副书记）/D16-相互批评意见表-朱三.docx"
OPINIONS = "党委工作部/D06-征求意见表-党委工作部.docx"
EXPLANATION = "本人/D24-个人有关事项说明.docx"
Parts = dict[str, bytes]


@cache
def pack(*, draft: bool = False) -> Mapping[str, bytes]:
    """Return some papers of the sample's pack, by their names in it."""
    facts = load_cycle(ROOT / "cycles" / CYCLE)
    return make_pack(KEPT, facts, DOCUMENTS, draft=draft).files


def make_project(folder: Path, *, draft: bool = False) -> Path:
    """Return a project with the sample's facts and its pack, and nothing else."""
    target = folder / "cycles" / CYCLE
    target.mkdir(parents=True)
    shutil.copy2(ROOT / "cycles" / CYCLE / "cycle.yml", target)
    shutil.copytree(ROOT / "docs" / "parts", folder / "docs" / "parts")
    shutil.copy2(ROOT / "mkdocs.yml", folder)
    for name, data in pack(draft=draft).items():
        path = folder / "pack" / CYCLE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def fill_in(name: str, answers: Mapping[str, Sequence[str]], saved: str = "") -> bytes:
    """Return a paper of the pack with answers, saved at a time such as 2025-01-20T08:00:00Z."""
    data = pack()[name]
    root = fill(document_of(data), answers)
    parts = {"word/document.xml": to_bytes(root)}
    if saved:
        core = document_of(data, "docProps/core.xml").decode()
        mark = f'<m:modified xmlns:m="http://purl.org/dc/terms/">{saved}</m:modified></cp:coreProperties>'
        parts["docProps/core.xml"] = core.replace("</cp:coreProperties>", mark).encode()
    return change_parts(data, parts)


def change_parts(data: bytes, parts: Mapping[str, bytes], *, drop: Sequence[str] = ()) -> bytes:
    """Return a Word file with other parts, or without some."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        whole = {name: archive.read(name) for name in archive.namelist() if name not in drop}
    return write_zip(whole | dict(parts))


def without_properties(data: bytes) -> bytes:
    """Return a Word file as somebody has it who copied everything into a new one."""
    kinds = document_of(data, "[Content_Types].xml").decode()
    links = document_of(data, "_rels/.rels").decode()
    parts = {
        "[Content_Types].xml": re.sub(
            r'<Override PartName="/docProps/custom.xml"[^>]*>', "", kinds
        ),
        "_rels/.rels": re.sub(r'<Relationship [^>]*custom.xml"[^>]*>', "", links),
    }
    return change_parts(
        data, {name: text.encode() for name, text in parts.items()}, drop=["docProps/custom.xml"]
    )


def with_properties(data: bytes, **values: str) -> bytes:
    """Return a Word file with other values of our properties."""
    text = document_of(data, "docProps/custom.xml").decode()
    for name, value in values.items():
        text = re.sub(rf'(name="huiqi-{name}"><vt:lpwstr>)[^<]*', rf"\g<1>{value}", text)
    return change_parts(data, {"docProps/custom.xml": text.encode()})


def put(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files into a folder and return it."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def refusals(root: Path, folder: Path) -> dict[str, str]:
    """Collect a folder and return why each file was refused."""
    return {one.file: one.why for one in collect(root, CYCLE, [folder]).refused}
