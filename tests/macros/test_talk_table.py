"""Who talks with whom: each person's list and the one table agree with the pairs that are due."""

from __future__ import annotations

import html
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from huiqi.errors import KeyPath
from huiqi.facts.model.cycle import Cycle
from macros.scope import open_scope
from macros.talk_table import list_talkers, outside_heads, talk_counts, talk_lists, talk_table
from macros.talks import list_talk_pairs
from macros.tasks import roles
from tests.support.samples import FIRST, SECOND, make_cycle

Changes = list[tuple[KeyPath, Any]]
CASES: dict[str, tuple[str, Changes]] = {
    "first": (FIRST, []),
    "second": (SECOND, []),
    "no chair yet": (FIRST, [(("team", "chair"), None)]),
    "a member heads a department": (FIRST, [(("departments", 1, "head"), "law-head")]),
    "the chair heads a department": (FIRST, [(("departments", 1, "head"), "secretary")]),
    "one head for two members": (FIRST, [(("departments", 3, "head"), "head-government")]),
    "no head yet": (FIRST, [(("departments", 1, "head"), None)]),
    "heads alone": (FIRST, [(("preparation", "talks", "kinds"), ["member-head"])]),
    "no heads": (FIRST, [(("preparation", "talks", "kinds"), ["chair-member", "member-member"])]),
}


def cycle_of(case: str) -> Cycle:
    name, changes = CASES[case]
    return make_cycle(name, *changes)


def read(markup: str) -> BeautifulSoup:
    return BeautifulSoup(markup, "html.parser")


def grid(cycle: Cycle) -> tuple[list[str], dict[str, list[Tag]]]:
    """Return the table's columns, and the cells of each row by its heading."""
    table = read(talk_table(open_scope(cycle)))
    columns = [th.get_text() for th in table.select("thead th")[1:]]
    rows = [tr for tr in table.select("tbody tr") if tr.select("th[scope=row]")]
    return columns, {row.th.get_text(): row.find_all("td") for row in rows if row.th}


@pytest.mark.parametrize("case", CASES)
def test_everybody_has_the_partners_of_the_pairs(case: str) -> None:
    cycle = cycle_of(case)
    talkers = {talker.id: talker for talker in list_talkers(cycle)}
    departments = {item.id for item in cycle.departments}
    pairs = {frozenset(pair.people) for pair in list_talk_pairs(cycle)}
    said = {
        frozenset((talker.id, partner))
        for talker in talkers.values()
        for partners in talker.partners.values()
        for partner in partners
        if not {talker.id, partner} & departments
    }
    assert said == pairs
    assert sum(talker.count for talker in talkers.values()) == 2 * len(pairs) > 0
    for talker in talkers.values():
        for partners in talker.partners.values():
            assert len(set(partners)) == len(partners)
            for partner in partners:
                back = [name for names in talkers[partner].partners.values() for name in names]
                assert talker.id in back


@pytest.mark.parametrize("case", CASES)
def test_the_order_of_the_facts_is_kept(case: str) -> None:
    cycle = cycle_of(case)
    order = [item.id for item in cycle.members]
    order += [item.head or item.id for item in cycle.departments if item.head not in order]
    talkers = [talker.id for talker in list_talkers(cycle)]
    assert talkers == [name for name in dict.fromkeys(order) if name in talkers]
    for talker in list_talkers(cycle):
        members = [name for name in talker.partners.get("members", ()) if name in order]
        assert members == sorted(members, key=order.index)


@pytest.mark.parametrize("case", CASES)
def test_the_table_is_symmetric_and_counts_agree(case: str) -> None:
    cycle = cycle_of(case)
    columns, rows = grid(cycle)
    assert columns.pop() == "次数"
    marks = {name: [bool(cell.find("i")) for cell in cells[:-1]] for name, cells in rows.items()}
    for number, one in enumerate(columns):
        for other, name in enumerate(columns):
            if one in marks and name in marks:
                assert marks[one][other] == marks[name][number]
        assert not marks.get(one, [False] * len(columns))[number], "nobody talks alone"
    total = 0
    for place, (name, cells) in enumerate(rows.items()):
        count = int(cells[-1].get_text())
        if name in columns:
            below = [row for row in marks if row not in columns]
            heads = sum(marks[row][columns.index(name)] for row in below)
            assert count == sum(marks[name]) + heads
        else:
            assert count == sum(marks[name])
            assert place >= len([row for row in rows if row in columns]), "heads come last"
        total += count
    assert total == 2 * len(list_talk_pairs(cycle))


