"""Macros for Word templates: places to fill, counts, and lists for tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from huiqi.facts.documents import Document, list_documents
from huiqi.facts.templates import load_templates
from macros.duties import person
from macros.escape import escape
from macros.scope import Scope
from macros.talks import TALK_WORDS, list_talk_pairs
from macros.words import join


def fill(prompt: str, key: str, kind: str = "") -> str:
    """Return a place to fill as templates write it: [prompt]{.fill #key}."""
    return f"[{prompt}]{{.fill #{key}{f' .{kind}' if kind else ''}}}"


def known(scope: Scope, value: Any, prompt: str, key: str, kind: str = "") -> str:  # noqa: ARG001
    """写出已知的值；不知道时留出填写处，prompt 为提示，key 为代号，kind 可写 date。

    例：{{ known("赵一", "姓名", "name") }}
    例：{{ known(None, "姓名", "name") }}
    """
    return str(value) if value not in (None, "", False, []) else fill(prompt, key, kind)


def count(scope: Scope, name: str, prompt: str) -> str:
    """写出工作情况统计中的一个数；没有统计时留出填写处。

    例：{{ count("talks", "谈心谈话人次") }}
    """
    results = scope.view.results
    return known(scope, None if results is None else _number(getattr(results, name)), prompt, name)


def _number(value: int | None) -> str | None:
    return None if value is None else str(value)


def rows(scope: Scope, number: int) -> list[int]:  # noqa: ARG001
    """从 1 数到某个数，用于空白的表格行。

    例：{{ join(rows(3)) }}
    """
    return list(range(1, number + 1))


def source_names(scope: Scope) -> list[str]:
    """征求意见的对象。

    例：{{ join(source_names()) }}
    """
    return [str(source.name) for source in scope.view.preparation.opinions.sources]


@dataclass(frozen=True)
class OpinionRow:
    """One source of opinions with its counts; None where nobody has counted yet."""

    source: str
    forms: str | None = None
    for_team: str | None = None
    for_members: str | None = None


def opinion_results(scope: Scope) -> list[OpinionRow]:
    """征求意见的对象和各自的份数、条数，用于逐行列表。

    例：{{ opinion_results() | length }}
    """
    results = scope.view.results
    if results is None or not results.opinions:
        return [OpinionRow(name) for name in source_names(scope)]
    return [
        OpinionRow(str(row.source), *map(_number, (row.forms, row.for_team, row.for_members)))
        for row in results.opinions
    ]


def opinion_total(scope: Scope) -> str:
    """写出意见建议的总条数；没有统计全时留出填写处。

    例：{{ opinion_total() }}
    """
    counts = [count for row in opinion_results(scope) for count in (row.for_team, row.for_members)]
    whole = bool(counts) and None not in counts
    total = str(sum(int(count) for count in counts if count)) if whole else None
    return known(scope, total, "意见建议条数", "opinion_total")


def document_items(scope: Scope, name: str) -> list[str]:  # noqa: ARG001
    """某种材料的内容要求，用于逐条列出。

    例：{{ join(document_items("explanation")) }}
    """
    return [escape(item) for item in load_templates()[name].head.contents]


@dataclass(frozen=True)
class Listed:
    """One document as the archive list names it."""

    title: str
    drafters: str


def document_list(scope: Scope) -> list[Listed]:
    """本次会议的全部文件和起草单位，用于归档目录，目录本身除外。

    例：{{ document_list() | length }}
    """
    return [
        Listed(title, join(scope, [scope.follow(name) for name in document.drafters]))
        for document in list_documents(scope.cycle)
        if document.id != "archive-list"
        for title in _paper_titles(scope, document)
    ]


def _paper_titles(scope: Scope, document: Document) -> list[str]:
    papers = (item.head for item in load_templates().values() if item.document == document.id)
    titles = [scope.write(head.paper or head.title) for head in papers]
    return titles or [scope.write(document.title)]


def chair_first(scope: Scope) -> list[Any]:
    """班子成员，主要负责同志在前，其余按事实的顺序。

    例：{{ join(chair_first()) }}
    """
    chair = scope.cycle.team.chair
    order = sorted(scope.cycle.members, key=lambda member: member.id != chair)
    return [scope.follow(member.id) for member in order]


def round_members(scope: Scope, item: Any) -> list[Any]:
    """在某一项议程中逐人进行批评和自我批评的成员，主要负责同志在前。

    例：{{ join(round_members(cycle.agenda[2])) }}
    """
    chair = scope.cycle.team.chair
    wanted = {"chair": (True,), "members": (False,), "all": (True, False)}.get(item.rounds, ())
    ordered = chair_first(scope)
    return [one for one in ordered if (one.id == chair) in wanted]


@dataclass(frozen=True)
class Talk:
    """One talk that is due, with its number among all and both people as they are shown."""

    number: int
    first: Any
    second: Any


@dataclass(frozen=True)
class TalkGroup:
    """The talks that are due for one reason."""

    rule: str
    talks: list[Talk]


def talks(scope: Scope) -> list[Talk]:
    """全部必谈的谈话，每对一次，编有序号。

    例：{{ talks() | length }}
    """
    return [
        Talk(number, scope.follow(pair.first), scope.follow(pair.second))
        for number, pair in enumerate(list_talk_pairs(scope.cycle), start=1)
    ]


def talk_groups(scope: Scope) -> list[TalkGroup]:
    """按必谈关系分组的谈话，用于分组列表。

    例：{{ talk_groups() | length }}
    """
    numbered = list(zip(list_talk_pairs(scope.cycle), talks(scope), strict=True))
    groups = (
        TalkGroup(scope.write(words), [talk for pair, talk in numbered if pair.kind == kind])
        for kind, words in TALK_WORDS.items()
    )
    return [group for group in groups if group.talks]


def talk_matrix(scope: Scope) -> str:
    """把必谈关系列成表：行、列为班子成员序号，末列为与分管部门负责人的谈话次数。

    例：{{ talk_matrix() }}
    """
    return "\n".join(_matrix_lines(scope))


def _matrix_lines(scope: Scope) -> Iterator[str]:
    members = [member.id for member in scope.cycle.members]
    pairs = list_talk_pairs(scope.cycle)
    due = {frozenset(pair.people) for pair in pairs}
    numbers = [str(number) for number in range(1, len(members) + 1)]
    widths = " ".join(["1.5", "8", *("1.3" for _ in members), "2"])
    yield f'::: {{.table widths="{widths}" height="0.8" kind="matrix"}}'
    yield (
        "| 序号 | "
        + " | ".join(["{members}", *numbers, "部门"]).replace("{members}", scope.write("{members}"))
        + " |"
    )
    yield "|---" * (len(members) + 3) + "|"
    for number, one in enumerate(members, start=1):
        marks = ["●" if frozenset((one, other)) in due else "" for other in members]
        outside = sum(one in pair.people and not set(pair.people) <= set(members) for pair in pairs)
        cells = [str(number), person(scope, scope.follow(one)), *marks, str(outside or "")]
        yield "| " + " | ".join(cells) + " |"
    yield ":::"
