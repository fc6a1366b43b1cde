"""Filled papers read back."""

from __future__ import annotations

import pytest

from huiqi.collect.reading.read import read_filled
from huiqi.word.ooxml import to_bytes
from tests.collect.filled import SAMPLES, blank_papers, document_of, fill, form_of, holds_several


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
