"""Open slots: which facts must be filled, what they are called, and which are open by right."""

from __future__ import annotations

from typing import Any

import pytest

from huiqi.errors import KeyPath, format_key
from huiqi.facts.open_facts import find_open_facts, list_open_facts
from tests.support.samples import FIRST, SECOND, make_cycle, make_facts

Changes = list[tuple[KeyPath, Any]]


def _open(*changes: tuple[KeyPath, Any], name: str = FIRST) -> list[tuple[str, str]]:
    slots = list_open_facts(make_cycle(name, *changes))
    return [(format_key(slot.path), slot.label) for slot in slots]


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_the_samples_are_filled(name: str) -> None:
    assert _open(name=name) == []


OPEN: list[tuple[Changes, list[tuple[str, str]]]] = [
    ([(("theme",), None)], [("theme", "会议主题")]),
    ([(("cycle_year",), None)], [("cycle_year", "会议年度")]),
    ([(("special_name",), None)], [("special_name", "专题名称")]),
    ([(("special_name",), None), (("kind",), "年度暨专题")], [("special_name", "专题名称")]),
    ([(("special_name",), None), (("kind",), "年度")], []),
    ([(("theme",), None), (("kind",), "年度")], [("theme", "会议主题")]),
    ([(("meeting", "deadline"), None)], [("meeting.deadline", "最迟召开日期")]),
    ([(("meeting", "date"), None), (("meeting", "time"), None), (("meeting", "place"), None)], []),
    ([(("preparation", "study"), {})],
     [("preparation.study.deadline", "学习研讨期限"), ("preparation.study.owner", "学习研讨责任单位")]),
    ([(("preparation", "criticism"), {})], [("preparation.criticism.owner", "批评和自我批评责任单位")]),
    ([(("prep_group", "members"), None)], [("prep_group.members", "成员")]),
    ([(("prep_group", "members"), [])], []),
    ([(("guidance_group",), None), (("meeting", "attendees"), ["{team}成员"])], []),
    ([(("feedback", "source"), None)], [("feedback.source", "反馈问题来源")]),
    ([(("feedback",), None)], []),
    ([(("basis", 2, "number"), {"internal": True})],
     [("basis[2].number.code", "发文机关代字"), ("basis[2].number.year", "发文年份"),
      ("basis[2].number.serial", "发文顺序号")]),
    ([(("documents", 0, "letterhead"), {"number": {"code": "云委"}})], []),
    ([(("reading_list", 4, "items", 1, "date"), None)], [("reading_list[4].items[1].date", "建党周年数")]),
    ([(("reading_list", 4, "items", 0, "date"), None)], []),
    ([(("members", 0, "name"), None)], [("members[0].name", "姓名")]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "slots"), OPEN, ids=str)
def test_open(changes: Changes, slots: list[tuple[str, str]]) -> None:
    assert _open(*changes) == slots


def test_a_label_says_whose_deadline_it_is() -> None:
    steps = ("plan", "study", "opinions", "talks", "materials")
    changes: Changes = [(("preparation", step, "deadline"), None) for step in steps]
    labels = [label for _, label in _open(*changes)]
    assert labels == [
        "制定方案期限",
        "学习研讨期限",
        "征求意见期限",
        "谈心谈话期限",
        "撰写材料期限",
    ]


def test_slots_that_lie_in_internal_facts_say_so() -> None:
    changes: Changes = [(("basis", 2, "number", "year"), None), (("theme",), None)]
    slots = list_open_facts(make_cycle(FIRST, *changes))
    assert {format_key(slot.path): slot.internal for slot in slots} == {
        "basis[2].number.year": True,
        "theme": False,
    }


def test_messages_name_the_pages_in_order() -> None:
    facts = make_facts(FIRST, (("theme",), None), (("team", "unit"), None))
    used: dict[KeyPath, tuple[str, set[str]]] = {
        ("theme",): ("会议主题", {"docs/theme.md", "docs/index.md"})
    }
    line, unit = facts.source.line_of(("theme",)), facts.source.line_of(("team", "unit"))
    assert [str(finding) for finding in find_open_facts(facts, used)] == [
        f"错误 [slot] cycles/{FIRST}/cycle.yml:{unit} team.unit：应为单位全称，实为待定。"
        "改法：在会议事实中填写；未定时用 --draft 生成草稿。",
        f"错误 [slot] cycles/{FIRST}/cycle.yml:{line} theme：应为会议主题，"
        "实为待定，用于 docs/index.md、docs/theme.md。改法：在会议事实中填写；未定时用 --draft 生成草稿。",
    ]
