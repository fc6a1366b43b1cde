"""Opinions: word for word, each with its source and without a name; the sums add up."""

from __future__ import annotations

import dataclasses
from collections import Counter

import pytest

from huiqi.collect.model import Collection, Place
from huiqi.collect.naming.wording import Wording
from huiqi.collect.office.opinions.gather import gather_opinions
from huiqi.collect.office.opinions.model import Entry, say_without_target
from huiqi.collect.office.opinions.papers import fill_report, fill_summaries
from huiqi.collect.office.opinions.totals import count_opinions
from huiqi.collect.office.prefilled import make_prefilled
from huiqi.collect.office.statements import says_nothing, split_statements, sum_words
from huiqi.word.prefill import read_back
from tests.collect.answered import answered, collection, marked
from tests.support.papers import KEPT
from tests.support.samples import FIRST, make_cycle

FIRST_AREA = "感悟“两个确立”、做到“两个维护”"


def opinions_of_the_first() -> Collection:
    """Return three forms and two records with 12 opinions, and one form that says nothing."""
    return collection(
        FIRST,
        [
            answered("opinion-form", {
                "author": "市财政局水某某", "team_1": ["第一条意见，", "接着说完。", "第二条意见。"],
                "team_feedback": "整改要加快。", "team_other": "无", "member_2": "对市长的意见。",
            }, office="general-office"),
            answered("opinion-form", {
                "team_1": "第二条意见。", "team_5": "会议要少开。", "member_2": "对市长的另一条意见。",
                "member_11": "对政治委员的意见。",
            }, office="organs-committee", number=1),
            answered("opinion-form", {"team_other": "没有意见。", "member_1": "／"}, office="organs-committee", number=2),
            answered("opinion-form", {"author": "各部门", "team_2": "项目要抓紧。"}, office="organization-office", number=3),
            answered("listening-record", {
                "speaker_1": "孔一", "said_1": ["座谈会的一条。", "座谈会的另一条。"], "present": "孔一、曹二",
            }),
            answered("interview-record", {
                "interviewee": "曹二", "team": "访谈的一条。", "members": "访谈对成员的一条。",
            }),
        ],
        marked("opinion-form", "paper", office="general-office"),
    )  # fmt: skip


def test_each_opinion_has_its_words_its_source_and_whom_it_is_for() -> None:
    found = gather_opinions(opinions_of_the_first(), make_cycle(FIRST))
    said = {(one.text, one.source, one.area, one.target) for one in found.opinions}
    first, other = "各县市区、直属单位", "各部门"
    assert said == {
        ("第一条意见，\n接着说完。", first, FIRST_AREA, "team"),
        ("第二条意见。", first, FIRST_AREA, "team"),
        ("第二条意见。", other, FIRST_AREA, "team"),
        ("整改要加快。", first, "对反馈问题整改", "team"),
        ("会议要少开。", other, "汲取正反经验、扛起全面从严治党责任", "team"),
        ("项目要抓紧。", other, "心怀“国之大者”、履职尽责担当作为", "team"),
        ("对市长的意见。", first, "", "mayor"),
        ("对市长的另一条意见。", other, "", "mayor"),
        ("对政治委员的意见。", other, "", "commissar"),
        ("座谈会的一条。", "座谈会", "", ""),
        ("座谈会的另一条。", "座谈会", "", ""),
        ("访谈的一条。", "个别访谈", "", "team"),
        ("访谈对成员的一条。", "个别访谈", "", "members"),
    }
    assert (len(found.opinions), found.nothing) == (13, 3)
    assert found.forms == {first: 1, other: 3}
    assert (found.meetings, found.interviews) == (1, 1)
    assert found.unread.marked == {"已收纸质件": 1}


def test_nobody_is_named_as_a_source() -> None:
    found = gather_opinions(opinions_of_the_first(), make_cycle(FIRST))
    everything = repr(dataclasses.asdict(found))
    for name in ("水某某", "孔一", "曹二", "市财政局"):
        assert name not in everything


def test_codes_stay_when_more_comes_in_and_in_any_order() -> None:
    cycle, whole = make_cycle(FIRST), opinions_of_the_first()
    before = gather_opinions(whole, cycle)
    more = answered("opinion-form", {"team_1": "第二条意见。"}, office="organs-committee", number=9)
    after = gather_opinions(collection(FIRST, [more, *reversed(whole.papers)]), cycle)
    codes = [one.code for one in before.opinions]
    assert len(set(codes)) == len(codes)
    assert set(codes) < {one.code for one in after.opinions}
    assert len(after.opinions) == len(codes) + 1


def test_the_order_does_not_tell_which_opinions_came_in_one_form() -> None:
    cycle, papers = make_cycle(FIRST), opinions_of_the_first().papers
    assert (
        gather_opinions(collection(FIRST, papers), cycle).opinions
        == gather_opinions(collection(FIRST, papers[::-1]), cycle).opinions
    )


def test_an_older_form_is_read_by_its_labels_alone() -> None:
    cycle = make_cycle(FIRST)
    paper = answered(
        "opinion-form", {"team_1": "一条。", "team_2": "二条。", "member_1": "三条。"},
        office="general-office", older_form=True,
    )  # fmt: skip
    label = f"一、对市委常委班子的意见建议›{FIRST_AREA}"
    forms = {
        "form": (Place("team_2", "", label), Place("member_1", "", "›钱二（市委副书记、市长）"))
    }
    came_in = dataclasses.replace(collection(FIRST, [paper]), forms=forms)
    found = gather_opinions(came_in, cycle).opinions
    assert {(one.text, one.area, one.target) for one in found} == {
        ("一条。", "", "team"), ("二条。", FIRST_AREA, "team"), ("三条。", "", "mayor"),
    }  # fmt: skip
    assert [one.text for one in found if one.doubt] == ["一条。"]


