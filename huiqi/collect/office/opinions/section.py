"""The report's section on opinions, and the same as data."""

from __future__ import annotations

from dataclasses import asdict

from huiqi.collect.naming.wording import Wording
from huiqi.collect.office.opinions.arrange import Arranged
from huiqi.collect.office.opinions.gather import SPOKEN
from huiqi.collect.office.opinions.model import SOME_MEMBER, TEAM, UNKNOWN, Gathered
from huiqi.collect.office.opinions.totals import Totals
from huiqi.collect.section import Section, render_part
from huiqi.facts.model.cycle import Cycle


def opinions_section(
    arranged: Arranged, gathered: Gathered, totals: Totals, cycle: Cycle
) -> Section:
    """Return the section: what has to be looked at, the sums (R12), then every opinion word for word."""
    wording = Wording(cycle)
    targets = {
        TEAM: wording.team, SOME_MEMBER: f"{wording.member_word}，没有写明", UNKNOWN: "没有写明", **wording.members,
    }  # fmt: skip
    numbers = {one.opinion.code: place for place, one in enumerate(arranged.entries, start=1)}
    html = render_part(
        "office/opinions/section.html", arranged=arranged, gathered=gathered, totals=totals,
        targets=targets, numbers=numbers, words=wording, spoken=SPOKEN,
    )  # fmt: skip
    return Section("征求到的意见", "opinions", html)


def opinions_json(arranged: Arranged, gathered: Gathered, totals: Totals) -> object:
    """Return the same as plain data."""
    unread = gathered.unread
    return {
        "opinions": [
            {**asdict(one.opinion), "duplicate_of": one.duplicate_of, "note": one.note}
            for one in arranged.entries
        ],
        "sources": [asdict(one) for one in totals.sources],
        "areas": dict(totals.areas), "members": dict(totals.members),
        "total": totals.whole, "for_team": totals.for_team, "open": totals.open + totals.some_member,
        "duplicates": totals.duplicates, "checksum": totals.checksum, "nothing": gathered.nothing,
        "forms": sum(gathered.forms.values()),
        "unread": {"marked": dict(unread.marked), "double": unread.double, "unplaced": list(unread.unplaced)},
        "remarks": list(arranged.remarks),
        "changed": [asdict(one) for one in arranged.changed],
        "fresh": list(arranged.fresh), "lost": list(arranged.lost), "typed": list(arranged.typed),
    }  # fmt: skip
