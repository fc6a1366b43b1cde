"""The headings under which facts stand, and what the way to a fact is called."""

from __future__ import annotations

import re

import pytest

from huiqi.facts.folders import FACTS_FILE
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.sections import label_path, section_of
from tests.support.projects import ROOT
from tests.support.samples import FIRST, SECOND, make_cycle


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_each_fact_stands_under_the_heading_that_the_samples_give_it(name: str) -> None:
    text = (ROOT / "cycles" / name / FACTS_FILE).read_text("utf-8")
    heading, found = "会议周期", {}
    for line in text.split("\n"):
        rule, key = re.fullmatch(r"# -+ (.+)", line), re.match(r"([a-z_]+):", line)
        heading = rule[1] if rule else heading
        if key:
            found[key[1]] = heading
    assert len(found) > 20
    assert {key: section_of((key,)) for key in found} == found


def test_every_fact_has_a_heading() -> None:
    assert [name for name in Cycle.model_fields if not section_of((name, "more"))] == []


def test_the_way_to_a_fact() -> None:
    cycle = make_cycle(FIRST)
    assert label_path(cycle, ("meeting", "date")) == ["会议", "召开日期"]
    assert label_path(cycle, ("offices", 1, "duties", 0, "stage")) == [
        "责任单位", "第2项", "职责", "第1项", "环节",
    ]  # fmt: skip
