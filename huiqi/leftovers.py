"""Leftovers: placeholders, masked names and another cycle's words (rule R15)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from huiqi.cycle import Cycle, Facts
from huiqi.cycle.walk import walk
from huiqi.errors import Finding

_PLACES = "市县区省乡镇州盟旗校院厅局处科部委办"
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
        re.compile(rf"某某|某(?=[{_PLACES}])|(?<=[{_PLACES}])某(?![些个一种])"),
        "用“某”代替的名称",
        "写出名称",
    ),
    (
        re.compile(r"(?<=[\u4e00-\u9fff])[xX×＊○Ｘ](?=[\u4e00-\u9fff])"),
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
    for node in walk(facts.cycle):
        if not isinstance(node.value, str) or node.path[0] == "allow_terms":
            continue
        for _, word, what, remedy in find_leftovers(node.value, allowed):
            findings.append(Finding("R15", "填好的内容", f"{what} “{word}”", remedy, node.path))
        for word, owner in foreign:
            if word in _without(node.value, allowed):
                findings.append(
                    Finding("R15", "本周期的用语", f"{owner} 的用语“{word}”",
                            "改为本周期的用语；确需保留的写入 allow_terms 并说明理由", node.path)
                )  # fmt: skip
    return [facts.source.place(finding) for finding in findings]


def _without(text: str, allowed: Iterable[str]) -> str:
    for term in allowed:
        text = text.replace(term, "")
    return text


def find_in_source(name: str, text: str) -> list[Finding]:
    """Return the leftovers in a page or a template, with their lines."""
    return [
        Finding("R15", "填好的内容", f"{what} “{word}”", remedy, file=name,
                line=text.count("\n", 0, position) + 1)
        for position, word, what, remedy in find_leftovers(text)
    ]  # fmt: skip


def own_words(cycle: Cycle) -> set[str]:
    """Return the words by which a cycle is known: its group, campaign and special subject."""
    words = {cycle.team.name, cycle.team.unit, cycle.special_name}
    words |= {cycle.campaign.name} if cycle.campaign else set()
    return {word for word in words if word and len(word) >= 3}


def foreign_words(cycle: Cycle, others: Iterable[Cycle]) -> list[tuple[str, str]]:
    """Return the words that only other cycles are known by, with the cycle's id."""
    own = own_words(cycle)
    return [
        (word, other.id)
        for other in others
        if other.id != cycle.id
        for word in sorted(own_words(other) - own)
        if not any(word in mine for mine in own)
    ]
