"""What came of a secret ballot: totals, and nothing that belongs to one ballot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# The columns of the form, by the beginnings of their keys.
CHOICES: Mapping[str, str] = {"a": "优秀", "b": "合格", "c": "基本合格", "d": "不合格"}
# The totals of a single ballot would be that ballot.
FEWEST = 2


@dataclass(frozen=True)
class BallotRow:
    """What all ballots say of one member: by choice, how many leave the row open, how many have to be looked at."""

    member: str
    choices: Mapping[str, int]
    open: int
    doubtful: int

    @property
    def valid(self) -> int:
        """How many made one choice that can be read."""
        return sum(self.choices.values())


@dataclass(frozen=True)
class Ballots:
    """The totals of all ballots.

    ``returned`` is how many came in; of these ``complete`` make one choice in every row, ``partly`` leave a row open,
    ``blank`` say nothing, in ``doubtful`` a row has to be looked at. ``due`` is how many may vote, ``given`` how many
    were handed out; None where nobody says so. ``texts`` is what was written beside the choices, word for word and
    in the order of the words themselves, ``elsewhere`` what was written outside of any place.
    """

    returned: int
    complete: int = 0
    partly: int = 0
    blank: int = 0
    doubtful: int = 0
    due: int | None = None
    given: int | None = None
    rows: tuple[BallotRow, ...] = ()
    texts: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def withheld(self) -> bool:
        """Whether there are too few for totals."""
        return 0 < self.returned < FEWEST
