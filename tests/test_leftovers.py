"""Leftovers are found, and words that only look like them are not."""

from __future__ import annotations

import pytest

from huiqi.leftovers import find_in_facts, find_in_source, find_leftovers, foreign_words
from tests.samples import FIRST, SECOND, make_cycle, make_facts

LEFT = [
    ("x月x日前", "x月x日"), ("xxxx年x月x日前", "xxxx年x月x日"), ("XX月XX日", "XX月XX日"), ("×月×日", "×月×日"),
    ("由xx负责", "xx"), ("组长：xxxx", "xxxx"), ("第x指导组", "x"), ("省xx厅", "xx"), ("某某同志", "某某"),
    ("某市委", "某"), ("某县区", "某"), ("习××同志", "××"), ("王×同志", "×"), ("xjp总书记", "xjp"), ("Xjp", "Xjp"),
    ("○○单位", "○○"), ("***月**日", "***月**日"), ("x月底", "x月"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "left"), LEFT)
def test_found(text: str, left: str) -> None:
    assert [word for _, word, _, _ in find_leftovers(text)] == [left]


CLEAN = [
    "某些同志", "某种程度", "某个方面", "在某一时期", "max", "xxl尺码max", "index", "Excel表", "6×9", "http://x.cn",
    "text-xx-large", "**月度**安排", "**8月**", "两学一做", "习近平新时代中国特色社会主义思想", "2026年1月8日", "市区某些单位",
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


def test_lines_of_a_page() -> None:
    found = find_in_source("docs/a.md", "# 题\n\n于x月x日前\n\n由xx负责\n")
    assert [(item.file, item.line) for item in found] == [("docs/a.md", 3), ("docs/a.md", 5)]


def test_another_cycles_words() -> None:
    others = [make_cycle(FIRST), make_cycle(SECOND)]
    words = foreign_words(make_cycle(SECOND), others)
    assert ("党史学习教育", FIRST) in words
    facts = make_facts(SECOND, (("purpose", "aim"), "巩固党史学习教育成果"))
    assert [str(item) for item in find_in_facts(facts, words)] == [
        "错误 [R15] cycles/2024-discipline/cycle.yml:103 purpose.aim：应为本周期的用语，"
        "实为2021-party-history 的用语“党史学习教育”。"
        "改法：改为本周期的用语；确需保留的写入 allow_terms 并说明理由。"
    ]
