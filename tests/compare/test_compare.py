"""What changed between two files of facts, as people write it, and what of it the site may say."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from huiqi.compare.changes import Change, compare
from huiqi.compare.match import match_groups, match_texts
from huiqi.compare.summary import summarize
from huiqi.compare.text_report import focus, show_changes
from huiqi.errors import KeyPath
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.parties import Office, Person
from huiqi.facts.model.sections import section_of
from macros.scope import Rendition
from tests.support.command import run
from tests.support.projects import ROOT
from tests.support.samples import BRANCH, FIRST, SECOND, make_cycle, read_sample

Edit = tuple[KeyPath, Any]
PUBLIC = Rendition(internal=False, names=False)


def _compare(*edits: Edit, name: str = SECOND, base: tuple[Edit, ...] = ()) -> list[Change]:
    return compare(make_cycle(name, *base), make_cycle(name, *base, *edits))


def _tell(*edits: Edit, name: str = SECOND, base: tuple[Edit, ...] = ()) -> list[str]:
    changes = _compare(*edits, name=name, base=base)
    lines = show_changes("旧", "新", changes).split("\n")
    return [line.strip() for line in lines if line.startswith("  ")]


def _items(name: str, *path: str | int) -> list[Any]:
    """Return a list of a sample's facts, to be changed."""
    value: Any = read_sample(name).data
    for part in path:
        value = value[part]
    return [dict(item) if isinstance(item, dict) else item for item in value]


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_the_same_facts_do_not_differ(name: str) -> None:
    cycle = make_cycle(name)
    assert compare(cycle, cycle) == []
    assert summarize(cycle, cycle) == ""
    assert show_changes("甲", "乙", []) == "甲 与 乙 的事实相同。"


TOLD: list[tuple[list[Edit], list[str]]] = [
    ([(("meeting", "date"), "2025-02-18")], ["会议 → 召开日期：填写“2025年2月18日”"]),
    ([(("meeting", "deadline"), "2025-03-08")], ["会议 → 最迟召开日期：由“2025年2月28日”改为“2025年3月8日”"]),
    ([(("preparation", "study", "deadline"), "2025-01-08")],
     ["会议准备 → 学习研讨 → 期限：由“会前15日（最迟2025年2月13日，按最迟召开日期推算）”改为“2025年1月8日”"]),
    ([(("preparation", "study", "owner"), "human-resources")],
     ["会议准备 → 学习研讨 → 责任单位：由“党委工作部”改为“组织人事部”"]),
    ([(("team", "chair"), "deputy")], ["班子 → 主要负责同志：由“党委书记、董事长”改为“党委副书记”"]),
    ([(("prep_group", "deputies"), ["deputy", "engineer"])],
     ["会议筹备领导小组 → 副组长：由“党委副书记”改为“党委副书记；党委委员、总工程师”"]),
    ([(("members", 0, "name"), "王五")], ["班子成员 → 党委书记、董事长 → 姓名：由“韩一”改为“王五”"]),
    ([(("kind",), "年度暨专题"), (("special_name",), "整改")],
     ["会议类型：由“年度”改为“年度暨专题”", "专题名称：填写“整改”"]),
    ([(("audience",), "public"), (("publish_names",), True)],
     ["发布范围：由“内部”改为“公开”", "网站显示姓名：由“否”改为“是”"]),
    ([(("guidance_group", "number"), 12)], ["指导组 → 指导组编号：由“2”改为“12”"]),
    ([(("basis", 2, "number"), {"code": "中组发", "year": 2024, "serial": 7, "internal": True})],
     ["依据 → 市国资委党委 → 文号：填写“中组发〔2024〕7号（内部）”"]),
    ([(("agenda", 3, "rounds"), "members")],
     ["会议议程 → 班子成员依次作个人对照检查，开展相互批评，被批… → 逐人进行批评和自我批评的成员：由“全体”改为“其他成员”"]),
    ([(("preparation", "talks", "kinds"), ["chair-member"])],
     ["会议准备 → 谈心谈话 → 必谈关系：由“主要负责同志与成员、成员相互、成员与分管部门主要负责同志”改为“主要负责同志与成员”"]),
    ([(("documents", 0, "reviewer"), "chair")], ["材料 → 实施方案 → 审核：由“市国资委党委组织处”改为“班子主要负责同志”"]),
    ([(("results",), {})], []),
    ([(("results",), {"talks": 20})], ["工作情况统计：填写“谈心谈话人次：20”"]),
    ([(("theme",), None)], [f"会议主题：清空，原为“{make_cycle(SECOND).theme}”"]),
    ([(("campaign",), {"name": "甲", "goals": ["乙", "丙"]})], ["教育活动：填写“教育活动名称：甲；目标要求：乙、丙”"]),
    ([(("offices", 0, "duties", 2, "owner"), "human-resources")],
     ["责任单位 → 党委工作部 → 职责 → 组织人事部负责汇总所属企业的意见建议 → 承担单位：填写“组织人事部”"]),
]  # fmt: skip


