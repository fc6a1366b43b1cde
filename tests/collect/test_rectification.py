"""Rectification: every problem has a row with its source; lists that come back are held against them."""

from __future__ import annotations

import pytest

from huiqi.collect.model import CollectedPaper
from huiqi.collect.office.opinions.arrange import list_unarranged
from huiqi.collect.office.opinions.gather import gather_opinions
from huiqi.collect.office.opinions.model import Entry
from huiqi.collect.office.prefilled import make_prefilled
from huiqi.collect.office.rectification.lists import check_lists, say_state, take_plan
from huiqi.collect.office.rectification.model import GROUP, CheckedList, Problems
from huiqi.collect.office.rectification.papers import fill_lists
from huiqi.collect.office.rectification.problems import gather_problems
from huiqi.collect.office.rectification.section import rectification_json, rectification_section
from huiqi.facts.reading.load import load_cycle
from huiqi.word.prefill import read_back
from tests.collect.answered import answered, collection, marked
from tests.collect.test_opinions import opinions_of_the_first
from tests.support.papers import KEPT
from tests.support.projects import ROOT
from tests.support.samples import BRANCH, FIRST, make_cycle

CYCLE = make_cycle(FIRST)


def _gather(*papers: CollectedPaper, entries: tuple[Entry, ...] = ()) -> Problems:
    return gather_problems(collection(FIRST, papers), CYCLE, entries)


def _rows(problems: Problems, whose: str) -> list[tuple[str, str, str, str, tuple[str, ...]]]:
    return [
        (one.text, one.row.source, one.row.measure, one.row.note, one.papers)
        for one in problems.of(whose)
    ]


EXAMINATION = answered("group-examination", {
    "problems_1": ["问题甲。", "问题乙。"], "measures_1": ["措施一。", "措施二。"],
    "problems_2": "问题丙。", "measures_2": "措施三。", "problems_3": "无",
})  # fmt: skip
OUTLINE = answered("outline", {"problems_1": "市长的问题。", "measures_1": "市长的措施。"}, "mayor")
CRITICISM = answered(
    "criticism-form", {"problem_1": "对市长的批评。", "advice_1": "建议改。", "problem_10": "对政治委员的批评。"},
    "secretary",
)  # fmt: skip
MINUTES = answered("minutes", {
    "item_1": "通报。", "speech_3_1": "书记的发言。", "criticism_3_1": "会上对书记的批评。",
    "speech_4_1": "市长的发言。", "criticism_4_1": ["会上对市长的批评。", "对市长的批评。"], "response_4_1": "诚恳接受。",
})  # fmt: skip


def test_the_groups_problems_have_the_measures_of_their_areas() -> None:
    assert _rows(_gather(EXAMINATION), GROUP) == [
        ("问题甲。", "会议查摆", "措施一。\n措施二。", "", ("D12",)),
        ("问题乙。", "会议查摆", "", "本方面的措施列在第一条", ("D12",)),
        ("问题丙。", "会议查摆", "措施三。", "", ("D12",)),
    ]


def test_a_members_problems_come_from_outline_criticism_and_minutes() -> None:
    problems = _gather(OUTLINE, CRITICISM, MINUTES)
    assert _rows(problems, "mayor") == [
        ("市长的问题。", "会议查摆", "市长的措施。", "", ("D13",)),
        ("对市长的批评。", "会议查摆", "建议改。", "", ("D16", "D18")),
        ("会上对市长的批评。", "会议查摆", "", "", ("D18",)),
    ]
    assert [one.text for one in problems.of("commissar")] == ["对政治委员的批评。"]
    assert [one.text for one in problems.of("secretary")] == ["书记的发言。", "会上对书记的批评。"]
    assert problems.unread == ("会议记录中的个人发言1段没有逐段列入：已有这些人的发言提纲。",)


def test_what_was_said_of_the_group_at_the_meeting_is_its_problem() -> None:
    minutes = answered(
        "minutes", {"team_problems": ["调研不深。", "无"], "item_2": "班子的对照检查。"}
    )
    problems = _gather(minutes, EXAMINATION)
    assert [row for row in _rows(problems, GROUP) if row[4] == ("D18",)] == [
        ("调研不深。", "会议查摆", "", "", ("D18",)),
    ]
    assert problems.unread == ()


