"""Places of one line: all paragraphs in their control are read, what is typed below it is never silently theirs."""

from __future__ import annotations

from copy import deepcopy

import pytest

from huiqi.collect.model import Reading
from huiqi.collect.reading.read import read_filled
from huiqi.word.ooxml import Element, W, to_bytes, w
from tests.collect.filled import blank_papers, document_of, fill, form_of, run
from tests.support.samples import FIRST, SECOND

_FIRST, _BELOW = "样发〔2024〕3号", "请于本周内阅。"
_WHY = "后面另起的段落在填写处之外，不能确定是否属于此处"


def _fill(paper: str, key: str, *, answer: bool = True) -> tuple[Element, Element]:
    """Return a filled paper and the control of a place."""
    root = fill(document_of(blank_papers(SECOND)[paper]), {key: [_FIRST]} if answer else {})
    (tag,) = (tag for tag in root.iter(f"{W}tag") if tag.get(f"{W}val") == key)
    return root, tag.getparent().getparent()


def _type_below(control: Element, text: str) -> None:
    """Type in a new paragraph behind the control and its bookmark."""
    inside = next(control.iterancestors(f"{W}p"), None)
    before = inside if inside is not None else control
    while before.getnext() is not None and before.getnext().tag == f"{W}bookmarkEnd":
        before = before.getnext()
    before.addnext(w("p", run(text)))


def _read(root: Element, paper: str) -> Reading:
    return read_filled(to_bytes(root), form_of(SECOND, paper))


@pytest.mark.parametrize(
    ("paper", "key", "doubted"), [("circular", "number", "number"), ("request", "number", "signer")]
)
@pytest.mark.parametrize("answer", [True, False])
def test_what_is_typed_below_is_never_silently_the_answer(
    paper: str, key: str, doubted: str, *, answer: bool
) -> None:
    root, control = _fill(paper, key, answer=answer)
    _type_below(control, _BELOW)
    reading = _read(root, paper)
    holders = [one for one, texts in reading.answers.items() if _BELOW in texts]
    assert holders == [doubted]
    assert reading.unsure == {doubted: _WHY}


def test_below_a_number_without_marks_too() -> None:
    root, control = _fill("circular", "number")
    _type_below(control, _BELOW)
    for tag in ("bookmarkStart", "bookmarkEnd"):
        for mark in list(root.iter(f"{W}{tag}")):
            mark.getparent().remove(mark)
    for one in list(root.iter(f"{W}sdt")):
        for inner in one.find(f"{W}sdtContent"):
            one.addprevious(inner)
        one.getparent().remove(one)
    reading = _read(root, "circular")
    assert reading.answers["number"] == (_FIRST, _BELOW)
    assert reading.unsure == {"number": _WHY}


def test_all_paragraphs_in_the_control_are_read() -> None:
    root, control = _fill("circular", "number")
    paragraph = next(control.iter(f"{W}p"))
    for text in ("第三行。", _BELOW):
        paragraph.addnext(w("p", deepcopy(paragraph.find(f"{W}pPr")), run(text)))
    reading = _read(root, "circular")
    assert reading.answers["number"] == (_FIRST, _BELOW, "第三行。")
    assert (reading.unsure, reading.unplaced) == ({}, ())


def test_the_form_says_which_places_hold_one_line() -> None:
    assert form_of(SECOND, "circular").by_key["number"].one_line
    assert form_of(FIRST, "guidance-letter").by_key["number"].one_line
    assert form_of(SECOND, "request").by_key["signer"].one_line
    assert not form_of(SECOND, "outline").by_key["problems_1"].one_line
