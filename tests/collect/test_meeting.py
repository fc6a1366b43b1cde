"""What the papers of the meeting say: criticism, minutes, attendance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from huiqi.collect.checks.meeting.attendance import Count, check_attendance
from huiqi.collect.checks.meeting.criticism import check_criticism, check_recorded, list_turns
from huiqi.collect.checks.meeting.phrases import Phrase, load_phrases
from huiqi.collect.checks.meeting.show import check_meeting, meeting_json, meeting_section
from huiqi.collect.model import CopyKey, OfficeMark
from huiqi.collect.reading.read import read_filled
from huiqi.word.ooxml import W, to_bytes
from tests.collect.filled import blank_papers, document_of, fill, form_of
from tests.collect.first_sample import collection, filled
from tests.support.papers import make, part, render
from tests.support.samples import FIRST, SECOND, make_cycle

_CYCLE = make_cycle(FIRST)
_IDS = [member.id for member in _CYCLE.members]
_COUNT = len(_IDS)


def test_the_matrix_follows_the_rows_of_the_form() -> None:
    answers = {
        "problem_1": "调研不深",
        "advice_1": "多下去",
        "problem_2": "催办不够",
        "advice_3": "带头学",
    }
    form = filled("criticism-form", answers, [_IDS[1]], unsure={"problem_4": "两处不一致"})
    critics = check_criticism(collection(form), _CYCLE)
    assert [one.received for one in critics] == ["", "已收", *[""] * (_COUNT - 2)]
    cells = critics[1].cells
    assert [cell.target for cell in cells] == [_IDS[0], *_IDS[2:]]
    assert [cell.given for cell in cells[:5]] == ["both", "problem", "advice", "unsure", "none"]


def test_a_form_on_paper_is_said_to_be_there() -> None:
    mark = OfficeMark(
        CopyKey("criticism-form", "criticism-form", (_IDS[0],)), "paper", date(2022, 1, 9), ""
    )
    critics = check_criticism(replace(collection(), marks=(mark,)), _CYCLE)
    assert [one.received for one in critics[:2]] == ["已收纸质件", ""]


def test_rows_that_were_added_and_older_forms_are_named() -> None:
    form = filled("criticism-form", {f"problem_{_COUNT}": "多一行"}, [_IDS[0]], older_form=True)
    (critic, *_) = check_criticism(collection(form), _CYCLE)
    assert critic.notes == (
        "按较早发出的样式填写，批评对象按那一份中的姓名认出", "有1行认不出批评对象，请核对",
    )  # fmt: skip


def test_a_phrase_is_a_hint_with_its_source_and_only_in_its_column() -> None:
    answers = {"problem_1": "希望今后多下基层", "advice_1": "希望多下基层", "advice_2": "希望多学"}
    form = filled("criticism-form", answers, [_IDS[0]])
    cells = check_criticism(collection(form), _CYCLE)[0].cells
    assert [[(hint.phrase, hint.source) for hint in cell.hints] for cell in cells[:2]] == [
        [("希望", "实施方案“开展批评和自我批评”部分：防止以工作希望代替批评意见")], [],
    ]  # fmt: skip
    assert not check_criticism(collection(form), _CYCLE, ())[0].cells[0].hints
    own = Phrase(phrase="多学", places=("advice",), source="办公室")
    assert check_criticism(collection(form), _CYCLE, (own,))[0].cells[1].hints


def test_the_table_quotes_what_the_plan_says() -> None:
    plan = Path("docs/parts/steps/criticism.md").read_text("utf-8")
    for row in load_phrases():
        place, _, quoted = row.source.partition("：")
        assert place == "实施方案“开展批评和自我批评”部分"
        assert quoted in plan


def test_an_empty_table_is_none(tmp_path: Path) -> None:
    table = tmp_path / "phrases.yml"
    table.write_text("# 还没有\n{}\n", "utf-8")
    assert load_phrases(table) == ()


def test_the_turns_are_those_of_the_minutes() -> None:
    for name in (FIRST, SECOND):
        cycle = make_cycle(name)
        tags = part(make({"minutes": render(cycle)["minutes"]})["minutes"]).iter(f"{W}tag")
        keys = [key for tag in tags if (key := tag.get(f"{W}val")).startswith("speech_")]
        turns = list(list_turns(cycle))
        assert keys == [f"speech_{place}" for place, _ in turns]
        assert next(member for _, member in turns) == cycle.team.chair
        assert len({member for _, member in turns}) == len(cycle.members)


def test_the_minutes_have_each_turn_or_not() -> None:
    (place, chair), (second, _), *_ = list_turns(_CYCLE)
    minutes = filled("minutes", {f"speech_{place}": "讲了", f"criticism_{second}": "提了"})
    found = check_recorded(collection(minutes), _CYCLE)
    assert (found[0].member, found[0].speech, found[0].criticism) == (chair, True, False)
    assert (found[1].speech, found[1].criticism, found[1].response) == (False, True, False)
    assert check_recorded(collection(), _CYCLE) == ()


@pytest.mark.parametrize(
    ("present", "enough"),
    [("8", True), ("７人", False), ("十一", True), ("", None), ("11", True), ("约8人", None)],
)
def test_the_quorum_is_held_against_the_number(present: str, enough: bool | None) -> None:
    found = check_attendance(collection(filled("attendance", {"present": present})), _CYCLE)
    assert (found.due, found.required, found.enough) == (11, 8, enough)
    doubts = ("签到表写明“约8人”，不是确定的人数，没有采用，请核对",) if "约" in present else ()
    assert found.notes == doubts


def test_papers_that_disagree_are_named_and_nothing_is_decided() -> None:
    sheet = filled("attendance", {"present": "8", **{f"sign_{n}": "签" for n in range(1, 8)}})
    minutes = filled("minutes", {"present": "赵一、钱二、孙三"})
    found = check_attendance(collection(sheet, minutes), _CYCLE)
    assert found.counts == (
        Count("签到表写明", 8),
        Count("签到表签到", 7),
        Count("会议记录列名", 3),
    )
    assert found.enough is None
    assert found.notes == (
        "几处的实到人数不一致：签到表写明8人、签到表签到7人、会议记录列名3人，请核对",
    )


def test_an_absent_member_hands_in_a_statement() -> None:
    sheet = filled("attendance", {"present": "9", "reason_2": "出差"})
    minutes = filled("minutes", {"absent": "钱二出差，孙三生病"})
    outline = filled("outline", {"problems_1": "写了"}, [_IDS[1]])
    found = check_attendance(collection(sheet, minutes, outline), _CYCLE)
    assert [(one.member, one.reason, one.statement) for one in found.absences] == [
        (_IDS[1], "出差", "已收发言提纲"), (_IDS[2], "", ""),
    ]  # fmt: skip
    assert found.notes == (
        "孙三缺席，签到表没有写原因", "孙三缺席，没有收到书面发言（发言提纲）",
    )  # fmt: skip
    mark = OfficeMark(CopyKey("outline", "outline", (_IDS[2],)), "scan", date(2022, 1, 9), "")
    marked = check_attendance(replace(collection(minutes), marks=(mark,)), _CYCLE)
    assert marked.absences[1].statement == "发言提纲：已收扫描件"


def test_a_name_within_a_longer_one_does_not_count() -> None:
    cycle = make_cycle(FIRST, (("members", 0, "name"), "沈十"))
    found = check_attendance(collection(filled("minutes", {"present": "沈十一"})), cycle)
    assert found.counts == (Count("会议记录列名", 1),)


def test_the_report_says_it_in_chinese_and_escapes() -> None:
    form = filled("criticism-form", {"problem_1": "希望<b>"}, [_IDS[0]])
    checked = check_meeting(collection(form), _CYCLE)
    html = meeting_section(checked, _CYCLE).html
    assert "<b>" not in html
    assert "没有收到" in html
    assert "对钱二：“希望”（实施方案“开展批评和自我批评”部分：防止以工作希望代替批评意见）" in html
    assert "应到11人，至少到会8人方可召开。还没有收到写明实到人数的文件。" in html
    nothing = meeting_section(check_meeting(collection(), _CYCLE), _CYCLE).html
    assert "还没有收到相互批评意见表。" in nothing
    said = meeting_json(checked)
    assert said["criticism"][0]["given"][_IDS[1]] == "problem"
    assert said["attendance"]["required"] == 8


def test_really_filled_papers_are_understood() -> None:
    """The chair's form, the sheet and the minutes of the sample, filled in Word's way and read back."""
    chair = _CYCLE.team.chair or ""
    places = [place for place, _ in list_turns(_CYCLE)]
    answers: dict[str, dict[str, list[str]]] = {
        "criticism-form": {f"{name}_{n}": [f"第{n}条"] for n in range(1, _COUNT) for name in ("problem", "advice")},
        "attendance": {"present": ["10"], "reason_3": ["出差"], **{f"sign_{n}": ["已签"] for n in range(4, _COUNT + 1)}},
        "minutes": {
            "absent": ["孙三，出差"],
            **{f"{name}_{place}": [f"{name}的记录"] for place in places for name in ("speech", "criticism", "response")},
        },
    }  # fmt: skip
    papers = []
    for paper, written in answers.items():
        form = form_of(FIRST, paper)
        document = to_bytes(fill(document_of(blank_papers(FIRST)[paper]), written))
        people = (chair,) if paper == "criticism-form" else ()
        reading = read_filled(document, form)
        papers.append(replace(filled(paper, {}, people), reading=reading))
    checked = check_meeting(collection(*papers), _CYCLE)
    (own,) = (critic for critic in checked.critics if critic.member == chair)
    assert {cell.given for cell in own.cells} == {"both"}
    assert all(one.speech and one.criticism and one.response for one in checked.recorded)
    assert checked.attendance.counts == (Count("签到表写明", 10), Count("签到表签到", _COUNT - 3))
    assert [(one.member, one.reason) for one in checked.attendance.absences] == [(_IDS[2], "出差")]
