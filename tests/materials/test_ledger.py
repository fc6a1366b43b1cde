"""The ledger: what differs between a source and its page is named, with its place."""

from __future__ import annotations

import time

import pytest

from huiqi.materials.docx import WordText
from huiqi.materials.hints import hint_word
from huiqi.materials.ledger import compare
from huiqi.materials.screening import MaterialText

SOURCE = (
    "一、总的要求",
    "各级党委要把学习教育摆上重要议事日程。",
    "二、工作安排",
    "会议于1月13日召开，书记主持。",
)
PAGES = {
    "the same, blanks apart": ("一、 总的要求各级党委要把学习教育\n摆上重要议事日程。二、工作安排会议于1月13日召开，书记主持。", []),
    "a number lost": ("总的要求各级党委要把学习教育摆上重要议事日程。二、工作安排会议于1月13日召开，书记主持。", ["开头缺“一、”"]),
    "a sentence lost": ("一、总的要求二、工作安排会议于1月13日召开，书记主持。", ["“一、总的要求”之后缺“各级党委要把学习教育摆上重要议事日程。”"]),
    "a number changed": (
        "一、总的要求各级党委要把学习教育摆上重要议事日程。二、工作安排会议于1月15日召开，书记主持。",
        ["“二、工作安排会议于1月1”之后".replace("二、工作安排会议于1月1", "作安排会议于1月1") + "的“3”成了“5”"],
    ),
    "words that are not in the source": (
        "一、总的要求各级党委要把学习教育摆上重要议事日程。已删的话二、工作安排会议于1月13日召开，书记主持。",
        ["“摆上重要议事日程。”之后多出“已删的话”"],
    ),
    "two places": (
        "一、总的要求各级党委要把学习教育摆上议事日程。二、工作安排会议于1月13日召开。",
        ["“委要把学习教育摆上”之后缺“重要”", "“会议于1月13日召开”之后缺“，书记主持”"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PAGES)
def test_each_difference_is_named(case: str) -> None:
    page, wanted = PAGES[case]
    found = [str(item) for item in compare(SOURCE, page)]
    assert len(found) == len(wanted)
    for said, expected in zip(found, wanted, strict=True):
        assert said.endswith(expected.lstrip("“"))


def test_another_order_is_a_difference() -> None:
    assert compare(SOURCE, "".join([*SOURCE[2:], *SOURCE[:2]]))


def test_a_file_with_many_differences_says_how_many() -> None:
    lines = tuple(f"第{number}段写明各项工作的具体安排和要求。" for number in range(60))
    page = "".join(line.replace("具体", "") for line in lines)
    hints = hint_word("文件.docx", WordText("", {}, MaterialText(()), lines), page)
    assert len(hints) == 21
    assert hints[-1][1] == "“文件.docx”另有40处"


def test_the_ledger_is_quick() -> None:
    lines = [
        f"第{number}条　本条规定第{number * 7}项工作由责任单位在期限内办理。"
        for number in range(1500)
    ]
    page = "".join(line for number, line in enumerate(lines) if number % 100)
    start = time.process_time()
    assert len(compare(lines, page)) == 15
    assert time.process_time() - start < 2
