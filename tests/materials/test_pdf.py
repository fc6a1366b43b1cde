"""PDF files as study materials: read, stripped, or refused."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from huiqi.materials.pdf.read import read_pdf
from huiqi.materials.screening import RefusedError, refuse_secrets
from tests.support.papers import convert, make, render
from tests.support.samples import FIRST, make_cycle


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The plan as a PDF, as LibreOffice writes it."""
    made = make({"plan": render(make_cycle(FIRST), office=False)["plan"]})
    return convert(made, "pdf", tmp_path_factory.mktemp("pdf"))["plan"].read_bytes()


@pytest.fixture(scope="module")
def marked(plain: bytes) -> bytes:
    """The same with an author, a note, a script and a file that it carries."""
    writer = PdfWriter(clone_from=io.BytesIO(plain))
    writer.add_metadata({"/Author": "author-of-it", "/Producer": "maker-of-it"})
    writer.add_annotation(0, FreeText(text="note-on-it", rect=(50, 550, 200, 650)))
    action = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("script-in-it")}
    opened = DictionaryObject({NameObject(key): value for key, value in action.items()})
    writer.root_object[NameObject("/OpenAction")] = opened
    writer.add_attachment("a.txt", b"file-in-it")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_the_text_of_a_pdf(plain: bytes) -> None:
    pdf = read_pdf(plain)
    paragraphs = [text.get_text() for text in BeautifulSoup(pdf.html, "html.parser").find_all("p")]
    assert pdf.pages > 5
    assert "一、民主生活会主题" in paragraphs
    theme = make_cycle(FIRST).theme or ""
    assert any(theme in paragraph for paragraph in paragraphs), "lines of a paragraph are joined"


def test_the_copy_says_no_more_than_its_pages_show(marked: bytes) -> None:
    before = PdfReader(io.BytesIO(marked))
    assert before.metadata
    assert "/Annots" in before.pages[0]
    assert {"/OpenAction", "/Names"} <= set(before.root_object)
    copy = read_pdf(marked).copy
    for word in ("author-of-it", "maker-of-it", "note-on-it", "script-in-it", "file-in-it"):
        assert word.encode() not in copy
        assert word.encode("utf-16-be") not in copy
    reader = PdfReader(io.BytesIO(copy))
    assert not reader.metadata
    assert set(reader.root_object) <= {"/Type", "/Pages"}
    for page in reader.pages:
        assert "/Annots" not in page
    assert reader.pages[0].extract_text() == PdfReader(io.BytesIO(marked)).pages[0].extract_text()


def test_the_copy_is_the_same_each_time(marked: bytes) -> None:
    assert read_pdf(marked).copy == read_pdf(marked).copy


def test_what_cannot_be_read_is_refused(plain: bytes) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(plain))
    writer.encrypt("geheim", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    with pytest.raises(RefusedError, match="密码"):
        read_pdf(locked.getvalue())
    for broken in (
        b"",
        b"%PDF-1.7",
        b"not a pdf",
        plain[:2000],
        plain[:-3000].replace(b"obj", b""),
    ):
        with pytest.raises(RefusedError, match="损坏"):
            read_pdf(broken)


def test_a_filled_in_paper_is_recognised_by_title_and_name(tmp_path: Path) -> None:
    cycle = make_cycle(FIRST)
    papers = render(cycle)
    made = make({name: papers[name] for name in ("outline", "talk-record", "criticism-form")})
    for path in convert(made, "pdf", tmp_path).values():
        with pytest.raises(RefusedError, match="姓名"):
            refuse_secrets(cycle, "材料.pdf", read_pdf(path.read_bytes()).said)
