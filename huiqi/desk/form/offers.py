"""The remedies that the form offers as buttons: a name that is nearly the one typed, or a new one."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from huiqi.desk.form.edit import ADDED_TO
from huiqi.desk.form.fields import FieldForm
from huiqi.desk.form.names import Names
from huiqi.desk.form.shown import Offer
from huiqi.facts.reading.referable import KIND_WORDS

_MOST = 2
_ALIKE = 0.5


def list_offers(form: FieldForm, typed: str, names: Names) -> Iterator[Offer]:
    """Yield what may have been meant by a text that is no value of a field."""
    if form.kind == "reference" and form.ref:
        known = [name for name in names.of(form.ref).values() if name]
        pieces = list(names.split(form.ref, typed)) if form.listed else [typed.strip()]
        fresh = [piece for piece in pieces if names.find(form.ref, piece) is None]
        for piece in fresh[:1]:
            for near in difflib.get_close_matches(piece, known, _MOST, _ALIKE):
                whole = "、".join(near if one == piece else one for one in pieces)
                yield Offer("choose", whole, f"改为“{near}”")
            if form.ref in ADDED_TO:
                word = "责任单位" if form.ref == "party" else KIND_WORDS[form.ref]
                yield Offer("name", piece, f"新增{word}“{piece}”")
    elif form.kind == "choice":
        for near in difflib.get_close_matches(typed, list(form.choices.values()), _MOST, _ALIKE):
            yield Offer("choose", near, f"改为“{near}”")
