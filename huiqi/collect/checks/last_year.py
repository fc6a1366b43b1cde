"""Last year's rectification in an outline: which problems of last year's list its account speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from huiqi.collect.checks.likeness.normal import normal_text
from huiqi.collect.checks.outline_places import LAST
from huiqi.collect.model import CollectedPaper, Collection

LISTS = ("rectification-list", "rectification-list-member")
_ITEM = re.compile(r"problem_(\d+)")
# Signs in a row that a problem and the account of it have in common where the account names the problem.
_RUN = 6


@dataclass(frozen=True)
class LastYear:
    """How many problems last year's list has, and the numbers of those whose words the account does not take up.

    That is a hint: an account may say the same in other words.
    """

    items: int
    unnamed: tuple[int, ...]


def compare_last_year(paper: CollectedPaper, last_year: Collection | None) -> LastYear | None:
    """Return what an outline says of last year's list of the same person, or of the group; None without one."""
    lists = [
        one for one in (last_year.counted if last_year else ())
        if one.key.paper in LISTS and one.key.people == paper.key.people
    ]  # fmt: skip
    if not lists:
        return None
    account = normal_text("".join(paper.reading.answers.get(LAST, ())))
    problems = dict(item for one in lists for item in _list_problems(one))
    unnamed = (number for number, text in problems.items() if not _is_named(text, account))
    return LastYear(len(problems), tuple(sorted(unnamed)))


def _list_problems(paper: CollectedPaper) -> Iterator[tuple[int, str]]:
    for key, answer in paper.reading.answers.items():
        number, text = _ITEM.fullmatch(key), normal_text("".join(answer))
        if number and text:
            yield int(number[1]), text


def _is_named(problem: str, account: str) -> bool:
    if len(problem) <= _RUN:
        return problem in account
    return any(problem[at : at + _RUN] in account for at in range(len(problem) - _RUN + 1))
