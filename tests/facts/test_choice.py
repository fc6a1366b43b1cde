"""Which cycle a site is built of, and whether as a draft."""

from __future__ import annotations

from typing import Any

import pytest

from huiqi.errors import HuiqiError
from huiqi.facts.reading.choice import choose_facts, is_draft
from tests.support.projects import ROOT
from tests.support.samples import BRANCH, FIRST, SECOND, make_facts

CYCLES = ROOT / "cycles"


@pytest.fixture(autouse=True)
def no_wishes(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HUIQI_CYCLE", "HUIQI_DRAFT"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(("extra", "environment", "expected"), [
    ({}, "", SECOND), ({"cycle": None}, "", SECOND), ({"cycle": ""}, "", SECOND),
    ({"cycle": FIRST}, "", FIRST), ({}, FIRST, FIRST), ({"cycle": ""}, FIRST, FIRST),
    ({"cycle": SECOND}, FIRST, SECOND),
])  # fmt: skip
def test_the_settings_choose_the_cycle(
    extra: dict[str, Any], environment: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUIQI_CYCLE", environment)
    assert choose_facts(CYCLES, extra).cycle.id == expected


def test_facts_that_are_loaded_are_not_loaded_again() -> None:
    facts = make_facts(FIRST)
    assert choose_facts(CYCLES, {"cycle": facts}) is facts


def test_an_unknown_cycle_is_named() -> None:
    with pytest.raises(HuiqiError) as caught:
        choose_facts(CYCLES, {"cycle": "2020-none"})
    assert str(caught.value) == (
        f"没有会议周期 2020-none。改法：从现有的周期中选：{FIRST}、{BRANCH}、{SECOND}。"
    )


@pytest.mark.parametrize(("extra", "environment", "expected"), [
    ({"draft": False}, "true", False), ({"draft": True}, "false", True), ({"draft": None}, "true", False),
    ({"draft": 1}, "", True), ({"draft": 0}, "", False), ({"draft": "No"}, "", False), ({"draft": "true"}, "", True),
    ({}, "", False), ({}, "false", False), ({}, "True", True), ({}, "1", True), ({}, "0", False),
])  # fmt: skip
def test_the_settings_ask_for_a_draft(
    extra: dict[str, Any], environment: str, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUIQI_DRAFT", environment)
    assert is_draft(extra) is expected
