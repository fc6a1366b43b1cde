"""What to send to each person or office whose papers have not come in: a text to copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from huiqi.collect.status.standing import PaperStatus
from huiqi.facts.reading.load import Facts
from macros.duties import name_party
from macros.escape import plain
from macros.scope import Rendition, Scope

_INDENT = "\u3000\u3000"


@dataclass(frozen=True)
class Reminder:
    """The text for one owner, and what it asks for; ``overdue`` counts what is past its deadline."""

    owner: str
    text: str
    missing: tuple[PaperStatus, ...]
    overdue: int


def write_reminders(statuses: Iterable[PaperStatus], facts: Facts) -> tuple[Reminder, ...]:
    """Return a reminder for each who still has to hand in a paper, the order of the facts' people first."""
    missing: dict[str, list[PaperStatus]] = {}
    for status in statuses:
        if status.state == "missing":
            missing.setdefault(status.due.owner, []).append(status)
    scope = Scope(facts.cycle, Rendition.office())
    people = {_call(scope, one.id): one.name or _call(scope, one.id) for one in facts.cycle.people}
    owners = [
        *(name for name in people if name in missing),
        *(one for one in missing if one not in people),
    ]
    return tuple(_write(scope, owner, people.get(owner), missing[owner]) for owner in owners)


def _call(scope: Scope, name: str) -> str:
    return plain(name_party(scope, name))


def _write(scope: Scope, owner: str, name: str | None, missing: list[PaperStatus]) -> Reminder:
    title = plain(str(scope.view.title))
    papers = "；\n".join(_list_papers(missing))
    lines = [
        f"{name}同志：" if name else f"{owner}：",
        f"{_INDENT}{title}的以下材料尚未收到，请按期限交回：",
        f"{papers}。",
    ]
    if owner != (contact := _call_contact(scope)):
        said = f"{_INDENT}已经交纸质件或者不能按期交回的，请告知{contact}{_say_phone(scope)}。"
        lines.append(said)
    return Reminder(owner, "\n".join(lines), tuple(missing), sum(one.overdue for one in missing))


def _list_papers(missing: list[PaperStatus]) -> Iterator[str]:
    """Yield a line for each kind of paper; those of several people name all of them."""

    def kind(status: PaperStatus) -> tuple[str, str, bool]:
        return status.due.title, status.deadline, status.overdue

    for number, ((title, deadline, overdue), group) in enumerate(groupby(missing, kind), start=1):
        papers = list(group)
        others = [name for one in papers if (name := name_others(one))]
        whose = f"（{'、'.join(others)}）" if others else ""
        count = f"{len(papers)}份" if len(papers) > 1 else ""
        late = "，已超过期限" if overdue else ""
        yield f"{_INDENT}{number}. {title}{count}{whose}，期限{deadline}{late}"


def name_others(status: PaperStatus) -> str:
    """Return, without posts, whom a paper is about besides its owner; empty where it is the owner's own."""
    names = [one for one in status.due.whose.split("—") if one and one != status.due.owner]
    return "—".join(one.partition("（")[0] for one in names)


def _call_contact(scope: Scope) -> str:
    contact = scope.cycle.meeting.contact
    return _call(scope, contact.person) if contact and contact.person else "办公室"


def _say_phone(scope: Scope) -> str:
    contact = scope.cycle.meeting.contact
    return f"，电话{contact.phone}" if contact and contact.person and contact.phone else ""
