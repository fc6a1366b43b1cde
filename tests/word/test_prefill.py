"""Papers filled in beforehand: sound files, several paragraphs in a place, every place still a place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import ooxml_integrity
import pytest
from openxml_audit import OpenXmlValidator

from huiqi.word.copies import all_copies
from huiqi.word.ooxml import W
from huiqi.word.prefill import prefill, read_back
from macros.scope import Rendition, Scope
from tests.support.filling import find_control
from tests.support.papers import WORKSHOP, bookmarks, part
from tests.support.samples import FIRST, make_cycle

ANSWERS = {
    "problem_1": ["第一段<&>。", "第二段。", "第三段。"], "source_1": ["会议查摆"], "due_1": ["2022年3月1日"],
    "due_2": ["长期"], "note_1": [""], "problem_12": ["第十二行。"],
}  # fmt: skip


def _blank(template: str, rows: int | None = None) -> bytes:
    cycle = make_cycle(FIRST)
    copy = next(one for one in all_copies(cycle) if one.template.id == template)
    (paper,) = WORKSHOP.render(
        Scope(cycle, Rendition.office()), [replace(copy, rows=rows)], draft=True
    )
    return WORKSHOP.make_files([paper], cycle.id)[copy.key]


@pytest.fixture(scope="module")
def filled() -> bytes:
    return prefill(_blank("rectification-list", 12), ANSWERS)


def test_answers_stand_in_their_places(filled: bytes) -> None:
    found = read_back(filled)
    for key, said in ANSWERS.items():
        assert [text.strip() for text in found[key]] == said, key
    assert found["measure_1"] == ("〔请填写〕",)
    assert len([key for key in found if key.startswith("problem_")]) == 12


def test_bookmarks_and_controls_stay_and_hold_all_paragraphs(filled: bytes) -> None:
    assert bookmarks(filled) == bookmarks(_blank("rectification-list", 12))
    control = find_control(part(filled), "problem_1")
    *_, last = control.iter(f"{W}p")
    assert [mark.tag for mark in control.iter(f"{W}bookmarkEnd")] == [f"{W}bookmarkEnd"]
    assert last.find(f"{W}bookmarkEnd") is not None
    assert not list(control.iter(f"{W}showingPlcHdr"))


def test_a_date_says_its_day_where_the_text_is_one(filled: bytes) -> None:
    root = part(filled)
    days = [
        find_control(root, key).find(f".//{W}date").get(f"{W}fullDate")
        for key in ("due_1", "due_2")
    ]
    assert days == ["2022-03-01T00:00:00Z", None]


def _check(data: bytes, folder: Path) -> list[str]:
    path = folder / "x.docx"
    path.write_bytes(data)
    errors = [error.description for error in OpenXmlValidator().validate(str(path)).errors]
    return errors + [str(finding) for finding in ooxml_integrity.check(path)]


def test_the_validators_find_no_more_than_in_the_blank(filled: bytes, tmp_path: Path) -> None:
    report = _blank("opinion-report")
    answers = {"opinions_1": ["1.一条。", "2.另一条。"], "interviews": ["3"]}
    pairs = ((_blank("rectification-list", 12), filled), (report, prefill(report, answers)))
    for blank, data in pairs:
        assert _check(data, tmp_path) == _check(blank, tmp_path)


def test_the_same_bytes_each_time(filled: bytes) -> None:
    assert prefill(_blank("rectification-list", 12), ANSWERS) == filled


def test_a_place_that_the_paper_lacks_is_an_error() -> None:
    with pytest.raises(KeyError):
        prefill(_blank("rectification-list", 1), {"problem_2": ["一条。"]})