def test_older_minutes_have_no_place_for_it_and_that_is_said() -> None:
    minutes = answered("minutes", {"item_2": "班子的对照检查。"}, older_form=True)
    assert _gather(minutes).unread == (
        "会议记录用的是以前发出的样式，没有写对班子提出的问题的地方，由办公室核对补入。",
    )


def test_what_the_reading_is_not_sure_of_is_taken_and_said() -> None:
    outline = answered(
        "outline", {"problems_1": "一条。"}, "mayor", unsure={"problems_1": "标题改动过"}
    )
    problems = _gather(outline)
    assert [one.text for one in problems.of("mayor")] == ["一条。"]
    assert problems.unread == ("个人发言提纲中有1处读入的位置请核对，其中的问题已经列入。",)


def test_opinions_are_problems_and_a_duplicate_is_none() -> None:
    found = gather_opinions(opinions_of_the_first(), CYCLE).opinions
    second = [one for one in found if one.text == "第二条意见。"]
    entries = tuple(Entry(one, second[0].code) if one is second[1] else Entry(one) for one in found)
    problems = _gather(entries=entries)
    group = _rows(problems, GROUP)
    assert len(group) == len({text for text, *_ in group}) == 6
    assert {(source, papers) for _, source, _, _, papers in group} == {("征求意见", ("D08",))}
    assert {one.text for one in problems.of("mayor")} == {"对市长的意见。", "对市长的另一条意见。"}
    assert problems.unread == (
        "意见中有2条没有写明对象、1条没有写明是哪一名成员，没有列入。改法：在意见整理表中填写对象。",
    )


def test_what_was_not_read_is_said() -> None:
    double = answered("minutes", {"criticism_3_1": "批评。"}, state="double")
    scan, paper = marked("outline", "scan", "mayor"), marked("outline", "paper", "secretary")
    problems = gather_problems(collection(FIRST, [double], scan, paper), CYCLE, ())
    assert problems.all == ()
    assert problems.unread == (
        "个人发言提纲另有2份纸质件、扫描件，没有读入，其中的问题由办公室补入清单。",
        "会议记录有1份分不清以哪份为准，没有读入。",
    )


def test_nobody_is_named_for_what_was_said_of_others() -> None:
    shown = rectification_section(_gather(CRITICISM), (), CYCLE).html
    assert "赵一" not in shown


def _check(problems: Problems, *papers: CollectedPaper) -> dict[str, CheckedList]:
    came_in = collection(FIRST, papers, marked("rectification-list-member", "deferred", "mayor"))
    return {one.whose: one for one in check_lists(came_in, CYCLE, problems)}


BACK = answered("rectification-list", {
    "problem_1": "问题丙。", "source_1": "会议查摆", "measure_1": "措施三。", "owner_1": "市委办公室",
    "due_1": "2022年3月1日", "note_1": "已完成，3月1日验收",
    "problem_2": "问题甲有关的文字改过一些。", "problem_3": "另外添的一条。", "note_3": "正在办理",
    "measure_4": "没有写问题的措施。",
}, number=5)  # fmt: skip


def test_a_list_that_came_back_is_held_against_the_problems() -> None:
    examination = answered("group-examination", {
        "problems_1": ["问题甲有关的文字没有改过一些。", "问题乙。"], "problems_2": "问题丙。",
    })  # fmt: skip
    lists = _check(_gather(examination, OUTLINE), BACK)
    group = lists[GROUP]
    said = [
        (one.row.problem, one.problem and one.problem.text, one.state, one.reworded, one.lacks)
        for one in group.rows
    ]
    open_columns = ("问题来源", "整改措施", "责任人", "完成时限")
    assert said == [
        ("问题丙。", "问题丙。", "done", False, ()),
        ("问题甲有关的文字改过一些。", "问题甲有关的文字没有改过一些。", "unsaid", True, open_columns),
        ("另外添的一条。", None, "open", False, open_columns),
        ("", None, "unsaid", False, ("问题", "问题来源", "责任人", "完成时限")),
    ]  # fmt: skip
    assert [one.text for one in group.vanished] == ["问题乙。"]
    assert lists["mayor"].marked == "缓交（2022年1月6日）手写"
    assert not lists["mayor"].came_back


