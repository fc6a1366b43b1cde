"""Filled papers read back."""

from __future__ import annotations

import pytest

from huiqi.collect.reading.read import read_filled
from huiqi.word.ooxml import W, to_bytes
from tests.collect.filled import SAMPLES, blank_papers, document_of, fill, form_of, holds_several
from tests.support.samples import SECOND


@pytest.mark.parametrize("cycle", SAMPLES)
def test_every_place_of_every_paper_is_read_back(cycle: str) -> None:
    for name, docx in blank_papers(cycle).items():
        document, form = document_of(docx), form_of(cycle, name)
        several = holds_several(document)
        answers = {
            key: [f"第{number}处填写的内容", *(["第二段，同一处。"] if key in several else [])]
            for number, key in enumerate(form.by_key, start=1)
        }
        reading = read_filled(to_bytes(fill(document, answers)), form)
        assert {key: list(said) for key, said in reading.answers.items()} == answers, name
        assert (reading.open, reading.unsure, reading.unplaced, reading.notes) == (
            (),
            {},
            (),
            (),
        ), name


def test_a_table_that_became_plain_text_is_read_by_the_order_of_its_fixed_texts() -> None:
    blank, form = blank_papers(SECOND)["archive-list"], form_of(SECOND, "archive-list")
    answers = {
        f"{column}_{row}": [f"{column}{row}号"]
        for column in ("file", "note")
        for row in (1, 2, 3, 9)
    }
    root = fill(document_of(blank), answers)
    (table,) = root.iter(f"{W}tbl")
    for paragraph in list(table.iter(f"{W}p")):
        table.addprevious(paragraph)
    table.getparent().remove(table)
    reading = read_filled(to_bytes(root), form)
    assert {key: list(texts) for key, texts in reading.answers.items()} == answers
    assert (reading.unsure, reading.unplaced, reading.notes) == ({}, (), ())
