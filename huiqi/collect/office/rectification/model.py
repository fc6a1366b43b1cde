"""Problems, and the rows of the lists that they stand in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from huiqi.collect.office.statements import keep_words, make_code

# The choices of the column 问题来源.
OPINIONS, MEETING, TALKS = "征求意见", "会议查摆", "谈心谈话"
GROUP = "team"
State = Literal["done", "open", "unsaid"]


@dataclass(frozen=True)
class ListRow:
    """One row as a list has it; paragraphs of a cell are lines. What nobody has written is empty."""

    problem: str
    source: str = ""
    measure: str = ""
    owner: str = ""
    due: str = ""
    note: str = ""


@dataclass(frozen=True)
class Problem:
    """One problem in the words of the papers that say it.

    ``whose`` is ``GROUP`` or a member's id; ``papers`` are the numbers of the documents that have it, ``area`` is a
    title. ``row`` is what a list says of it: measure, owner and deadline only where a paper has them.
    """

    code: str
    whose: str
    papers: tuple[str, ...]
    row: ListRow
    area: str = ""

    @property
    def text(self) -> str:
        """Its words."""
        return self.row.problem


def make_problem(
    whose: str,
    paper: str,
    text: str,
    source: str,
    area: str = "",
    measure: str = "",
    note: str = "",
) -> Problem:
    """Return a problem that one paper, named by its document's number, says."""
    row = ListRow(text, source, measure, note=note)
    return Problem(make_code(whose, keep_words(text)), whose, (paper,), row, area)


@dataclass(frozen=True)
class Problems:
    """All problems, the group's first; and how many parts of papers could not be taken in, with a word on each."""

    all: tuple[Problem, ...]
    unread: tuple[str, ...] = ()

    def of(self, whose: str) -> tuple[Problem, ...]:
        """Return the problems of the group or of a member."""
        return tuple(one for one in self.all if one.whose == whose)


@dataclass(frozen=True)
class CheckedRow:
    """A row that came back: its problem (None where the list alone has it), whether the office says it is done.

    ``lacks`` are the columns that are still empty, by their heads. ``reworded`` is true where the words are not the
    problem's own.
    """

    row: ListRow
    problem: Problem | None
    state: State
    lacks: tuple[str, ...] = ()
    reworded: bool = False


@dataclass(frozen=True)
class CheckedList:
    """One list, of the group or a member: whether it came back, its rows, and the problems that it lacks.

    ``dropped`` are rows of an earlier round that stand in no list and are no known problem. ``marked`` says in
    Chinese how it came in if not as a file.
    """

    whose: str
    came_back: bool
    rows: tuple[CheckedRow, ...] = ()
    vanished: tuple[Problem, ...] = ()
    dropped: tuple[ListRow, ...] = ()
    marked: str = ""

    def count(self, state: State) -> int:
        """Return how many rows are in a state."""
        return sum(one.state == state for one in self.rows)
