"""What of other cycles relevant a cycle: all that can change its findings, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from huiqi.build.summaries import CycleSummary, find_relevant
from huiqi.errors import KeyPath
from huiqi.facts.fingerprints import Fingerprints, take_fingerprints
from huiqi.facts.leftovers import join_texts
from huiqi.facts.model.cycle import Cycle
from huiqi.rules.check import check_facts
from huiqi.site.gates.sources import find_source_words
from tests.support.samples import FIRST, SECOND, make_cycle, make_facts

_PAGES = {"docs/a.md": "# 题\n\n学习某镇领导班子的做法\n".encode()}
_AIM = ("purpose", "aim")


def _read(cycle: Cycle) -> CycleSummary:
    return CycleSummary(take_fingerprints(cycle), join_texts(cycle), archived=False)


def _concerns(*cycles: Cycle) -> dict[str, tuple[Fingerprints, ...]]:
    readings = {cycle.id: _read(cycle) for cycle in cycles}
    return find_relevant(readings, lambda: "\0".join(data.decode() for data in _PAGES.values()))


CHANGES: list[list[tuple[KeyPath, Any]]] = [
    [],
    [(_AIM, "巩固党史学习教育成果")],
    [(_AIM, "巩固党史学习教育成果"), (("allow_terms",), [{"term": "党史学习教育", "reason": "原文"}])],
    [(_AIM, "党史、学习教育"), (("allow_terms",), [{"term": "、", "reason": "原文"}])],
    [(("theme",), make_cycle(FIRST).theme)],
    [(("team", "name"), "市委常委班子")],
]  # fmt: skip


@pytest.mark.parametrize("changes", CHANGES)
def test_nothing_is_found_less_for_what_is_left_out(changes: list[tuple[KeyPath, Any]]) -> None:
    facts = make_facts(SECOND, *changes)
    third = make_cycle(FIRST, (("id",), "2020-third"), (("team", "name"), "某镇领导班子"))
    cycles = (make_cycle(FIRST), facts.cycle, third)
    everyone, concern = [take_fingerprints(cycle) for cycle in cycles], _concerns(*cycles)[SECOND]
    assert check_facts(facts, concern) == check_facts(
        facts, sorted(everyone, key=lambda one: one.id)
    )
    assert find_source_words(_PAGES, facts.cycle, concern) == find_source_words(
        _PAGES, facts.cycle, everyone
    )


def test_what_does_not_concern_a_cycle_changes_nothing() -> None:
    first, second = make_cycle(FIRST), make_cycle(SECOND)
    other = make_cycle(FIRST, (("theme",), "另一主题"), (("team", "unit"), "中共另一市委员会"))
    assert _concerns(first, second)[SECOND] == _concerns(other, second)[SECOND] == ()


def test_what_concerns_a_cycle_is_named_with_its_owner() -> None:
    second = make_cycle(
        SECOND, (_AIM, "巩固党史学习教育成果"), (("theme",), make_cycle(FIRST).theme)
    )
    (told,) = _concerns(make_cycle(FIRST), second)[SECOND]
    assert (told.id, told.words, len(told.facts)) == (FIRST, ("党史学习教育",), 1)
