"""Filled papers read back through all that people and programs do to them: the table by kind of damage.

An ordinary run draws a few variants, HUIQI_EVERY takes 200 and saves each of them with LibreOffice, once and twice.
HUIQI_DAMAGE_SEED=… draws the same again.
"""

from __future__ import annotations

import os
import random
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from huiqi.collect.reading.read import read_account
from tests.collect.filled import blank_papers
from tests.collect.variants import KINDS, Variant, count_signs, draw_variant, judge, signs_of_form
from tests.support.drawn import EVERY
from tests.support.filling import pack_again
from tests.support.papers import convert, part

_COUNT = 200 if EVERY else 25
_SAVED = 200 if EVERY else 4
# Of a few files some places that are shown as doubtful are more than the bar of them all.
_EXACT, _EXACT_SAVED = (0.995, 0.995) if EVERY else (0.98, 0.95)
# Here the form itself is damaged, or what was written cannot be told from it: doubt is what is asked for.
_DOUBTFUL = {"delete_heading", "change_heading", "keep_part", "type_into_label"}
Table = dict[str, Counter[str]]


@pytest.fixture(scope="module")
def variants() -> list[Variant]:
    seed = int(os.environ.get("HUIQI_DAMAGE_SEED") or random.randrange(10**9))
    print("HUIQI_DAMAGE_SEED", seed)
    chance = random.Random(seed)
    kinds = [*KINDS] * (_COUNT // len(KINDS) + 1)
    return [draw_variant(kind, chance) for kind in kinds[:_COUNT]]


def test_answers_are_read_where_they_stand(variants: list[Variant]) -> None:
    table: Table = defaultdict(Counter)
    for variant in variants:
        table[variant.kind] += judge(variant, read_account(variant.document, variant.form).reading)
    _check(table)


def test_nothing_vanishes(variants: list[Variant]) -> None:
    for variant in variants:
        account = read_account(variant.document, variant.form)
        said = [text for lines in account.reading.answers.values() for text in lines]
        texts = [*account.fixed, *account.prompts, *said, *account.reading.unplaced]
        found = Counter(sign for text in texts for sign in text if not sign.isspace())
        assert found == count_signs(variant.root), variant.name
        fixed = Counter(sign for text in account.fixed for sign in text if not sign.isspace())
        more = fixed - signs_of_form(variant.form)
        # The numbers of added rows count as the form's.
        assert all(sign.isdigit() or sign in ":(),." for sign in more), variant.name


def test_libreoffice_saves_once_and_twice(variants: list[Variant], tmp_path: Path) -> None:
    chosen = {str(number): variant for number, variant in enumerate(variants[-_SAVED:])}
    papers = {name: blank_papers(one.cycle)[one.paper] for name, one in chosen.items()}
    files = {name: pack_again(papers[name], one.root) for name, one in chosen.items()}
    table: Table = defaultdict(Counter)
    for times in ("once", "twice"):
        saved = convert(files, "docx", tmp_path / times)
        files = {name: path.read_bytes() for name, path in saved.items()}
        for name, data in files.items():
            one = Variant(
                chosen[name].name,
                chosen[name].kind,
                part(data),
                chosen[name].form,
                chosen[name].said,
            )
            table[f"{one.kind} saved {times}"] += judge(
                one, read_account(one.document, one.form).reading
            )
    _check(table, _EXACT_SAVED)


def _check(table: Table, bar: float = _EXACT) -> None:
    """Print the table and hold it against the bar."""
    print(f"\n{'kind':40}{'exact':>8}{'open':>8}{'unsure':>8}{'differs':>8}{'wrong':>8}")
    for kind, counts in table.items():
        row = "".join(
            f"{counts[name]:>8}" for name in ("exact", "open", "unsure", "differs", "wrong")
        )
        print(f"{kind:40}{row}")
    total = sum(table.values(), Counter[str]())
    clear = sum(
        (counts for kind, counts in table.items() if kind.split()[0] not in _DOUBTFUL),
        Counter[str](),
    )
    print(f"{'all':40}", dict(total))
    assert total["wrong"] == 0
    assert clear["exact"] + clear["open"] >= bar * clear.total()
