"""The vocabulary: what each word gives, and what it leaves where a fact is absent."""

from __future__ import annotations

import html
from typing import Any

import pytest
from jinja2 import Environment, StrictUndefined

from huiqi.cycle import Cycle
from huiqi.errors import KeyPath
from macros.reference import list_examples, render_reference
from macros.scope import Rendition, Scope
from macros.talks import list_talk_pairs
from macros.vocabulary import MACROS, build_vocabulary
from tests.projects import ROOT
from tests.samples import FIRST, SECOND, make_cycle


def say(
    template: str, *changes: tuple[KeyPath, Any], name: str = FIRST, office: bool = False
) -> str:
    """Render a line of a page for a sample with some facts changed."""
    cycle = make_cycle(name, *changes)
    scope = Scope(cycle, Rendition.office() if office else Rendition.public(cycle))
    environment = Environment(undefined=StrictUndefined)  # noqa: S701
    return html.unescape(environment.from_string(template).render(**build_vocabulary(scope)))


SAID: list[tuple[str, list[tuple[KeyPath, Any]], str]] = [
    ("{{ join(['甲', None, '乙', '']) }}", [], "甲、乙"),
    ("{{ join([]) }}", [], ""),
    ("{{ join([None]) }}", [], ""),
    ("{{ join(['甲'], last='和') }}", [], "甲"),
    ("{{ join(['甲', '乙', '丙'], last='和') }}", [], "甲、乙和丙"),
    ("{{ join(['《甲》', '《乙》', '丙']) }}", [], "《甲》《乙》、丙"),
    ("甲{{ paren(None) }}{{ paren('') }}{{ paren('乙') }}", [], "甲（乙）"),
    ("{{ ordinal(0) }}{{ ordinal(10) }}{{ ordinal(11) }}{{ ordinal(20) }}{{ ordinal(35) }}", [], "零十十一二十三十五"),
    ("{{ by(cycle.preparation.plan.deadline) }}", [], "12月17日前"),
    ("{{ by(cycle.preparation.talks.deadline) }}", [], "2022年1月10日前"),
    ("{{ by(cycle.preparation.criticism.deadline) }}", [], "会议当天"),
    ("{{ by(cycle.follow_up.report.deadline) }}", [], "会后15天内"),
    ("{{ by(cycle.meeting.deadline) }}", [], "2022年1月20日前"),
    ("{{ cycle.basis[2].number }}", [], "None"),
    ("{{ meeting_when() }}，{{ meeting_where() }}", [], "2022年1月13日上午9时，市委常委会议室"),
    ("{{ meeting_where() }}", [(("meeting", "place"), None)], "另行通知"),
    ("{{ approval_mark() }}", [], ""),
    ("{{ approval_mark() }}", [(("preparation", "plan", "approved_on"), None)], "送审稿"),
    ("{{ goals_text() }}", [(("campaign", "goals"), ["甲"])], "“甲”"),
    ("{{ theme_source() }}", [(("basis",), [])], ""),
    ("{{ basis_text() }}", [(("basis",), [])], ""),
    ("{{ basis_text() }}", [(("basis",), [{"title": "《甲》", "mode": "按照"}])], "按照《甲》要求"),
    ("{{ area_title(5) }}", [], "五、汲取正反经验、扛起全面从严治党责任"),
    ("{{ person(cycle.team.chair) }}", [], "市委书记"),
    ("{{ person(cycle.team.chair) }}", [(("publish_names",), True)], "赵一（市委书记）"),
    ("{{ people(cycle.prep_group.deputies) }}", [(("publish_names",), True)],
     "孙三（市委副书记）；郑五（市委常委、组织部部长）"),
    ("{{ cycle.theme }}", [(("theme",), None)], '<span class="blank">〔会议主题：待定〕</span>'),
    ("{{ cycle.preparation.study.deadline }}", [(("preparation", "study", "deadline"), None)],
     '<span class="blank">〔学习研讨期限：待定〕</span>'),
    ("{{ people(cycle.prep_group.members) }}", [(("prep_group", "members"), None)],
     '<span class="blank">〔成员：待定〕</span>'),
    ("{{ cycle.team.chair.post }}", [(("team", "chair"), None)], '<span class="blank">〔主要负责同志：待定〕</span>'),
    ("{{ cycle.guidance_group }}", [(("guidance_group", "number"), None)],
     '省委党史学习教育第<span class="blank">〔指导组编号：待定〕</span>指导组'),
]  # fmt: skip


