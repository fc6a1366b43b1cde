"""Slips typed into the form, and word for word what is said at the field; no word of it is a code."""

from __future__ import annotations

import shutil
from pathlib import Path

from huiqi.desk.form.edit import set_field
from huiqi.desk.form.state import FactsState, read_state
from huiqi.desk.form.view import Drafts, Viewer
from huiqi.errors import KeyPath
from tests.desk.test_form import CODE, KNOWN, list_items, list_sections, root, write
from tests.support.drawn import EVERY, open_chance
from tests.support.projects import ROOT
from tests.support.samples import FIRST, SECOND

EXPECTED = ROOT / "tests" / "data" / "desk_slips.txt"
__all__ = ["root"]

SLIPS: list[tuple[KeyPath, str]] = [
    (("meeting", "date"), "2月30日"),
    (("meeting", "date"), "2025-2-30"),
    (("meeting", "date"), "下周五"),
    (("meeting", "date"), "2025年2月14日星期一"),
    (("meeting", "date"), "25.2.14"),
    (("meeting", "date"), "2025年3月5日"),
    (("meeting", "date"), "2026年2月5日"),
    (("meeting", "deadline"), "2月底"),
    (("meeting", "deadline"), "二〇二五年二月三十日"),
    (("cycle_year",), "二〇二四"),
    (("cycle_year",), "2024年"),
    (("cycle_year",), "24"),
    (("cycle_year",), "2030"),
    (("cycle_year",), "2022"),
    (("kind",), "年度会议"),
    (("kind",), "组织生活会"),
    (("meeting_word",), "组织生活会"),
    (("team", "chair"), "韩亿"),
    (("team", "chair"), "韩一、杨二"),
    (("team", "name"), "松川水务集团党委班子\u200b"),
    (("team", "name"), "“松川水务集团党委班子”"),
    (("members", 1, "name"), "韩一"),
    (("members", 1, "name"), "杨二 陈三"),
    (("members", 1, "name"), "阿力.买买提"),
    (("members", 1, "name"), "杨二同志"),
    (("members", 2, "post"), "党委委员、总工程师"),
    (("members", 1, "oversees"), "生产运行"),
    (("members", 1, "oversees"), "生产运行部，安全环保部"),
    (("members", 1, "oversees_none"), "是"),
    (("members", 1, "oversees_none"), "无"),
    (("departments", 0, "head"), "施"),
    (("meeting", "contact", "phone"), "１２３４"),
    (("meeting", "quorum"), "三分之二"),
    (("meeting", "quorum"), "120%"),
    (("meeting", "time"), "下午26时"),
    (("meeting", "time"), "14:70"),
    (("meeting", "observers"), "{督导组}成员"),
    (("meeting", "observers"), "{指导组成员"),
    (("meeting", "observers"), "｛班子｝成员"),
    (("meeting", "attendees"), "{team}成员"),
    (("theme",), "待定"),
    (("theme",), "深入学习贯彻某某精神"),
    (("theme",), "主题：……"),
    (("theme",), "XX"),
    (("preparation", "plan", "deadline"), "会前"),
    (("preparation", "plan", "deadline"), "会后25日"),
    (("preparation", "plan", "deadline"), "提前二十天左右"),
    (("preparation", "plan", "submit_deadline"), "会前30日"),
    (("preparation", "study", "deadline"), "会前两周"),
    (("preparation", "talks", "deadline"), "会前3日"),
    (("preparation", "opinions", "report_deadline"), "会前20日"),
    (("preparation", "plan", "submitted_on"), "2025-01-12"),
    (("preparation", "plan", "approved_on"), "2025年1月1日"),
    (("preparation", "talks", "owner"), "组织部"),
    (("preparation", "opinions", "report_reviewer"), "书记"),
    (("preparation", "study", "modes"), "自学，集体学习"),
    (("preparation", "opinions", "sources", 0, "collector"), "办公室"),
    (("follow_up", "notice", "deadline"), "会前5日"),
    (("guidance_group", "number"), "第二"),
    (("guidance_group", "number"), "0"),
    (("guidance_group", "sent_by"), "市委"),
    (("areas", 0, "title"), ""),
    (("areas", 1, "title"), "严守政治纪律和政治规矩"),
    (("areas", 0, "readings"), "纪律处分条例"),
    (("areas", 0, "text"), "同上"),
    (("reading_list", 1, "items", 0, "kind"), "条例"),
    (("reading_list", 1, "items", 2, "edition"), "2023-12-27"),
    (("reading_list", 1, "items", 2, "title"), "中国共产党纪律处分条例"),
    (("basis", 2, "issuers"), "国资委"),
    (("site_address",), "www.example.cn"),
    (("site_address",), "http://10.0.0.1/会期?x=1"),
    (("publish_names",), "true"),
    (("results", "talks"), "约20"),
    (("results", "talks"), "-1"),
    (("documents", 0, "receivers"), "全体"),
    (("documents", 0, "letterhead", "number", "year"), "〔2025〕"),
    (("documents", 0, "letterhead", "date"), "2024-12-01"),
]
# Read as it is meant: nothing to say.
FORGIVEN = {
    "生产运行部，安全环保部", "１２３４", "｛班子｝成员", "{team}成员", "会前两周", "阿力.买买提",
    "主题：……",
}  # fmt: skip
# Said at another field, which is the one to be set right.
ELSEWHERE = {"组织生活会", "是", "2025-01-12"}


def list_said(state: FactsState, drafts: Drafts) -> list[tuple[KeyPath, str]]:
    """Return all that the form says, with the fields that say it."""
    return [
        (item.path, f"{said.word} {said.text}".strip())
        for block in list_sections(Viewer(state, drafts))
        for item in list_items(block)
        for said in item.findings
    ]


def say(root: Path, path: KeyPath, typed: str) -> list[tuple[KeyPath, str]]:
    """Return what the form says after a slip; the file is left as it was."""
    state = read_state(root, SECOND)
    edited = set_field(state, path, typed)
    if edited.text == state.text:
        return list_said(state, edited.drafts)
    said = list_said(write(root, SECOND, edited.text), {})
    write(root, SECOND, state.text)
    return said


def read_expected() -> dict[str, list[str]]:
    """Return what is said to each slip, by its heading."""
    blocks = EXPECTED.read_text("utf-8").split("## ")[1:]
    return {block.split("\n")[0]: block.rstrip("\n").split("\n")[1:] for block in blocks}


def test_each_slip_is_named_at_its_field(root: Path) -> None:
    shutil.rmtree(root / "cycles" / FIRST)
    assert len(SLIPS) - sum(typed in FORGIVEN for _, typed in SLIPS) >= 60
    expected = read_expected()
    before = list_said(read_state(root, SECOND), {})
    for path, typed in SLIPS if EVERY else open_chance().sample(SLIPS, 20):
        found = [one for one in say(root, path, typed) if one not in before]
        assert [text for _, text in found] == expected[f"{'.'.join(map(str, path))}：{typed}"]
        named = path in {place for place, _ in found}
        assert named is not (typed in FORGIVEN or (typed in ELSEWHERE and not named)), (path, typed)
        for _, text in found:
            assert not CODE.search(KNOWN.sub("", text.replace(typed, ""))), text
