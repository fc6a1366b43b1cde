"""What the outlines have of each area, dimension and matter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from huiqi.collect.checks.last_year import LastYear
from huiqi.collect.checks.outline_places import list_places
from huiqi.collect.checks.outlines import check_outlines, outlines_json, outlines_section
from huiqi.collect.model import Place
from tests.collect.first_sample import collection, filled
from tests.support.papers import make, part, render
from tests.support.samples import FIRST, SECOND, make_cycle

_CYCLE = make_cycle(FIRST)
_WHOLE = {key: "写了十个字的一段话。" for key, _, _ in list_places(_CYCLE, "outline")}
_CHOICES = {f"matter_{number}": "有" for number in range(1, 6)}


def test_every_place_of_the_templates_is_known() -> None:
    for name in (FIRST, SECOND):
        cycle = make_cycle(name)
        papers = render(cycle)
        made = make({key: papers[key] for key in ("outline", "group-examination")})
        for paper, data in made.items():
            word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
            keys = [tag.get(f"{word}val") for tag in part(data).iter(f"{word}tag")]
            counted = {"study_sessions", "talks", "opinion_total"}
            known = [key for key, _, _ in list_places(cycle, paper)]
            wanted = [key for key in keys if key not in counted]
            assert [key for key in wanted if f"{key}_note" not in wanted] == known


def test_a_whole_outline_lacks_nothing() -> None:
    papers = collection(filled("outline", _WHOLE | _CHOICES, ["mayor"]))
    (one,) = check_outlines(papers, _CYCLE)
    assert (one.missing, one.length, one.notes) == (0, 10 * len(_WHOLE) + 5, ())
    assert {matter.said for matter in one.matters} == {"yes"}
    assert one.who == "钱二"


def test_what_is_missing_is_named() -> None:
    answers = {key: text for key, text in _WHOLE.items() if key not in ("causes_2", "measures_5")}
    answers["problems_1"] = " \n"
    paper = filled("outline", answers, ["mayor"], unsure={"problems_2": "两处不一致"})
    (one,) = check_outlines(collection(paper), _CYCLE)
    assert [part.label for part in one.parts if part.state == "open"] == [
        "（一）感悟“两个确立”、做到“两个维护”", "（二）政治上", "（五）汲取正反经验、扛起全面从严治党责任",
    ]  # fmt: skip
    assert [part.key for part in one.parts if part.state == "unsure"] == ["problems_2"]


@pytest.mark.parametrize(
    ("choice", "note", "said"),
    [
        ("有", "情况是这样。", "yes"), ("有", "", "yes-bare"), ("无", "", "no"), ("", "", "open"),
        ("", "情况是这样。", "yes"), ("无", "但有一件事。", "unsure"), ("有或无", "", "unsure"),
    ],
)  # fmt: skip
def test_each_matter_is_said_or_not(choice: str, note: str, said: str) -> None:
    answers = {"matter_3": choice, "matter_3_note": note}
    (one,) = check_outlines(collection(filled("outline", answers, ["mayor"])), _CYCLE)
    assert one.matters[2].said == said
    assert one.matters[2].label == "巡视巡察反馈的问题"


def test_the_group_comes_first_and_members_in_the_order_of_the_facts() -> None:
    people = [member.id for member in _CYCLE.members[:3]]
    papers = [filled("outline", {}, [one]) for one in reversed(people)]
    found = check_outlines(collection(*papers, filled("group-examination", {})), _CYCLE)
    assert [one.key.people for one in found] == [(), *((one,) for one in people)]
    assert found[0].who == "领导班子"
    assert found[0].matters == ()


def test_last_years_list_is_held_against_its_account() -> None:
    listed = filled(
        "rectification-list-member",
        {"problem_1": "下基层调研次数少。", "problem_2": "带班值守不严", "problem_3": "学习少", "measure_1": "丙"},
        ["mayor"],
    )  # fmt: skip
    last = collection(listed, cycle=SECOND)
    account = {
        "last_rectification": "关于“下基层调研次数”少的问题，已经改正；学习少的问题也已改正。"
    }
    papers = collection(filled("outline", account, ["mayor"]), filled("outline", {}, ["secretary"]))
    found = check_outlines(papers, _CYCLE, last)
    assert [(one.who, one.last_year) for one in found] == [
        ("赵一", None),
        ("钱二", LastYear(3, (2,))),
    ]
    assert [one.last_rectification.state for one in found] == ["open", "answered"]
    html = outlines_section(found, _CYCLE).html
    assert "上年度清单列有3项，其中第2项的文字没有在这里找到，请核对" in html


def test_what_has_to_be_looked_at_is_noted() -> None:
    paper = filled(
        "outline", {"matter_1": "有"}, ["mayor"], unplaced=["别处的文字"], older_form=True
    )
    (one,) = check_outlines(collection(paper), _CYCLE)
    assert one.notes == (
        "按较早发出的样式填写，方面和事项以当时的为准，请核对",
        "有未归位的文字，没有计入各部分",
        "“个人有关重大事项”写“有”，没有写情况",
    )
    assert one.unplaced == 5


def test_whatever_is_unsure_makes_an_outline_doubtful() -> None:
    contradicting = filled("outline", {"matter_1": "无", "matter_1_note": "另有说明"}, ["mayor"])
    misplaced = filled(
        "outline", {"causes_1": "原因"}, ["mayor"], unsure={"causes_1": "标题改动过"}
    )
    found = [check_outlines(collection(one), _CYCLE)[0] for one in (contradicting, misplaced)]
    assert [one.doubtful for one in found] == [True, True]
    assert found[0].notes == ("个人事项1项的有无和情况对不上，或者读入的位置不确定",)
    assert "1份请核对" in outlines_section((found[1],), _CYCLE).html


def test_an_older_form_has_the_places_of_its_day() -> None:
    places = (
        Place("last_rectification", "写明", "一、上年度整改落实情况"),
        Place("problems_1", "写明", "二、存在的问题›（一）旧的方面"),
        Place("matter_1", "有或者无", "五、需要说明的事项›旧的事项", "choice", ("有", "无")),
        Place("matter_1_note", "写明", "五、需要说明的事项›旧的事项"),
    )
    paper = filled("outline", {"problems_1": "写了", "matter_1": "无"}, ["mayor"], older_form=True)
    came = replace(collection(paper), forms={paper.form: places})
    (one,) = check_outlines(came, _CYCLE)
    assert [(part.label, part.state) for part in one.parts] == [("（一）旧的方面", "answered")]
    assert [(matter.label, matter.said) for matter in one.matters] == [("旧的事项", "no")]


def test_a_branch_has_matters_only_where_its_facts_say_so() -> None:
    documents = tuple(one for one in _CYCLE.documents if one.id != "explanation")
    without = _CYCLE.model_copy(update={"kind": "组织生活会", "documents": documents})
    keys = [key for key, _, _ in list_places(without, "outline")]
    assert not any(key.startswith("matter") for key in keys)


def test_the_report_says_it_in_chinese_and_escapes() -> None:
    paper = filled("outline", {"matter_1": "有"}, ["<b>"])
    outlines = check_outlines(collection(paper), _CYCLE)
    html = outlines_section(outlines, _CYCLE).html
    assert "&lt;b&gt;" in html
    assert "有，未说明：个人有关重大事项；未写：群众反映的问题、" in html
    assert "未写（一）（二）（三）（四）（五）</span><br>0字" in html
    (said,) = outlines_json(outlines)
    assert said["missing"] == 1 + 15 + 5
    assert said["matters"] == {"matter_1": "yes-bare"} | {
        f"matter_{n}": "open" for n in range(2, 6)
    }
    assert "还没有收到" in outlines_section((), _CYCLE).html
