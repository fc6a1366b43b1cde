"""A site's own record, ``cycle.json``: public facts as plain text, from which the portal is made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from huiqi.facts.model.cycle import Cycle

SITE_RECORD = "cycle.json"
State = Literal["draft", "final", "archived"]


@dataclass(frozen=True)
class SiteRecord:
    """What the portal says of a cycle; ``audience`` and ``sample`` as in the facts."""

    id: str
    title: str
    theme: str
    kind: str
    year: str
    when: str
    state: str
    audience: str
    sample: bool = False


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
    )  # fmt: skip


def render_site_record(record: SiteRecord) -> str:
    """Return the record as it stands in its file."""
    return json.dumps(asdict(record), ensure_ascii=False, indent=1) + "\n"


def read_site_record(site: Path) -> SiteRecord | None:
    """Return the record of a built site; None where the folder holds none of ours."""
    try:
        data = json.loads((site / SITE_RECORD).read_bytes())
        # Sites of before there were samples do not say that they are none.
        data = {"sample": False} | data
        record = SiteRecord(**{field.name: data[field.name] for field in fields(SiteRecord)})
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    values = {**asdict(record), "sample": ""}.values()
    sound = all(isinstance(value, str) for value in values) and isinstance(record.sample, bool)
    return record if sound and record.id == site.name else None


def list_site_records(public: Path) -> Iterator[SiteRecord]:
    """Yield the records of all sites that are built, oldest first."""
    for site in sorted(public.iterdir()) if public.is_dir() else ():
        record = read_site_record(site)
        if record:
            yield record
