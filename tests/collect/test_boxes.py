"""The copy block of a letter stands in a text box: what is typed there is read, or shown as unplaced."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from huiqi.collect.model import Reading
from huiqi.collect.reading.forms import take_form
from huiqi.collect.reading.read import read_filled
from huiqi.word.ooxml import parse
from tests.collect.filled import blank_papers, document_of, form_of
from tests.support.filling import pack_again
from tests.support.papers import convert
from tests.support.samples import FIRST

_PAPER = "circular"
_BY, _ON = "市文旅局办公室", "2022年1月20日"
_PROMPTS = "〔请填写：印发机关〕", "〔请填写：印发日期〕"
_BOTH = {"printed_by": (_BY,), "printed_on": (_ON,)}
_TAB, _PRINTED, _LAST_CELL = "<w:tab/>", "印发</w:t>", "</w:tc></w:tr></w:tbl>"
_MORE = "<w:p><w:r><w:t>共印15份</w:t></w:r></w:p>"
_BOX = re.compile(
    r"<w:p>(?:(?!<w:p>).)*?<mc:Alt.*?(<w:p>.*?</w:p>).*?</mc:AlternateContent></w:r></w:p>", re.S
)
_MARKS = re.compile("<w:bookmark(?:Start|End)[^>]*>")
_JOINED = "与相邻填写处之间的固定文字缺失，分不清各写了什么"
Change = Callable[[str], str]


def _blank() -> str:
    return document_of(blank_papers(FIRST)[_PAPER]).decode()


def _type(by: str = _BY, on: str = _ON) -> str:
    return _blank().replace(_PROMPTS[0], by).replace(_PROMPTS[1], on)


def _unbox(document: str) -> str:
    return _BOX.sub(lambda box: box[1], document)


def _read(document: str) -> Reading:
    return read_filled(document.encode(), form_of(FIRST, _PAPER))


@pytest.mark.parametrize(("document", "answers", "unsure", "unplaced"), [
    (_type(), _BOTH, {}, ()),
    (_MARKS.sub("", _type()), _BOTH, {}, ()),
    (_type(by=_PROMPTS[0] + _BY), _BOTH, {}, ()),
    (_type(by=_PROMPTS[0]), {"printed_on": (_ON,)}, {}, ()),
    (_MARKS.sub("", _type(by="")), {"printed_on": (_ON,)}, {}, ()),
    (_type().replace(_TAB, ""), _BOTH, {}, ()),
    (
        _MARKS.sub("", _type()).replace(_TAB, '<w:t xml:space="preserve">   </w:t>'),
        _BOTH, dict.fromkeys(_BOTH, "按文字之间的空白分开"), (),
    ),
    (_MARKS.sub("", _type()).replace(_TAB, ""), {}, dict.fromkeys(_BOTH, _JOINED), (_BY + _ON,)),
    (
        _type().replace(_PRINTED, "</w:t>"),
        _BOTH, {"printed_on": "同段的固定文字“印发”缺失或者改过"}, (),
    ),
    (
        _type().replace(_LAST_CELL, _MORE + _LAST_CELL),
        _BOTH, dict.fromkeys(_BOTH, "文本框中另有文字"), ("共印15份",),
    ),
    (_unbox(_type()), _BOTH, {}, ()),
    (
        _MARKS.sub("", _type(by="", on="市办印")).replace(_PRINTED, "</w:t>"),
        {}, {"issue_date": "后面还有文字，不能确定是否属于此处"}, ("市办印",),
    ),
])  # fmt: skip
def test_what_is_typed_into_the_copy_block_is_read_or_shown(
    document: str,
    answers: dict[str, tuple[str, ...]],
    unsure: dict[str, str],
    unplaced: tuple[str, ...],
) -> None:
    reading = _read(document)
    assert (dict(reading.answers), dict(reading.unsure), reading.unplaced) == (
        answers, unsure, unplaced,
    )  # fmt: skip


def test_a_copy_block_that_was_deleted_is_named() -> None:
    reading = _read(_BOX.sub("", _blank()))
    assert reading.notes == ("缺少文本框：版记›印发机关、版记›印发日期",)
    assert reading.open == tuple(form_of(FIRST, _PAPER).by_key)


def test_libreoffice_keeps_it_once_and_twice(tmp_path: Path) -> None:
    paper = blank_papers(FIRST)[_PAPER]
    files = {"filled": pack_again(paper, parse(_type().encode())), "blank": paper}
    for times in ("once", "twice"):
        saved = convert(files, "docx", tmp_path / times)
        files = {name: path.read_bytes() for name, path in saved.items()}
        filled, blank = (_read(document_of(files[name]).decode()) for name in ("filled", "blank"))
        assert (dict(filled.answers), filled.unsure, filled.unplaced) == (_BOTH, {}, ())
        assert blank.open == tuple(form_of(FIRST, _PAPER).by_key)


def test_by_a_form_without_these_places_it_stays_unplaced() -> None:
    blank = _MARKS.sub("", _blank()).encode()
    old = take_form(blank, document_id=_PAPER, paper=_PAPER, title="")
    assert not {"printed_by", "printed_on"} & old.by_key.keys()
    reading = read_filled(_MARKS.sub("", _type()).encode(), old)
    assert reading.unplaced == (f"{_BY}\t{_ON}印发",)
