"""Which papers have to come in, whose, until when, and how they stand."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest

from huiqi.collect.model import CopyKey, OfficeMark, Reading
from huiqi.collect.naming.place_names import list_open, name_place
from huiqi.collect.status.due import list_due, say_deadlines
from huiqi.collect.status.standing import PaperStatus, Tally, count, read_status
from huiqi.facts.reading.load import load_cycle
from tests.collect.collections import IN_TIME, LATE, find_due, make_collection, make_paper
from tests.support.projects import ROOT
from tests.support.samples import BRANCH, FIRST, SECOND, make_facts

OUTLINE = CopyKey("outline", "outline", ("secretary",))


def _say(due: object) -> str:
    names = ("number", "title", "whose", "stage", "deadline", "owner")
    return " ".join(str(getattr(due, name)) for name in names)


def test_every_paper_that_somebody_writes_in_is_due_once() -> None:
    due = list_due(make_facts(FIRST))
    assert Counter(one.key.paper for one in due) == {
        "talk-record": 68, "opinion-summary-member": 11, "outline": 11, "criticism-form": 11,
        "rectification-list-member": 11, "opinion-form": 2,
        **dict.fromkeys((
            "study-arrangement", "study-record", "opinion-summary", "opinion-report", "listening-record",
            "interview-record", "talk-schedule", "group-examination", "chair-script", "attendance", "minutes",
            "report", "rectification-plan", "rectification-list", "circular", "last-rectification",
            "archive-list", "extra",
        ), 1),
    }  # fmt: skip
    assert len({one.key for one in due}) == len(due)
    assert {one.key.paper for one in due if one.anonymous} == {"opinion-form"}


def test_whose_it_is_until_when_and_who_sees_to_it() -> None:
    due = {one.key: one for one in list_due(make_facts(FIRST))}
    wanted = {
        OUTLINE: "D13 个人发言提纲 赵一（市委书记） materials 2022-01-11 赵一（市委书记）",
        CopyKey("talk-record", "talk-record", ("secretary", "mayor")):
            "D11 谈心谈话记录表 赵一（市委书记）—钱二（市委副书记、市长） talks 2022-01-10 赵一（市委书记）",
        CopyKey("opinion-form", "opinion-form", (), "general-office"):
            "D06 征求意见表 市委办公室 opinions 2022-01-05 市委办公室",
        CopyKey("opinion-summary", "opinion-summary-member", ("mayor",)):
            "D07 对班子成员的意见汇总表 钱二（市委副书记、市长） opinions 2022-01-05 市委办公室、市直机关工委",
        CopyKey("rectification-plan", "rectification-plan"): "D20 整改方案  follow-up 2022-01-28 领导班子",
    }  # fmt: skip
    assert {key: _say(due[key]) for key in wanted} == wanted


def test_what_its_author_keeps_is_never_due() -> None:
    for name in (FIRST, SECOND):
        assert "explanation" not in {one.key.document for one in list_due(make_facts(name))}


def test_a_meeting_without_a_date_leaves_the_date_open_and_says_the_deadline() -> None:
    facts = make_facts(SECOND)
    outlines = [one for one in list_due(facts) if one.key.paper == "outline"]
    assert {(one.deadline, one.until) for one in outlines} == {(None, dt.date(2025, 2, 21))}
    assert say_deadlines(facts)["outline"] == "会前5个工作日（最迟2025年2月21日）"


def test_talks_of_a_branch_that_nobody_lists_are_not_due() -> None:
    assert all(
        one.key.people
        for one in list_due(load_cycle(ROOT / "cycles" / BRANCH))
        if one.key.paper == "talk-record"
    )


def _find(statuses: tuple[PaperStatus, ...], key: CopyKey) -> PaperStatus:
    (found,) = (one for one in statuses if one.due.key == key)
    return found


def test_how_each_paper_stands() -> None:
    collection, facts = make_collection(), make_facts(FIRST)
    statuses = read_status(collection, facts, today=dt.date(2022, 1, 12))
    states = {
        one.due.key.people[0]: (one.state, one.late, one.overdue)
        for one in statuses if one.due.key.paper == "outline"
    }  # fmt: skip
    assert list(states.values())[:6] == [
        ("received", False, False), ("received", True, False), ("double", False, False),
        ("received", False, False), ("marked", False, False), ("missing", False, True),
    ]  # fmt: skip
    assert count(statuses) == Tally(
        due=132,
        received=5,
        double=1,
        marked=2,
        missing=124,
        overdue=94,
        late=1,
        unasked=1,
        anonymous=1,
        several=2,
    )


def test_what_counts_comes_first_and_what_it_replaced_is_kept() -> None:
    status = _find(read_status(make_collection(), make_facts(FIRST)), OUTLINE)
    assert [paper.file for paper in status.papers] == ["第二批/提纲1.docx", "第一批/提纲1.docx"]


def test_a_paper_that_nothing_asks_for_stands_last_and_counts_for_nothing() -> None:
    *_, last = read_status(make_collection(), make_facts(FIRST))
    assert (last.asked, last.due.whose) == (False, "赵一（市委书记）—somebody-gone")


def test_anonymous_papers_stand_in_no_order_of_arrival() -> None:
    collection = make_collection()
    key = find_due(collection.due, "opinion-form", office="general-office")
    more = tuple(make_paper(key, f"意见{number}.docx", 20 + number) for number in range(9))
    status = _find(read_status(make_collection(papers=more), make_facts(FIRST)), key)
    assert [one.digest for one in status.papers] == sorted(one.digest for one in more)
    assert len(status.counted) == 9


@pytest.mark.parametrize(
    ("before", "mark", "late"),
    [
        (None, None, True),
        (IN_TIME, None, False),
        (LATE, None, True),
        (None, OfficeMark(OUTLINE, "paper", IN_TIME, "邮件先收到"), False),
        (None, OfficeMark(OUTLINE, "scan", LATE, "补交扫描件"), True),
        (None, OfficeMark(OUTLINE, "deferred", LATE, "因公外出"), False),
        (None, OfficeMark(OUTLINE, "waived", LATE, "因病"), False),
    ],
)
def test_late_is_judged_by_the_first_hand_in_and_by_what_the_office_marked(
    before: dt.date | None, mark: OfficeMark | None, *, late: bool
) -> None:
    first = make_paper(OUTLINE, "早.docx", 1, state="replaced", received_on=before)
    last = make_paper(OUTLINE, "晚.docx", 2, received_on=LATE)
    papers = (first, last) if before else (last,)
    found = make_collection(papers=papers)
    found = replace(found, marks=(mark,) if mark else ())
    assert _find(read_status(found, make_facts(FIRST)), OUTLINE).late is late


def test_where_an_answer_stands() -> None:
    collection = make_collection()
    names = [
        name_place(collection, collection.papers[0], key)
        for key in ("problems_1", "measure_3", "x_1")
    ]
    assert names == ["二、存在的问题›（一）第一个方面", "整改措施›第3行›措施", "x_1"]


def test_a_row_of_a_list_that_nobody_used_is_not_left_open() -> None:
    collection = make_collection()
    rows = ("measure_1", "measure_2")
    empty = make_paper(OUTLINE, "甲.docx", reading=Reading(open=("problems_2", *rows, "owner_2")))
    begun = make_paper(
        OUTLINE, "乙.docx", reading=Reading({"measure_2": ("示例",)}, open=("measure_1", "owner_2"))
    )
    assert list_open(collection, empty) == ("二、存在的问题›（二）第二个方面",)
    assert list_open(collection, begun) == ("整改措施›第2行›责任人",)