@pytest.mark.parametrize(("edits", "lines"), TOLD, ids=str)
def test_a_change_reads_as_people_write_it(edits: list[Edit], lines: list[str]) -> None:
    assert _tell(*edits) == lines


def test_a_name_that_changes_is_told_once() -> None:
    """What refers to it is the same fact as before."""
    assert _tell((("bodies", 0, "name"), "市委")) == [
        "机构 → 市委 → 机构名称：由“市国资委党委”改为“市委”"
    ]
    assert _tell((("special_name",), "主题教育"), name=FIRST) == [
        "专题名称：由“党史学习教育”改为“主题教育”"
    ]


def test_what_reads_the_same_shows_how_it_is_written() -> None:
    assert _tell((("agenda", 5, "text"), "党委书记、董事长总结")) == [
        "会议议程 → 党委书记、董事长总结 → 议程：由“{chair}总结”改为“党委书记、董事长总结”"
    ]


def test_two_persons_of_one_post_are_told_apart_by_name() -> None:
    base = ((("members", 4, "post"), "副书记"), (("members", 5, "post"), "副书记"))
    edit = (("team", "chair"), "accountant")
    before = (*base, (("team", "chair"), "engineer"))
    assert _tell(edit, base=before) == ["班子 → 主要负责同志：由“许五”改为“何六”"]
    old, new = make_cycle(SECOND, *before), make_cycle(SECOND, *before, edit)
    assert compare(old, new, PUBLIC) == []


def test_long_texts_show_the_part_that_differs() -> None:
    theme = make_cycle(SECOND).theme or ""
    assert _tell((("theme",), theme.replace("全面深化", "持续深化"))) == [
        "会议主题：由“……用，为进一步全面深化改革、推……”改为“……用，为进一步持续深化改革、推……”"
    ]


@pytest.mark.parametrize(("before", "after", "shown"), [
    ("短", "长", ("短", "长")),
    ("甲" * 40, "甲" * 41, ("……" + "甲" * 6, "……" + "甲" * 7)),
    ("甲" * 40 + "乙", "丙" + "甲" * 40 + "乙", ("甲" * 6 + "……", "丙" + "甲" * 6 + "……")),
    ("甲" * 40, "乙" * 40, ("甲" * 40, "乙" * 40)),
    ("", "乙" * 40, ("", "乙" * 40)),
    (
        "http://huiyi.example/2021-party-history/", "http://huiyi.example/2021-party-history/x/",
        ("http://huiyi.example/2021-party-history/", "http://huiyi.example/2021-party-history/x/"),
    ),
    (
        "定于2026年1月12345日上午在市委常委会议室召开专题民主生活会，请提前到会。",
        "定于2026年1月12346日上午在市委常委会议室召开专题民主生活会，请提前到会。",
        ("……1月12345日上午在市委……", "……1月12346日上午在市委……"),
    ),
])  # fmt: skip
def test_focus(before: str, after: str, shown: tuple[str, str]) -> None:
    assert focus(before, after) == shown


def test_lists_go_by_id_and_not_by_place() -> None:
    staff = _items(SECOND, "staff")
    moved = [staff[-1], *staff[:-1]]
    assert _tell((("staff",), moved)) == ["其他人员 → 党委工作部副部长：由第9位移到第1位"]
    changed = [
        dict(staff[0], name="新人"),
        *staff[2:],
        {"id": "more", "name": "某", "post": "干事"},
    ]
    changes = _compare((("staff",), changed))
    assert [(item.kind, item.label, item.before, item.after) for item in changes] == [
        ("changed", "其他人员 → 战略发展部部长 → 姓名", "施一", "新人"),
        ("added", "其他人员 → 干事", "", "姓名：某"),
        ("removed", "其他人员 → 生产运行部部长", "姓名：张二", ""),
    ]


def test_an_id_alone_is_no_change() -> None:
    areas = _items(SECOND, "areas")
    areas[0]["id"], areas[1]["title"] = "area-1", "甲"
    assert _tell((("areas",), areas)) == [
        "对照检查方面 → 甲 → 简称：由“增强党性、严守纪律、砥砺作风”改为“甲”"
    ]


