"""A site's own record, ``cycle.json``: public facts as plain text, from which the portal is made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from huiqi.facts.model.cycle import Cycle

SITE_RECORD = "cycle.json"
State = Literal["draft", "final", "archived"]


@dataclass(frozen=True)
class Step:
    """One line of the schedule: its day as 2026-01-08, the last one where the date is open."""

    day: str
    what: str
    certain: bool


@dataclass(frozen=True)
class SiteRecord:
    """What the portal says of a cycle; ``audience`` and ``sample`` as in the facts.

    Sites that were built before there were ``steps`` and samples have none and are none.
    """

    id: str
    title: str
    theme: str
    kind: str
    year: str
    when: str
    state: str
    audience: str
    sample: bool = False
    steps: tuple[Step, ...] = ()


def make_site_record(cycle: Cycle, *, draft: bool) -> SiteRecord:
    """Return the record of a cycle's site."""
    from macros.escape import plain
    from macros.scope import open_scope

    view = open_scope(cycle).view
    when = (
        f"召开日期：{view.meeting.date}"
        if cycle.meeting.date
        else f"{view.meeting.deadline}前召开，具体时间另行通知"
    )
    final: State = "archived" if cycle.archived_on else "final"
    return SiteRecord(
        id=cycle.id, title=plain(str(view.title)), theme=plain(str(view.theme)), kind=cycle.kind,
        year=str(cycle.cycle_year or cycle.id[:4]), when=plain(when),
        state="draft" if draft else final, audience=cycle.audience, sample=cycle.sample,
        steps=_list_steps(cycle),
    )  # fmt: skip


def _list_steps(cycle: Cycle) -> tuple[Step, ...]:
    """Return what is due and when; what has no date at all is left out."""
    from macros.escape import plain
    from macros.scope import open_scope
    from macros.timeline import list_events

    return tuple(
        Step(day.isoformat(), plain(event.what), cycle.certain_day(event.due) is not None)
        for event in list_events(open_scope(cycle))
        if event.due and (day := cycle.resolve(event.due))
    )


def render_site_record(record: SiteRecord) -> str:
    """Return the record as it stands in its file."""
    return json.dumps(asdict(record), ensure_ascii=False, indent=1) + "\n"


def read_site_record(site: Path) -> SiteRecord | None:
    """Return the record of a built site; None where the folder holds none of ours."""
    try:
        record = _read_record(json.loads((site / SITE_RECORD).read_bytes()))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return record if record.id == site.name else None


def _read_record(data: dict[str, Any]) -> SiteRecord:
    """Raise ValueError, KeyError or TypeError where the data are no record of ours."""
    texts = {name: data[name] for name in (field.name for field in fields(SiteRecord)[:-2])}
    steps = tuple(Step(**step) for step in data.get("steps", []))
    said = [*texts.values(), *(text for step in steps for text in (step.day, step.what))]
    if not all(isinstance(text, str) for text in said):
        raise TypeError
    return SiteRecord(**texts, sample=data.get("sample") is True, steps=steps)


def list_site_records(public: Path) -> Iterator[SiteRecord]:
    """Yield the records of all sites that are built, oldest first."""
    for site in sorted(public.iterdir()) if public.is_dir() else ():
        record = read_site_record(site)
        if record:
            yield record
