"""Papers filled in by program with known answers, as Word writes them."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import cache

from huiqi.collect.model import Place
from huiqi.collect.reading.forms import Form, take_form
from huiqi.facts.reading.load import load_cycle
from huiqi.word.copies import all_copies
from huiqi.word.ooxml import Element, W, parse, text_element, w
from macros.scope import Rendition, Scope
from tests.support.papers import KEPT
from tests.support.projects import ROOT
from tests.support.samples import BRANCH, FIRST, SECOND

SAMPLES = (FIRST, BRANCH, SECOND)
Answers = dict[str, list[str]]
_WORDS = (
    "理论学习抓得不紧", "调查研究不够深入", "对分管工作督促检查少", "联系服务群众的办法不多", "开展批评时顾虑较多",
    "制度执行前紧后松", "会议偏多、文件偏长", "对年轻干部培养不够", "已按要求整改到位", "正在推进，预计年底完成",
)  # fmt: skip
_TURNS = (
    "一是{}。",
    "（一）{}。",
    "1. {}。",
    "“{}”，教训深刻。",
    "{}：今后改进。",
    "{}（详见附件）。",
    "{}；{}。",
    "  {}。 ",
    "到会12人。{}。",
)


@cache
def blank_papers(cycle: str) -> dict[str, bytes]:
    """Return the first copy of each template of a sample, by the template's id."""
    facts = load_cycle(ROOT / "cycles" / cycle).cycle
    copies = {copy.template.id: copy for copy in reversed(all_copies(facts))}
    papers = KEPT.render(Scope(facts, Rendition.office()), copies.values(), draft=True)
    files = KEPT.make_files(papers, cycle)
    return {name: files[copy.key] for name, copy in sorted(copies.items())}


@cache
def document_of(docx: bytes, name: str = "word/document.xml") -> bytes:
    """Return the document.xml of a Word file."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read(name)


@cache
def form_of(cycle: str, paper: str) -> Form:
    """Return the form of a sample's paper."""
    document = document_of(blank_papers(cycle)[paper])
    return take_form(document, document_id=paper, paper=paper, title=paper)


@cache
def holds_several(document: bytes) -> frozenset[str]:
    """Return the keys whose control stands round its paragraph or its cell."""
    return frozenset(
        tag.get(f"{W}val")
        for tag in parse(document).iter(f"{W}tag")
        if next(tag.getparent().getparent().iter(f"{W}p"), None) is not None
    )


def invent_answers(document: bytes, form: Form, chance: random.Random) -> Answers:
    """Return answers for most places of a paper; no two are alike."""
    several = holds_several(document)
    return {
        place.key: _invent(place, number, chance, several=place.key in several)
        for number, place in enumerate(form.places, start=1)
        if chance.random() < 0.8
    }


def _invent(place: Place, number: int, chance: random.Random, *, several: bool) -> list[str]:
    if place.kind == "choice":
        return [chance.choice(place.choices)]
    if place.kind == "date":
        return [f"2024年{number % 12 + 1}月{number}日"]
    if not several:
        return [f"{_WORDS[number % 10]}{number}"]
    count = chance.choice((1, 1, 2, 3, 5))
    said = [_say(chance, f"甲{number}乙{part}") for part in range(count)]
    return [*said, said[-1]] if chance.random() < 0.1 else said


def _say(chance: random.Random, own: str) -> str:
    """Return a paragraph that nobody else wrote."""
    turn = chance.choice(_TURNS)
    return turn.format(chance.choice(_WORDS) + own, chance.choice(_WORDS)).strip()


def fill(document: bytes, answers: Mapping[str, Sequence[str]]) -> Element:
    """Return the root of a blank document with answers in its controls and boxes, as Word writes them."""
    root = parse(document)
    for tag in list(root.iter(f"{W}tag")):
        key = tag.get(f"{W}val")
        if answers.get(key):
            write_into(tag.getparent().getparent(), answers[key])
    for box in root.iter(f"{W}txbxContent"):
        for mark in list(box.iter(f"{W}bookmarkStart")):
            if answers.get(mark.get(f"{W}name")):
                (text,) = answers[mark.get(f"{W}name")]
                mark.getparent().replace(mark.getnext(), run(text))
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
