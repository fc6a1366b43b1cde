"""D20 and D21 with every known problem in them, to be handed out again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from huiqi.collect.office.prefilled import Prefilled, find_copies, list_rows, with_rows
from huiqi.collect.office.rectification.lists import LIST, MEMBER_LIST, PLAN, next_rows
from huiqi.collect.office.rectification.model import GROUP, CheckedList, ListRow, Problems
from huiqi.facts.model.cycle import Cycle
from huiqi.word.render import Copy

# What is left open keeps its prompt: somebody has to write it. A remark may stay empty.
_OPEN = ("measure", "owner", "due", "source")


def fill_lists(cycle: Cycle, problems: Problems, checked: Sequence[CheckedList]) -> list[Prefilled]:
    """Return the plan and all lists that have a row; where nothing is known the pack's blank will do."""
    lists = {one.whose: one for one in checked}
    copies: list[tuple[Copy, str]] = [
        *((copy, GROUP) for name in (PLAN, LIST) for copy in find_copies(cycle, name)),
        *((copy, copy.member or "") for copy in find_copies(cycle, MEMBER_LIST)),
    ]
    filled = []
    for copy, owner in copies:
        rows = next_rows(lists[owner], problems.of(owner))
        if rows:
            has_note = copy.template.id != PLAN
            answers = list_rows(_say_row(row, has_note=has_note) for row in rows)
            filled.append(Prefilled(with_rows(copy, len(rows)), answers))
    return filled


def _say_row(row: ListRow, *, has_note: bool) -> Mapping[str, Sequence[str]]:
    cells = {"problem": row.problem, **{name: getattr(row, name) for name in _OPEN}}
    said = {name: text.split("\n") for name, text in cells.items() if text}
    return said | ({"note": row.note.split("\n")} if has_note else {})
