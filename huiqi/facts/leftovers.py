"""Leftovers: placeholders, masked names and another cycle's words (rule R15)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from huiqi.errors import Finding

if TYPE_CHECKING:
    from huiqi.facts.model.cycle import Cycle
    from huiqi.facts.model.walk import Node
    from huiqi.facts.reading.load import Facts

# What people write where they should leave a fact open.
_UNSETTLED = re.compile(
    r"(?:时间|地点|日期|人员)?(?:暂时)?(?:待定|未定|暂定|暂缺|待补充?|待通知|另行通知)"
)
# What points elsewhere: a page or a paper shows the fact alone.
_ELSEWHERE = re.compile(r"(?:同|如|见|参见)(?:上|前|下|后|附件)(?:文|表)?|从?略")
_GAP = "\0"
_PLACES = "市县区省乡镇州盟旗校院厅局处科部委办"
# 某些、某项 are words; 王某 is a masked name. Surnames that are also common words are left out.
_WHICH = "些个一种项类时次段方年位阶天"
_SURNAMES = "王李张刘陈杨赵黄吴徐孙朱马胡郭罗郑梁谢宋唐韩冯邓曹彭董袁潘蔡蒋杜魏苏吕丁沈姚卢崔谭陆廖贾邹孟秦邱薛侯陶贺郝龚邵"
_MASK = "[xX×＊○Ｘ]"
_DATE = rf"(?:{_MASK}+\s*年\s*)?{_MASK}+\s*月(?:\s*{_MASK}+\s*日)?|\*+\s*月\s*\*+\s*日"
PATTERNS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"xjp", re.IGNORECASE), "姓名的代替写法", "写出全名：习近平"),
    (re.compile(_DATE), "没有填写的日期", "填写日期；未定的事实写 null"),
    (
        re.compile(r"(?<![A-Za-z-])[xX]{2,}(?![A-Za-z-])|[×＊○Ｘ]{2,}"),
        "没有填写的空白",
        "填写内容；未定的事实写 null",
    ),
    (
        re.compile(
            rf"某某|某(?=[{_PLACES}])(?!(?:部分|局部))|(?<=[{_PLACES}])某(?![{_WHICH}])"
            rf"|(?<=[{_SURNAMES}])某(?![{_WHICH}])"
        ),
        "用“某”代替的名称",
        "写出名称",
    ),
    (
        re.compile(
            rf"(?<=[\u4e00-\u9fff〔〕（]){_MASK}(?=[\u4e00-\u9fff〕])(?![光射线])"
            rf"|(?<=[\u4e00-\u9fff] )[xX](?= [\u4e00-\u9fff])"
        ),
        "遮盖的姓名或空白",
        "写出全文",
    ),
)


def find_leftovers(text: str, allowed: Iterable[str] = ()) -> Iterator[tuple[int, str, str, str]]:
    """Yield position, the leftover, what it is and the remedy; allowed terms are passed over."""
    spans = [match.span() for term in allowed for match in re.finditer(re.escape(term), text)]
    taken: list[tuple[int, int]] = list(spans)
    for pattern, what, remedy in PATTERNS:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            yield match.start(), match[0], what, remedy


def find_in_facts(facts: Facts, foreign: Iterable[tuple[str, str]] = ()) -> list[Finding]:
    """Return the leftovers in a cycle's facts.

    ``foreign`` holds words that belong to another cycle alone, with that cycle's id.
    """
    allowed = [item.term for item in facts.cycle.allow_terms]
    findings = []
    for node in walk_texts(facts.cycle):
        for _, word, what, remedy in find_leftovers(node.value, allowed):
            findings.append(Finding("R15", "填好的内容", f"{what} “{word}”", remedy, node.path))
        if _UNSETTLED.fullmatch(node.value.strip()):
            findings.append(
                Finding("R15", "已定的内容", f"“{node.value}”", "未定的事实写 null", node.path)
            )
        if _ELSEWHERE.fullmatch(node.value.strip()):
            findings.append(Finding("R15", "写明的内容", f"“{node.value}”", "写出全文", node.path))
        text = without_terms(node.value, allowed)
        for word, owner in foreign:
            if word in text:
                findings.append(
                    Finding("R15", "本周期的用语", f"{owner} 的用语“{word}”",
                            "改为本周期的用语；确需保留的写入 allow_terms 并说明理由", node.path)
                )  # fmt: skip
    return [facts.source.place(finding) for finding in findings]


def walk_texts(cycle: Cycle) -> Iterator[Node]:
    """Yield every text of a cycle's facts, without what tells the checks what to pass over."""
    from huiqi.facts.model.walk import walk

    for node in walk(cycle):
        if isinstance(node.value, str) and not node.marks.check_setting:
            yield node


def join_texts(cycle: Cycle) -> str:
    """Return all that a cycle's facts say, without the terms that are allowed."""
    allowed = [item.term for item in cycle.allow_terms]
    return _GAP.join(without_terms(node.value, allowed) for node in walk_texts(cycle))


def without_terms(text: str, allowed: Iterable[str]) -> str:
    """Return a text with a gap for each term that is allowed in it; what is left stays apart."""
    for term in allowed:
        text = text.replace(term, _GAP)
    return text


def find_in_source(name: str, text: str) -> list[Finding]:
    """Return the leftovers in a page or a template, with their lines."""
    return [
        Finding("R15", "填好的内容", f"{what} “{word}”", remedy, file=name,
                line=text.count("\n", 0, position) + 1)
        for position, word, what, remedy in find_leftovers(text)
    ]  # fmt: skip


def find_foreign(
    name: str, text: str, foreign: Iterable[tuple[str, str]], allowed: Iterable[str]
) -> list[Finding]:
    """Return other cycles' words in a page or a template, each once, with its first line."""
    text = without_terms(text, allowed)
    return [
        Finding("R15", "各周期通用的文字", f"{owner} 的用语“{word}”",
                "改为引用事实，如 {{ cycle.theme }}；确需保留的写入 allow_terms 并说明理由",
                file=name, line=text.count("\n", 0, text.index(word)) + 1)
        for word, owner in foreign if word in text
    ]  # fmt: skip
