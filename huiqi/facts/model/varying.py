"""What each meeting has anew, as the model marks it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from huiqi.errors import KeyPath
from huiqi.facts.calendar import Deadline
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.fields import REFERENCE, Fact, Varies
from huiqi.facts.model.walk import find_models, marks_of


@dataclass(frozen=True)
class VaryingFact:
    """A fact that the model marks as varying; ``value`` is a whole list where it is one."""

    path: KeyPath
    title: str
    value: Any
    varies: Varies

    @property
    def of_one_meeting(self) -> bool:
        """Whether it says something that holds for one meeting alone.

        Nothing does not, nor does a relative deadline, nor a text that only refers to a fact.
        """
        if isinstance(self.value, Deadline):
            return not self.value.relative
        if isinstance(self.value, str):
            return REFERENCE.fullmatch(self.value) is None
        return self.value is not None and self.value != ()


def find_varying(cycle: Cycle) -> Iterator[VaryingFact]:
    """Yield every fact that each meeting has anew, open ones too, in the model's order."""
    for path, model in find_models(cycle, Fact):
        for name, marks in marks_of(type(model)).items():
            if marks.varies:
                yield VaryingFact((*path, name), marks.title, getattr(model, name), marks.varies)
