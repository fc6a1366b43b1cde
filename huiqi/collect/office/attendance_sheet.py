"""The attendance sheet (D17): the number that it states, who signed, who was absent and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from huiqi.collect.model import CollectedPaper, Collection
from huiqi.collect.naming.row_names import RowFinder
from huiqi.collect.naming.wording import Wording
from huiqi.collect.written_number import WrittenNumber, read_written
from huiqi.facts.model.cycle import Cycle

SHEET = "attendance"


@dataclass(frozen=True)
class AttendanceSheet:
    """What the sheet says; ``signed`` and ``reasons`` are by a member's id, ``unknown`` counts rows of nobody known."""

    present: WrittenNumber = field(default_factory=lambda: read_written(""))
    signed: frozenset[str] = frozenset()
    reasons: Mapping[str, str] = field(default_factory=dict)
    unknown: int = 0


def read_sheet(collection: Collection, cycle: Cycle) -> AttendanceSheet:
    """Return what the sheet says; an empty one where none came in."""
    paper = next((one for one in collection.counted if one.key.document == SHEET), None)
    if paper is None:
        return AttendanceSheet()
    rows = RowFinder(collection, Wording(cycle))
    signed, reasons = (_read_column(paper, rows, name) for name in ("sign_", "reason_"))
    unknown = len({*signed.get(None, ()), *reasons.get(None, ())})
    return AttendanceSheet(
        read_written(paper.reading.said("present")),
        frozenset(one for one in signed if one),
        {one: "；".join(said.values()) for one, said in reasons.items() if one},
        unknown,
    )


def _read_column(
    paper: CollectedPaper, rows: RowFinder, name: str
) -> Mapping[str | None, Mapping[str, str]]:
    """Return what stands in a column, by the member and the number of the row."""
    found: dict[str | None, dict[str, str]] = {}
    for key in paper.reading.answers:
        said = paper.reading.said(key)
        if said and key.startswith(name):
            member = rows.find_member(paper, key)
            found.setdefault(member, {})[key.removeprefix(name)] = said
    return found
