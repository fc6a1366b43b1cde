"""What the office marks, what it takes of two files, and how it names a paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from huiqi.collect.kept.choosing import choose_file
from huiqi.collect.kept.marks import (
    Choice,
    apply_choices,
    load_choices,
    load_marks,
    remove_mark,
    set_choice,
    set_mark,
)
from huiqi.collect.model import CopyKey, OfficeMark
from huiqi.collect.status.due import list_due
from huiqi.collect.status.find_due import find_due, name_due, read_mark
from huiqi.errors import HuiqiError
from tests.collect.answered import answered
from tests.collect.collections import make_collection, make_paper
from tests.support.samples import FIRST, make_facts

TALK = CopyKey("talk-record", "talk-record", ("secretary", "mayor"))
OUTLINE = CopyKey("outline", "outline", ("mayor",))
PAPER = OfficeMark(TALK, "paper", dt.date(2022, 1, 8), "手写件，双方已签名")
WAIVED = OfficeMark(OUTLINE, "waived", dt.date(2022, 1, 9), "已调离")


def test_a_mark_is_kept_replaced_and_taken_back(tmp_path: Path) -> None:
    folder = tmp_path / "collected" / FIRST
    assert load_marks(folder) == ()
    set_mark(folder, PAPER)
    set_mark(folder, WAIVED)
    set_mark(folder, replace(PAPER, mark="scan"))
    assert load_marks(folder) == (WAIVED, replace(PAPER, mark="scan"))
    remove_mark(folder, TALK)
    remove_mark(folder, TALK)
    assert load_marks(folder) == (WAIVED,)


def test_the_same_marks_make_the_same_bytes(tmp_path: Path) -> None:
    for name, marks in (("one", (PAPER, WAIVED)), ("two", (WAIVED, PAPER))):
        for mark in marks:
            set_mark(tmp_path / name, mark)
    one, two = (tmp_path / name / "marks.json" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_a_mark_without_a_reason_is_refused(tmp_path: Path) -> None:
    with pytest.raises(HuiqiError, match=r"^没有写原因。改法：写明免交的原因或存放处"):
        set_mark(tmp_path, replace(WAIVED, reason=" "))
    assert load_marks(tmp_path) == ()


@pytest.mark.parametrize("text", [
    "{", "{}", "[1]", '[{"document": "outline"}]',
    '[{"document": "a", "paper": "b", "people": [], "office": null, "mark": "x", "day": "2022-01-01", "reason": ""}]',
    '[{"document": "a", "paper": "b", "people": [], "office": null, "mark": "scan", "day": "1月", "reason": ""}]',
])  # fmt: skip
def test_a_damaged_file_is_named_and_left_as_it_is(tmp_path: Path, text: str) -> None:
    folder = tmp_path / "collected" / FIRST
    folder.mkdir(parents=True)
    (folder / "marks.json").write_text(text, "utf-8")
    with pytest.raises(HuiqiError) as raised:
        set_mark(folder, PAPER)
    assert str(raised.value) == (
        f"collected/{FIRST}/marks.json 读不出来。改法：从备份中恢复这个文件，或者删去后重新登记。"
    )
    assert (folder / "marks.json").read_text("utf-8") == text


def test_the_office_takes_one_of_two_files_until_a_third_comes_in(tmp_path: Path) -> None:
    one = make_paper(OUTLINE, "一.docx", 1, state="replaced")
    two = make_paper(OUTLINE, "二.docx", 2)
    set_choice(tmp_path, Choice(OUTLINE, one.digest, (two.digest, one.digest)))
    choices = load_choices(tmp_path)
    assert [paper.state for paper in apply_choices((one, two), choices)] == ["counted", "replaced"]
    three = make_paper(OUTLINE, "三.docx", 3)
    now = (one, replace(two, state="replaced"), three)
    assert apply_choices(now, choices) == now


def test_a_choice_between_two_records_leaves_those_of_other_occasions(tmp_path: Path) -> None:
    days = ("2022年1月4日", "2022年1月4日", "2022年1月5日")
    records = [
        answered("listening-record", {"when": day}, number=number)
        for number, day in enumerate(days)
    ]
    came = make_collection(papers=tuple(records))
    for chosen in (1, 2, 0):
        set_choice(tmp_path, choose_file(came, records[chosen]))
    states = [one.state for one in apply_choices(records, load_choices(tmp_path))]
    assert states == ["counted", "replaced", "counted"]


def test_nothing_is_chosen_between_anonymous_papers(tmp_path: Path) -> None:
    forms = [answered("opinion-form", {"team_1": "一条"}, number=number) for number in (1, 2)]
    set_choice(tmp_path, choose_file(make_collection(papers=tuple(forms)), forms[0]))
    # As it was written before: all files of the paper were rivals.
    set_choice(tmp_path, Choice(forms[1].key, forms[1].digest, tuple(one.digest for one in forms)))
    chosen = apply_choices(forms, load_choices(tmp_path))
    assert [one.state for one in chosen] == ["counted", "counted"]


def test_a_paper_is_named_as_the_office_types_it() -> None:
    due = list_due(make_facts(FIRST))
    for words, key in (
        ("谈心谈话记录表 钱二 赵一", TALK), ("D13 钱二", OUTLINE), ("个人发言提纲 mayor", OUTLINE),
        ("征求意见表 市委办公室", CopyKey("opinion-form", "opinion-form", (), "general-office")),
        ("会议记录", CopyKey("minutes", "minutes")),
    ):  # fmt: skip
        assert find_due(due, words.split()).key == key
    assert all(find_due(due, name_due(one).split()) == one for one in due)


@pytest.mark.parametrize(("words", "said"), [
    ("个人发言提纲", "符合“个人发言提纲”的材料有11份。改法：写到只符合一份，谈话写双方的姓名。\n  个人发言提纲 赵一\n"),
    ("会议纪要", "没有“会议纪要”这份应交材料。改法：写材料的名称或编号，再写姓名或单位，如 个人发言提纲 赵一；谈话写双方的姓名。"),
])  # fmt: skip
def test_what_is_not_one_paper_is_named(words: str, said: str) -> None:
    with pytest.raises(HuiqiError) as raised:
        find_due(list_due(make_facts(FIRST)), words.split())
    assert str(raised.value).startswith(said)


def test_marks_are_typed_in_chinese() -> None:
    words = ("已收纸质件", "纸质件", "扫描件", "免交", "缓交")
    assert [read_mark(word) for word in words] == ["paper", "paper", "scan", "waived", "deferred"]
    with pytest.raises(
        HuiqiError, match="没有“退回”这种登记。改法：写已收纸质件、已收扫描件、免交、缓交中的一种。"
    ):
        read_mark("退回")


def test_what_is_marked_is_missing_no_more() -> None:
    marked = make_collection(papers=())
    assert {one.key for one in marked.due} - {one.key for one in marked.missing} == {
        mark.key for mark in marked.marks
    }
