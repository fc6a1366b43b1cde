"""Findings as the form says them: no keys, no commands, no codes; what the file's reader is told stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import BaseModel

from huiqi.desk.form.fields import FieldForm, describe_fields
from huiqi.desk.form.names import Names
from huiqi.errors import Finding
from huiqi.facts.model.cycle import Cycle

Weight = Literal["open", "error", "hint"]
_WORDS: dict[Weight, str] = {"open": "还要填写", "error": "错误", "hint": "提示"}
_APPROVED = "approved_on"
# Advice for who writes the file by hand, and what it is in the form.
_INSTEAD = (
    (
        re.compile(r"应为必填的键（(.+?)），实为没有写。改法：补上这个键"),
        r"“\1”还没有写。改法：至少写一项",
    ),
    (re.compile(r"应为存入文件，实为还没有存入。"), "还没有存入。"),
    (re.compile(r"不重复的代号，"), "不重复的名称，"),
    (re.compile(r"pack/\S+/ 中没有材料包"), "还没有生成材料包"),
    (re.compile(r"pack/\S+/ (?=是草稿|由旧版)"), "材料包"),
    (re.compile(r"先?运行 huiqi build(?: [a-z0-9.-]+)* ?"), "在“生成”页"),
    (re.compile(r"在“生成”页(?=[；。，）])"), "在“生成”页重新生成"),
    (re.compile(r"运行 huiqi review"), "在“审查和发布”页审查"),
    (re.compile(r"[；，]?(?:暂时未定的写|未定时写|待定的写|未定的事实写) ?null"), "；没有定的空着"),
    (re.compile(r"[，；]?(?:未定时)?用 --draft 生成草稿"), ""),
    (re.compile(r"[；，]?(?:填好后)?运行 huiqi [^；。，）]*"), ""),
    (re.compile(r"写 (?:true|false)(?: 或 (?:true|false))?，不加引号"), "选“是”或“否”"),
    (re.compile(r"([a-z_]+): true"), r"\1选“是”"),
    (re.compile(r"[（(]?“[a-z_]+”[）)]?"), ""),
    (re.compile(r"[a-z][a-z0-9-]*-[a-z0-9-]+（([^）]+)）"), r"“\1”"),
    (re.compile(r"已写明的名称的代号，写作 \{代号\}"), "已填写的名称，写在花括号里"),
    (re.compile(r"已写明的([^，。]{1,8}?)的代号"), r"已填写的\1"),
    (re.compile(r"核对 id 和"), "核对"),
    (re.compile(r"会议周期代号 ([0-9]{4})-[a-z0-9-]+"), r"会议周期（\1）"),
    (re.compile(r"\bnull\b"), "空着"),
)
# Keys that some remedies name, by what the form calls them.
_KEYS = re.compile(
    r"(?<![A-Za-z_/.])(?:[a-z]+(?:_[a-z]+)+|oversees|reviewer|kind|post|members|staff|offices|bodies|departments|materials"
    r"|areas|basis|terms)(?![A-Za-z_/.])"
)


@cache
def _list_titles() -> dict[str, str]:
    """Return what the keys of the file are called, where each has one name alone."""
    found: dict[str, set[str]] = {}
    waiting: list[type[BaseModel]] = [Cycle]
    seen: set[type[BaseModel]] = set()
    while waiting:
        model = waiting.pop()
        if model not in seen:
            seen.add(model)
            for name, form in describe_fields(model).items():
                found.setdefault(name, set()).add(form.title)
                waiting += [form.inner] if form.inner else []
    return {name: min(titles, key=len) for name, titles in found.items()}


def _name_key(match: re.Match[str]) -> str:
    title = _list_titles().get(match[0])
    return f"“{title}”" if title else match[0]


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
    if (
        finding.rule == "slot"
        or finding.unfilled
        or (finding.key[-1:] == (_APPROVED,) and finding.rule == "gate")
    ):
        return "open"
    return "hint" if finding.severity == "hint" else "error"


def put_plainly(text: str) -> str:
    """Return a text for people without advice for who writes the file by hand."""
    for pattern, instead in _INSTEAD:
        text = pattern.sub(instead, text)
    return _KEYS.sub(_name_key, text).replace("补写 “", "补写“")


def say(finding: Finding, names: Names | None) -> Said:
    """Return a finding as the form says it."""
    weight = weigh(finding)
    if finding.rule == "slot":
        return Said(weight, "")
    if weight == "open" and not finding.unfilled:
        return Said(weight, "审核同意后填写；在此以前只能生成送审的草稿。")
    text = put_plainly(f"应为{finding.expected}，实为{finding.found}。改法：{finding.remedy}。")
    return Said(weight, names.show_codes(names.show_braces(text)) if names else text)


_QUOTED = re.compile(r"“[^“”]*”|‘[^‘’]*’|\"[^\"]*\"")
# Lists of short words; longer ones have commas of their own.
_SHORT = {"modes", "methods", "dimensions"}
_SEVERAL = re.compile(r"[^，、,{}]{1,8}(?:[，、,][^，、,{}]{1,8})+")


def look_over(form: FieldForm, text: str) -> Iterator[Said]:
    """Yield what is likely to be meant otherwise; the file's reader sees it by the file's signs."""
    if form.kind != "text" or not text:
        return
    if _QUOTED.fullmatch(text.strip()):
        yield Said("hint", "整段文字加了引号。改法：删去两端的引号；引号确为内容的不必改。")
    if form.name in _SHORT:
        for line in text.split("\n"):
            if _SEVERAL.fullmatch(line.strip()):
                yield Said(
                    "hint", f"“{line.strip()}”算作一项。改法：几项的每行写一项；确为一项的不必改。"
                )
