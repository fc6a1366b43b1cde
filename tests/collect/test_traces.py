"""Anonymous papers are kept without what tells of their authors; whose file names somebody else is not believed."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest

from huiqi.collect.kept.originals import find_original
from huiqi.collect.kept.store import find_folder
from huiqi.collect.model import CollectedPaper
from huiqi.collect.receiving.traces import hide_names, take_traces
from huiqi.collect.run import collect
from tests.collect.filled import document_of
from tests.collect.filled_project import (
    CYCLE,
    OPINIONS,
    OUTLINE,
    change_parts,
    fill_in,
    make_project,
    put,
)
from tests.support.kills import read_files

_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>某作者</dc:creator>'
    "<cp:lastModifiedBy>某作者</cp:lastModifiedBy></cp:coreProperties>"
)
_APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Manager>某作者</Manager><Company>某单位</Company></Properties>"
)
_SITTINGS = '<w:rsids><w:rsidRoot w:val="00A1B2C3"/><w:rsid w:val="00D4E5F6"/></w:rsids>'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


def _saved_by_somebody(text: str) -> bytes:
    """Return an anonymous paper as Word saves it."""
    data = fill_in(OPINIONS, {"team_1": [text]})
    settings = document_of(data, "word/settings.xml").replace(
        b"</w:settings>", f"{_SITTINGS}</w:settings>".encode()
    )
    custom = document_of(data, "docProps/custom.xml").replace(
        b"</Properties>",
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="99" name="作者"><vt:lpwstr>杨二'
        "</vt:lpwstr></property></Properties>".encode(),
    )
    parts = {
        "docProps/core.xml": _CORE.encode(), "docProps/app.xml": _APP.encode(),
        "docProps/custom.xml": custom, "word/settings.xml": settings,
    }  # fmt: skip
    return change_parts(data, parts)


def _collect(root: Path, folder: str, **files: bytes) -> dict[str, CollectedPaper]:
    put(root / folder, {f"{name}.docx": data for name, data in files.items()})
    found = collect(root, CYCLE, [root / folder], today=dt.date(2025, 1, 20))
    assert found.refused == ()
    return {one.file.removesuffix(".docx"): one for one in found.papers}


def test_an_anonymous_paper_is_kept_without_its_author(root: Path) -> None:
    data = _saved_by_somebody("意见。")
    found = _collect(root, "in", **{"D06-杨 二的意见表": data})
    (paper,) = found.values()
    assert paper.file == "D06-不署名的意见表.docx"
    kept = find_original(root, CYCLE, paper.digest).read_bytes()
    assert document_of(kept) == document_of(data)
    assert take_traces(kept) == kept
    with zipfile.ZipFile(io.BytesIO(kept)) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist())
    for told in ("某作者", "某单位", "rsid", "撰写"):
        assert told.encode() not in whole
    index = read_files(find_folder(root, CYCLE))["index.json"].decode()
    assert "杨" not in index.partition('"places"')[0]
    # Read again from what is kept, it is the same paper.
    facts = root / "cycles" / CYCLE / "cycle.yml"
    facts.write_text(facts.read_text("utf-8") + "\n", "utf-8")
    (root / "in" / "D06-杨 二的意见表.docx").unlink()
    assert collect(root, CYCLE, [root / "in"]).papers == (paper,)


def test_numbers_of_sittings_and_authors_of_changes_go_from_the_text_alone() -> None:
    data = _saved_by_somebody("意见。")
    text = 'w:rsidR="00A1B2C3" 意见'
    said = (
        f'<w:ins w:id="1" w:author="杨二"><w:r w:rsidR="00A1B2C3"><w:t>{text}</w:t></w:r></w:ins>'
    )
    clean = '<w:ins w:id="1" w:author=""><w:r><w:t>' + text + "</w:t></w:r></w:ins>"
    document = document_of(data)
    assert b"</w:p>" in document
    written = document.replace(b"</w:p>", f"{said}</w:p>".encode(), 1)
    kept = take_traces(change_parts(data, {"word/document.xml": written}))
    assert document_of(kept) == document.replace(b"</w:p>", f"{clean}</w:p>".encode(), 1)


@pytest.mark.parametrize(
    ("file", "hidden"),
    [
        ("意见表.docx", "意见表.docx"),
        ("杨二/a.zip/意见表 杨　二.docx", "不署名/a.zip/意见表 不署名.docx"),
        ("韩一一.docx", "不署名.docx"),
    ],
)
def test_names_in_the_path_are_hidden(file: str, hidden: str) -> None:
    assert hide_names(file, ["韩一", "杨二", "韩一一", "", "王"]) == hidden


def test_the_same_anonymous_bytes_under_two_names_are_said(root: Path) -> None:
    one, other = _saved_by_somebody("意见甲。"), _saved_by_somebody("意见乙。")
    found = _collect(root, "in", 甲=one, 丙=one, 乙=other)
    said = "内容完全相同的文件有2个，只计1份，请核对"
    assert sorted(paper.doubts for paper in found.values()) == [(), (said,)]
    assert _collect(root, "in") == found
    assert found["乙"].doubts == ()
    assert _collect(root, "more", 丁=other)["乙"].doubts == (said,)


def test_a_file_that_names_somebody_else_is_doubted_and_replaces_nothing(root: Path) -> None:
    own = fill_in(OUTLINE, {"problems_1": ["韩一写的。"]}, "2025-01-18T08:00:00Z")
    other = fill_in(OUTLINE, {"problems_1": ["杨二写的。"]}, "2025-01-19T08:00:00Z")
    names = {"D13-个人发言提纲-韩一": own, "D13-个人发言提纲-杨二": other}
    found = _collect(root, "in", **names)
    doubt = ("文件名写的是杨二，文件是韩一的，请核对",)
    assert {name: (paper.state, paper.doubts) for name, paper in found.items()} == {
        "D13-个人发言提纲-韩一": ("double", ()), "D13-个人发言提纲-杨二": ("double", doubt),
    }  # fmt: skip
    newer = fill_in(OUTLINE, {"problems_1": ["韩一改过的。"]}, "2025-01-20T08:00:00Z")
    found = _collect(root, "later", **{"韩一": newer})
    states = {name[-2:]: paper.state for name, paper in found.items() if name != "韩一"}
    assert states == {"韩一": "replaced", "杨二": "double"}
    assert found["韩一"].state == "double"


def test_where_it_came_first_it_is_not_believed_either(root: Path) -> None:
    other = fill_in(OUTLINE, {"problems_1": ["杨二写的。"]})
    assert [one.state for one in _collect(root, "in", 杨二=other).values()] == ["counted"]
    own = fill_in(OUTLINE, {"problems_1": ["韩一写的。"]})
    assert [one.state for one in _collect(root, "later", 韩一=own).values()] == ["double"] * 2
