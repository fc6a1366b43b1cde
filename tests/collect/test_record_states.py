"""Records of which there is one for each occasion: each counts, and a corrected one replaces its own."""

from __future__ import annotations

import pytest

from huiqi.collect.kept.states import KeptPaper, settle_states
from tests.collect.answered import answered

MORNING = {"when": "2022年1月4日上午", "where": "一楼"}


@pytest.mark.parametrize(
    ("paper", "people", "first", "second", "states"),
    [
        ("listening-record", (), MORNING, {"when": "2022年1月5日"}, ["counted", "counted"]),
        ("listening-record", (), MORNING, MORNING | {"where": "二楼"}, ["counted", "counted"]),
        ("listening-record", (), MORNING, MORNING | {"said_1": "补上的一条"}, ["replaced", "counted"]),
        ("listening-record", (), {"said_1": "一"}, {"said_1": "二"}, ["counted", "counted"]),
        ("interview-record", (), MORNING | {"interviewee": "甲"}, MORNING | {"interviewee": "乙"}, ["counted"] * 2),
        ("study-record", (), MORNING, {"when": "2022年1月5日"}, ["counted", "counted"]),
        ("talk-record", (), MORNING, {"when": "2022年1月5日"}, ["counted", "counted"]),
        ("talk-record", ("secretary", "mayor"), MORNING, {"when": "2022年1月5日"}, ["replaced", "counted"]),
        ("minutes", (), MORNING, {"when": "2022年1月5日"}, ["replaced", "counted"]),
    ],
)  # fmt: skip
def test_which_records_count(
    paper: str,
    people: tuple[str, ...],
    first: dict[str, str],
    second: dict[str, str],
    states: list[str],
) -> None:
    kept = [
        KeptPaper(answered(paper, answers, *people, number=number), number, None, 0)
        for number, answers in enumerate((first, second), start=1)
    ]
    assert [one.state for one in settle_states(kept)] == states