def test_an_older_form_may_ask_of_feedback_that_the_facts_have_no_more() -> None:
    cycle = make_cycle(FIRST).model_copy(update={"feedback": None})
    paper = answered("opinion-form", {"team_feedback": "一条。"}, older_form=True)
    (one,) = gather_opinions(collection(FIRST, [paper]), cycle).opinions
    assert (one.area, one.target, one.doubt) == ("", "team", "用的是以前发出的表，请核对方面和对象")


def test_what_is_doubtful_or_was_not_read_is_said() -> None:
    cycle = make_cycle(FIRST)
    papers = [
        answered("opinion-form", {"team_1": "一条。"}, office="general-office", unsure={"team_1": "位置不明"}),
        answered("opinion-form", {"team_1": "二条。"}, number=1, unplaced=("不知道写在哪里的话。",)),
        answered("opinion-form", {"team_1": "三条。"}, number=2, state="double"),
    ]  # fmt: skip
    found = gather_opinions(collection(FIRST, papers), cycle)
    assert {one.text: one.to_look_at for one in found.opinions} == {
        "一条。": "读入的位置请核对", "二条。": "请填写来源",
    }  # fmt: skip
    assert (found.unread.double, found.unread.unplaced) == (1, ("不知道写在哪里的话。",))
    assert found.forms == {"各县市区、直属单位": 1, "": 1}


def test_the_sums_are_those_of_the_rows() -> None:
    cycle = make_cycle(FIRST)
    found = gather_opinions(opinions_of_the_first(), cycle)
    totals = count_opinions([*map(Entry, found.opinions)], found, Wording(cycle))
    assert totals.whole == len(found.opinions) == sum(one.whole for one in totals.sources)
    assert totals.for_team == sum(totals.areas.values()) == 7
    rows = [
        (one.source, one.forms, one.for_team, one.for_members, one.open) for one in totals.sources
    ]
    assert rows == [
        ("各县市区、直属单位", 1, 3, 1, 0), ("各部门", 3, 3, 2, 0), ("座谈会", 0, 0, 0, 2), ("个别访谈", 0, 1, 1, 0),
    ]  # fmt: skip
    assert totals.checksum == sum_words(one.text for one in found.opinions)


@pytest.fixture(scope="module")
def made() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return what stands in D07 and D08, by the name of the file."""
    cycle = make_cycle(FIRST)
    wording, found = Wording(cycle), gather_opinions(opinions_of_the_first(), cycle)
    second = [one for one in found.opinions if one.text == "第二条意见。"]
    entries = [
        Entry(one, second[0].code, "请核实") if one is second[1] else Entry(one)
        for one in found.opinions
    ]
    papers = make_prefilled(
        KEPT, cycle, [*fill_summaries(entries, wording), *fill_report(entries, wording)]
    )
    assert papers.waiting == ()
    return {one.name.rpartition("/")[2]: read_back(one.filled) for one in papers.papers}


def test_every_opinion_is_in_one_summary_in_its_words(
    made: dict[str, dict[str, tuple[str, ...]]],
) -> None:
    sheets = {name: places for name, places in made.items() if name.startswith("D07")}
    assert len(sheets) == 1 + 11
    rows = Counter(
        "\n".join(text)
        for places in sheets.values()
        for key, text in places.items()
        if key.startswith("opinion_") and "".join(text).strip()
    )
    given = [
        one.text
        for one in gather_opinions(opinions_of_the_first(), make_cycle(FIRST)).opinions
        if one.target not in ("", "members")
    ]
    assert rows == Counter(given)
    assert sum(int(places["total"][0]) for places in sheets.values()) == len(given) == 10
    group = sheets["D07-意见汇总表.docx"]
    notes = {text[0].strip() for key, text in group.items() if key.startswith("note_")} - {""}
    assert notes in ({"与第1条重复；请核实"}, {"与第2条重复；请核实"}, {"与第3条重复；请核实"})


def test_the_report_lists_each_area_and_a_duplicate_once(
    made: dict[str, dict[str, tuple[str, ...]]],
) -> None:
    report = made["D08-征求意见情况报告.docx"]
    first = report["opinions_1"]
    assert sorted(line.partition(".")[2] or line for line in first) == [
        "接着说完。", "第一条意见，", "第二条意见。（另有1条重复）",
    ]  # fmt: skip
    assert report["opinions_feedback"] == ("1.整改要加快。",)
    assert report["opinions_other"] == ("1.访谈的一条。",)
    assert report["opinions_3"][0].startswith("〔请填写")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["一。", "二。"], ("一。", "二。")),
        (["一，", "二。"], ("一，\n二。",)),
        (["主要是：", "1.甲；", "2.乙。"], ("主要是：\n1.甲；", "2.乙。")),
        (["一", "，二。", " ", "三"], ("一\n，二。", "三")),
        (["", "  "], ()),
    ],
)  # fmt: skip
def test_a_paragraph_is_a_statement_unless_it_plainly_continues(
    given: list[str], said: tuple[str, ...]
) -> None:
    assert split_statements(given) == said


def test_who_says_nothing() -> None:
    for text in ("无", "无。", "没有意见！", "——", "/", " 暂无 意见 "):
        assert says_nothing(text), text
    for text in ("无担当。", "没有意见箱。", "好"):
        assert not says_nothing(text), text


def test_opinions_for_nobody_and_for_some_member_are_told_apart() -> None:
    assert say_without_target(2, 1) == "2条没有写明对象、1条没有写明是哪一名成员"
    assert say_without_target(2, 0) == "2条没有写明对象"
    assert say_without_target(0, 0) == ""
