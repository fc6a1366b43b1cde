"""References by name, and the ids of what has none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from huiqi.errors import FindingsError
from huiqi.facts.reading.load import Facts, load_cycle
from huiqi.facts.reading.partial import validate_partially
from huiqi.facts.reading.resolve.resolve import parse_resolved, resolve
from huiqi.facts.reading.yaml_source import Source, parse_source
from huiqi.facts.unwritten_ids import find_unwritten_ids
from tests.support.samples import FIRST, LONG_FORM, SECOND

HEAD = "id: 2026-sample\nkind: 年度\n"
FACTS = (
    HEAD
    + """\
special_name: 清风
team: {name: 县委班子, unit: 县委}
members:
  - {name: 甲一, post: 书记}
  - {name: 乙二, post: 委员}
  - {name: 丙三, post: 委员}
staff: [{id: clerk, name: 甲一, post: 科长}, {name: 丁四, post: 科员}]
bodies: [上级, '{special_name}小组']
offices: [{name: 办公室}]
terms: [{text: 全会}]
reading_list: [{lead: 学习, items: [{kind: 党章, title: 党章}]}]
"""
)


def _load(tmp_path: Path, text: str) -> Facts:
    folder = tmp_path / "cycles" / "2026-sample"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cycle.yml").write_text(text, "utf-8")
    return load_cycle(folder)


def _refuse(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(FindingsError) as caught:
        _load(tmp_path, text)
    return [str(finding) for finding in caught.value.findings]


def _at(cycle: Any, path: str) -> Any:
    for part in path.split("."):
        cycle = cycle[int(part)] if part.isdigit() else getattr(cycle, part)
    return cycle


@pytest.mark.parametrize(("written", "path", "name"), [
    ("meeting: {recorder: 丁四}", "meeting.recorder", "ke-yuan"),
    ("meeting: {recorder: clerk}", "meeting.recorder", "clerk"),
    ("meeting: {recorder: 科长}", "meeting.recorder", "clerk"),
    ("prep_group: {members: [乙二, 书记]}", "prep_group.members", ("wei-yuan", "shu-ji")),
    ("basis: [{issuers: [上级, 清风小组]}]", "basis.0.issuers", ("shang-ji", "qing-feng-xiao-zu")),
    ("basis: [{issuers: ['{special_name}小组']}]", "basis.0.issuers", ("qing-feng-xiao-zu",)),
    ("areas: [{title: 作风, readings: [党章]}]", "areas.0.readings", ("dang-zhang",)),
    ("preparation: {talks: {owner: 办公室}}", "preparation.talks.owner", "ban-gong-shi"),
    ("preparation: {talks: {owner: 县委班子}}", "preparation.talks.owner", "team"),
    ("preparation: {talks: {owner: 领导班子}}", "preparation.talks.owner", "team"),
    ("preparation: {talks: {owner: 书记}}", "preparation.talks.owner", "shu-ji"),
    ("documents: {plan: {receivers: [班子成员, 归档]}}", "documents.0.receivers", ("members", "archive")),
    ("theme: '报{上级}，由{ 办公室 }送'", "theme", "报{shang-ji}，由{ban-gong-shi}送"),
    ("theme: '{全会}、{县委班子}、{办公 室}、{{上级}}'", "theme", "{quan-hui}、{team}、{办公 室}、{{上级}}"),
])  # fmt: skip
def test_a_name_is_as_good_as_an_id(written: str, path: str, name: Any, tmp_path: Path) -> None:
    assert _at(_load(tmp_path, f"{FACTS}{written}\n").cycle, path) == name


@pytest.mark.parametrize(("written", "key", "said"), [
    ("meeting: {recorder: 甲一}", "meeting.recorder",
     "应为只有一处的名称，实为“甲一”有 2 处。改法：改写其中一处的代号：shu-ji、clerk。"),
    ("prep_group: {leader: 委员}", "prep_group.leader",
     "应为只有一处的名称，实为“委员”有 2 处。改法：改写其中一处的代号：wei-yuan、wei-yuan-2。"),
])  # fmt: skip
def test_of_two_that_bear_one_name_the_id_is_asked_for(
    written: str, key: str, said: str, tmp_path: Path
) -> None:
    found = _refuse(tmp_path, f"{FACTS}{written}\n")
    assert found[0] == f"错误 [facts] cycles/2026-sample/cycle.yml:14 {key}：{said}"


def test_a_name_that_nobody_bears(tmp_path: Path) -> None:
    (found,) = _refuse(tmp_path, f"{FACTS}meeting: {{recorder: 戊五}}\n")
    assert "cycle.yml:14 meeting.recorder：应为已写明的人员的代号，实为“戊五”" in found


@pytest.mark.parametrize(("facts", "made"), [
    ("members: [{name: 甲一, post: 县委副书记、县长}]", "xian-wei-fu-shu-ji-xian-zhang"),
    ("members: [{name: 甲一}]", "member"),
    ("members: [甲一]", "member"),
    ("staff: [{name: 甲一, post: null}]", "person"),
    ("offices: [{name: 甲一工作室}]\nmembers: [{id: a, name: 甲一}]", "gong-zuo-shi"),
    ("offices: [{name: 绿色发展办}]", "lv-se-fa-zhan-ban"),
    ("bodies: [{name: '12345热线'}]", "body-12345-re-xian"),
    ("bodies: [{name: '{team}办公室'}]\nteam: {name: 局党组}", "ju-dang-zu-ban-gong-shi"),
    ("bodies: [{name: A-B 公司（二）}]", "a-b-gong-si-er"),
    ("offices: [{name: 班子}]\nbodies: [{id: ban-zi, name: 甲}]", "ban-zi-2"),
    ("terms: [{text: 单元}]\nteam: {name: 班}", "dan-yuan"),
    ("areas: [{title: 感悟“两个确立”、做到“两个维护”}]", "gan-wu-liang-ge-que-li-zuo-dao-liang-ge"),
    ("reading_list: [{lead: 学, items: [{kind: 理论, title: 习近平新时代思想}]}]", "xin-shi-dai-si-xiang"),
    ("extra_documents: [{title: 案例, purpose: 用}]\ndocuments: [{id: an-li}]", "an-li-2"),
    ("reading_list: [{lead: 学, items: [{id: a, kind: 党章, title: 党章}]}]\nmaterials: [{file: x.md, reading: 党章}]",
     "dang-zhang"),
    ("materials: [{file: x.md}]", "material"),
])  # fmt: skip
def test_an_id_is_made_from_what_is_public(facts: str, made: str) -> None:
    assert list(parse_resolved(f"{HEAD}{facts}\n", "").ids.values()) == [made]


def test_posts_and_sounds_that_repeat() -> None:
    """What is written counts first, wherever it stands."""
    members = "".join(f"  - {{name: 党员甲{n}, post: 党员}}\n" for n in range(35))
    offices = "offices:\n  - 事务处\n  - 市物处\n  - {id: shi-wu-chu-2, name: 甲}\n"
    ids = list(parse_resolved(f"{HEAD}members:\n{members}{offices}", "").ids.values())
    assert ids[:3] + ids[34:] == [
        "dang-yuan", "dang-yuan-2", "dang-yuan-3", "dang-yuan-35", "shi-wu-chu", "shi-wu-chu-3",
    ]  # fmt: skip
    assert len(set(ids)) == 37


def test_no_id_speaks_of_a_name() -> None:
    """Another name gives the same id."""
    one, other = (
        parse_resolved(FACTS.replace("乙二", name), "").ids for name in ("乙二", "王小明")
    )
    assert one == other


def test_missing_ids_are_asked_for(tmp_path: Path) -> None:
    facts = _load(tmp_path, FACTS)
    assert [str(finding) for finding in find_unwritten_ids(facts)] == [
        "错误 [ids] cycles/2026-sample/cycle.yml:6 members[0]："
        "应为写入文件的代号（链接、日历、填好的文件都按代号辨认），实为9 项没有写，暂用 shu-ji、wei-yuan、wei-yuan-2等。"
        "改法：运行 huiqi check --ids 2026-sample，把代号写入文件。"
    ]


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_the_long_form_stays_as_it_is(name: str) -> None:
    source = parse_source((LONG_FORM / name / "cycle.yml").read_text("utf-8"), "")
    resolved = resolve(source)
    assert resolved.data == source.data
    assert (resolved.lines, resolved.findings) == (source.lines, [])
    assert (resolved.moved, resolved.taken, resolved.ids) == ({}, {}, {})


@pytest.mark.parametrize("data", [
    {"members": "甲"}, {"members": (1, None, ("甲",))}, {"departments": ({"head": 1}, {"head": {}})},
    {"documents": ("plan", 1)}, {"documents": {"plan": "甲"}}, {"team": "甲"}, {"staff": {"a": 1}},
    {"reading_list": ({"items": "甲"}, "乙")}, {"offices": ({"name": 1, "duties": 2},)}, {"kind": ("年度",)},
    {"members": ({"id": 1},), "meeting": {"recorder": ("甲",)}}, {"roles": None}, {"preparation": {"plan": None}},
    {"staff": "甲", "departments": ({"name": "乙", "head": {"name": "丙"}},)}, {"each": 1}, {"theme": ("{甲}", 1)},
])  # fmt: skip
@pytest.mark.parametrize("defaults", [True, False, "是"])
def test_what_is_malformed_is_left_to_the_model(data: dict[str, Any], defaults: object) -> None:
    facts = {"id": "2026-sample", "kind": "年度", "defaults": defaults} | data
    resolved = resolve(Source("", facts))
    sound = validate_partially(resolved.data)
    assert sound.errors or resolved.findings or data in ({"each": 1}, {"theme": ("{甲}", 1)})