def test_lists_of_texts() -> None:
    prompts = _items(SECOND, "areas", 0, "prompts")
    new = [prompts[2], prompts[0].replace("及时、完整", "及时"), "新的一问"]
    key = ("areas", 0, "prompts")
    label = "对照检查方面 → 严守政治纪律和政治规矩 → 对照提示"
    changes = _compare((key, new))
    assert [(item.kind, item.label.removeprefix(label), item.after) for item in changes] == [
        ("changed", "", new[1]), ("added", "", "新的一问"), ("removed", "", ""),
    ]  # fmt: skip
    swapped = _compare((key, [prompts[1], prompts[0], prompts[2]]))
    assert [(item.kind, item.before, item.after) for item in swapped] == [
        ("moved", "第2位", "第1位")
    ]


def test_a_reading_that_passes_to_another_group_is_the_same() -> None:
    groups = _items(SECOND, "reading_list")
    groups[0] = dict(groups[0], items=groups[0]["items"][:1])
    groups[1] = dict(
        groups[1], items=(*groups[1]["items"], *_items(SECOND, "reading_list", 0, "items")[1:])
    )
    assert _tell((("reading_list",), groups)) == [
        "学习篇目 → 习近平总书记关于全面加强党的纪律建设的重要论述：由第2位移到第5位"
    ]


def test_editions_of_one_title_under_other_ids() -> None:
    changes = compare(make_cycle(FIRST), make_cycle(SECOND))
    told = {change.label: (change.before, change.after) for change in changes}
    assert told["学习篇目 → 党章 → 版本日期"] == ("2017年10月24日", "2022年10月22日")
    assert "id" not in {str(change.path[-1]) for change in changes}


@pytest.mark.parametrize("pair", [(FIRST, SECOND), (SECOND, FIRST)])
def test_two_whole_cycles(pair: tuple[str, str]) -> None:
    """Every change has its words, and stands under its heading in the model's order."""
    old, new = (make_cycle(name) for name in pair)
    changes = compare(old, new)
    keys = list(Cycle.model_fields)
    places = [keys.index(str(change.path[0])) for change in changes]
    assert places == sorted(places)
    assert len(changes) > 200
    for change in changes:
        assert change.section == section_of(change.path)
        assert bool(change.before) == (change.kind != "added")
        assert bool(change.after) == (change.kind != "removed")
        assert change.before != change.after
        for text in (change.label, change.before, change.after):
            assert "None" not in text
            assert "<" not in text
            assert "&#" not in text
    groups: list[tuple[Person | Office, ...]] = [old.people, new.people, old.offices, new.offices]
    ids = {item.id for group in groups for item in group}
    shown = show_changes(*pair, changes)
    assert [name for name in ids if f"“{name}”" in shown] == []


def test_the_public_rendition_has_no_names_and_no_internal_facts() -> None:
    old, new = make_cycle(FIRST), make_cycle(SECOND)
    nobody = ((("members", 0, "post"), None), (("results",), {"talks": 77777}))
    for other in (new, make_cycle(SECOND, *nobody)):
        changes = compare(old, other, PUBLIC)
        shown = show_changes(FIRST, SECOND, changes)
        people = [person.name for person in (*old.people, *new.people) if person.name]
        assert len(people) > 30
        assert [name for name in people if name in shown] == []
        assert "中组发" not in shown
        assert "77777" not in shown
        assert not {"results", "allow_terms"} & {change.path[0] for change in changes}
    office = show_changes(FIRST, SECOND, compare(old, new))
    assert "中组发〔2021〕99号" in office
    assert "韩一" in office


def test_an_internal_basis_is_none_in_public() -> None:
    hidden = (("basis", 2, "internal"), True)
    old, new = make_cycle(SECOND), make_cycle(SECOND, hidden)
    assert [item.kind for item in compare(old, new, PUBLIC)] == ["removed"]
    assert [item.kind for item in compare(old, new)] == ["changed"]
    longer = make_cycle(SECOND, hidden, (("basis", 2, "sets_theme"), False))
    assert compare(new, longer, PUBLIC) == []


