"""Macros for who talks with whom: a list for each person, and one table of all talks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from huiqi.facts.kinds import word_of
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.parties import RecurringParty
from huiqi.facts.model.timetable import TalkKind
from macros.duties import person
from macros.matrix import Entry, Mark, Row, draw_list, draw_matrix
from macros.scope import Scope
from macros.talks import (
    TalkPair,
    list_talk_kinds,
    list_talk_pairs,
    say_talk_kind,
    talk_columns,
)

_SIGNS: dict[TalkKind, str] = {
    "chair-member": "◆", "member-member": "○", "member-head": "■", "committee-committee": "◇",
    "committee-member": "●",
}  # fmt: skip
_COMMITTEE = "committee"  # no word of the roles but one of the kind
_SELF = '<span class="self" aria-hidden="true">╲</span>'


@dataclass(frozen=True)
class Talker:
    """Whom one person talks with, by what they are to this person: a word of the roles.

    A department stands for a head who is still open, as ``id`` and among the partners;
    ``count`` leaves it out. The empty text stands for one of the committee, nobody has said who.
    """

    id: str
    partners: dict[str, tuple[str, ...]]
    count: int


def list_talkers(cycle: Cycle) -> tuple[Talker, ...]:
    """Return everybody who talks: the members, then the heads, in the order of the facts."""
    pairs = list_talk_pairs(cycle)
    due = (*pairs, *_list_open_talks(cycle))
    heads = (department.head or department.id for department in cycle.departments)
    order = dict.fromkeys((*(member.id for member in cycle.members), *heads))
    found = ((one, [pair for pair in due if one in pair.people]) for one in order)
    return tuple(
        Talker(one, _group(cycle, one, theirs), sum(pair in pairs for pair in theirs))
        for one, theirs in found
        if theirs
    )


def outside_heads(cycle: Cycle) -> list[Talker]:
    """Return those who talk as heads of departments and are no members."""
    members = {member.id for member in cycle.members}
    return [talker for talker in list_talkers(cycle) if talker.id not in members]


def _list_open_talks(cycle: Cycle) -> Iterator[TalkPair]:
    """Yield the talks with heads who are still open."""
    departments = {item.id for item in cycle.departments if item.head is None}
    if "member-head" in cycle.preparation.talks.kinds:
        for member in cycle.members:
            for name in member.oversees:
                if name in departments:
                    yield TalkPair("member-head", member.id, name, name)


def _group(cycle: Cycle, one: str, pairs: list[TalkPair]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for pair in pairs:
        word = _find_word(cycle, one, pair)
        found[word] = (*found.get(word, ()), pair.partner_of(one) or "")
    return found


def _find_word(cycle: Cycle, one: str, pair: TalkPair) -> str:
    """Return what the other of a pair is to this one."""
    partner = pair.partner_of(one)
    if pair.kind == "member-head" and partner == pair.second:
        return RecurringParty.HEADS
    among = pair.kind == "committee-committee"
    if among or (pair.kind == "committee-member" and partner == pair.first):
        return _COMMITTEE
    return RecurringParty.LEADER if partner == cycle.team.chair else RecurringParty.MEMBERS


def talk_lists(scope: Scope) -> str:
    """逐人列出谈话对象，先是班子成员，再是分管部门负责人；各人的位置可以链接到。

    例：{{ talk_lists() }}
    """
    heads = outside_heads(scope.cycle)
    groups = {
        RecurringParty.MEMBERS: [
            talker for talker in list_talkers(scope.cycle) if talker not in heads
        ],
        RecurringParty.HEADS: heads,
    }
    return "\n\n".join(
        f"### {scope.follow(word)} {{ #talk-{word} }}\n\n"
        + draw_list(_entry(scope, talker) for talker in talkers)
        for word, talkers in groups.items()
        if talkers
    )


def _entry(scope: Scope, talker: Talker) -> Entry:
    lines = {
        _label(scope, word): [_name(scope, one) for one in partners]
        for word, partners in talker.partners.items()
    }
    remark = f"共{talker.count}人" if talker.count else ""
    return Entry(f"talk-{talker.id}", _name(scope, talker.id), remark, lines)


def _label(scope: Scope, word: str) -> str:
    if word == _COMMITTEE:
        return word_of(scope.cycle, _COMMITTEE)
    return str(scope.follow(word))


def _name(scope: Scope, one: str) -> str:
    if not one:
        return f"由{scope.view.roles.preparers}安排"
    found = scope.follow(one)
    if any(one == department.id for department in scope.cycle.departments):
        return f"{found}{found.head}"
    return person(scope, found)


def talk_counts(scope: Scope) -> str:
    """列出各类必谈关系在总表中的记号和次数，按事实计算。

    例：{{ talk_counts() }}
    """
    pairs = list_talk_pairs(scope.cycle)
    lines = ["| 必谈关系 | 次数 |", "|---|---|"]
    for kind in list_talk_kinds(scope.cycle):
        if kind in _SIGNS:
            count = sum(pair.kind == kind for pair in pairs)
            lines.append(f"| {_SIGNS[kind]} {say_talk_kind(scope, kind)} | {count} |")
    return "\n".join([*lines, f"| 合计 | {len(pairs)} |"])


def talk_table(scope: Scope) -> str:
    """把全部谈话画成一张总表：每列一名成员，每行一名成员或分管部门负责人；支部委员的谈话每列一名支部委员。

    例：{{ talk_table() }}
    """
    cycle = scope.cycle
    members, heads = {member.id for member in cycle.members}, talk_columns(cycle)
    pairs = [pair for pair in list_talk_pairs(cycle) if pair.first]
    kinds = {frozenset(pair.people): pair.kind for pair in pairs}
    talking = {one for pair in pairs for one in pair.people}
    marks = {kind: str(Mark(sign, say_talk_kind(scope, kind))) for kind, sign in _SIGNS.items()}

    def cell(one: str, other: str) -> str:
        kind = kinds.get(frozenset((one, other)))
        return _SELF if one == other else marks[kind] if kind else ""

    def row(talker: Talker) -> Row:
        cells = (*(cell(talker.id, member) for member in heads), str(talker.count))
        return Row(_name(scope, talker.id), cells)

    known = [talker for talker in list_talkers(cycle) if talker.id in talking]
    inside = [row(talker) for talker in known if talker.id in members]
    outside = [row(talker) for talker in known if talker.id not in members]
    columns = [*(_name(scope, member) for member in heads), "次数"]
    groups = [("", inside), (str(scope.follow(RecurringParty.HEADS)), outside)]
    return draw_matrix("谈话总表", "谈话人", columns, groups)