@pytest.mark.parametrize(("template", "changes", "said"), SAID, ids=str)
def test_said(template: str, changes: list[tuple[KeyPath, Any]], said: str) -> None:
    assert say(template, *changes) == said


LEAD = (("preparation", "plan", "submit_deadline"), "会前10日")
DEADLINES = [
    ([(("meeting", "date"), "2022-01-25"), (("meeting", "deadline"), "2022-01-31")], "会前10日（2022年1月15日）"),
    ([(("meeting", "date"), None), (("meeting", "deadline"), "2022-01-25")],
     "会前10日（最迟2022年1月15日，按最迟召开日期推算）"),
    ([(("meeting", "date"), None), (("meeting", "deadline"), None)], "会前10日"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "said"), DEADLINES)
def test_relative_deadline(changes: list[tuple[KeyPath, Any]], said: str) -> None:
    assert say("{{ cycle.preparation.plan.submit_deadline }}", LEAD, *changes) == said


def test_the_office_sees_numbers_and_names() -> None:
    assert "领导小组通知（中组发〔2021〕99号）" in say("{{ basis_text() }}", office=True)
    assert say("{{ person(cycle.team.chair) }}", office=True) == "赵一（市委书记）"


def test_results_are_for_the_office_alone() -> None:
    change = (("results", "talks"), 7)
    assert say("{{ cycle.results }}", change) == "None"
    assert say("{{ cycle.results.talks }}", change, office=True) == "7"


@pytest.mark.parametrize(
    "template", ["{{ cycle.them }}", "{{ cycle.team.nam }}", "{{ area_titel(1) }}"]
)
def test_an_unknown_name_is_an_error(template: str) -> None:
    with pytest.raises(Exception, match=r"them|nam|area_titel"):
        say(template)


def _count(cycle: Cycle) -> dict[str, int]:
    kinds = [pair.kind for pair in list_talk_pairs(cycle)]
    return {kind: kinds.count(kind) for kind in ("chair-member", "member-member", "member-head")}


def test_must_talk_pairs_of_eleven_members() -> None:
    cycle = make_cycle(FIRST)
    assert _count(cycle) == {"chair-member": 10, "member-member": 45, "member-head": 13}
    people = [frozenset((pair.first, pair.second)) for pair in list_talk_pairs(cycle)]
    assert len(set(people)) == len(people)
    assert all(len(pair) == 2 for pair in people)


def test_talk_kinds_can_be_switched_off() -> None:
    cycle = make_cycle(SECOND, (("preparation", "talks", "kinds"), ["chair-member"]))
    assert _count(cycle) == {"chair-member": 6, "member-member": 0, "member-head": 0}


def test_a_head_who_is_a_member_talks_once() -> None:
    cycle = make_cycle(FIRST, (("departments", 0, "head"), "mayor"))
    assert _count(cycle) == {"chair-member": 10, "member-member": 45, "member-head": 12}


def test_pairs_keep_the_order_of_the_facts() -> None:
    order = [member.id for member in make_cycle(FIRST).members]
    pairs = [pair for pair in list_talk_pairs(make_cycle(FIRST)) if pair.kind == "member-member"]
    places = [(order.index(pair.first), order.index(pair.second)) for pair in pairs]
    assert places == sorted(places)


def test_a_blank_names_the_place_that_uses_it() -> None:
    cycle = make_cycle(FIRST, (("theme",), None))
    scope = Scope(cycle, Rendition.public(cycle), place="docs/theme.md")
    assert str(scope.view.theme)
    assert scope.blanks == {("theme",): ("会议主题", {"docs/theme.md"})}


@pytest.mark.parametrize("function", MACROS, ids=lambda function: function.__name__)
def test_every_macro_explains_itself(function: Any) -> None:
    first = (function.__doc__ or "").splitlines()[0]
    assert any("\u4e00" <= letter <= "\u9fff" for letter in first)
    assert list_examples(function)


def test_the_reference_is_current() -> None:
    cycle = make_cycle(FIRST)
    text = render_reference(Scope(cycle, Rendition.public(cycle)))
    assert (ROOT / "macros" / "README.md").read_text("utf-8") == text, "run huiqi reference"
