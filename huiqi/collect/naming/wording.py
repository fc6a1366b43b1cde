"""What people, offices and areas are called in the office's own papers: in full, with names, as plain text."""

from __future__ import annotations

from functools import cached_property

from huiqi.facts.kinds import word_of
from huiqi.facts.model.cycle import Cycle
from macros.duties import person
from macros.escape import plain
from macros.scope import Rendition, Scope

OTHER_AREA, FEEDBACK_AREA = "其他方面", "对反馈问题整改"


class Wording:
    """The words of one cycle as the office's papers have them."""

    def __init__(self, cycle: Cycle) -> None:
        self.cycle = cycle
        self.scope = Scope(cycle, Rendition.office())

    @cached_property
    def areas(self) -> tuple[str, ...]:
        """The titles of the areas, in order."""
        return tuple(plain(str(area.title)) for area in self.scope.view.areas)

    @cached_property
    def all_areas(self) -> tuple[str, ...]:
        """The areas, then what forms have beside them."""
        feedback = (FEEDBACK_AREA,) if self.cycle.feedback else ()
        return (*self.areas, *feedback, OTHER_AREA)

    @cached_property
    def members(self) -> dict[str, str]:
        """How each member is called, by id: 赵一（市委书记）."""
        return {one.id: self.person(one.id) for one in self.cycle.members}

    @cached_property
    def team(self) -> str:
        """What the group is called."""
        return plain(str(self.scope.view.team.name))

    @property
    def team_word(self) -> str:
        """What the group is called in short: 班子, or 党支部."""
        return word_of(self.cycle, "team")

    @property
    def member_word(self) -> str:
        """What one of its members is called in short."""
        return "党员" if self.cycle.branch else "成员"

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all people of the facts, which no list of opinions may show as a source."""
        return frozenset(one.name for one in self.cycle.people if one.name)

    @cached_property
    def sources(self) -> dict[str, tuple[str, ...]]:
        """The groups that are asked, by the office that gathers what they say."""
        found: dict[str, tuple[str, ...]] = {}
        for source in self.cycle.preparation.opinions.sources:
            found[source.collector] = (*found.get(source.collector, ()), self.say(source.name))
        return found

    @cached_property
    def source_names(self) -> tuple[str, ...]:
        """All groups that are asked, in the order of the facts."""
        return tuple(self.say(one.name) for one in self.cycle.preparation.opinions.sources)

    def person(self, one: str) -> str:
        """Return how somebody is called, by id."""
        return plain(person(self.scope, self.scope.follow(one)))

    def say(self, text: str) -> str:
        """Return a text of the facts with its references followed."""
        return plain(str(self.scope.write(text)))
