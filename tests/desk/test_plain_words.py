"""What the desk says to who has never seen the file: no commands, no keys, no codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiqi.desk.context import DeskContext
from huiqi.desk.facts_page import FactsPage
from huiqi.desk.form.edit import find_fault_of
from huiqi.desk.form.layout import OPEN
from huiqi.desk.form.offers import list_value_offers
from huiqi.desk.form.plan import field_at
from huiqi.desk.form.said import put_plainly, say
from huiqi.desk.form.state import read_state
from huiqi.desk.kept import KeptFacts
from huiqi.desk.rendering import render_html
from tests.desk.test_form import root, write
from tests.support.samples import SECOND

__all__ = ["root"]
RECIPIENTS = ("preparation", "plan", "recipients")
SAID = {
    "pack/2026-a/ 是草稿，不能登记发出。改法：审核同意后运行 huiqi build 2026-a 生成定稿，再登记。":
        "材料包是草稿，不能登记发出。改法：审核同意后在“生成”页生成定稿，再登记。",
    "pack/2026-a/ 中没有材料包，不能登记发出。改法：先运行 huiqi build 2026-a 生成定稿。":
        "还没有生成材料包，不能登记发出。改法：在“生成”页生成定稿。",
    "改法：运行 huiqi build，重新审查后再发布。": "改法：在“生成”页重新生成，重新审查后再发布。",
    "public/ 在审查以后改过。改法：运行 huiqi review，重新审查。":
        "public/ 在审查以后改过。改法：在“审查和发布”页审查，重新审查。",
    "应为必填的键（篇目），实为没有写。改法：补上这个键。": "“篇目”还没有写。改法：至少写一项。",
    "改法：补写 oversees；确无分管部门的写 oversees_none: true。":
        "改法：补写“分管部门”；确无分管部门的写 “不分管部门”选“是”。",
    "改法：补写 reviewer。": "改法：补写“审核”。",
}  # fmt: skip


@pytest.mark.parametrize("text", SAID)
def test_remedies_are_those_of_the_desk(text: str) -> None:
    assert put_plainly(text) == SAID[text]


def test_what_a_field_names_already_is_not_offered_again(root: Path) -> None:
    """The second name of two that are new must not give way to the first one, added a moment ago."""
    state = read_state(root, SECOND)
    known = next(iter(state.names.of("body").values()))
    typed = f"{known}、{known}一处"
    offers = list_value_offers(field_at(RECIPIENTS), RECIPIENTS, typed, state.names)
    assert f"{known}、{known}" not in [one.name for one in offers]


def test_what_can_be_stored_by_now_has_a_button(root: Path) -> None:
    state, path = read_state(root, SECOND), ("team", "chair")
    name = str(state.cycle.members[1].name)
    offers = list(list_value_offers(field_at(path), path, name, state.names))
    assert [(one.action, one.name, one.label) for one in offers] == [("choose", name, "存入")]
    said = say(find_fault_of(state, path, name), state.names)
    assert said.text == "还没有存入。改法：按“存入”，或者在这一格按回车。"


def test_a_code_said_twice_is_named(root: Path) -> None:
    state = read_state(root, SECOND)
    code, name = next((code, name) for code, name in state.names.of("body").items() if "-" in code)
    assert state.names.show_codes(f"实为“{code}”已列入") == f"实为“{name}”已列入"


def test_an_unsound_file_is_not_said_to_be_complete(root: Path) -> None:
    state = read_state(root, SECOND)
    write(
        root, SECOND, state.text.replace("reading_list:", "reading_list:\n  - {lead: 认真学习}", 1)
    )
    page = FactsPage(KeptFacts(DeskContext(root, 1, 2), SECOND), OPEN)
    html = render_html("facts_main.html", page=page)
    assert "都填写了。" not in html
    assert "还要填写的各项，改正上面的错误以后再列出。" in html
