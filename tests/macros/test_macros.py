"""The vocabulary: what each word gives, and what it leaves where a fact is absent."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import pytest
from jinja2 import Environment, StrictUndefined
from pydantic import ValidationError

from huiqi.errors import KeyPath, format_key
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.references import find_reference_faults
from macros.papers import opinion_total
from macros.reference import list_examples, render_reference
from macros.scope import Rendition, Scope
from macros.talk_matrix import talk_matrix
from macros.talks import list_talk_pairs
from macros.vocabulary import MACROS, PAPER_MACROS, build_paper_vocabulary
from tests.support.projects import ROOT
from tests.support.samples import FIRST, SECOND, make_cycle, read_sample


def say(
    template: str, *changes: tuple[KeyPath, Any], name: str = FIRST, office: bool = False
) -> str:
    """Render a line of a page for a sample with some facts changed."""
    cycle = make_cycle(name, *changes)
    return _render(template, cycle, office=office)


def _render(template: str, cycle: Cycle, *, office: bool = False) -> str:
    scope = Scope(cycle, Rendition.office() if office else Rendition.public(cycle))
    environment = Environment(undefined=StrictUndefined)  # noqa: S701
    return html.unescape(environment.from_string(template).render(**build_paper_vocabulary(scope)))


NUMBER = {"code": "甲发", "year": 2021, "serial": 5}
BOOK = {"id": "a", "title": "《甲》", "kind": "其他"}
SAID: list[tuple[str, list[tuple[KeyPath, Any]], str]] = [
    ("{{ join(['甲', None, '乙', '']) }}", [], "甲、乙"),
    ("{{ join([]) }}", [], ""),
    ("{{ join([None]) }}", [], ""),
    ("{{ join(['甲'], last='和') }}", [], "甲"),
    ("{{ join(['甲', '乙', '丙'], last='和') }}", [], "甲、乙和丙"),
    ("{{ join(['《甲》', '《乙》', '丙']) }}", [], "《甲》《乙》、丙"),
    ("甲{{ paren(None) }}{{ paren('') }}{{ paren('乙') }}", [], "甲（乙）"),
    ("{{ ordinal(0) }}{{ ordinal(10) }}{{ ordinal(11) }}{{ ordinal(20) }}{{ ordinal(35) }}", [], "零十十一二十三十五"),
    ("{{ by(cycle.preparation.plan.deadline) }}", [], "12月17日前"),
    ("{{ by(cycle.preparation.talks.deadline) }}", [], "2022年1月10日前"),
    ("{{ by(cycle.preparation.criticism.deadline) }}", [], "会议当天"),
    ("{{ by(cycle.follow_up.report.deadline) }}", [], "会后15天内"),
    ("{{ by(cycle.meeting.deadline) }}", [], "2022年1月20日前"),
    ("{{ cycle.basis[2].number }}", [], "None"),
    ("{{ meeting_when() }}，{{ meeting_where() }}", [], "2022年1月13日上午9时，市委常委会议室"),
    ("{{ meeting_where() }}", [(("meeting", "place"), None)], "另行通知"),
    ("{{ approval_mark() }}", [], ""),
    ("{{ approval_mark() }}", [(("preparation", "plan", "approved_on"), None)], "送审稿"),
    ("{{ goals_text() }}", [(("campaign", "goals"), ["甲"])], "“甲”"),
    ("{{ theme_source() }}", [(("basis",), [])], ""),
    ("{{ basis_text() }}", [(("basis",), [])], ""),
    ("{{ basis_text() }}", [(("basis",), [{"title": "《甲》", "mode": "按照"}])], "按照《甲》要求"),
    ("{{ basis_text() }}", [(("basis",), [{"title": "《甲》", "number": NUMBER}])], "根据《甲》（甲发〔2021〕5号）"),
    ("{{ basis_text() }}", [(("basis",), [{"issuers": ["province"]}])], "根据省委通知要求"),
    ("{{ basis_text() }}", [(("basis",), [{"issuers": ["province"], "title": "《乙》", "number": NUMBER}])],
     "根据省委《乙》（甲发〔2021〕5号）要求"),
    ("{{ basis_text() }}", [(("basis",), [{"title": "《甲》", "internal": True}, {"issuers": ["province"]}])], "根据省委通知要求"),
    ("{{ basis_text() }}", [(("basis",), [{"title": "甲"}, {"issuers": ["province"], "internal": True}])], "根据甲"),
    ("{{ basis_text() }}", [(("basis",), [
        {"title": "甲"}, {"issuers": ["province"]}, {"issuers": ["province-organs"], "internal": True}, {"title": "《丙》", "mode": "按照"},
        {"issuers": ["province-discipline"], "mode": "按照", "internal": True},
    ])], "根据甲和省委通知要求，按照《丙》要求"),
    ("{{ basis_list() }}", [(("basis",), [{"title": "甲"}, {"title": "乙", "internal": True}, {"issuers": ["province"]}])],
     "- 甲\n- 省委通知"),
    ("{{ goals_text() }}", [(("campaign",), None), (("guidance_group", "prefix"), None), (("purpose", "importance"), [])], ""),
    ("{{ goals_text() }}", [(("campaign", "goals"), [])], ""),
    ("{{ theme_source() }}", [(("basis", 3, "internal"), True)], ""),
    ("{{ cycle.guidance_group }}", [(("guidance_group", "prefix"), None)], "省委第三指导组"),
    ("{{ cycle.guidance_group }}", [(("guidance_group", "prefix"), "赴{self_reference}"), (("guidance_group", "number"), 21)],
     "省委赴我市第二十一指导组"),
    ("{{ cycle.offices[1].duties[0].text }}", [(("offices", 1, "duties", 0, "owner"), "chair")],
     "班子主要负责同志负责向各部门征求意见并填写、汇总"),
    ("{{ cycle.reading_list[4]['items'][1].title }}", [], "习近平总书记在庆祝中国共产党成立100周年大会上的重要讲话"),
    ("{{ reading_text() }}", [(("reading_list",), [{"lead": "学习", "items": [BOOK, BOOK | {"id": "b", "phrase": "《丙》"}]},
                                                   {"lead": "再学", "tail": "精神", "items": [BOOK | {"title": "丁"}]}])],
     "学习《甲》《丙》；再学丁精神"),
    ("{{ reading_list() }}", [(("reading_list",), [{"lead": "学", "items": [BOOK | {"mode": "自学"}]}])],
     "## 一、学\n\n| 序号 | 篇目 | 类别 | 材料 |\n|---|---|---|---|\n| 1 | **《甲》**{ .reading data-reading=\"a\" }（自学） | 其他 | — |"),
    ("{{ reading_list() }}", [(("reading_list",), [{"lead": "学", "items": [BOOK | {"edition": "2017-10-24", "date": "2018-01-01"}]}]),
                              (("preparation", "study", "modes"), [])],
     "## 一、学\n\n| 序号 | 篇目 | 类别 | 版本或日期 | 材料 |\n|---|---|---|---|---|\n| 1 | **《甲》**{ .reading data-reading=\"a\" } | 其他 | 2017年10月24日版本 | — |"),
    ("{{ members_table() }}", [(("members",), [{"id": "secretary", "post": "书记", "branch": "支部", "oversees_none": True}]),
                               (("prep_group",), {"leader": "secretary", "deputies": [], "members": []})],
     "| 序号 | 班子成员 | 分管部门 | 所属支部 |\n|---|---|---|---|\n| 1 | 书记 | — | 支部 |"),
    ("{{ people([cycle.members[2], cycle.staff[0]]) }}", [], "市委副书记、市委改革办主任"),
    ("{{ people([]) }}", [], ""),
    ("{{ agenda_table() }}", [(("agenda",), [{"text": "通报"}, {"text": "讲话", "presenter": "{chair}"}])],
     "| 序号 | 议程 | 报告人或发言人 |\n|---|---|---|\n| 1 | 通报 | — |\n| 2 | 讲话 | 市委书记 |"),
    ("{{ document_table(category='会后报告') }}", [(("documents",), [{"id": "plan"}])], ""),
    ("{{ document_table('follow-up') }}", [
        (("documents",), [{"id": "plan"}]), (("extra_documents",), [{"id": "more", "title": "《附件》", "purpose": "备查"}])],
     "| 材料和用途 | 起草 | 审核 | 接收 | 期限 |\n|---|---|---|---|---|\n| **《附件》**<br><span class=\"purpose\">备查</span> | — | — | — | — |"),
    ("{{ document_contents('report') }}", [(("documents",), [{"id": "plan"}])], ""),
    ("{{ join(document_categories()) }}", [(("documents",), [{"id": "report"}, {"id": "plan"}, {"id": "agenda"}])],
     "方案和请示、会议文书、会后报告、其他材料"),
    ("{{ area_title(5) }}", [], "五、汲取正反经验、扛起全面从严治党责任"),
    ("{{ person(cycle.team.chair) }}", [], "市委书记"),
    ("{{ person(cycle.team.chair) }}", [(("publish_names",), True)], "赵一（市委书记）"),
    ("{{ people(cycle.prep_group.deputies) }}", [(("publish_names",), True)],
     "孙三（市委副书记）；郑五（市委常委、组织部部长）"),
    ("{{ cycle.theme }}", [(("theme",), None)], '<span class="blank">〔会议主题：待定〕</span>'),
    ("{{ cycle.preparation.study.deadline }}", [(("preparation", "study", "deadline"), None)],
     '<span class="blank">〔学习研讨期限：待定〕</span>'),
    ("{{ people(cycle.prep_group.members) }}", [(("prep_group", "members"), None)],
     '<span class="blank">〔成员：待定〕</span>'),
    ("{{ cycle.team.chair.post }}", [(("team", "chair"), None)], '<span class="blank">〔主要负责同志：待定〕</span>'),
    ("{{ cycle.guidance_group }}", [(("guidance_group", "number"), None)],
     '省委党史学习教育第<span class="blank">〔指导组编号：待定〕</span>指导组'),
]  # fmt: skip


@pytest.mark.parametrize(("template", "changes", "said"), SAID, ids=str)
def test_said(template: str, changes: list[tuple[KeyPath, Any]], said: str) -> None:
    assert say(template, *changes) == said


SCHEDULE: dict[str, tuple[list[tuple[KeyPath, Any]], list[str]]] = {
    "会议日期已定": ([], ["会前7日（2022年1月6日）｜报送实施方案", "会议当天（2022年1月13日）｜召开民主生活会",
                  "会后12天（2022年1月25日）｜通报会议情况"]),
    "会议日期未定": ([(("meeting", "date"), None)], [
        "会前7日（最迟2022年1月13日）｜报送实施方案",
        "会议当天（2022年1月20日前，具体时间另行通知）｜召开民主生活会",
        "会后12天（最迟2022年2月1日）｜通报会议情况"]),
    "全未定": ([(("meeting", "date"), None), (("meeting", "deadline"), None)], [
        "会前7日｜报送实施方案",
        '会议当天（<span class="blank">〔最迟召开日期：待定〕</span>前，具体时间另行通知）｜召开民主生活会',
        "会后12天｜通报会议情况"]),
    "批评另定日期": ([(("preparation", "criticism", "deadline"), "2022-01-12")], [
        "2022年1月12日｜开展批评和自我批评", "会议当天（2022年1月13日）｜召开民主生活会"]),
    "待定的步骤留在原处": ([(("preparation", "opinions", "deadline"), None)], [
        "2021年12月31日｜学习研讨", '<span class="blank">〔征求意见期限：待定〕</span>｜征求意见',
        "会前7日（2022年1月6日）｜报送实施方案"]),
}  # fmt: skip


def _schedule(*changes: tuple[KeyPath, Any]) -> list[str]:
    rows = [row.strip("| ").split(" | ") for row in say("{{ schedule() }}", *changes).splitlines()]
    return [f"{when}｜{what.partition(']')[0].lstrip('[')}" for when, what, _ in rows[2:]]


@pytest.mark.parametrize("case", SCHEDULE)
def test_the_schedule_in_order_of_time(case: str) -> None:
    changes, wanted = SCHEDULE[case]
    rows = _schedule(*changes)
    places = [rows.index(row) for row in wanted]
    assert places == sorted(places)
    assert len(rows) == 12


def test_the_schedule_leaves_out_what_has_no_deadline_of_its_own() -> None:
    rows = _schedule((("follow_up", "rectification", "deadline"), None))
    assert len(rows) == 11
    assert not any("整改方案" in row for row in rows)


BROKEN = re.compile("（）|、、|，，|。。|；；|^[、，和]|[、，（和]$|、。|，。|（、|、）|None")


def test_no_absent_fact_leaves_its_signs_behind() -> None:
    """All macros on their own examples, with facts of the sample taken away in turn."""
    examples = "\n\n".join(
        example for function in (*MACROS, *PAPER_MACROS) for example in list_examples(function)
    )
    said = list(_without_each_fact(examples))
    assert len(said) > 20
    left = {(format_key(path), match[0]) for path, text in said for match in BROKEN.finditer(text)}
    assert left == set()


def _without_each_fact(template: str) -> Iterator[tuple[KeyPath, str]]:
    data = read_sample(FIRST).data
    for key in ("campaign", "guidance_group", "feedback", "results", "purpose", "follow_up"):
        paths = [(key,), *[(key, inner) for inner in data[key]]]
        for path in paths:
            cycle = _leave_out(data, path)
            if cycle is not None and not list(find_reference_faults(cycle)):
                yield path, _render(template, cycle)
    for index, item in enumerate(data["basis"]):
        yield ("basis", index), say(template, (("basis", index), item | {"internal": True}))


def _leave_out(data: dict[str, Any], path: tuple[str, ...]) -> Cycle | None:
    group = {**data[path[0]]} if len(path) > 1 else {}
    group.pop(path[-1], None)
    rest = {key: value for key, value in data.items() if key != path[0]}
    try:
        return Cycle.model_validate(rest | ({path[0]: group} if len(path) > 1 else {}))
    except ValidationError:
        return None


LEAD = (("preparation", "plan", "submit_deadline"), "会前10日")
DEADLINES = [
    ([(("meeting", "date"), "2022-01-25"), (("meeting", "deadline"), "2022-01-31")], "会前10日（2022年1月15日）"),
    ([(("meeting", "date"), None), (("meeting", "deadline"), "2022-01-25")],
     "会前10日（最迟2022年1月15日）"),
    ([(("meeting", "date"), None), (("meeting", "deadline"), None)], "会前10日"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "said"), DEADLINES)
def test_relative_deadline(changes: list[tuple[KeyPath, Any]], said: str) -> None:
    assert say("{{ cycle.preparation.plan.submit_deadline }}", LEAD, *changes) == said


def test_the_office_sees_numbers_and_names() -> None:
    assert "领导小组通知（中组发〔2021〕99号）" in say("{{ basis_text() }}", office=True)
    assert say("{{ person(cycle.team.chair) }}", office=True) == "赵一（市委书记）"


def test_results_are_for_the_office_alone() -> None:
    change = (("results", "talks"), 7)
    assert say("{{ cycle.results }}", change) == "None"
    assert say("{{ cycle.results.talks }}", change, office=True) == "7"


@pytest.mark.parametrize(
    "template", ["{{ cycle.them }}", "{{ cycle.team.nam }}", "{{ area_titel(1) }}"]
)
def test_an_unknown_name_is_an_error(template: str) -> None:
    with pytest.raises(Exception, match=r"them|nam|area_titel"):
        say(template)


def _count(cycle: Cycle) -> dict[str, int]:
    kinds = [pair.kind for pair in list_talk_pairs(cycle)]
    return {kind: kinds.count(kind) for kind in ("chair-member", "member-member", "member-head")}


def test_must_talk_pairs_of_eleven_members() -> None:
    cycle = make_cycle(FIRST)
    assert _count(cycle) == {"chair-member": 10, "member-member": 45, "member-head": 13}
    people = [frozenset((pair.first, pair.second)) for pair in list_talk_pairs(cycle)]
    assert len(set(people)) == len(people)
    assert all(len(pair) == 2 for pair in people)


def test_talk_kinds_can_be_switched_off() -> None:
    cycle = make_cycle(SECOND, (("preparation", "talks", "kinds"), ["chair-member"]))
    assert _count(cycle) == {"chair-member": 6, "member-member": 0, "member-head": 0}


def test_a_head_who_is_a_member_talks_once() -> None:
    cycle = make_cycle(FIRST, (("departments", 0, "head"), "mayor"))
    assert _count(cycle) == {"chair-member": 10, "member-member": 45, "member-head": 12}


PAIRS: dict[str, tuple[list[tuple[KeyPath, Any]], tuple[int, int, int]]] = {
    "分管部门由主要负责同志兼任负责人": ([(("departments", 1, "head"), "secretary")], (10, 45, 12)),
    "主要负责同志不另分管": ([(("members", 0, "oversees"), [])], (10, 45, 12)),
    "两人分管同一部门": ([(("members", 10, "oversees"), ["reform-office"])], (10, 45, 14)),
    "一人负责同一成员分管的两个部门": ([(("departments", 2, "head"), "head-government")], (10, 45, 12)),
    "一人负责两名成员分管的部门": ([(("departments", 3, "head"), "head-government")], (10, 45, 13)),
    "部门负责人待定": ([(("departments", 1, "head"), None)], (10, 45, 12)),
    "自己负责自己分管的部门": ([(("departments", 1, "head"), "mayor")], (10, 45, 12)),
    "主要负责同志待定": ([(("team", "chair"), None)], (0, 55, 13)),
    "只谈分管部门": ([(("preparation", "talks", "kinds"), ["member-head"])], (0, 0, 13)),
    "不与分管部门谈": ([(("preparation", "talks", "kinds"), ["member-member", "chair-member"])], (10, 45, 0)),
    "成员兼任部门负责人，成员之间不必谈": (
        [(("departments", 2, "head"), "law-head"), (("preparation", "talks", "kinds"), ["member-head"])], (0, 0, 13)),
}  # fmt: skip


@pytest.mark.parametrize("case", PAIRS)
def test_must_talk_pairs(case: str) -> None:
    changes, counts = PAIRS[case]
    assert tuple(_count(make_cycle(FIRST, *changes)).values()) == counts


def test_the_chair_talks_with_members_and_own_heads() -> None:
    pairs = [
        (pair.second, pair.kind)
        for pair in list_talk_pairs(make_cycle(FIRST))
        if pair.first == "secretary"
    ]
    members = [member.id for member in make_cycle(FIRST).members[1:]]
    assert pairs == [
        *((member, "chair-member") for member in members),
        ("head-reform", "member-head"),
    ]


def test_pairs_keep_the_order_of_the_facts() -> None:
    order = [member.id for member in make_cycle(FIRST).members]
    pairs = [pair for pair in list_talk_pairs(make_cycle(FIRST)) if pair.kind == "member-member"]
    places = [tuple(order.index(one) for one in pair.people) for pair in pairs]
    assert places == sorted(places)


def test_a_blank_names_the_place_that_uses_it() -> None:
    cycle = make_cycle(FIRST, (("theme",), None))
    scope = Scope(cycle, Rendition.public(cycle))
    assert str(scope.view.theme)
    assert scope.recorder.noted == {("theme",): ("会议主题", set())}
    scope.recorder.enter("docs/theme.md")
    assert str(scope.view.theme)
    assert scope.recorder.noted == {("theme",): ("会议主题", {"docs/theme.md"})}


@pytest.mark.parametrize(
    "function", [*MACROS, *PAPER_MACROS], ids=lambda function: function.__name__
)
def test_every_macro_explains_itself(function: Any) -> None:
    first = (function.__doc__ or "").splitlines()[0]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in first)
    assert list_examples(function)


def test_the_reference_is_current() -> None:
    cycle = make_cycle(FIRST)
    text = render_reference(Scope(cycle, Rendition.public(cycle)))
    assert (ROOT / "macros" / "README.md").read_text("utf-8") == text, "run huiqi reference"


def test_the_matrix_counts_the_talks_with_heads() -> None:
    """A head who is a member talks as a member does, and is not counted once more."""
    scope = Scope(make_cycle(FIRST), Rendition.office())
    rows = [line.strip("| ").split(" | ") for line in talk_matrix(scope).split("\n")[3:-1]]
    due = [pair for pair in list_talk_pairs(scope.cycle) if pair.kind == "member-head"]
    expected = [
        str(sum(pair.first == member.id for pair in due) or "") for member in scope.cycle.members
    ]
    assert [row[-1] if len(row) == len(rows[0]) else "" for row in rows] == expected
    assert expected.count("2") == 3


def test_the_sum_of_opinions_counts_both_columns() -> None:
    rows = [
        {"source": "甲", "forms": 3, "for_team": 4, "for_members": 5},
        {"source": "乙", "forms": 6, "for_team": 0, "for_members": 8},
    ]
    scope = Scope(make_cycle(FIRST, (("results",), {"opinions": rows})), Rendition.office())
    assert opinion_total(scope) == "17"
    rows[1]["for_members"] = None
    scope = Scope(make_cycle(FIRST, (("results",), {"opinions": rows})), Rendition.office())
    assert "opinion_total" in opinion_total(scope)
