"""The forms of all papers of the samples."""

from __future__ import annotations

import hashlib
import json

import pytest

from huiqi.collect.reading.forms import Form
from huiqi.collect.reading.read import read_filled
from tests.collect.filled import SAMPLES, blank_papers, document_of, form_of


@pytest.mark.parametrize("cycle", SAMPLES)
def test_a_form_has_every_place_and_comes_back_from_json(cycle: str) -> None:
    for name, docx in blank_papers(cycle).items():
        document, form = document_of(docx), form_of(cycle, name)
        boxed = sum(place.label.startswith("版记") for place in form.places)
        assert len(form.places) - boxed == document.count(b"<w:tag "), name
        assert boxed == 2 * document.count("印发机关".encode()), name
        assert len(form.by_key) == len(form.places), name
        assert form.digest == hashlib.sha256(document).hexdigest()
        assert Form.from_json(json.loads(json.dumps(form.to_json()))) == form, name


@pytest.mark.parametrize("cycle", SAMPLES)
def test_a_blank_paper_is_open_everywhere(cycle: str) -> None:
    for name, docx in blank_papers(cycle).items():
        form = form_of(cycle, name)
        reading = read_filled(document_of(docx), form)
        assert reading.open == tuple(form.by_key), name
        assert (reading.answers, reading.unsure, reading.unplaced, reading.notes) == (
            {},
            {},
            (),
            (),
        ), name