def test_what_vanished_between_two_rounds_is_named() -> None:
    first = answered("rectification-list", {
        "problem_1": "问题丙。", "problem_2": "第一次有、后来没有的一条。", "measure_2": "写过的措施。",
    }, number=1, state="replaced")  # fmt: skip
    group = _check(_gather(EXAMINATION), first, BACK)[GROUP]
    assert [(one.problem, one.measure) for one in group.dropped] == [
        ("第一次有、后来没有的一条。", "写过的措施。")
    ]


@pytest.mark.parametrize(
    ("note", "state"),
    [
        ("已完成", "done"), ("完成", "done"), ("已整改到位。", "done"), ("完成时限已过", "unsaid"), ("", "unsaid"),
        ("未完成", "open"), ("已完成80%", "open"), ("已完成大部分", "open"), ("正在推进", "open"), ("请核对", "unsaid"),
    ],
)  # fmt: skip
def test_whether_a_row_is_done(note: str, state: str) -> None:
    assert say_state(note) == state


def test_the_plans_measures_owners_and_deadlines_are_taken() -> None:
    plan = answered("rectification-plan", {
        "problem_1": "问题乙。", "measure_1": "方案的措施。", "owner_1": "市委办公室", "due_1": "2022年6月底",
        "problem_2": "方案里添的一条。", "source_2": "谈心谈话",
    })  # fmt: skip
    came_in = collection(FIRST, [EXAMINATION, plan])
    problems = take_plan(came_in, gather_problems(came_in, CYCLE, ()))
    second = problems.of(GROUP)[1]
    assert (second.row.measure, second.row.owner, second.row.due) == (
        "方案的措施。", "市委办公室", "2022年6月底",
    )  # fmt: skip
    assert second.papers == ("D12", "D20")
    added = problems.of(GROUP)[-1]
    assert (added.text, added.row.source, added.papers) == (
        "方案里添的一条。",
        "谈心谈话",
        ("D20",),
    )


def test_lists_are_handed_out_with_every_problem_and_all_that_was_typed() -> None:
    entries = list_unarranged(gather_opinions(opinions_of_the_first(), CYCLE).opinions).entries
    problems = _gather(EXAMINATION, OUTLINE, CRITICISM, MINUTES, entries=entries)
    lists = tuple(_check(problems, BACK).values())
    made = make_prefilled(KEPT, CYCLE, fill_lists(CYCLE, problems, lists))
    files = {one.name.rpartition("/")[2]: read_back(one.filled) for one in made.papers}
    assert set(files) == {
        "D20-整改方案.docx", "D21-整改问题清单.docx", *(
            f"D21-班子成员整改问题清单-{name}.docx" for name in ("赵一", "钱二", "沈十一")
        ),
    }  # fmt: skip
    group = files["D21-整改问题清单.docx"]
    stands = [text for key, text in group.items() if key.startswith("problem_")]
    for one in problems.of(GROUP):
        assert tuple(one.text.split("\n")) in stands
    assert group["problem_1"] == ("问题丙。",)
    assert (group["due_1"], group["note_1"]) == (("2022年3月1日",), ("已完成，3月1日验收",))
    assert group["measure_4"] == ("没有写问题的措施。",)
    assert group["measure_3"][0].startswith("〔请填写")


def test_a_branch_has_its_lists_too() -> None:
    cycle = load_cycle(ROOT / "cycles" / BRANCH).cycle
    member = cycle.members[0].id
    papers = [answered("outline", {"problems_1": "支部党员的问题。"}, member)]
    came_in = collection(BRANCH, papers)
    problems = gather_problems(came_in, cycle, ())
    checked = check_lists(came_in, cycle, problems)
    wanted = fill_lists(cycle, problems, checked)
    assert [(one.copy.template.id, one.copy.member) for one in wanted] == [
        ("rectification-list-member", member)
    ]
    assert make_prefilled(KEPT, cycle, wanted).waiting == ()


def test_section_and_data_say_what_lacks() -> None:
    problems = _gather(EXAMINATION, OUTLINE)
    lists = tuple(_check(problems, BACK).values())
    html = rectification_section(problems, lists, CYCLE).html
    assert "清单里没有的问题2条，请核对。" in html
    data = rectification_json(problems, lists)
    assert isinstance(data, dict)
    assert len(data["problems"]) == len(problems.all)
    assert [one["came_back"] for one in data["lists"]].count(True) == 1
