"""Papers filled in by program with known answers, as Word writes them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import cache

from huiqi.collect.forms import Form, take_form
from huiqi.facts.reading.load import load_cycle
from huiqi.word.copies import all_copies
from huiqi.word.ooxml import Element, W, parse, text_element, to_bytes, w
from macros.scope import Rendition, Scope
from tests.support.papers import WORKSHOP
from tests.support.projects import ROOT
from tests.support.samples import BRANCH, FIRST, SECOND

SAMPLES = (FIRST, BRANCH, SECOND)
Answers = dict[str, list[str]]


@cache
def blank_papers(cycle: str) -> dict[str, bytes]:
    """Return the first copy of each template of a sample, by the template's id."""
    facts = load_cycle(ROOT / "cycles" / cycle).cycle
    copies = {copy.template.id: copy for copy in reversed(all_copies(facts))}
    papers = WORKSHOP.render(Scope(facts, Rendition.office()), copies.values(), draft=True)
    files = WORKSHOP.make_files(papers, cycle)
    return {name: files[copy.key] for name, copy in sorted(copies.items())}


def document_of(docx: bytes, name: str = "word/document.xml") -> bytes:
    """Return the document.xml of a Word file."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read(name)


@cache
def form_of(cycle: str, paper: str) -> Form:
    """Return the form of a sample's paper."""
    document = document_of(blank_papers(cycle)[paper])
    return take_form(document, document_id=paper, paper=paper, title=paper)


def fill(document: bytes, answers: Mapping[str, Sequence[str]]) -> Element:
    """Return the root of a blank document with answers in its controls, as Word writes them."""
    root = parse(document)
    for tag in list(root.iter(f"{W}tag")):
        key = tag.get(f"{W}val")
        if answers.get(key):
            write_into(tag.getparent().getparent(), answers[key])
    return root


def write_into(control: Element, paragraphs: Sequence[str]) -> None:
    """Write into a control: the prompt goes, further paragraphs stand behind the first."""
    for mark in list(control.iter(f"{W}showingPlcHdr")):
        mark.getparent().remove(mark)
    inner = next(control.iterfind(f".//{W}sdt"), control)
    inner.find(f"{W}sdtContent")[:] = [run(paragraphs[0])]
    paragraph = next(control.iter(f"{W}p"), None)
    if paragraph is None:
        paragraph = next(inner.iterancestors(f"{W}p"))
    for text in reversed(paragraphs[1:]):
        paragraph.addnext(w("p", deepcopy(paragraph.find(f"{W}pPr")), run(text)))


def run(text: str) -> Element:
    """Return a run as Word writes Chinese text."""
    return w("r", w("rPr", w("rFonts", hint="eastAsia")), text_element(text))


def holds_several(form: Form, document: bytes) -> set[str]:
    """Return the keys whose control stands round its paragraph or its cell."""
    del form
    return {
        tag.get(f"{W}val")
        for tag in parse(document).iter(f"{W}tag")
        if next(tag.getparent().getparent().iter(f"{W}p"), None) is not None
    }


def to_document(root: Element) -> bytes:
    """Return the document.xml of a root."""
    return to_bytes(root)
