"""What a kind of meeting has unless the facts say otherwise, and that the short form is short."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, get_args

import pytest

from huiqi.errors import FindingsError, KeyPath, format_key
from huiqi.facts.documents import list_documents, load_catalogue
from huiqi.facts.model.cycle import Cycle, Kind
from huiqi.facts.model.parties import Roles
from huiqi.facts.model.timetable import Meeting, TalksStep
from huiqi.facts.reading.load import Facts, load_cycle
from huiqi.facts.reading.resolve.kind_defaults import load_kind_defaults
from huiqi.facts.reading.yaml_source import read_source
from huiqi.rules.check import check_facts
from huiqi.site.pages import find_page_faults
from macros.talks import list_talk_pairs
from tests.support.projects import ROOT
from tests.support.samples import FIRST, LONG_FORM, SECOND, SHORT_FORM

COUNTY, BRANCH = SHORT_FORM / "2023-county", SHORT_FORM / "2023-branch"
HEAD = "id: 2026-sample\nkind: 年度\ndefaults: true\n"
PEOPLE = "team: {name: 班子, chair: 甲一}\nmembers: [{name: 甲一, post: 书记}]\nbodies: [上级]\n"
OFFICES = "offices: [办公室, 组织部]\n"


def _load(tmp_path: Path, text: str) -> Facts:
    folder = tmp_path / "cycles" / "2026-sample"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cycle.yml").write_text(text, "utf-8")
    return load_cycle(folder)


def _count(value: Any) -> int:
    """Count the values of a file: each item of a list is one."""
    items = value.values() if isinstance(value, dict) else value
    return sum(map(_count, items)) if isinstance(value, dict | tuple) else 1


@pytest.mark.parametrize(("folder", "lines", "values"), [(COUNTY, 120, 230), (BRANCH, 70, 230)])
def test_there_is_little_to_write(folder: Path, lines: int, values: int) -> None:
    path = folder / "cycle.yml"
    written = path.read_text("utf-8").splitlines()
    assert len(written) <= lines
    assert max(map(len, written)) <= 100
    assert _count(read_source(path, "").data) <= values


def test_the_short_county_is_whole() -> None:
    """Six areas, nine members, every document: nothing is missing but the ids, its pages are sound."""
    facts = load_cycle(COUNTY)
    cycle = facts.cycle
    assert (len(cycle.areas), len(cycle.members), len(list_documents(cycle))) == (6, 9, 26)
    assert [item.rule for item in check_facts(facts)] == ["ids"]
    assert find_page_faults(cycle, ROOT / "docs", []) == []
    assert cycle.preparation.plan.owner == cycle.offices[0].id
    assert [member.branch for member in cycle.members[:3]] == [
        "县委机关第一党支部", "县政府机关第一党支部", "县委机关第一党支部",
    ]  # fmt: skip


def test_the_short_branch() -> None:
    """What a branch has not is not asked for, and its talks are no 780."""
    facts = load_cycle(BRANCH)
    cycle = facts.cycle
    assert (len(cycle.members), cycle.meeting_word, cycle.roles.members) == (
        40, "组织生活会", "支部党员",
    )  # fmt: skip
    assert [member.post for member in cycle.members].count("党员") == 35
    kinds = Counter(pair.kind for pair in list_talk_pairs(cycle))
    assert kinds == {"committee-committee": 10, "committee-member": 35}
    assert [
        (item.rule, format_key(item.key)) for item in check_facts(facts) if item.rule != "ids"
    ] == [
        ("R25", "members[5].post"), ("R02", "preparation.talks.assigned"),
        ("R07", "follow_up.rectification.deadline"),
    ]  # fmt: skip
    assert find_page_faults(cycle, ROOT / "docs", []) == []


def test_every_kind_has_defaults_and_they_are_what_the_model_has_for_a_group() -> None:
    defaults = load_kind_defaults()
    assert set(defaults) == set(get_args(Kind))
    facts = defaults["年度"].facts
    assert facts["roles"] == Roles().model_dump()
    assert facts["dimensions"] == Cycle.model_fields["dimensions"].default
    assert facts["meeting_word"] == Cycle.model_fields["meeting_word"].default
    assert facts["meeting"]["quorum"] == Meeting().quorum
    assert facts["preparation"]["talks"]["kinds"] == TalksStep().kinds


@pytest.mark.parametrize("kind", get_args(Kind))
def test_defaults_are_sound_for_each_kind(kind: str, tmp_path: Path) -> None:
    text = HEAD.replace("年度", kind) + PEOPLE + OFFICES
    cycle = _load(tmp_path, text).cycle
    documents = list_documents(cycle)
    usual = load_kind_defaults()[kind].facts["documents"]
    assert set(usual) <= set(load_catalogue())
    assert "'=" not in repr(cycle)
    assert [
        item.id for item in documents if not item.drafters and item.id != "opinion-summary"
    ] == []
    assert all("guidance" not in item.text for item in cycle.agenda)


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_the_samples_say_the_same_in_both_forms(name: str) -> None:
    short, long = (load_cycle(folder / name).cycle for folder in (ROOT / "cycles", LONG_FORM))
    same = [
        key for key in Cycle.model_fields
        if key not in ("documents", "agenda", "sample") and getattr(short, key) == getattr(long, key)
    ]  # fmt: skip
    assert len(same) == len(Cycle.model_fields) - 3
    assert [item.text.replace("{meeting_word}", "民主生活会") for item in short.agenda] == [
        item.text for item in long.agenda
    ]
    assert list_documents(short) == list_documents(long)


@pytest.mark.parametrize(("written", "path", "value"), [
    ("", ("preparation", "plan", "owner"), "ban-gong-shi"),
    ("preparation: {plan: {owner: 组织部}}\n", ("preparation", "plan", "owner"), "zu-zhi-bu"),
    ("preparation: {plan: {owner: null}}\n", ("preparation", "plan", "owner"), None),
    ("", ("follow_up", "report", "recipient"), None),
    ("guidance_group: {sent_by: 上级}\n", ("follow_up", "report", "recipient"), "shang-ji"),
    ("guidance_group: {sent_by: 上级}\n", ("meeting", "observers"), ("{guidance_group}成员",)),
    ("meeting: {observers: []}\nguidance_group: {sent_by: 上级}\n", ("meeting", "observers"), ()),
    ("roles: {team: 党组}\n", ("roles", "team"), "党组"),
    ("roles: {team: 党组}\n", ("roles", "members"), "班子成员"),
    ("dimensions: [思想]\n", ("dimensions",), ("思想",)),
    ("agenda: []\n", ("agenda",), ()),
])  # fmt: skip
def test_what_the_facts_say_comes_first(
    written: str, path: KeyPath, value: Any, tmp_path: Path
) -> None:
    found: Any = _load(tmp_path, HEAD + PEOPLE + OFFICES + written).cycle
    for part in path:
        found = getattr(found, str(part))
    assert found == value


def _documents(tmp_path: Path, written: str, head: str = HEAD) -> dict[str, Any]:
    cycle = _load(tmp_path, head + PEOPLE + OFFICES + written).cycle
    return {item.id: item for item in cycle.documents}


def test_documents_are_changed_added_and_left_out(tmp_path: Path) -> None:
    usual = _documents(tmp_path, "")
    changed = _documents(
        tmp_path,
        "documents: {plan: {reviewer: 上级}, request: false, appraisal-form: {drafter: 组织部}}\n",
    )
    assert set(usual) - set(changed) == {"request"}
    assert set(changed) - set(usual) == {"appraisal-form"}
    assert (changed["plan"].drafter, changed["plan"].reviewer) == ("preparers", "shang-ji")
    assert {name for name in usual if usual[name] != changed.get(name)} == {"request", "plan"}
    assert changed["appraisal-form"].drafter == "zu-zhi-bu"


def test_a_list_of_documents_is_the_whole_list(tmp_path: Path) -> None:
    assert list(_documents(tmp_path, "documents: [{id: plan}, {id: outline}]\n")) == [
        "plan",
        "outline",
    ]
    without = HEAD.replace("defaults: true\n", "")
    assert list(_documents(tmp_path, "documents: {outline: {}, plan: false}\n", without)) == [
        "outline"
    ]
    assert _documents(tmp_path, "", without) == {}


FAULTS = [
    ("documents:\n  plan:\n", "8 documents.plan：应为一组键值或 false，实为没有写。"
     "改法：有这份材料、没有不同的写 {}，不要这份材料的写 false。"),
    ("documents: {plan: 不要}\n", "7 documents.plan：应为一组键值或 false，实为“不要”。"
     "改法：有这份材料、没有不同的写 {}，不要这份材料的写 false。"),
    ("documents: {plan: {id: plan}}\n",
     "7 documents.plan：应为不另写代号的材料，实为又写了 id。改法：删去 id；这一行的键就是代号。"),
    ("documents:\n  plan:\n    drafer: team\n", "9 documents.plan.drafer：应为已知的键，实为不认识的键 drafer。改法：改为 drafter。"),
    ("documents:\n  circular: {}\n  plan: {drafter: 谁}\n", "9 documents.plan.drafter：应为已写明的责任方的代号，实为“谁”。"),
    ("staff: [{name: 乙, pots: 丙}]\n", "7 staff[0].pots：应为已知的键，实为不认识的键 pots。改法：改为 post。"),
    ("departments:\n  - {name: 部, head: {name: 乙, pots: 丙}}\nstaff: [丁]\n",
     "8 departments[0].head.pots：应为已知的键，实为不认识的键 pots。改法：改为 post。"),
    ("departments:\n  - {name: 部, head: {name: 乙}}\nstaff:\n  - {name: 丁, pots: 戊}\n",
     "10 staff[0].pots：应为已知的键，实为不认识的键 pots。改法：改为 post。"),
    ("theme: '{nobody}'\n", "7 theme：应为已写明的名称的代号，实为“{nobody}”。"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "said"), FAULTS)
def test_errors_point_to_the_file_as_it_is_written(written: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(FindingsError) as caught:
        _load(tmp_path, HEAD + PEOPLE + written)
    found = [str(finding) for finding in caught.value.findings]
    assert len(found) == 1
    assert found[0].startswith(f"错误 [facts] cycles/2026-sample/cycle.yml:{said}")


def test_an_error_in_a_default_says_where_it_comes_from(tmp_path: Path) -> None:
    facts = _load(tmp_path, HEAD + PEOPLE + OFFICES)
    found = [str(item) for item in check_facts(facts) if item.key[-1:] == ("opinion-report",)]
    assert found == [
        "提示 [R13] cycles/2026-sample/cycle.yml:3 documents.opinion-report：应为《征求意见情况报告》的审定人，"
        "实为没有写（没有写，取自会议类型“年度”的默认值）。改法：补写 reviewer。"
    ]


@pytest.mark.parametrize("written", ["defaults: 是", "defaults: 1", "defaults: null"])
def test_the_switch_is_true_or_false(written: str, tmp_path: Path) -> None:
    with pytest.raises(FindingsError, match=r"cycle.yml:3 defaults：应为true 或 false"):
        _load(tmp_path, HEAD.replace("defaults: true", written) + PEOPLE)
