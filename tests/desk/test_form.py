"""The form says what the facts say, changes what was typed and nothing else, and shows no code."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from huiqi.desk.form.edit import add_rows, move_item, remove_item, set_field
from huiqi.desk.form.fields import describe_fields
from huiqi.desk.form.layout import SECTIONS, find_section
from huiqi.desk.form.paste import read_pasted
from huiqi.desk.form.shown import Group, Item, Listing
from huiqi.desk.form.state import FactsState, read_state
from huiqi.desk.form.values import find_fault, read_value
from huiqi.desk.form.view import Viewer
from huiqi.errors import KeyPath
from huiqi.facts.model.cycle import Cycle
from tests.support.projects import ROOT
from tests.support.samples import FIRST, SECOND

SAMPLES = sorted(path.name for path in (ROOT / "cycles").iterdir() if path.is_dir())
# What an office reads every day.
KNOWN = re.compile(r"Word|Excel|PDF|WPS|https?://\S*|www\.\S*|[\w-]+\.(?:md|docx|pdf)")
CODE = re.compile(r"[A-Za-z_]{2,}")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "cycles", tmp_path / "cycles")
    for room in ("docs", "templates", "theme"):
        (tmp_path / room).symlink_to(ROOT / room)
    return tmp_path


def list_items(block: Group | Listing) -> Iterator[Item]:
    if isinstance(block, Listing):
        for row in block.rows:
            yield from list_items(row)
        return
    yield from block.items
    for inner in block.inner:
        yield from list_items(inner)


def list_sections(viewer: Viewer) -> list[Group | Listing]:
    return [block for section in SECTIONS for block in viewer.show(section)]


def list_all(state: FactsState) -> list[Item]:
    return [item for block in list_sections(Viewer(state, {})) for item in list_items(block)]


def write(root: Path, cycle: str, text: str) -> FactsState:
    (root / "cycles" / cycle / "cycle.yml").write_text(text, "utf-8", newline="")
    return read_state(root, cycle)


def type_in(root: Path, cycle: str, *typed: tuple[KeyPath, str]) -> FactsState:
    """Type texts into fields, one after the other; return the facts afterwards."""
    state = read_state(root, cycle)
    for path, text in typed:
        edited = set_field(state, path, text)
        assert not edited.drafts, edited.drafts
        state = write(root, cycle, edited.text)
    return state


def list_changed(before: str, after: str) -> list[str]:
    old, new = before.splitlines(), after.splitlines()
    return [line.strip() for line in new if line not in old]


def test_every_fact_stands_in_one_section() -> None:
    shown: dict[str, int] = {}
    for section in SECTIONS:
        for block in section.blocks:
            for name in [block.place] if block.place else block.only:
                shown[name] = shown.get(name, 0) + 1
    assert shown == dict.fromkeys(set(Cycle.model_fields) - {"id"}, 1) | {"offices": 2}
    assert find_section("offices", "name").id == "offices"
    assert find_section("offices", "duties").id == "duties"


@pytest.mark.parametrize("sample", SAMPLES)
def test_what_is_shown_and_typed_again_is_no_change(root: Path, sample: str) -> None:
    state = read_state(root, sample)
    items = list_all(state)
    assert len(items) > 500
    for item in items:
        value = read_value(item.form, item.value, state.names)
        assert find_fault(item.path, value) is None, item
        edited = set_field(state, item.path, item.value)
        assert (edited.text, edited.drafts) == (state.text, {}), item


@pytest.mark.parametrize("sample", SAMPLES)
def test_no_code_is_shown(root: Path, sample: str) -> None:
    state = read_state(root, sample)
    for item in list_all(state):
        for text in (item.label, item.value, item.explanation, item.note, *item.choices):
            assert not CODE.search(KNOWN.sub("", text)), (item.path, text)


TYPED: dict[str, tuple[str, list[tuple[KeyPath, str]], list[str]]] = {
    "a day in any form": (
        SECOND, [(("meeting", "deadline"), "二〇二五年二月二十日")], ["deadline: 2025-02-20"],
    ),
    "a fact that was not there": (
        SECOND, [(("meeting", "place"), "三楼会议室")], ["place: 三楼会议室"],
    ),
    "a name of elsewhere": (SECOND, [(("meeting", "recorder"), "于九")], ["recorder: 于九"]),
    "several names": (
        SECOND, [(("prep_group", "deputies"), "朱三、许五")], ["deputies: [朱三, 许五]"],
    ),
    "words for codes": (
        SECOND, [(("meeting", "observers"), "{指导组}成员\n{党委工作部}负责人")],
        ["observers: ['{guidance_group}成员', '{party-office}负责人']"],
    ),
    "fixed words": (
        SECOND, [(("areas", 0, "title"), "严守纪律"), (("audience",), "公开")],
        ["audience: public", "title: 严守纪律"],
    ),
    "a default becomes the file's own": (
        SECOND, [(("roles", "recorder"), "记录员")], ["roles:", "recorder: 记录员"],
    ),
    "an item of a list that is a default": (
        SECOND, [(("dimensions",), "思想\n政治")], ["dimensions: [思想, 政治]"],
    ),
    "a document among the usual ones": (
        SECOND, [(("documents", 0, "reviewer"), "杨二")], ["plan: {reviewer: 杨二}"],
    ),
    "a new person, two cells": (
        SECOND, [(("staff", 9, "name"), "孔十"), (("staff", 9, "post"), "干事")],
        ["- {name: 孔十, post: 干事}"],
    ),
    "a body by its name alone": (
        SECOND, [(("bodies", 3, "name"), "市委组织部"), (("bodies", 3, "name"), "省委组织部")],
        ["- {name: 省委组织部}"],
    ),
    "a person's new name is followed": (
        SECOND, [(("members", 2, "name"), "朱 三三")],
        [
            "- {id: deputy, name: 朱三三, post: 党委副书记, branch: 集团机关第一党支部, oversees: [集团工会]}",
            "deputies: [朱三三]", "report_reviewer: 朱三三",
            "meeting-notice: {reviewer: 朱三三}",
        ],
    ),
    "a reading's new title is followed": (
        SECOND, [(("reading_list", 1, "items", 0, "title"), "《中国共产党章程》")],
        [
            "readings: [《中国共产党章程》, 《关于新形势下党内政治生活的若干准则》]",
            "- {id: party-charter, kind: 党章, title: 《中国共产党章程》, edition: 2022-10-22}",
        ],
    ),
    "a head who is described in place stays among the people": (
        SECOND, [(("departments", 0, "head"), "于九")],
        [
            "- {id: strategy, name: 战略发展部, head: 于九}",
            "- {id: strategy-head, name: 施一, post: 战略发展部部长}",
        ],
    ),
    "emptied, a fact is open again": (SECOND, [(("theme",), "")], []),
}  # fmt: skip


@pytest.mark.parametrize("name", TYPED)
def test_what_is_typed_is_written_there_alone(root: Path, name: str) -> None:
    cycle, typed, lines = TYPED[name]
    before = read_state(root, cycle)
    after = type_in(root, cycle, *typed)
    assert list_changed(before.text, after.text) == lines
    assert not after.read.findings
    shown = {item.path: item.value for item in list_all(after)}
    path, text = typed[-1]
    assert shown[path].replace(" ", "") == {
        "二〇二五年二月二十日": "2025年2月20日",
        "朱 三三": "朱三三",
    }.get(text, text)


def test_namesakes_are_told_apart(root: Path) -> None:
    state = type_in(root, SECOND, (("members", 1, "name"), "韩一"))
    assert not state.read.findings
    assert state.cycle.team.chair == "party-secretary"
    assert state.cycle.prep_group.members == ("discipline", "general-manager")
    shown = {item.path: item.value for item in list_all(state)}
    assert shown[("team", "chair")] == "韩一（党委书记、董事长）"
    assert shown[("prep_group", "members")] == "秦四、韩一（党委副书记、总经理）"


def test_items_are_moved_and_removed(root: Path) -> None:
    state = read_state(root, SECOND)
    state = write(root, SECOND, move_item(state, ("members", 2), 0).text)
    assert [person.name for person in state.cycle.members][:3] == ["朱三", "韩一", "杨二"]
    state = write(root, SECOND, remove_item(state, ("agenda", 1)).text)
    assert len(state.cycle.agenda) == 5
    count = len(state.cycle.documents)
    state = write(root, SECOND, remove_item(state, ("documents", 0)).text)
    assert len(state.cycle.documents) == count - 1
    assert "plan: false" in state.text


def test_a_list_of_the_defaults_is_written_out_when_it_changes(root: Path) -> None:
    state = read_state(root, SECOND)
    text = re.sub(r"(?ms)^agenda:\n.*?\n\n", "", state.text)
    state = write(root, SECOND, text)
    assert state.read.source.is_taken(("agenda",))
    count = len(state.cycle.agenda)
    state = write(root, SECOND, remove_item(state, ("agenda", 0)).text)
    assert len(state.cycle.agenda) == count - 1
    state = type_in(root, SECOND, (("agenda", count - 1, "text"), "宣布散会"))
    assert [item.text for item in state.cycle.agenda][-1] == "宣布散会"


NO_VALUES: dict[str, tuple[KeyPath, str, str]] = {
    "a day that is none": (("meeting", "date"), "2025-2-30", "日历上有的日期"),
    "a name that is none": (("team", "chair"), "韩亿", "已填写的人员"),
    "words for a number": (("cycle_year",), "二〇二四", "整数"),
    "a number too small": (("guidance_group", "number"), "0", "不小于 1 的数字"),
    "an unclear deadline": (("preparation", "plan", "deadline"), "会前", "日期（如"),
    "a word that is no choice": (("kind",), "年度会议", "以下之一"),
    "a wrong share": (("meeting", "quorum"), "三分之二", "应到人数下限"),
    "an address": (("site_address",), "www.example.cn", "网站首页的网址"),
}


@pytest.mark.parametrize("name", NO_VALUES)
def test_what_is_no_value_is_kept_and_not_written(root: Path, name: str) -> None:
    path, typed, expected = NO_VALUES[name]
    state = read_state(root, SECOND)
    edited = set_field(state, path, typed)
    assert edited.text == state.text
    text, finding = edited.drafts[path]
    assert text == typed
    assert finding.expected.startswith(expected)
    viewer = Viewer(state, edited.drafts)
    (item,) = [
        item for block in viewer.show(find_section(str(path[0]))) for item in list_items(block)
        if item.path == path
    ]  # fmt: skip
    assert (item.value, item.draft, item.is_wrong) == (typed, True, True)


PASTED: dict[str, tuple[KeyPath, str, tuple[str, ...], int]] = {
    "heads": (
        ("members",),
        "序号\t姓名\t职务\n1\t甲乙\t书记\n2\t丙丁\t委员\n",
        ("", "name", "post"),
        2,
    ),
    "heads in other words": (("departments",), "部门\t负责人\n财务部\t甲乙\n", ("name", "head"), 1),
    "no heads": (("staff",), "甲乙\t书记\n丙丁\t委员", ("name", "post"), 2),
    "numbers and no heads": (("staff",), "1\t甲乙\t书记\n2\t丙丁\t委员", ("", "name", "post"), 2),
    "a cell of two lines": (("staff",), '甲乙\t"书记\n主任"\n丙丁\t委员', ("name", "post"), 2),
    "one column": (("bodies",), "市委组织部\n市纪委", ("name",), 2),
    "blanks for columns": (("staff",), "甲乙   书记\n丙丁   委员", ("name", "post"), 2),
    "more columns than facts": (("bodies",), "市委\t甲\t乙\n", ("name", "", ""), 1),
}


@pytest.mark.parametrize("name", PASTED)
def test_pasted_columns_are_recognised(name: str) -> None:
    listed, text, columns, rows = PASTED[name]
    pasted = read_pasted(listed, text)
    assert pasted.columns == columns
    assert len(pasted.rows) == rows


def test_pasted_rows_come_after_the_others(root: Path) -> None:
    state = read_state(root, SECOND)
    pasted = read_pasted(("staff",), "姓名\t职务\n孔十\t干事\n曹一\t\n")
    after = write(root, SECOND, add_rows(state, ("staff",), pasted.rows).text)
    assert list_changed(state.text, after.text) == ["- {name: 孔十, post: 干事}", "- {name: 曹一}"]


def test_a_pasted_cell_that_is_no_value_is_kept(root: Path) -> None:
    state = read_state(root, FIRST)
    count = len(state.cycle.departments)
    edited = add_rows(state, ("departments",), [{"name": "财务部", "head": "甲乙丙"}])
    assert list(edited.drafts) == [("departments", count, "head")]
    assert "财务部" in edited.text


def test_every_field_of_the_model_has_an_input() -> None:
    waiting = [Cycle]
    while waiting:
        for form in describe_fields(waiting.pop()).values():
            assert form.title
            if form.inner:
                waiting.append(form.inner)  # type: ignore[arg-type]
            elif form.kind == "choice":
                assert not any(CODE.search(words) for words in form.choices.values()), form


def test_pasted_members_bring_their_departments(root: Path) -> None:
    state, listed = read_state(root, SECOND), ("members",)
    before = [one.name for one in state.cycle.departments]
    text = f"姓名\t职务\t分管部门\n孔十\t党委委员\t{before[0]}、信息部\n曹一\t党委委员\t信息部、法务部\n"
    pasted = read_pasted(listed, text)
    assert pasted.described == ["分管部门"]
    edited = add_rows(state, listed, pasted.rows)
    after = write(root, SECOND, edited.text)
    assert not edited.drafts
    assert [one.name for one in after.cycle.departments] == [*before, "信息部", "法务部"]
    shown = [
        "、".join(after.names.show("department", one) for one in member.oversees)
        for member in after.cycle.members[-2:]
    ]
    assert shown == [f"{before[0]}、信息部", "信息部、法务部"]