@pytest.mark.parametrize("case", CASES)
def test_marks_differ_in_shape_and_have_names(case: str) -> None:
    cycle = cycle_of(case)
    scope = open_scope(cycle)
    signs = {
        (tag.get_text(), str(tag["aria-label"])) for tag in read(talk_table(scope)).select("i")
    }
    kinds = {pair.kind for pair in list_talk_pairs(cycle)}
    assert len({sign for sign, _ in signs}) == len({name for _, name in signs}) == len(kinds)
    assert all(f"| {sign} {name} |" in talk_counts(scope) for sign, name in signs)


def test_counts_and_lists_of_few() -> None:
    few: Changes = [
        (("members",), [{"id": "secretary", "post": "书记", "branch": "一", "oversees": ["reform-office"]},
                        {"id": "mayor", "post": "市长、书记", "branch": "二", "oversees_none": True}]),
        (("prep_group",), {"leader": "secretary", "deputies": [], "members": []}),
    ]  # fmt: skip
    scope = open_scope(make_cycle(FIRST, *few))
    assert talk_counts(scope).splitlines()[2:] == [
        "| ◆ 主要负责同志同每个班子成员必谈 | 1 |", "| ○ 班子成员相互之间必谈 | 0 |",
        "| ■ 班子成员与分管部门主要负责同志之间必谈 | 1 |", "| 合计 | 2 |",
    ]  # fmt: skip
    entries = read(talk_lists(scope)).select("dl > div")
    assert [(entry["id"], entry.get_text("|", strip=True)) for entry in entries] == [
        ("talk-secretary", "书记|共2人|班子成员|市长、书记|分管部门主要负责同志|市委改革办主任"),
        ("talk-mayor", "市长、书记|共1人|主要负责同志|书记"),
        ("talk-head-reform", "市委改革办主任|共1人|主要负责同志|书记"),
    ]


def test_partners_with_a_comma_inside_are_kept_apart() -> None:
    entry = read(talk_lists(open_scope(make_cycle(FIRST)))).select_one("#talk-secretary")
    assert entry is not None
    line = entry.find_all("dd")[0].get_text()
    assert line.startswith("班子成员市委副书记、市长；市委副书记；")
    assert not line.endswith("；")


def test_an_open_head_is_a_blank_with_his_department() -> None:
    scope = open_scope(cycle_of("no head yet"))
    shown = html.unescape(talk_lists(scope))
    blank = '市政府办公室<span class="blank">〔主要负责同志：待定〕</span>'
    assert shown.count(blank) == 2, "in the member's list, and with an entry of his own"
    assert scope.recorder.noted[("departments", 1, "head")][0] == "主要负责同志"
    assert "市政府办公室" not in talk_table(scope)


@pytest.mark.parametrize("case", CASES)
def test_tasks_lead_to_an_entry_that_is_there(case: str) -> None:
    cycle = cycle_of(case)
    scope = open_scope(cycle)
    lists = talk_lists(scope)
    talks = [task for role in roles(scope) for task in role.tasks if task.key == "talks"]
    assert len(talks) >= len([talker for talker in list_talkers(cycle) if talker.count]) - len(
        outside_heads(cycle)
    )
    for task in talks:
        page, _, anchor = task.page.partition("#")
        assert page == "preparation/talks.md"
        assert not anchor or f'id="{anchor}"' in lists or f"{{ #{anchor} }}" in lists
    own = {task.page.partition("#")[2] for task in talks}
    assert {f"talk-{member.id}" for member in cycle.members if f"talk-{member.id}" in lists} <= own
