"""What a person did wrong where YAML cannot be read: the line it was written on, and the cause."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from huiqi.errors import Finding
from huiqi.facts.reading.quotes_brackets import (
    Line,
    find_bracket_fault,
    find_open_quote,
    read_lines,
)
from huiqi.facts.reading.text_file import file_fault

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError

_GENERAL = (
    "核对这一行和上下两行：缩进用空格且对齐，冒号后有空格，引号、括号成对，"
    "含有冒号或以符号开头的文字加引号"
)
_BACK = 2  # so many lines before the one where the parser stumbles
_KEY = r"^\s*(?:- )?[A-Za-z_][\w-]*:"
_NAME = r"[A-Za-z_][\w-]*"
# What a line of wrong YAML most likely holds: what was expected, what to do. Quoted texts are
# blanked out before (``plain``) or kept (``full``).
_PLAIN = (
    (r"(?:^|[:,\[-])\s*[｛［]", "半角括号", "把｛｝、［］改为半角的 {}、[]"),
    (r"^\s*(?:\.\.\.|---)\s*$", "只有一组事实的文件", "删去这一行"),
    (r"^\s*-(?=[^\s-])", "横线后的空格", "在行首的横线后加一个空格"),
    (rf"\{{.*\b{_NAME}: [^,{{}}\[\]]*\s{_NAME}:\s", "项与项之间的逗号", "在后一个键的前面加半角逗号和空格"),
    (rf"\{{.*['\"\]}}]\s+{_NAME}:\s", "项与项之间的逗号", "在后一个键的前面加半角逗号和空格"),
    (r"[\[,]\s*\{[^{}]*\}[^\s,\]}]", "不以括号开头的文字", "给以 { 开头的这一项加引号，如 '{team}成员'"),
    (rf"^\s*(?:- )?{_NAME}: -\s*$", "内容", "未定的写 null；没有的删去这一行"),
)  # fmt: skip
_FULL = (
    (r"\t", "空格", "把这一行的制表符（Tab）改为空格"),
    (rf"{_KEY}[^\s,}}]", "冒号后的空格", "在键的冒号后加一个空格"),
    (r"\{.*，\s*[A-Za-z_][\w-]*:", "半角逗号", "把键前的“，”改为“, ”"),
    (
        rf"{_KEY} (['\"])(?!.*\1\s*(?:#.*)?$)",
        "成对的引号",
        "补上或删去引号，核对引号后有无多余的文字",
    ),
    (rf"{_KEY} [*&!%@`|>]", "不以符号开头的文字", "给冒号后的整段文字加上引号"),
    (
        rf"{_KEY} (?:\[[^]]*\]|\{{[^}}]*\}})[^\s#]",
        "不以括号开头的文字",
        "给冒号后的整段文字加上引号",
    ),
    (rf"{_KEY} [^'\"\[{{].*:\s", "不含半角冒号的文字", "给冒号后的整段文字加上引号，或改用“：”"),
    (rf"^\s*(?:- )?{_NAME}\s+[^\s:]+$", "键后的冒号", "在键后写半角冒号和一个空格"),
)


def explain_syntax(file: str, text: str, error: MarkedYAMLError | None) -> Finding:
    """Return the finding for a file that YAML cannot read."""
    marks = (error.context_mark, error.problem_mark) if error else ()
    places = [mark.line for mark in marks if mark]
    lines = read_lines(text)
    stumbles = min(max(places, default=0), len(lines) - 1)
    first = max(0, min(min(places, default=0), stumbles))
    first = first if len(places) == 2 and first else max(0, stumbles - _BACK)
    quote = find_open_quote(lines, stumbles)
    if quote is not None:
        return _fault(file, lines[quote], "成对的引号", "补上或删去引号，核对引号后有无多余的文字")
    for line in lines[first : stumbles + 1]:
        cause = next(filter(None, (check(line) for check in _CHECKS)), None)
        if cause:
            return _fault(file, line, *cause)
    return _explain_place(file, lines, stumbles, places)


def _explain_place(file: str, lines: list[Line], stumbles: int, places: list[int]) -> Finding:
    """Return the finding where no single line is wrong by itself: its indentation may be."""
    line = lines[stumbles]
    before = next((one for one in reversed(lines[:stumbles]) if one.code), None)
    keyed = re.match(rf"(?:- )?{_NAME}:", line.code)
    if before and keyed and before.indent != line.indent:
        remedy = (
            f"核对行首：这一行的键前有 {line.indent} 格，第 {before.number} 行的键前有 {before.indent} 格；"
            "同一组的键对齐，下一级多两格"
        )
        return _fault(file, line, "对齐的缩进", remedy)
    return _fault(file, lines[places[0] if places else 0], "正确的 YAML 写法", _GENERAL)


def _match(patterns: tuple[tuple[str, str, str], ...], text: str) -> tuple[str, str] | None:
    for pattern, expected, remedy in patterns:
        if re.search(pattern, text):
            return expected, remedy
    return None


_CHECKS: tuple[Callable[[Line], tuple[str, str] | None], ...] = (
    lambda line: _match(_PLAIN, line.plain),
    find_bracket_fault,
    lambda line: _match(_FULL, line.full),
)


def _fault(file: str, line: Line, expected: str, remedy: str) -> Finding:
    return file_fault(file, expected, f"“{line.full.strip()[:40]}”处读不通", remedy, line.number)
