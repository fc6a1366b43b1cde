"""Papers that strangers filled in and damaged are read exactly, or what is not sure is shown."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable

import pytest

from huiqi.collect.model import Reading
from huiqi.collect.reading.forms import Form, take_form
from huiqi.collect.reading.read import read_filled
from huiqi.facts.reading.load import load_cycle
from tests.collect.judging import ERRORS, Verdict, judge, share_exact, show_table
from tests.collect.stranger_kinds.sheet import DOCUMENT, read_parts
from tests.collect.strangers import KINDS, Blank, Variant, choose_seed, variants
from tests.support.drawn import EVERY
from tests.support.papers import make, render
from tests.support.projects import ROOT
from tests.support.samples import BRANCH, FIRST, SECOND

_CYCLES = (FIRST, SECOND, BRANCH)
_FEW = 8  # papers that an ordinary run makes
_CHANCE = ("mixed:", "edit: hidden words")
# What must not happen: words in a wrong place, gone, made up, or taken back from what was deleted.
_NEVER = ("wrong", "lost", "invented", "ghost", "revived")


@pytest.fixture(scope="module")
def seed() -> int:
    """Return the seed of this run."""
    return choose_seed()


@pytest.fixture(scope="module")
def blanks(seed: int) -> list[Blank]:
    """Return blank papers: all of three cycles, or a few of one."""
    chance = random.Random(seed)
    return [blank for name in (_CYCLES if EVERY else chance.sample(_CYCLES, 1)) for blank in _make(name, chance)]  # fmt: skip


def _make(name: str, chance: random.Random) -> list[Blank]:
    papers = render(load_cycle(ROOT / "cycles" / name).cycle)
    drawn = list(papers) if EVERY else chance.sample(list(papers), _FEW)
    files = make({paper: papers[paper] for paper in drawn}, name)
    return [Blank(f"{name}/{paper}", papers[paper].copy.template.document, paper, data) for paper, data in files.items()]  # fmt: skip


def read(variant: Variant, forms: dict[str, Form]) -> Reading:
    """Read a variant against the form of its blank."""
    blank, parts = variant.blank, read_parts(variant.data)
    if blank.name not in forms:
        document = read_parts(blank.data)[DOCUMENT]
        forms[blank.name] = take_form(document, document_id=blank.document, paper=blank.paper, title="")  # fmt: skip
    notes = {kind: parts.get(f"word/{kind}.xml", b"") for kind in ("footnotes", "endnotes")}
    return read_filled(parts[DOCUMENT], forms[blank.name], **notes)


def _run(found: Iterable[Variant]) -> dict[str, Counter[str]]:
    """Read variants, print the table by kind and by program and each fault; return the counts by kind."""
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    programs: dict[str, Counter[str]] = defaultdict(Counter)
    forms: dict[str, Form] = {}
    for variant in found:
        verdict: Verdict = judge(variant, read(variant, forms))
        for counted, name in ((kinds, variant.kind), (programs, variant.program)):
            counted[name].update({**verdict.counts, "files": 1})
        for fault in verdict.faults:
            print(variant.seed, variant.kind, variant.program, variant.blank.name, *fault, sep=" | ")  # fmt: skip
    print(show_table("kind", kinds), show_table("program", programs), sep="\n\n")
    return kinds


def _hold(kinds: dict[str, Counter[str]]) -> None:
    # Where much comes together, made words meet by chance: the whole run is looked at for that.
    clear = {kind: found for kind, found in kinds.items() if EVERY or not kind.startswith(_CHANCE)}
    total: Counter[str] = sum(clear.values(), Counter())
    print("exact", f"{share_exact(list(kinds.values())):.4f}", {name: total[name] for name in ERRORS})  # fmt: skip
    assert not {name: total[name] for name in _NEVER if total[name]}
    assert share_exact(list(kinds.values())) >= 0.995


def test_strangers_papers_are_read(blanks: list[Blank], seed: int) -> None:
    count = len(KINDS) * (10 if EVERY else 1)
    _hold(_run(variants(blanks, count, seed)))


@pytest.mark.skipif(not EVERY, reason="LibreOffice saves 200 files: HUIQI_EVERY=1")
def test_papers_that_libreoffice_saved_are_read(blanks: list[Blank], seed: int) -> None:
    _hold(_run(variants(blanks, 200, seed, office=True)))
