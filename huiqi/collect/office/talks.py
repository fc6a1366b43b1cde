"""Talks (D11): which pairs had to talk, which did, when, and what is missing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from huiqi.collect.model import MARKS, CollectedPaper, Collection, Mark, OfficeMark
from huiqi.collect.naming.wording import Wording
from huiqi.collect.section import Section, render_part
from huiqi.errors import ExpectationError
from huiqi.facts.calendar import format_day
from huiqi.facts.date_forms import parse_day
from huiqi.facts.model.cycle import Cycle
from macros.escape import plain
from macros.talks import TALK_WORDS, TalkPair, list_talk_pairs, say_talk_kind

RECORD = "talk-record"
State = Literal["held", "marked", "waived", "deferred", "missing"]
_STATES: dict[Mark, State] = {
    "paper": "marked", "scan": "marked", "waived": "waived", "deferred": "deferred",
}  # fmt: skip


@dataclass(frozen=True)
class TalkState:
    """One talk that was due: who, why, whether there is a record, and of which day.

    ``day`` is None where the record says none that can be read; ``written`` is what it says. ``doubt`` says in
    Chinese what has to be looked at.
    """

    pair: TalkPair
    names: tuple[str, ...]
    state: State
    day: dt.date | None = None
    written: str = ""
    said: str = ""
    doubt: str = ""


@dataclass(frozen=True)
class Talks:
    """All talks that were due, and how many records there are of talks that nobody lists pair by pair."""

    due: tuple[TalkState, ...]
    free: int

    def count(self, *states: State) -> int:
        """Return how many of the due talks are in one of these states."""
        return sum(one.state in states for one in self.due)

    @property
    def held(self) -> int:
        """All talks of which there is a record, read or on paper."""
        return self.count("held", "marked") + self.free


def list_talks(collection: Collection, cycle: Cycle) -> Talks:
    """Return what became of each talk that was due; what was said in it is not looked at."""
    wording = Wording(cycle)
    came = [one for one in collection.papers if one.key.paper == RECORD]
    records = [one for one in came if one.state == "counted"]
    double = {frozenset(one.key.people) for one in came if one.state == "double"}
    read = {frozenset(one.key.people): one for one in records if one.key.people}
    marks = {frozenset(one.key.people): one for one in collection.marks if one.key.paper == RECORD}
    due = []
    for pair in list_talk_pairs(cycle):
        people = frozenset(pair.people)
        state = _find_state(pair, read.get(people), marks.get(people), wording)
        if state.state == "missing" and people in double:
            state = replace(state, state="held", doubt="收到几份，待选定")
        due.append(state)
    pairs = {frozenset(pair.people) for pair in list_talk_pairs(cycle)}
    return Talks(tuple(due), sum(frozenset(one.key.people) not in pairs for one in records))


def _find_state(
    pair: TalkPair, record: CollectedPaper | None, mark: OfficeMark | None, wording: Wording
) -> TalkState:
    names = tuple(wording.person(one) for one in pair.people)
    if record is not None:
        written = "".join(record.reading.answers.get("when", ())).strip()
        day = _read_day(written)
        return TalkState(pair, names, "held", day, written, "", _doubt(day, written, wording))
    if mark is not None:
        said = f"{MARKS[mark.mark]}（{format_day(mark.day)}）{mark.reason}"
        return TalkState(pair, names, _STATES[mark.mark], None, "", said)
    return TalkState(pair, names, "missing")


def _read_day(written: str) -> dt.date | None:
    """Return the day that a record begins with; the hour may stand behind it."""
    for end in range(len(written), 7, -1):
        try:
            return parse_day(written[:end])
        except ExpectationError:
            continue
    return None


def _doubt(day: dt.date | None, written: str, wording: Wording) -> str:
    cycle = wording.cycle
    if day is None:
        return "没有写明日期" if not written else "日期认不出"
    last = cycle.preparation.talks.deadline and cycle.resolve(cycle.preparation.talks.deadline)
    if last and day > last:
        return f"晚于期限{format_day(last)}"
    return ""


def talks_section(talks: Talks, cycle: Cycle) -> Section:
    """Return the section of the report: what is missing first."""
    wording = Wording(cycle)
    kinds = {kind: plain(say_talk_kind(wording.scope, kind)) for kind in TALK_WORDS}
    order: tuple[State, ...] = ("missing", "deferred", "held", "marked", "waived")
    rows = sorted(talks.due, key=lambda one: order.index(one.state))
    return Section(
        "谈心谈话", "talks", render_part("office/talks.html", talks=talks, rows=rows, kinds=kinds)
    )


def talks_json(talks: Talks) -> object:
    """Return the same as plain data."""
    return {
        "due": len(talks.due), "held": talks.count("held"), "marked": talks.count("marked"),
        "missing": talks.count("missing"), "free": talks.free,
        "talks": [
            {
                "people": list(one.pair.people), "kind": one.pair.kind, "state": one.state,
                "date": one.day.isoformat() if one.day else None, "note": one.doubt or one.said,
            }
            for one in talks.due
        ],
    }  # fmt: skip
