"""Braces that are meant as references become them; all others are found."""

from __future__ import annotations

import pytest

from huiqi.facts.reading.braces import find_loose_braces, settle_braces

KNOWN = {"team", "guidance_group", "general-office"}


@pytest.mark.parametrize(("typed", "meant"), [
    ("{team}成员", "{team}成员"), ("｛guidance_group｝成员", "{guidance_group}成员"), ("{ team }成员", "{team}成员"),
    ("{Team}成员", "{team}成员"), ("{　ＴＥＡＭ　｝成员", "{team}成员"), ("报{General－Office}和{ team}", "报{general-office}和{team}"),
])  # fmt: skip
def test_blanks_case_and_width_are_forgiven(typed: str, meant: str) -> None:
    assert settle_braces({"a": (typed, 1)}, KNOWN) == {"a": (meant, 1)}
    assert list(find_loose_braces(meant)) == []


@pytest.mark.parametrize(("text", "found"), [
    ("{班子}成员", [("{班子}", "班子")]), ("{{ team }}", [("{{ team }}", "team")]), ("{team成员", [("{team成员", "team成员")]),
    ("team}成员", [("team}", "team")]), ("集合{1}", [("{1}", "1")]), ("{}", [("{}", "")]), ("{team}，{", [("{", "")]),
    ("{ Taem }和｛处", [("{ Taem }", "Taem"), ("｛处", "处")]),
])  # fmt: skip
def test_other_braces_stay_and_are_found(text: str, found: list[tuple[str, str]]) -> None:
    assert settle_braces(text, KNOWN) == text
    assert list(find_loose_braces(text)) == found
