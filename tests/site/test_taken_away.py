"""No sentence leads to nothing: each optional fact is taken away in turn, pages and papers are read.

``make test EVERY=1`` takes away every one; without it a few are drawn, the seed is printed.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from huiqi.errors import KeyPath
from huiqi.facts.reading.load import load_cycle
from huiqi.facts.reading.resolve.long_form import thaw
from huiqi.facts.reading.yaml_source import read_source
from tests.support.dangling import find_dangling, find_lost_links
from tests.support.drawn import EVERY, open_chance
from tests.support.optional_facts import list_facts, render_pages, render_papers, take_away
from tests.support.projects import ROOT
from tests.support.samples import BRANCH, FIRST, LONG_FORM, SHORT_FORM

SAMPLES = (
    ROOT / "cycles" / BRANCH, SHORT_FORM / "2023-branch", SHORT_FORM / "2023-county", LONG_FORM / FIRST,
)  # fmt: skip
_DRAWN = 4
# What stood there before the sentences around it learned to do without.
ALWAYS: tuple[tuple[Path, KeyPath], ...] = (
    (SAMPLES[0], ("documents",)), (SAMPLES[0], ("reading_list",)), (SAMPLES[0], ("follow_up",)),
    (SAMPLES[0], ("preparation", "appraisal")), (SAMPLES[0], ("preparation", "opinions", "sources")),
    (SAMPLES[2], ("offices", -1, "duties")), (SAMPLES[2], ("documents",)),
)  # fmt: skip


@cache
def _draw() -> tuple[tuple[Path, KeyPath], ...]:
    if EVERY:
        return tuple((folder, place) for folder in SAMPLES for place in list_facts(folder))
    chance = open_chance()
    drawn = ((folder, chance.sample(list_facts(folder), _DRAWN)) for folder in SAMPLES)
    return (*ALWAYS, *((folder, place) for folder, places in drawn for place in places))


def _read(folder: Path, place: KeyPath, to: Path) -> list[str] | None:
    """Return what leads to nothing in the pages and papers without a fact; None if it is asked for."""
    facts = take_away(folder, place, to)
    if facts is None:
        return None
    pages, papers = render_pages(facts.cycle), render_papers(facts.cycle)
    found = [
        f"{name}：{said}" for name, text in (pages | papers).items() for said in find_dangling(text)
    ]
    lost = (
        f"{name}：{said}" for name, text in pages.items()
        for said in find_lost_links(name, text, pages)
    )  # fmt: skip
    return [*found, *lost]


def test_nothing_leads_to_nothing(tmp_path: Path) -> None:
    faults = {
        (folder.name, ".".join(map(str, place))): found
        for folder, place in _draw()
        if (found := _read(folder, place, tmp_path))
    }
    assert faults == {}


@pytest.mark.parametrize(("folder", "place"), [
    (SAMPLES[0], ("theme",)), (SAMPLES[0], ("areas",)), (SAMPLES[2], ("prep_group",)),
    (SAMPLES[2], ("preparation", "plan", "approver")),
])  # fmt: skip
def test_what_is_asked_for_is_no_optional_fact(
    folder: Path, place: KeyPath, tmp_path: Path
) -> None:
    assert take_away(folder, place, tmp_path) is None


@pytest.mark.parametrize("text", [
    "## 六\n正文\n\n具体职责分工安排如下：\n\n## 七\n正文", "### 二\n会议情况报告的主要内容：\n", "共0项。学习形式：自学。",
    "## 学习篇目\n\n## 集体学习\n正文", "| 对象 | 单位 |\n|---|---|\n\n正文", "由负责起草。", "通过等形式，学习。",
    "| 环节 | 职责 |\n|---|---|\n| 一 | — |\n| 二 | — |\n", "- 。", "学习形式：。", "方案（）报送", "送None审定",
    "<dd markdown></dd>", "实到人数达到应到人数的方可召开。", "# 标题\n\n<div class=\"cards\" markdown>\n\n</div>\n",
])  # fmt: skip
def test_what_leads_to_nothing_is_found(text: str) -> None:
    assert list(find_dangling(text)) != []


def test_a_lost_link_is_found() -> None:
    text = "见[学习清单](../readings.md)、[日程](../schedule.md#a)、[样式](../word/plan.md)。"
    pages = ["schedule.md", "preparation/study.md"]
    assert list(find_lost_links("preparation/study.md", text, pages)) == [
        "没有这一页：../readings.md"
    ]


def test_a_group_whose_members_oversee_nothing(tmp_path: Path) -> None:
    """Nobody talks with the head of a department, and no column waits for one."""
    data = thaw(read_source(SAMPLES[2] / "cycle.yml", "").data)
    del data["departments"]
    for member in data["members"]:
        member.pop("oversees", None)
        member["oversees_none"] = True
    (tmp_path / "2023-county").mkdir()
    file = tmp_path / "2023-county" / "cycle.yml"
    file.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    facts = load_cycle(file.parent)
    said = render_pages(facts.cycle) | render_papers(facts.cycle)
    assert [name for name, text in said.items() if "分管部门" in text] == []
    assert [fault for text in said.values() for fault in find_dangling(text)] == []
