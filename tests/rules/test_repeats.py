"""R23: leftovers of an earlier cycle, and what two cycles may well have in common."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from huiqi.errors import KeyPath, format_key
from huiqi.facts.calendar import Deadline
from huiqi.facts.fingerprints import take_fingerprints
from huiqi.facts.model.varying import find_varying
from huiqi.facts.model.walk import walk
from huiqi.rules.check import check_facts
from tests.support.samples import FIRST, SECOND, make_cycle, make_facts

Edit = tuple[KeyPath, Any]
OLD = make_cycle(FIRST)


def _hints(*edits: Edit) -> list[str]:
    facts = make_facts(SECOND, *edits)
    found = check_facts(facts, [take_fingerprints(OLD), take_fingerprints(facts.cycle)])
    assert {item.severity for item in found if item.rule == "R23"} <= {"hint"}
    return [format_key(item.key) for item in found if item.rule == "R23"]


LEFT: list[tuple[Edit, list[str]]] = [
    ((("theme",), OLD.theme), ["theme"]),
    ((("areas", 3, "text"), OLD.areas[0].text), ["areas[3].text"]),
    ((("areas", 0, "prompts"), list(OLD.areas[4].prompts)), ["areas[0].prompts"]),
    ((("meeting", "deadline"), "2022-01-20"), ["meeting.deadline"]),
    ((("meeting", "date"), "2022-01-13"), ["meeting.date"]),
    ((("preparation", "study", "deadline"), "2021-12-31"), ["preparation.study.deadline"]),
    ((("preparation", "plan", "approved_on"), "2021-12-22"), ["preparation.plan.approved_on"]),
    ((("documents", 3, "letterhead"), {"date": "2021-12-22"}), ["documents[3].letterhead.date"]),
    ((("purpose", "first_since"), list(OLD.purpose.first_since)), ["purpose.first_since"]),
    # What two meetings may well share, and what never tells of one meeting.
    ((("meeting", "time"), "上午9时"), []),
    ((("meeting", "place"), "市委常委会议室"), []),
    ((("cycle_year",), 2021), []),
    ((("guidance_group", "number"), 3), []),
    ((("areas", 0, "title"), OLD.areas[0].title), []),
    ((("meeting", "deadline"), "2021-12-31"), []),
    ((("preparation", "plan", "submit_deadline"), "会前7日"), []),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "keys"), LEFT, ids=str)
def test_leftovers(edit: Edit, keys: list[str]) -> None:
    assert _hints(edit) == keys


def test_what_it_says() -> None:
    facts = make_facts(SECOND, (("preparation", "talks", "deadline"), "2022-01-10"))
    (hint,) = (item for item in check_facts(facts, [take_fingerprints(OLD)]) if item.rule == "R23")
    line = facts.source.line_of(("preparation", "talks", "deadline"))
    assert str(hint) == (
        f"提示 [R23] cycles/{SECOND}/cycle.yml:{line} preparation.talks.deadline："
        f"应为本次会议自己的内容（谈心谈话期限），实为与 {FIRST} 相同的2022年1月10日。"
        "改法：核对是否上一周期留下的；确实相同的不必改。"
    )


def test_the_earlier_cycle_is_not_blamed() -> None:
    facts = make_facts(FIRST)
    later = make_cycle(SECOND, (("theme",), OLD.theme))
    assert [
        item
        for item in check_facts(facts, [take_fingerprints(facts.cycle), take_fingerprints(later)])
        if item.rule == "R23"
    ] == []


def test_the_latest_of_several_is_named() -> None:
    between = make_cycle(FIRST, (("id",), "2022-between"))
    facts = make_facts(SECOND, (("theme",), OLD.theme))
    (hint,) = (
        item
        for item in check_facts(facts, [take_fingerprints(between), take_fingerprints(OLD)])
        if item.rule == "R23"
    )
    assert "与 2022-between 相同" in hint.found


def test_every_date_outside_the_lists_of_texts_varies() -> None:
    """A date that nobody marked would pass silently into the next cycle."""
    varying = {fact.path for fact in find_varying(OLD)}

    dates = {
        node.path for node in walk(OLD)
        if isinstance(node.value, dt.date | Deadline) and node.path[0] not in ("reading_list", "materials")
    }  # fmt: skip
    assert len(dates) > 10
    assert [path for path in dates if not varying & {path, path[:1]}] == []


@pytest.mark.parametrize(("deadline", "edition", "found"), [
    (None, "2018-10-01", ["hint"]), (None, "2024-01-01", []), ("2025-02-28", "2018-10-01", ["error"]),
])  # fmt: skip
def test_an_old_edition_without_a_day(deadline: str | None, edition: str, found: list[str]) -> None:
    changes = (
        (("meeting", "deadline"), deadline),
        (("reading_list", 1, "items", 2, "edition"), edition),
    )
    rules = [item for item in check_facts(make_facts(SECOND, *changes)) if item.rule == "R22"]
    assert [item.severity for item in rules] == found
