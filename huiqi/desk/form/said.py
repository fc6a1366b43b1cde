"""Findings as the form says them: no keys, no commands, no codes; what the file's reader is told stays."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from huiqi.desk.form.names import Names
from huiqi.errors import Finding

Weight = Literal["open", "error", "hint"]
_WORDS: dict[Weight, str] = {"open": "还要填写", "error": "错误", "hint": "提示"}
_APPROVED = "approved_on"
# Advice for who writes the file by hand, and what it is in the form.
_INSTEAD = (
    (re.compile(r"；?暂时未定的写 null|；?未定时写 null"), "；没有定的空着"),
    (re.compile(r"，用 --draft 生成草稿|；未定时用 --draft 生成草稿"), ""),
    (re.compile(r"写 true 或 false，不加引号"), "选“是”或“否”"),
    (re.compile(r"（?运行 huiqi [^；。，）]*）?"), ""),
    (re.compile(r"\b(?:members|staff)\b"), "人员"),
    (re.compile(r"\boffices\b"), "责任单位"),
    (re.compile(r"\bbodies\b"), "机构"),
    (re.compile(r"\bdepartments\b"), "分管部门"),
    (re.compile(r"\breading_list\b"), "学习篇目"),
    (re.compile(r"\bmaterials\b(?!/)"), "学习材料"),
    (re.compile(r"\ballow_terms\b"), "“允许出现的词语”"),
    (re.compile(r"\bsets_theme: true\b"), "规定主题：是"),
    (re.compile(r"\bpublish_names\b"), "“网站显示姓名”"),
    (re.compile(r"\bnull\b"), "空着"),
)


@dataclass(frozen=True)
class Said:
    """A finding in the words of the form: how much it weighs, and the sentence."""

    weight: Weight
    text: str

    @property
    def word(self) -> str:
        """How it begins."""
        return _WORDS[self.weight]


def weigh(finding: Finding) -> Weight:
    """Return whether a fact is open, wrong, or only to be looked at."""
    if finding.rule == "slot" or (finding.key[-1:] == (_APPROVED,) and finding.rule == "gate"):
        return "open"
    return "hint" if finding.severity == "hint" else "error"


def put_plainly(text: str) -> str:
    """Return a text for people without advice for who writes the file by hand."""
    for pattern, instead in _INSTEAD:
        text = pattern.sub(instead, text)
    return text


def say(finding: Finding, names: Names | None) -> Said:
    """Return a finding as the form says it."""
    weight = weigh(finding)
    if finding.rule == "slot":
        return Said(weight, "")
    if weight == "open":
        return Said(weight, "审核同意后填写；在此以前只能生成送审的草稿。")
    text = put_plainly(f"应为{finding.expected}，实为{finding.found}。改法：{finding.remedy}。")
    return Said(weight, names.show_braces(text) if names else text)
