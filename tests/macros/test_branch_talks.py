"""A branch's talks: among its committee, with the members as assigned, among members without pairs."""

from __future__ import annotations

from collections import Counter
from functools import cache

from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.load import load_cycle
from huiqi.word.copies import all_copies
from macros.scope import open_scope
from macros.talk_matrix import talk_matrix
from macros.talk_table import talk_counts, talk_lists, talk_table
from macros.talks import list_talk_pairs, talk_columns, talk_rules
from macros.tasks import roles
from tests.support.optional_facts import render_papers
from tests.support.projects import ROOT
from tests.support.samples import BRANCH, SHORT_FORM

COMMITTEE = ("secretary", "vice-secretary", "organization", "publicity", "discipline")


@cache
def _branch() -> Cycle:
    return load_cycle(ROOT / "cycles" / BRANCH).cycle


@cache
def _forty() -> Cycle:
    """Nobody has said who of the committee talks with whom."""
    return load_cycle(SHORT_FORM / "2023-branch").cycle


def test_a_member_talks_with_one_of_the_committee() -> None:
    cycle = _branch()
    assert cycle.team.committee == COMMITTEE
    pairs = [pair for pair in list_talk_pairs(cycle) if pair.kind == "committee-member"]
    talked = Counter(pair.second for pair in pairs)
    others = [member.id for member in cycle.members if member.id not in COMMITTEE]
    assert talked == dict.fromkeys(others, 1)
    assert {pair.first for pair in pairs} == set(COMMITTEE)


def test_one_record_a_talk_and_a_form_for_members_among_themselves() -> None:
    for cycle, count in ((_branch(), 20), (_forty(), 45)):
        records = [copy for copy in all_copies(cycle) if copy.template.id == "talk-record"]
        assert [copy.talk for copy in records] == [*range(1, count + 1), None]


def test_a_talker_nobody_named_is_a_place_to_fill() -> None:
    papers = render_papers(_forty())
    schedule = next(text for name, text in papers.items() if name.endswith("-talk-schedule"))
    assert (
        "| 11 | [谈话人]{.fill #first_11} | 甲一（党员） | [时间和地点]{.fill #when_11} |"
        in schedule
    )
    assert "支部党员之间相互谈心谈话，不逐对列出，谈话后填写谈心谈话记录表。" in schedule


def test_the_page_of_talks() -> None:
    scope = open_scope(_branch())
    assert talk_rules(scope) == (
        "支部委员相互之间必谈，支部委员按分工同其他支部党员谈话，每名支部党员由一名支部委员谈话，支部党员之间相互谈心谈话"
    )
    assert [line.split("|")[2].strip() for line in talk_counts(scope).splitlines()[2:]] == [
        "10", "10", "20",
    ]  # fmt: skip
    assert talk_lists(scope).count("共6人") == 5
    assert talk_lists(scope).count("共1人") == 10
    assert talk_table(scope).count('<th scope="col"><span>') == len(COMMITTEE) + 1
    assert talk_columns(_branch()) == COMMITTEE


def test_the_page_of_talks_that_nobody_assigned() -> None:
    scope = open_scope(_forty())
    assert talk_lists(scope).count("由党支部委员会安排") == 35
    assert talk_table(scope).count('<th scope="row">') == 5


def test_the_matrix_of_the_paper() -> None:
    lines = talk_matrix(open_scope(_branch())).splitlines()
    assert lines[1] == "| 序号 | 支部党员 | 1 | 2 | 3 | 4 | 5 |"
    assert lines[8] == "| 6 | 办公室主任 | ● |  |  |  |  |"


def test_the_tasks_of_the_committee_are_its_members() -> None:
    tasks = {role.id: {task.key for task in role.tasks} for role in roles(open_scope(_branch()))}
    assert {"lead-plan", "draft-plan", "talks", "draft-outline"} <= tasks["publicity"]
    assert "lead-plan" not in tasks["office"]
    assert {"talks", "draft-outline", "draft-appraisal-record", "draft-appraisal-form"} <= tasks[
        "office"
    ]
