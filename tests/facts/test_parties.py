"""Recurring parties: one list, and the groups that others tell apart."""

from __future__ import annotations

from huiqi.facts.model.parties import (
    BESIDE_THE_TEAM,
    EVERY_MEMBER,
    ONE_OF_MANY,
    OWN_WRITERS,
    UNNAMED,
    WITHIN_THE_TEAM,
    RecurringParty,
    Roles,
)
from huiqi.facts.reading.references import ids_of
from tests.support.samples import FIRST, make_cycle


def test_every_party_is_a_word_of_the_roles_or_the_guidance_group() -> None:
    assert set(RecurringParty) == {*Roles.model_fields, RecurringParty.GUIDANCE_GROUP}


def test_nobody_stands_in_two_groups_of_a_table() -> None:
    shown = [*WITHIN_THE_TEAM, *BESIDE_THE_TEAM, RecurringParty.ARCHIVE]
    assert len(set(shown)) == len(shown)
    assert {*EVERY_MEMBER, *ONE_OF_MANY, *OWN_WRITERS, *UNNAMED} <= set(shown)


def test_a_party_may_be_named_where_it_is_there() -> None:
    with_group = set(ids_of(make_cycle(FIRST), "party"))
    assert with_group >= set(RecurringParty)
    alone = make_cycle(FIRST, (("guidance_group",), None), (("meeting", "attendees"), []))
    assert set(RecurringParty) - set(ids_of(alone, "party")) == {RecurringParty.GUIDANCE_GROUP}
