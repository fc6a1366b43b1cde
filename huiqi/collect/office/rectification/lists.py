"""The lists that come back (D21, and the table of D20): read as rows, held against the known problems."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from huiqi.collect.model import MARKS, CollectedPaper, Collection
from huiqi.collect.office.rectification.model import (
    GROUP,
    CheckedList,
    CheckedRow,
    ListRow,
    Problem,
    Problems,
    State,
)
from huiqi.collect.office.statements import keep_words, make_code
from huiqi.facts.calendar import format_day
from huiqi.facts.model.cycle import Cycle

LIST, MEMBER_LIST, PLAN = "rectification-list", "rectification-list-member", "rectification-plan"
_COLUMNS = ("problem", "source", "measure", "owner", "due", "note")
# What has to be there (R14), with the heads of the columns.
_ASKED = {
    "problem": "问题",
    "source": "问题来源",
    "measure": "整改措施",
    "owner": "责任人",
    "due": "完成时限",
}
_DONE = ("已完成", "已整改", "已全部", "全部完成", "整改完成", "已销号", "已办结")
_DONE_WORDS = ("完成", "销号", "办结")
_PARTLY = (*"0123456789约", "部分", "大部分", "一半", "过半", "百分之")
_NOT_DONE = ("未", "没有", "尚未", "正在", "推进中", "整改中", "进行中", "长期坚持", "持续", "部分")
_ALIKE = 0.75  # of the characters of both, in order


def check_lists(
    collection: Collection, cycle: Cycle, problems: Problems
) -> tuple[CheckedList, ...]:
    """Return the group's list and each member's: what came back, what is done, what is not in it (R14)."""
    owners = (GROUP, *(one.id for one in cycle.members))
    return tuple(_check(collection, owner, problems.of(owner)) for owner in owners)


def _check(collection: Collection, owner: str, problems: Sequence[Problem]) -> CheckedList:
    papers = [one for one in collection.papers if _owner_of(one) == owner]
    current = [one for one in papers if one.state == "counted"]
    rows = [row for one in current for row in read_list(one)]
    earlier = [row for one in papers if one.state == "replaced" for row in read_list(one)]
    matched = match_rows(rows, problems)
    checked = tuple(_check_row(row, matched.get(place)) for place, row in enumerate(rows))
    there = {one.code for one in matched.values()}
    return CheckedList(
        owner, bool(current), checked,
        vanished=tuple(one for one in problems if current and one.code not in there),
        dropped=_find_dropped(earlier, rows, problems) if current else (),
        marked=_say_mark(collection, owner),
    )  # fmt: skip


def _owner_of(paper: CollectedPaper) -> str | None:
    if paper.key.paper == LIST:
        return GROUP
    return "".join(paper.key.people) if paper.key.paper == MEMBER_LIST else None


def _say_mark(collection: Collection, owner: str) -> str:
    for mark in collection.marks:
        people = "".join(mark.key.people)
        if (mark.key.paper, people) in (
            (LIST, "" if owner == GROUP else None),
            (MEMBER_LIST, owner),
        ):
            return f"{MARKS[mark.mark]}（{format_day(mark.day)}）{mark.reason}"
    return ""


def read_list(paper: CollectedPaper) -> tuple[ListRow, ...]:
    """Return the rows of a list that say something, in their order."""
    answers = paper.reading.answers
    numbers = sorted(
        {
            int(number)
            for key in answers
            for name, _, number in [key.rpartition("_")]
            if name in _COLUMNS and number.isdecimal()
        }
    )
    rows = (
        {name: "\n".join(answers.get(f"{name}_{number}", ())).strip() for name in _COLUMNS}
        for number in numbers
    )
    return tuple(ListRow(**row) for row in rows if any(row.values()))


def match_rows(rows: Sequence[ListRow], problems: Sequence[Problem]) -> dict[int, Problem]:
    """Return the problem of each row: the same words, else the one that is alike, if only one is."""
    found: dict[int, Problem] = {}
    free = {keep_words(one.text): one for one in problems}
    for place, row in enumerate(rows):
        problem = free.pop(keep_words(row.problem), None)
        if problem is not None:
            found[place] = problem
    for place, row in enumerate(rows):
        if place in found:
            continue
        words = keep_words(row.problem)
        alike = [text for text in free if _is_alike(words, text)]
        if len(alike) == 1:
            found[place] = free.pop(alike[0])
    return found


def _is_alike(one: str, other: str) -> bool:
    # What is far longer, or made of other characters, cannot be alike: that is seen before they are compared in order.
    least = _ALIKE / 2 * (len(one) + len(other))
    if min(len(one), len(other)) < least or (Counter(one) & Counter(other)).total() < least:
        return False
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _check_row(row: ListRow, problem: Problem | None) -> CheckedRow:
    lacks = tuple(head for name, head in _ASKED.items() if not getattr(row, name))
    reworded = problem is not None and keep_words(problem.text) != keep_words(row.problem)
    return CheckedRow(row, problem, say_state(row.note), lacks, reworded)


def say_state(note: str) -> State:
    """Return whether a remark says that a row is done; only plain beginnings count."""
    words = "".join(note.split())
    if words.startswith(_NOT_DONE):
        return "open"
    begun = next((one for one in _DONE if words.startswith(one)), None)
    if begun and words.removeprefix(begun).startswith(_PARTLY):
        return "open"
    return "done" if begun or keep_words(words) in _DONE_WORDS else "unsaid"


def _find_dropped(
    earlier: Sequence[ListRow], rows: Sequence[ListRow], problems: Sequence[Problem]
) -> tuple[ListRow, ...]:
    """Return rows of earlier rounds that are nowhere now; problems of papers are named as vanished."""
    known = {keep_words(one.problem) for one in rows} | {keep_words(one.text) for one in problems}
    lost = {keep_words(one.problem): one for one in earlier if keep_words(one.problem) not in known}
    return tuple(
        one for text, one in lost.items() if not any(_is_alike(text, other) for other in known)
    )


def next_rows(checked: CheckedList, problems: Sequence[Problem]) -> tuple[ListRow, ...]:
    """Return the rows of the next round: those that came back as they are, then every problem that they lack."""
    missing = checked.vanished if checked.came_back else problems
    return (*(one.row for one in checked.rows), *(one.row for one in missing), *checked.dropped)


def take_plan(collection: Collection, problems: Problems) -> Problems:
    """Return the problems with what the plan (D20) says of the group's: measure, owner, deadline, further ones."""
    plans = [one for one in collection.counted if one.key.paper == PLAN]
    rows = [row for one in plans for row in read_list(one)]
    matched = match_rows(rows, problems.of(GROUP))
    by_code = {problem.code: rows[place] for place, problem in matched.items()}
    known = [_take(one, by_code.get(one.code)) for one in problems.all]
    further = (row for place, row in enumerate(rows) if place not in matched and row.problem)
    fresh = {
        code: Problem(code, GROUP, ("D20",), row)
        for row in further
        for code in [make_code(GROUP, keep_words(row.problem))]
    }
    group = [one for one in known if one.whose == GROUP]
    return replace(problems, all=(*group, *fresh.values(), *known[len(group) :]))


def _take(problem: Problem, plan: ListRow | None) -> Problem:
    if plan is None:
        return problem
    measure = plan.measure or problem.row.measure
    row = replace(problem.row, measure=measure, owner=plan.owner, due=plan.due)
    return replace(problem, row=row, papers=tuple(dict.fromkeys((*problem.papers, "D20"))))
