"""A row is its person's or area's by the form that its paper was made from, everywhere in the same way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from huiqi.collect.checks.meeting.attendance import check_attendance
from huiqi.collect.checks.meeting.criticism import check_criticism, check_recorded
from huiqi.collect.model import Collection, Place
from huiqi.collect.naming.row_names import RowFinder
from huiqi.collect.naming.wording import Wording
from huiqi.collect.office.rectification.problems import gather_problems
from tests.collect.answered import answered, collection
from tests.support.samples import FIRST, make_cycle

CYCLE = make_cycle(FIRST)
WORDING = Wording(CYCLE)
FULL = tuple(WORDING.members.values())
SECRETARY, MAYOR, *_ = WORDING.members


def _with_rows(came_in: Collection, labels: Sequence[str], *columns: str) -> Collection:
    places = tuple(
        Place(f"{column}_{number}", "填写", f"{label}›{column}", list=column, row=number)
        for number, label in enumerate(labels, start=1)
        for column in columns
    )
    return replace(came_in, forms={"form": places})


@pytest.mark.parametrize(
    ("label", "older", "member"),
    [
        (FULL[1], False, MAYOR), (FULL[1], True, MAYOR), (f"（十）{FULL[1]}", True, MAYOR),
        (f"{CYCLE.members[1].name}（当时的职务）", True, MAYOR), ("不在名单里的人（职务）", True, None),
        ("不在名单里的人（职务）", False, SECRETARY), ("（职务）", True, None),
    ],
)  # fmt: skip
def test_whose_a_row_is(label: str, older: bool, member: str | None) -> None:
    form = answered("criticism-form", {"problem_1": "问题。"}, "commissar", older_form=older)
    rows = RowFinder(_with_rows(collection(FIRST, [form]), [label], "problem"), WORDING)
    assert rows.find_member(form, "problem_1") == member


def test_without_a_form_the_number_counts_but_for_rows_beyond_it() -> None:
    form = answered("criticism-form", {}, SECRETARY)
    rows = RowFinder(collection(FIRST, [form]), WORDING)
    others = tuple(WORDING.members)[1:]
    assert rows.find_member(form, "problem_1", others) == MAYOR
    assert rows.find_member(form, f"problem_{len(others) + 1}", others) is None
    assert rows.find_member(replace(form, older_form=True), "problem_1", others) is None


def test_an_older_form_of_criticism_is_one_and_the_same_for_both_sections() -> None:
    """Rows of another order, one of somebody who has left: the matrix and the list of problems agree."""
    written = {"problem_1": "甲。", "advice_1": "改。", "problem_2": "乙。", "problem_3": "丙。"}
    form = answered("criticism-form", written, SECRETARY, older_form=True)
    labels = (FULL[3], "离任的人（原职务）", FULL[1])
    came_in = _with_rows(collection(FIRST, [form]), labels, "problem", "advice")
    own = check_criticism(came_in, CYCLE)[0]
    third = tuple(WORDING.members)[3]
    assert {cell.target: cell.given for cell in own.cells if cell.given != "none"} == {
        third: "both", MAYOR: "problem",
    }  # fmt: skip
    assert own.notes == (
        "按较早发出的样式填写，批评对象按那一份中的姓名认出", "有1行认不出批评对象，请核对",
    )  # fmt: skip
    problems = gather_problems(came_in, CYCLE, ())
    assert {one.whose: one.text for one in problems.all} == {third: "甲。", MAYOR: "丙。"}
    assert problems.unread == (
        "相互批评意见表中有1处认不出是哪一名成员，没有列入，请打开文件核对。",
    )


def test_turns_of_older_minutes_are_known_by_their_headings() -> None:
    """The agenda of that day had an item more: the numbers of the keys are other ones."""
    minutes = answered(
        "minutes", {"speech_5_1": "发言。", "criticism_5_1": "批评。"}, older_form=True
    )
    heading = f"五、逐一进行›（一）{FULL[1]}"
    places = tuple(
        Place(f"{name}_5_1", "填写", f"{heading}›{name}") for name in ("speech", "criticism")
    )
    came_in = replace(collection(FIRST, [minutes]), forms={"form": places})
    recorded = {one.member: one for one in check_recorded(came_in, CYCLE)}
    assert (recorded[MAYOR].speech, recorded[MAYOR].criticism, recorded[MAYOR].response) == (
        True,
        True,
        False,
    )
    assert not any(one.speech for one in recorded.values() if one.member != MAYOR)
    assert {one.whose for one in gather_problems(came_in, CYCLE, ()).all} == {MAYOR}


def test_the_sheet_of_an_older_form_is_known_by_its_names() -> None:
    sheet = answered("attendance", {"reason_1": "出差", "sign_2": "签"}, older_form=True)
    came_in = _with_rows(
        collection(FIRST, [sheet]), (FULL[1], "离任的人（原职务）"), "reason", "sign"
    )
    found = check_attendance(came_in, CYCLE)
    assert [(one.member, one.reason) for one in found.absences] == [(MAYOR, "出差")]
    assert found.counts == ()
    assert found.notes[0] == "签到表有1行认不出是哪一名成员，请核对"
