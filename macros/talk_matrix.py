"""The macro for the table of who talks with whom, as a paper has it."""

from __future__ import annotations

from collections.abc import Iterator

from macros.duties import person
from macros.scope import Scope
from macros.talks import list_talk_pairs, talk_columns


def talk_matrix(scope: Scope) -> str:
    """把必谈关系列成表：行、列为成员序号，末列为与分管部门负责人的谈话次数；支部委员的谈话，列为支部委员序号。

    例：{{ talk_matrix() }}
    """
    return "\n".join(_matrix_lines(scope))


def _matrix_lines(scope: Scope) -> Iterator[str]:
    members = [member.id for member in scope.cycle.members]
    heads = talk_columns(scope.cycle)
    pairs = list_talk_pairs(scope.cycle)
    due = {frozenset(pair.people) for pair in pairs if pair.first}
    numbers = [str(members.index(one) + 1) for one in heads if one in members]
    outside = bool(scope.cycle.departments)
    widths = " ".join(["1.5", "8", *("1.3" for _ in numbers), *(["2"] * outside)])
    yield f'::: {{.table widths="{widths}" height="0.8" kind="matrix"}}'
    titles = [scope.write("{members}"), *numbers, *(["部门"] * outside)]
    yield f"| 序号 | {' | '.join(titles)} |"
    yield "|---" * (len(titles) + 1) + "|"
    for number, one in enumerate(members, start=1):
        marks = ["●" if frozenset((one, other)) in due else "" for other in heads]
        count = sum(one in pair.people and not set(pair.people) <= set(members) for pair in pairs)
        cells = [str(number), person(scope, scope.follow(one)), *marks]
        yield "| " + " | ".join([*cells, *([str(count or "")] * outside)]) + " |"
    yield ":::"
