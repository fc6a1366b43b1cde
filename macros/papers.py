"""Macros for Word templates: places to fill, counts, and lists for tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from huiqi.facts.documents import Document, list_documents, list_templates
from huiqi.facts.kinds import has_fact
from huiqi.facts.model.cycle import Cycle
from macros.scope import Scope
from macros.talks import TALK_WORDS, list_talk_pairs, say_talk_kind
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
    """征求意见的对象和各自的份数、条数，用于逐行列表；没有写明对象的留一行填写。

    例：{{ opinion_results() | length }}
    """
    results = scope.view.results
    if results is None or not results.opinions:
        return [OpinionRow(name) for name in source_names(scope) or [""]]
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
    heads = (
        item.head for item in list_templates(scope.cycle).values() if item.document == document.id
    )
    titles = [
        scope.write(head.paper or head.title)
        for head in heads
        if head.needs is None or has_fact(scope.cycle, head.needs)
    ]
    return titles or [scope.write(document.title)]


def chair_first(scope: Scope) -> list[Any]:
    """班子成员，主要负责同志在前，其余按事实的顺序。

    例：{{ join(chair_first()) }}
    """
    return [scope.follow(one) for one in list_round(scope.cycle, "all")]


def round_members(scope: Scope, item: Any) -> list[Any]:
    """在某一项议程中逐人进行批评和自我批评的成员，主要负责同志在前。

    例：{{ join(round_members(cycle.agenda[2])) }}
    """
    return [scope.follow(one) for one in list_round(scope.cycle, item.rounds)]


def list_round(cycle: Cycle, rounds: str | None) -> list[str]:
    """Return the ids of the members whose turn it is in an item of the agenda, the chair first."""
    chair = cycle.team.chair
    wanted = {"chair": (True,), "members": (False,), "all": (True, False)}.get(rounds or "", ())
    order = sorted((one.id for one in cycle.members), key=lambda one: one != chair)
    return [one for one in order if (one == chair) in wanted]


@dataclass(frozen=True)
class Talk:
    """One talk that is due, with its number among all and both people as they are shown."""

    number: int
    first: Any | None
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
        Talk(number, scope.follow(pair.first) if pair.first else None, scope.follow(pair.second))
        for number, pair in enumerate(list_talk_pairs(scope.cycle), start=1)
    ]


def talk_groups(scope: Scope) -> list[TalkGroup]:
    """按必谈关系分组的谈话，用于分组列表。

    例：{{ talk_groups() | length }}
    """
    numbered = list(zip(list_talk_pairs(scope.cycle), talks(scope), strict=True))
    groups = (
        TalkGroup(
            say_talk_kind(scope, kind), [talk for pair, talk in numbered if pair.kind == kind]
        )
        for kind in TALK_WORDS
    )
    return [group for group in groups if group.talks]
