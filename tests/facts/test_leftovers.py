"""Leftovers are found, and words that only look like them are not."""

from __future__ import annotations

from typing import Any

import pytest

from huiqi.errors import KeyPath
from huiqi.facts.fingerprints import foreign_words, list_own_words, take_fingerprints
from huiqi.facts.leftovers import find_foreign, find_in_facts, find_in_source, find_leftovers
from tests.support.samples import FIRST, SECOND, make_cycle, make_facts

LEFT = [
    ("x月x日前", "x月x日"), ("xxxx年x月x日前", "xxxx年x月x日"), ("XX月XX日", "XX月XX日"), ("×月×日", "×月×日"),
    ("由xx负责", "xx"), ("组长：xxxx", "xxxx"), ("第x指导组", "x"), ("省xx厅", "xx"), ("某某同志", "某某"),
    ("某市委", "某"), ("某县区", "某"), ("习××同志", "××"), ("王×同志", "×"), ("xjp总书记", "xjp"), ("Xjp", "Xjp"),
    ("○○单位", "○○"), ("***月**日", "***月**日"), ("x月底", "x月"),
    ("王某同志", "某"), ("张某、李四", "某"), ("县某局", "某"), ("省委某领导", "某"), ("〔2021〕x号", "x"), ("中组发〔x〕5号", "x"),
    ("会后 x 天内", "x"), ("（x月前）", "x月"), ("2021年x月", "x月"), ("ＸＸ同志", "ＸＸ"), ("某部门", "某"),
    ("甲x乙，丙X丁", "x X"), ("某某某", "某某"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "left"), LEFT)
def test_found(text: str, left: str) -> None:
    assert [word for _, word, _, _ in find_leftovers(text)] == left.split()


CLEAN = [
    "某些同志", "某种程度", "某个方面", "在某一时期", "max", "xxl尺码max", "index", "Excel表", "6×9", "http://x.cn",
    "text-xx-large", "**月度**安排", "**8月**", "两学一做", "习近平新时代中国特色社会主义思想", "2026年1月8日", "市区某些单位",
    "某部分同志", "某局部地区", "全市某项工作", "各市某类问题", "王某些", "每周某天", "做X光检查", "长 × 宽", "第3×4格", "xi", "关于x",
]  # fmt: skip


@pytest.mark.parametrize("text", CLEAN)
def test_not_found(text: str) -> None:
    assert list(find_leftovers(text)) == []


def test_an_allowed_term_is_passed_over() -> None:
    assert list(find_leftovers("《某某人的故事》", ["某某人"])) == []
    changes = (
        (("theme",), "学习某某精神"),
        (("allow_terms",), [{"term": "某某精神", "reason": "原文如此"}]),
    )
    assert find_in_facts(make_facts(FIRST, *changes)) == []
    assert len(find_in_facts(make_facts(FIRST, changes[0]))) == 1


@pytest.mark.parametrize(("text", "allowed", "left"), [
    ("学习某某精神", ["某某精神"], []), ("某某学习某某精神", ["某某精神"], ["某某"]), ("某某精神某某", ["某某精神"], ["某某"]),
    ("xx精神xx", ["精神"], ["xx", "xx"]),
])  # fmt: skip
def test_an_allowed_term_covers_itself_alone(
    text: str, allowed: list[str], left: list[str]
) -> None:
    assert [word for _, word, _, _ in find_leftovers(text, allowed)] == left


def test_reasons_are_no_leftovers() -> None:
    change = (("allow_terms",), [{"term": "某某", "reason": "原文作x月x日"}])
    assert find_in_facts(make_facts(FIRST, change)) == []


def test_every_kind_of_leftover_says_what_it_is() -> None:
    said = {word: (what, remedy) for text in ("xjp", "x月", "xx", "某某", "王x五")
            for _, word, what, remedy in find_leftovers(text)}  # fmt: skip
    assert said == {
        "xjp": ("姓名的代替写法", "写出全名：习近平"),
        "x月": ("没有填写的日期", "填写日期；未定的事实写 null"),
        "xx": ("没有填写的空白", "填写内容；未定的事实写 null"),
        "某某": ("用“某”代替的名称", "写出名称"),
        "x": ("遮盖的姓名或空白", "写出全文"),
    }


def test_lines_of_a_page() -> None:
    found = find_in_source("docs/a.md", "# 题\n\n于x月x日前\n\n由xx负责\n")
    assert [(item.file, item.line) for item in found] == [("docs/a.md", 3), ("docs/a.md", 5)]


def test_another_cycles_words() -> None:
    others = [take_fingerprints(make_cycle(FIRST)), take_fingerprints(make_cycle(SECOND))]
    words = foreign_words(others[1], others)
    assert ("党史学习教育", FIRST) in words
    facts = make_facts(SECOND, (("purpose", "aim"), "巩固党史学习教育成果"))
    assert [str(item) for item in find_in_facts(facts, words)] == [
        "错误 [R15] cycles/2024-discipline/cycle.yml:103 purpose.aim：应为本周期的用语，"
        "实为2021-party-history 的用语“党史学习教育”。"
        "改法：改为本周期的用语；确需保留的写入 allow_terms 并说明理由。"
    ]


@pytest.mark.parametrize(("changes", "words"), [
    ([], {"松川水务集团党委班子", "中共松川水务集团有限公司委员会"}),
    ([(("team", "name"), "领导班子"), (("team", "unit"), "甲乙")], set()),
    ([(("team", "name"), "党委班"), (("team", "unit"), None), (("campaign",), {"name": "主题教育"})], {"党委班", "主题教育"}),
])  # fmt: skip
def test_what_a_cycle_is_known_by(changes: list[tuple[KeyPath, Any]], words: set[str]) -> None:
    """Words that every cycle uses, and words of two signs, tell nothing."""
    assert list_own_words(make_cycle(SECOND, *changes)) == words


def test_a_word_inside_an_own_word_is_no_foreign_one() -> None:
    other = take_fingerprints(make_cycle(FIRST))
    own = take_fingerprints(make_cycle(SECOND, (("team", "unit"), "党史学习教育领导小组")))
    assert "党史学习教育" not in {word for word, _ in foreign_words(own, [other])}
    assert foreign_words(other, [other]) == []


def test_another_cycles_words_in_a_page() -> None:
    text = "# 题\n\n学习\n党史学习教育，党史学习教育总结\n"
    foreign = [("党史学习教育", FIRST), ("市委常委班子", FIRST)]
    assert [str(item) for item in find_foreign("docs/a.md", text, foreign, [])] == [
        "错误 [R15] docs/a.md:4：应为各周期通用的文字，实为2021-party-history 的用语“党史学习教育”。"
        "改法：改为引用事实，如 {{ cycle.theme }}；确需保留的写入 allow_terms 并说明理由。"
    ]
    assert find_foreign("docs/a.md", text, foreign, ["党史学习教育"]) == []
