"""What the form offers as a button: remedies that are certain, and none where there are two."""

from __future__ import annotations

from pathlib import Path

from huiqi.desk.form.edit import set_field
from huiqi.desk.form.mending import mend_text, mend_value, show_mended
from huiqi.desk.form.plan import field_at
from huiqi.desk.form.shown import Offer
from huiqi.desk.form.state import read_state
from huiqi.desk.form.view import Viewer
from huiqi.errors import KeyPath
from tests.desk.test_form import list_items, list_sections, root, write
from tests.desk.test_form_slips import list_said
from tests.support.drawn import EVERY, open_chance
from tests.support.samples import SECOND

__all__ = ["root"]
PLACE, THEME = ("meeting", "place"), ("theme",)
MENDED: list[tuple[KeyPath, str, str]] = [
    (("meeting", "date"), "20250214", "2025年2月14日"),
    (("meeting", "date"), "2025年2月14日前", "2025年2月14日"),
    (("cycle_year",), "2024年", "2024"),
    (("cycle_year",), "二〇二四", "2024"),
    (("guidance_group", "number"), "第二", "2"),
    (("guidance_group", "number"), "第3组", "3"),
    (("results", "talks"), "20次", "20"),
    (("documents", 0, "letterhead", "number", "year"), "〔2025〕", "2025"),
    (("meeting", "quorum"), "三分之二", "2/3"),
    (("meeting", "quorum"), "百分之九十", "90%"),
    (("team", "name"), "松川水务集团党委班子\u200b", "松川水务集团党委班子"),
    (PLACE, "三楼会议室,二号楼", "三楼会议室，二号楼"),
    (PLACE, "会议室(三楼)", "会议室（三楼）"),
    (PLACE, "会议室：'三楼'", "会议室：“三楼”"),
    (PLACE, "会议室--三楼", "会议室——三楼"),
    (PLACE, "会议室...", "会议室……"),
    (PLACE, "３楼会议室", "3楼会议室"),
    (PLACE, "会议室，，三楼", "会议室，三楼"),
    (PLACE, "会议室（三楼", "会议室（三楼）"),
    (PLACE, "三楼）会议室", "（三楼）会议室"),
    (PLACE, "三楼会议室!二号楼", "三楼会议室！二号楼"),
    (("meeting", "observers"), "{指导组成员", "{指导组}成员"),
    (THEME, "深入学习贯彻会议精神。", "深入学习贯彻会议精神"),
    (("reading_list", 1, "items", 2, "title"), "中国共产党纪律处分条例", "《中国共产党纪律处分条例》"),
    (("members", 1, "name"), "杨二同志", "杨二"),
]  # fmt: skip
# Two things may be meant, or the rest of what was typed would be lost.
UNCERTAIN: list[tuple[KeyPath, str]] = [
    (("meeting", "date"), "2月30日"), (("meeting", "date"), "20250230"), (("meeting", "date"), "25.2.14"),
    (("meeting", "date"), "2025年2月14日星期一"), (("meeting", "date"), "2025年2月14日上午9时"),
    (("cycle_year",), "24"), (("results", "talks"), "约20"), (("guidance_group", "number"), "0"),
    (("members", 1, "name"), "杨二 陈三"), (PLACE, "会议室（三楼，二号楼"), (PLACE, "会议室。。"),
    (PLACE, "会议室\"三楼"), (PLACE, "三楼会议室、"), (PLACE, "{没有的名称"),
]  # fmt: skip


def find_offers(root: Path, path: KeyPath, typed: str) -> tuple[Offer, ...]:
    """Return what is offered at a field after something was typed into it; the file changes with it."""
    state = read_state(root, SECOND)
    edited = set_field(state, path, typed)
    state = write(root, SECOND, edited.text)
    viewer = Viewer(state, edited.drafts)
    return next(
        item.offers
        for block in list_sections(viewer)
        for item in list_items(block)
        if item.path == path
    )


def test_a_certain_remedy_is_a_button_that_does_it(root: Path) -> None:
    """Some are drawn each time; what the others are mended to is in the table above all the same."""
    for path, typed, meant in MENDED if EVERY else open_chance().sample(MENDED, 4):
        (offer,) = find_offers(root, path, typed)
        assert (offer.action, offer.name) == ("choose", meant)
        assert offer.label == f"改为“{show_mended(typed, meant)}”"
        assert find_offers(root, path, offer.name) == ()
        if EVERY:
            said = [
                text for place, text in list_said(read_state(root, SECOND), {}) if place == path
            ]
            assert [text for text in said if "应为" in text and "年度" not in text] == []


def test_what_may_be_meant_otherwise_has_no_button(root: Path) -> None:
    for path, typed in UNCERTAIN if EVERY else open_chance().sample(UNCERTAIN, 3):
        assert find_offers(root, path, typed) == (), typed


def test_the_table_of_signs_and_values(root: Path) -> None:
    names = read_state(root, SECOND).names
    by_rule = (THEME, ("members", 1, "name"), ("reading_list", 1, "items", 2, "title"))
    for path, typed, meant in MENDED:
        if path not in by_rule:
            text = field_at(path).kind == "text" and path[-1] != "quorum"
            mended = mend_text(typed, names) if text else mend_value(field_at(path), typed)
            assert mended == meant
            assert not text or mend_text(meant, names) == meant
    for path, typed in UNCERTAIN:
        if field_at(path).kind == "text":
            assert mend_text(typed, names) == typed


def test_of_a_long_text_the_button_shows_what_changes() -> None:
    text = "深入学习贯彻会议精神,扎实做好各项工作，以优良作风凝心聚力"
    assert show_mended(text, text.replace(",", "，")) == "……贯彻会议精神，扎实做好各项……"