DATE: Edit = (("meeting", "date"), "2025-02-18")
SUMMARIES: list[tuple[tuple[Edit, ...], tuple[Edit, ...], str]] = [
    ((), (DATE,), "会议时间已定（2025年2月18日），按会议日期推算的期限随之确定。"),
    ((), (DATE, (("meeting", "time"), "下午2时"), (("meeting", "place"), "会议室")),
     "会议时间已定（2025年2月18日），会议地点已定，按会议日期推算的期限随之确定。"),
    ((DATE,), ((("meeting", "date"), "2025-02-19"),), "会议时间改为2025年2月19日，按会议日期推算的期限随之变动。"),
    ((DATE,), ((("meeting", "date"), None),), "会议时间改为另行通知。"),
    ((), ((("meeting", "time"), "下午2时"),), "会议时间有变。"),
    ((), tuple((("preparation", step, "deadline"), "2025-01-20") for step in ("study", "opinions", "talks")),
     "3 项期限有变。"),
    ((), ((("preparation", "study", "deadline"), "会前14日"), (("theme",), "甲")), "1 项期限有变。会议主题有变动。"),
    (((("preparation", "plan", "approved_on"), None),), ((("preparation", "plan", "approved_on"), "2025-01-10"),),
     "方案已审核同意。"),
    ((), ((("members", 0, "name"), "王五"),), ""),
    ((), ((("results",), {"talks": 20}), (("allow_terms",), [{"term": "甲", "reason": "乙"}])), ""),
    ((), ((("members", 0, "post"), "书记"), (("level",), "甲")), "班子与人员、其他内容有变动。"),
    ((), ((("remarks",), [{"date": "2025-01-05", "text": "改期"}]), (("site_address",), "http://网站地址/")), ""),
    (((("publish_names",), True),), ((("members", 0, "name"), "王五"),), "班子与人员有变动。"),
]  # fmt: skip


@pytest.mark.parametrize(("base", "edits", "said"), SUMMARIES)
def test_the_summary_for_readers(
    base: tuple[Edit, ...], edits: tuple[Edit, ...], said: str
) -> None:
    assert summarize(make_cycle(SECOND, *base), make_cycle(SECOND, *base, *edits)) == said


def test_the_summary_of_much_stays_short() -> None:
    said = summarize(make_cycle(SECOND), make_cycle(FIRST))
    assert said == (
        "会议时间已定（2022年1月13日），会议地点已定，12 项期限有变，按会议日期推算的期限随之确定。"
        "会议主题、对照检查方面、学习篇目、学习材料、会议议程等有变动。"
    )


def test_matching() -> None:
    by_id = match_groups([("a", "甲"), ("b", "乙")], [("c", "乙"), ("a", "丙")], by_id=True)
    assert (by_id.pairs, by_id.moved) == ({1: 0, 0: 1}, {0})
    texts = match_texts(["甲乙丙丁", "戊"], ["戊", "甲乙丙", "己"])
    assert (texts.pairs, texts.moved) == ({0: 1, 1: 0}, set())
    assert match_texts(["甲", "甲"], ["甲"]).pairs == {0: 0}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("diff")
    shutil.copytree(ROOT / "cycles", folder / "cycles")
    (folder / "mkdocs.yml").write_text("")
    stored = (folder / "cycles" / SECOND / "cycle.yml").read_text("utf-8")
    (folder / "stored.yml").write_text(stored.replace("quorum: 90%", "quorum: 2/3"), "utf-8")
    return folder


def test_the_command(project: Path) -> None:
    done = run("diff", "stored.yml", SECOND, project=project)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"从 stored.yml 到 {SECOND}，共 1 处不同：改动 1 处。\n\n"
        "会议\n  会议 → 应到人数下限：由“2/3”改为“90%”\n"
    )
    same = run("diff", f"cycles/{SECOND}/cycle.yml", f"cycles/{SECOND}", project=project)
    assert (same.returncode, same.stdout.endswith("的事实相同。\n")) == (0, True)


@pytest.mark.parametrize(("names", "said"), [
    ((SECOND, "2019-x"), f"没有会议周期 2019-x。改法：从现有的周期中选：{FIRST}、{BRANCH}、{SECOND}。\n"),
    (("nowhere.yml", SECOND), "错误 [facts] nowhere.yml：应为会议事实文件，实为没有这个文件。改法：新建此文件或核对文件夹名称。\n"),
    (("cycles", SECOND), f"没有会议周期 cycles。改法：从现有的周期中选：{FIRST}、{BRANCH}、{SECOND}。\n"),
])  # fmt: skip
def test_what_cannot_be_compared(names: tuple[str, str], said: str, project: Path) -> None:
    done = run("diff", *names, project=project)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)


def test_a_faulty_file_names_its_faults(project: Path) -> None:
    (project / "bad.yml").write_text("id: 2024-x\nkind: 季度\nthema: 甲\n", "utf-8")
    done = run("diff", SECOND, "bad.yml", project=project)
    assert (done.returncode, done.stdout) == (1, "")
    assert [line[:24] for line in done.stderr.splitlines()] == [
        "错误 [facts] bad.yml:2 kin", "错误 [facts] bad.yml:3 the",
    ]  # fmt: skip
