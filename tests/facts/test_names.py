"""Names have one form, whatever stands between their characters; what is in doubt stays."""

from __future__ import annotations

import pytest

from huiqi.facts.names import doubt_name, settle_name, settle_names, spell_name


@pytest.mark.parametrize(("typed", "name"), [
    ("赵 一", "赵一"), ("赵　一", "赵一"), (" 赵一 ", "赵一"), ("赵\u200b一", "赵一"), ("\ufeff赵一\u200d", "赵一"), ("赵   一", "赵一"),
    ("赵 一 二", "赵一二"), ("欧阳 一二", "欧阳一二"), ("⾦一", "金一"),
    ("阿力.买买提", "阿力·买买提"), ("阿力•买买提", "阿力·买买提"), ("阿力・买买提", "阿力·买买提"), ("阿力 · 买买提", "阿力·买买提"),
    ("阿力．买 买提", "阿力·买买提"),
    # More than one thing can be meant, or it is no Chinese name.
    ("赵一 钱二", "赵一 钱二"), ("阿力 买买提", "阿力 买买提"), ("John Smith", "John Smith"), ("赵一（书记）", "赵一（书记）"),
    ("赵一、钱二", "赵一、钱二"),
])  # fmt: skip
def test_one_form(typed: str, name: str) -> None:
    assert settle_name(typed) == name
    assert settle_names({"members": ({"id": "a", "name": typed}, 1), "staff": None}) == {
        "members": ({"id": "a", "name": name}, 1), "staff": None,
    }  # fmt: skip


@pytest.mark.parametrize(("name", "doubt"), [
    ("赵一", None), ("阿力·买买提", None), ("John Smith", None), ("赵一 钱二", "中间有空格"), ("赵一、钱二", "可能是几个人"),
    ("赵一（书记）", "除姓名外还有别的内容"), ("赵1", "除姓名外还有别的内容"), ("赵一同志", "除姓名外还有别的内容"),
    ("赵一.", "间隔号没有写作“·”"), ("{chair}", None),
])  # fmt: skip
def test_doubt(name: str, doubt: str | None) -> None:
    found = doubt_name(name)
    assert (found[0] if found else None) == doubt


def test_every_spelling_settles_to_the_name() -> None:
    spelled = spell_name("阿力·买买提")
    assert spelled[0] == "阿力·买买提"
    assert "阿力•买买提" in spelled
    assert {settle_name(text) for text in spelled if text != "阿力买买提"} == {"阿力·买买提"}
    assert spell_name("赵一") == ["赵一"]
