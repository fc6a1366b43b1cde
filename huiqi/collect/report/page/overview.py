"""What the tables of the report hold: missing papers by owner, states by person, tallies by group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from huiqi.collect.model import MARKS
from huiqi.collect.status.reminders import Reminder, name_others
from huiqi.collect.status.standing import PaperStatus, Tally, count
from huiqi.facts.model.codes import CODES


@dataclass(frozen=True)
class MissingRow:
    """What one owner has not handed in of one kind of paper; ``others`` are those it is about."""

    title: str
    number: str
    others: tuple[str, ...]
    count: int
    deadline: str
    overdue: bool


@dataclass(frozen=True)
class Cell:
    """How one person stands with one kind of paper, in words, and the kind of state for its colour."""

    text: str
    kind: str


@dataclass(frozen=True)
class Group:
    """How the papers stand that belong together."""

    name: str
    tally: Tally
    deadline: str = ""


def list_missing(reminder: Reminder) -> list[MissingRow]:
    """Return the kinds of paper that one owner has not handed in."""
    rows = list[MissingRow]()
    for (title, number, deadline, overdue), group in groupby(
        reminder.missing, lambda one: (one.due.title, one.due.number, one.deadline, one.overdue)
    ):
        papers = list(group)
        others = tuple(name for one in papers if (name := name_others(one)))
        rows.append(MissingRow(title, number, others, len(papers), deadline, overdue))
    return rows


def tally_by_document(statuses: Iterable[PaperStatus]) -> list[Group]:
    """Return how each kind of paper stands, in the order of the documents."""
    return _tally(statuses, lambda one: (f"{one.due.number} {one.due.title}", one.deadline))


def tally_by_stage(statuses: Iterable[PaperStatus]) -> list[Group]:
    """Return how the papers of each step stand."""
    order = list(CODES["stage"])
    listed = sorted(
        (one for one in statuses if one.asked), key=lambda one: order.index(one.due.stage)
    )
    return _tally(listed, lambda one: (CODES["stage"][one.due.stage], ""))


def tally_by_owner(statuses: Iterable[PaperStatus], but: Sequence[str]) -> list[Group]:
    """Return how the papers stand that each office sees to; ``but`` are the people of the other table."""
    return _tally(
        (one for one in statuses if one.due.owner not in but), lambda one: (one.due.owner, "")
    )


def _tally(
    statuses: Iterable[PaperStatus], name: Callable[[PaperStatus], tuple[str, str]]
) -> list[Group]:
    found: dict[tuple[str, str], list[PaperStatus]] = {}
    for one in statuses:
        if one.asked:
            found.setdefault(name(one), []).append(one)
    return [Group(key[0], count(group), key[1]) for key, group in found.items()]


def list_personal_titles(statuses: Iterable[PaperStatus]) -> list[str]:
    """Return the kinds of paper that are somebody's, in order."""
    return list(
        dict.fromkeys(one.due.title for one in statuses if one.asked and one.due.key.people)
    )


def show_person(statuses: Iterable[PaperStatus], person: str, titles: Sequence[str]) -> list[Cell]:
    """Return how a person, by id, stands with each kind of paper; a talk is both people's."""
    own: dict[str, list[PaperStatus]] = {title: [] for title in titles}
    for one in statuses:
        if one.asked and person in one.due.key.people:
            own[one.due.title].append(one)
    return [_show(own[title]) for title in titles]


def _show(papers: Sequence[PaperStatus]) -> Cell:
    if not papers:
        return Cell("—", "none")
    if len(papers) == 1:
        return Cell(say_state(papers[0]), "late" if papers[0].late else papers[0].state)
    tally = count(papers)
    done = tally.received + tally.marked
    kind = "received" if done == tally.due else "double" if tally.double else "missing"
    return Cell(f"{done}/{tally.due}", kind)


def say_state(status: PaperStatus) -> str:
    """Return in a few words how a paper stands."""
    if status.state == "received":
        several = f"{len(status.counted)}份" if status.due.anonymous else ""
        return f"已收{several}" + ("（迟交）" if status.late else "")
    if status.state == "marked" and status.mark:
        return MARKS[status.mark.mark]
    if status.state == "double":
        return "待选定"
    return "未交（逾期）" if status.overdue else "未交"
