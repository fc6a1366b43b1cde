"""What the office marks, what it takes of two files, and how it names a paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from huiqi.collect.kept.choosing import (
    apply_choices,
    choose_file,
    load_choices,
    remove_choice,
    set_choice,
)
from huiqi.collect.kept.marks import list_unread, load_marks, remove_mark, set_mark
from huiqi.collect.kept.set_aside import set_damaged_aside
from huiqi.collect.model import Choice, CopyKey, OfficeMark
from huiqi.collect.status.due import list_due
from huiqi.collect.status.find_due import find_due, find_named, name_due, read_mark
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


_KEY = '"document": "a", "paper": "b", "people": [], "office": null'


@pytest.mark.parametrize(("text", "said"), [
    ('[{"document": "a",\n', "应为完整的 JSON，实为第 2 行写法不对或者不完整。"),
    ("", "应为完整的 JSON，实为第 1 行写法不对或者不完整。"), ("null", "应为完整的 JSON，实为空值。"),
    ("[" * 200_000, "应为完整的 JSON，实为数字过大或者嵌套过深。"), ("{}", "应为一个列表，实为别的内容。"),
    ("[1]", "应为写法合格的各项，实为第 1 项不合格。"),
    (f'[{{{_KEY}, "mark": "x", "day": "2022-01-01", "reason": ""}}]', "应为写法合格的各项，实为第 1 项不合格。"),
    (f'[{{{_KEY}, "mark": "scan", "day": "1月", "reason": ""}}]', "应为写法合格的各项，实为第 1 项不合格。"),
    (f'[{{{_KEY.replace("[]", "[1]")}, "mark": "scan", "day": "2022-01-01", "reason": ""}}]', "应为写法合格的各项，实为第 1 项不合格。"),
])  # fmt: skip
def test_a_damaged_file_is_named_and_left_as_it_is(tmp_path: Path, text: str, said: str) -> None:
    folder = tmp_path / "collected" / FIRST
    folder.mkdir(parents=True)
    (folder / "marks.json").write_text(text, "utf-8")
    with pytest.raises(HuiqiError) as raised:
        set_mark(folder, PAPER)
    assert str(raised.value) == (
        f"collected/{FIRST}/marks.json：{said}改法：有备份的，从备份中恢复；"
        f"没有的，运行 huiqi collect {FIRST} --set-aside，把它改名留着，再重新做。"
    )
    assert (folder / "marks.json").read_text("utf-8") == text


def test_what_notepad_adds_and_other_codes(tmp_path: Path) -> None:
    set_mark(tmp_path, PAPER)
    path = tmp_path / "marks.json"
    text = path.read_text("utf-8")
    path.write_text(text, "utf-8-sig")
    assert load_marks(tmp_path) == (PAPER,)
    path.write_text(text, "gb18030")
    with pytest.raises(HuiqiError, match="应为UTF-8 的文字，实为别的编码"):
        load_marks(tmp_path)
    path.write_text('{"version": 2, "marks": []}', "utf-8")
    with pytest.raises(HuiqiError, match="由较新的会期写成"):
        load_marks(tmp_path)
    assert list(set_damaged_aside(tmp_path.parent.parent, "x")) == []


@pytest.mark.parametrize(("broken", "action", "said"), [
    ("marks.json", lambda folder: load_marks(folder), "读不出 collected/x/marks.json（是文件夹，不是文件）。改法：关闭正在使用它的程序，核对权限。"),
    ("choices.json", lambda folder: load_choices(folder), "读不出 collected/x/choices.json（是文件夹，不是文件）。改法：关闭正在使用它的程序，核对权限。"),
    (".marks.lock", lambda folder: set_mark(folder, PAPER), "不能写入 collected/x/.marks.lock（是文件夹，不是文件）。改法：关闭打开着它的程序，核对权限和剩余空间。"),
    ("", lambda folder: set_choice(folder, Choice(OUTLINE, "d", ("d",))), "不能写入 collected/x/.marks.lock（已经存在）。改法：关闭打开着它的程序，核对权限和剩余空间。"),
])  # fmt: skip
def test_what_the_system_refuses_is_told_in_chinese(
    tmp_path: Path, broken: str, action: Callable[[Path], object], said: str
) -> None:
    folder = tmp_path / "collected" / "x"
    if broken:
        (folder / broken).mkdir(parents=True)
    else:
        folder.parent.mkdir()
        folder.write_text("", "utf-8")
    with pytest.raises(HuiqiError) as raised:
        action(folder)
    assert str(raised.value) == said


def test_what_cannot_be_read_is_put_aside_and_nothing_of_it_lost(tmp_path: Path) -> None:
    folder = tmp_path / "collected" / "x"
    set_mark(folder, PAPER)
    for name in ("marks.json", "choices.json", "index.json"):
        (folder / name).write_text(f"{name}，坏了", "utf-8")
    (folder / "originals").mkdir()
    (folder / "originals" / "1.docx").write_bytes(b"1")
    assert list(set_damaged_aside(tmp_path, "x")) == [
        "collected/x/index.json 已改名为 index-旧1.json，收到的原件在 collected/x/originals-旧1/。请把交回的文件重新收一次；找不到的，收这些原件。",
        "collected/x/marks.json 已改名为 marks-旧1.json。请重新登记纸质件、扫描件、免交、缓交。",
        "collected/x/choices.json 已改名为 choices-旧1.json。请重新选用同一份材料的几个文件。",
    ]  # fmt: skip
    assert (folder / "marks-旧1.json").read_text("utf-8") == "marks.json，坏了"
    assert (folder / "originals-旧1" / "1.docx").read_bytes() == b"1"
    assert list(set_damaged_aside(tmp_path, "x")) == []
    set_mark(folder, WAIVED)
    assert load_marks(folder) == (WAIVED,)


def test_a_choice_is_taken_back(tmp_path: Path) -> None:
    choice = Choice(OUTLINE, "1", ("1", "2"))
    set_choice(tmp_path, choice)
    set_choice(tmp_path, Choice(TALK, "1", ("1",)))
    remove_choice(tmp_path, choice)
    remove_choice(tmp_path, choice)
    assert [one.key for one in load_choices(tmp_path)] == [TALK]


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
        ("会议记录", CopyKey("minutes", "minutes")), ("发言提纲 钱二", OUTLINE), ("提纲 市长", OUTLINE), ("d13 钱二", OUTLINE),
        ("谈话记录 赵一 钱二", TALK), ("谈心记录 赵一、钱二", TALK), ("谈话记录 市委书记 市长", TALK),
        ("情况通报", CopyKey("circular", "circular")),
    ):  # fmt: skip
        assert find_named(due, words).key == key
    assert all(find_due(due, name_due(one).split()) == one for one in due)


@pytest.mark.parametrize(("words", "said"), [
    ("个人发言提纲", "符合“个人发言提纲”的材料有11份。改法：写到只符合一份，谈话写双方的姓名。\n  个人发言提纲 赵一\n"),
    ("会议纪要", "没有“会议纪要”这份应交材料。改法：写材料的名称或编号，再写姓名或单位，如 个人发言提纲 赵一、发言提纲 赵一、D13 赵一；谈话写双方的姓名。"),
    ("记录", "符合“记录”的材料有72份。改法：写到只符合一份，谈话写双方的姓名。\n  学习签到和研讨记录（1份）\n  座谈会记录（1份）\n"),
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


def test_a_mark_of_a_paper_that_came_in_is_not_called_unread() -> None:
    outline = answered("outline", {"problems_1": "一条"}, "mayor")
    form = answered("opinion-form", {"team_1": "一条"})
    marks = (WAIVED, PAPER, OfficeMark(form.key, "paper", dt.date(2022, 1, 8), "手写件"))
    came = make_collection(papers=(outline, form), marks=marks)
    assert list_unread(came) == [PAPER, marks[2]]
