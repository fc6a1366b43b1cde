"""The remedies that the form offers as buttons: a name, a word, a text that is certain to be meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from huiqi.desk.form.edit import ADDED_TO
from huiqi.desk.form.fields import FieldForm
from huiqi.desk.form.mending import mend_text, mend_value, show_mended
from huiqi.desk.form.names import Names
from huiqi.desk.form.shown import Offer
from huiqi.desk.form.values import find_fault, read_value
from huiqi.errors import ExpectationError, Finding, KeyPath
from huiqi.facts.reading.referable import KIND_WORDS

# Rules whose findings are of signs, which can be set right; what else they find, mending leaves alone.
_OF_SIGNS = {"R16", "R19", "R22", "R24", "R25"}
_BARE_TITLE = "带书名号的法规名称"
_MOST = 2
_ALIKE = 0.6  # 市委组织部 and 市纪委 are 0.5, and nobody means the one by the other


def list_offers(form: FieldForm, typed: str, names: Names) -> Iterator[Offer]:
    """Yield what may have been meant by a text that is no value of a field."""
    if form.kind == "reference" and form.ref:
        pieces = list(names.split(form.ref, typed)) if form.listed else [typed.strip()]
        # What the field names already is not meant a second time.
        known = [name for name in names.of(form.ref).values() if name and name not in pieces]
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
    else:
        yield from _offer(typed, mend_value(form, typed))


def _offer(text: str, mended: str) -> Iterator[Offer]:
    if mended and mended != text:
        yield Offer("choose", mended, f"改为“{show_mended(text, mended)}”")


def list_value_offers(form: FieldForm, path: KeyPath, typed: str, names: Names) -> Iterator[Offer]:
    """Yield what may have been meant by a text that is no value, as far as the field takes it."""
    offers = list(list_offers(form, typed, names))
    if form.kind == "text" and not offers:
        offers = list(_offer(typed, mend_text(typed, names)))
    if not offers and _takes(form, path, stored := Offer("choose", typed, "存入"), names):
        offers = [stored]
    picked = form.kind in ("reference", "choice")
    yield from (offer for offer in offers if picked or _takes(form, path, offer, names))


def _takes(form: FieldForm, path: KeyPath, offer: Offer, names: Names) -> bool:
    try:
        return find_fault(path, read_value(form, offer.name, names)) is None
    except ExpectationError:
        return False


def list_mendings(
    form: FieldForm, text: str, findings: Iterable[Finding], names: Names
) -> Iterator[Offer]:
    """Yield the text of a field with its signs set right, where a rule has found some of them wrong."""
    found = [finding for finding in findings if finding.rule in _OF_SIGNS]
    if form.kind != "text" or not found or not text:
        return
    mended = mend_text(text, names)
    if form.name == "theme":
        mended = mended.removesuffix("。")
    if form.marks.personal_name:
        mended = mended.replace("。", "·").removesuffix("同志")
    if any(finding.expected == _BARE_TITLE for finding in found):
        mended = f"《{mended}》"
    yield from _offer(text, mended)
