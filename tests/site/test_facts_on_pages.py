"""Each fact changes what it should on the pages, and nothing else."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest
from jinja2 import Environment, Template

from huiqi.errors import KeyPath, format_key
from huiqi.facts.date_forms import parse_deadline
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.walk import Node, walk
from huiqi.site.pages import page_sources
from huiqi.templating.environment import make_environment
from macros.scope import open_scope
from macros.vocabulary import build_vocabulary
from tests.support.projects import ROOT
from tests.support.samples import FIRST, SECOND, make_cycle, read_sample

DOCS = ROOT / "docs"
CYCLES = (FIRST, SECOND)
NEW = "甲新乙值丙"
SIGNS = "子丑寅卯辰巳午未申酉"

# Text facts that no page of the site shows, and why.
NOT_ON_SITE = {
    ("results",): "office rendition alone",
    ("allow_terms",): "for the checks alone",
    ("basis", "number"): "internal in the sample; shown where it is not",
    ("members", "name"): "names are shown with publish_names only",
    ("staff", "name"): "names are shown with publish_names only",
    ("campaign", "leading_group"): "a reference",
    ("roles",): "only the words that the cycle uses are shown",
    ("kind",): "composes titles",
    ("audience",): "a switch",
    ("letterhead",): "for documents",
    ("materials", "file"): "names a file; its text is the page",
    ("site_address",): "tested with the page of links",
}


def _data(name: str) -> Any:
    return read_sample(name).data


def render(cycle: Cycle) -> str:
    """Return the Markdown of all pages as plain characters."""
    words = build_vocabulary(open_scope(cycle))
    pages = page_sources(cycle, DOCS).values()
    text = "\n".join(_compile(source).render(**words) for source in pages)
    return html.unescape(text.replace("<wbr>", ""))


@cache
def _environment() -> Environment:
    return make_environment(build_vocabulary(open_scope(make_cycle(CYCLES[0]))), DOCS / "parts")


@cache
def _compile(source: str) -> Template:
    """Compile a page once: these tests render all pages hundreds of times."""
    return _environment().from_string(source)


@cache
def _before(name: str) -> str:
    return render(make_cycle(name))


def _hidden(path: KeyPath) -> bool:
    words = tuple(part for part in path if isinstance(part, str))
    return any((all(word in words for word in key) and words[0] == key[0]) or key[0] in words[1:]
               for key in NOT_ON_SITE)  # fmt: skip


def _is_given(data: Any, path: KeyPath) -> bool:
    for part in path:
        if isinstance(data, dict) and part not in data:
            return False
        data = data[part]
    return True


def _text_facts(name: str) -> list[Node]:
    skip = {"id", "quorum", "kind", "kinds", "mode", "stage", "audience", "rounds"}
    return [
        node
        for node in walk(make_cycle(name))
        if isinstance(node.value, str)
        and node.ref is None
        and not skip & set(node.path)
        and _is_given(_data(name), node.path)
        and not _hidden(node.path)
    ]


def _alike(old: str, sign: str) -> str:
    """Return a new value with the signs on which the punctuation around it depends."""
    inner = f"{NEW}{sign}、" if "、" in old else f"{NEW}{sign}"
    return f"《{inner}》" if old.startswith("《") else inner


def _find_fault(name: str, nodes: Sequence[Node]) -> str:
    """Say what is wrong on the pages when these facts have new values, each another."""
    new = [_alike(node.value, sign) for node, sign in zip(nodes, SIGNS, strict=False)]
    changes = zip((node.path for node in nodes), new, strict=True)
    after = render(make_cycle(name, *changes))
    if not all(value in after for value in new):
        return "the new value is on no page"
    if any("{" in node.value for node in nodes):
        return ""  # what was written there follows from other facts
    before, write = _before(name), open_scope(make_cycle(name)).write
    for value, node in zip(new, nodes, strict=True):
        after = after.replace(value, html.unescape(write(node.value)))
    return "" if after == before else "something else changed"


@pytest.mark.parametrize("name", CYCLES)
def test_each_text_changes_its_places_and_nothing_else(name: str) -> None:
    """Ten at a time, as pages take long to write; those of a ten with a fault one by one."""
    nodes = sorted(_text_facts(name), key=lambda node: "{" in node.value)
    written = sum("{" not in node.value for node in nodes)
    tens = [*_split(nodes[:written]), *_split(nodes[written:])]
    suspects = [node for ten in tens if _find_fault(name, ten) for node in ten]
    faults = {format_key(node.path): _find_fault(name, [node]) for node in suspects}
    assert {key: fault for key, fault in faults.items() if fault} == {}


def _split(nodes: list[Node]) -> list[list[Node]]:
    return [nodes[start : start + len(SIGNS)] for start in range(0, len(nodes), len(SIGNS))]


def test_a_fact_that_is_on_no_page_is_found_among_ten() -> None:
    nodes = [node for node in _text_facts(FIRST) if "{" not in node.value][:9]
    hidden = next(node for node in walk(make_cycle(FIRST)) if node.path == ("members", 0, "name"))
    assert _find_fault(FIRST, nodes) == ""
    assert _find_fault(FIRST, [*nodes, hidden]) == "the new value is on no page"


def test_the_table_of_hidden_facts_is_no_loophole() -> None:
    shown = {node.path[0] for name in CYCLES for node in _text_facts(name)}
    assert {
        "theme",
        "areas",
        "offices",
        "bodies",
        "team",
        "meeting",
        "feedback",
        "purpose",
    } <= shown


# slot of the published plan: (what to change, what must appear, what must go)
SLOTS: dict[str, tuple[list[tuple[KeyPath, Any]], list[str], list[str]]] = {
    "2 会议年度": ([(("cycle_year",), 2019)], ["2019年度"], ["2021年度"]),
    "3 最迟召开日期": ([(("meeting", "deadline"), "2022-01-21")], ["2022年1月21日"], ["2022年1月20日"]),
    "4 指导组编号": ([(("guidance_group", "number"), 12)], ["第十二指导组"], ["第三指导组"]),
    "5 方案制定期限": (
        [(("preparation", "plan", "deadline"), "2021-12-16")], ["12月16日前"], ["12月17日"],
    ),
    "6 方案报送提前天数": (
        [(("preparation", "plan", "submit_deadline"), "会前8日")],
        ["会议召开8日前", "会前8日（2022年1月5日）"], ["会议召开7日前", "会前7日", "2022年1月6日"],
    ),
    "7 学习研讨期限": ([(("preparation", "study", "deadline"), "2021-12-30")], ["12月30日前"], ["12月31日"]),
    "8 建党周年数": (
        [(("reading_list", 4, "items", 1, "date"), "2011-07-01")], ["成立90周年大会", "2011年7月1日"],
        ["成立100周年", "2021年7月1日"],
    ),
    "9 征求意见期限": ([(("preparation", "opinions", "deadline"), "2022-01-04")], ["2022年1月4日前"], ["2022年1月5日"]),
    "10 专题名称": ([(("special_name",), "以案促改")], ["班子以案促改专题民主生活会"], ["班子党史学习教育专题"]),
    "11 征求意见责任单位": (
        [(("preparation", "opinions", "owner"), "organs-committee")], ["由市直机关工委负责开展征求意见"],
        ["由市委办公室负责开展征求意见"],
    ),
    "12 意见汇总报告送审期限": (
        [(("preparation", "opinions", "report_deadline"), "2022-01-08")], ["2022年1月8日前将征求到"], ["2022年1月7日"],
    ),
    "13 谈心谈话期限": ([(("preparation", "talks", "deadline"), "2022-01-09")], ["2022年1月9日前"], ["谈心谈话（2022年1月10日前）"]),
    "14 和 15 反馈问题来源": (
        [(("feedback", "source"), "省委第九巡视组")],
        ["重点围绕省委第九巡视组反馈问题", "既要谈省委第九巡视组反馈的突出问题"], ["省委第二巡视组"],
    ),
    "14 和 15 没有反馈问题": (
        [(("feedback",), None)], ["听取党员、干部和群众的意见建议", "面对面，要结合各自分工"],
        ["省委第二巡视组", "真认账", "抓好整改", "反馈的突出问题", "重点围绕", "既要谈"],
    ),
    "16 谈心谈话责任单位": (
        [(("preparation", "talks", "owner"), "organs-committee")], ["由市直机关工委具体负责"], ["由市委组织部具体负责"],
    ),
    "17 材料撰写期限": ([(("preparation", "materials", "deadline"), "2022-01-12")], ["2022年1月12日前"], ["2022年1月11日"]),
    "19 批评与自我批评期限": (
        [(("preparation", "criticism", "deadline"), "2022-01-13")], ["开展批评和自我批评（会议当天）", "| 2022年1月13日 | [开展批评和自我批评]"],
        ["| 会议当天（2022年1月13日） | [开展批评和自我批评]"],
    ),
    "20 组长": ([(("prep_group", "leader"), "mayor")], ["组长：市委副书记、市长"], ["组长：市委书记"]),
    "21 副组长": ([(("prep_group", "deputies"), ["vice-mayor"])], ["副组长：市委常委、常务副市长"], ["副组长：市委副书记；"]),
    "22 成员": ([(("prep_group", "members"), ["law-head"])], ["成员：市委常委、政法委书记"], ["成员：市委常委、市纪委书记"]),
    "23 牵头单位": ([(("offices", 0, "name"), "综合协调处")], ["（一）综合协调处"], ["市委办公室负责"]),
    "24 配合单位": (
        [(("offices", 1, "name"), "机关党委")], ["（二）机关党委", "**机关党委**：负责向各部门"], ["市直机关工委"],
    ),
    "25 部门意见汇总责任单位": (
        [(("offices", 1, "duties", 0, "owner"), "general-office")], ["市委办公室负责向各部门征求意见"],
        ["**市直机关工委**：负责向各部门征求意见"],
    ),
    "26 整改清单起草责任单位": (
        [(("offices", 1, "duties", 1, "owner"), "general-office")], ["市委办公室负责起草隶属各支部"],
        ["民主生活会召开后，负责起草隶属各支部"],
    ),
    "27 通报时限": (
        [(("follow_up", "notice", "deadline"), "会后7天")], ["会后7天内在一定范围内", "2022年1月20日"], ["会后12天"],
    ),
    "28 报告时限": (
        [(("follow_up", "report", "deadline"), "会后14天")], ["会后14天内市委组织部", "2022年1月27日"],
        ["会后15天内市委组织部"],
    ),
    "会议日期": ([(("meeting", "date"), "2022-01-14")], ["2022年1月14日上午9时"], ["2022年1月13日"]),
    "会议日期未定": (
        [(("meeting", "date"), None)],
        ["2022年1月20日前，具体时间另行通知", "会前7日（最迟2022年1月13日）"], ["2022年1月13日上午"],
    ),
    "必谈关系": (
        [(("preparation", "talks", "kinds"), ["chair-member"])], ["主要负责同志同每个班子成员必谈"],
        ["班子成员相互之间必谈", "班子成员与分管部门主要负责同志之间必谈"],
    ),
    "没有教育活动": (
        [(("campaign",), None), (("guidance_group", "prefix"), None), (("purpose", "importance"), [])],
        ["聚焦民主生活会主题，把自己摆进去", "省委第三指导组"], ["学史明理", "学党史、悟思想"],
    ),
    "年度会议": ([(("kind",), "年度")], ["市委常委班子2021年度民主生活会实施方案"], ["专题民主生活会实施方案"]),
    "年度暨专题": ([(("kind",), "年度暨专题")], ["市委常委班子2021年度暨党史学习教育专题民主生活会实施方案"], []),
    "组织生活会": (
        [(("kind",), "组织生活会"), (("meeting_word",), "组织生活会")], ["市委常委班子2021年度组织生活会实施方案"],
        ["专题民主生活会实施方案"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("slot", SLOTS, ids=str)
def test_slot(slot: str) -> None:
    changes, appears, goes = SLOTS[slot]
    before, after = (
        _before("2021-party-history"),
        render(make_cycle("2021-party-history", *changes)),
    )
    assert [text for text in appears if text not in after] == []
    assert [text for text in goes if text in after] == []
    assert [text for text in goes if text not in before] == [], "the old value was never there"


def test_slot_1_is_internal_and_changes_no_page() -> None:
    changed = make_cycle("2021-party-history", (("basis", 2, "number", "serial"), 12345))
    assert render(changed) == _before("2021-party-history")


def test_a_number_that_is_not_internal_stands_in_brackets() -> None:
    shown = make_cycle("2021-party-history", (("basis", 2, "number", "internal"), False))
    assert "党史学习教育领导小组通知（中组发〔2021〕99号）以及" in render(shown)
    assert "党史学习教育领导小组通知以及" in _before("2021-party-history")


def test_an_internal_notice_goes_with_its_connecting_words() -> None:
    changed = make_cycle("2021-party-history", (("basis", 2, "internal"), True))
    assert "根据党章、党内有关规定和省纪委、省委组织部" in render(changed)


def test_slot_18_is_counted() -> None:
    data = _data("2021-party-history")["areas"]
    fewer = render(make_cycle("2021-party-history", (("areas",), list(data[:3]))))
    assert "重点从以下3个方面" in fewer
    assert "5个方面" not in fewer
    assert "运用历史经验" not in fewer


def test_slot_19_defaults_to_the_meeting_day() -> None:
    before = _before("2021-party-history")
    assert "| 会议当天（2022年1月13日） | [开展批评和自我批评]" in before


@pytest.mark.parametrize(("names", "expected"), [
    (False, "组长：市委书记"), (True, "组长：赵一（市委书记）"),
])  # fmt: skip
def test_slots_20_to_22_with_and_without_names(names: bool, expected: str) -> None:
    text = render(make_cycle("2021-party-history", (("publish_names",), names)))
    assert expected in text
    assert ("孙三" in text) is names


def test_every_relative_deadline_is_counted_from_the_meeting() -> None:
    text = render(make_cycle("2021-party-history", (("meeting", "date"), "2022-01-10")))
    cycle = make_cycle("2021-party-history")
    lead = cycle.preparation.plan.submit_deadline
    assert lead == parse_deadline("会前7日")
    assert "会前7日（2022年1月3日）" in text
    assert re.search(r"会后15天（2022年1月25日）", text)
