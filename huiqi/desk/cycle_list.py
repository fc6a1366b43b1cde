"""The list of all cycles as the first page shows it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from huiqi.desk.facts_page import list_folders
from huiqi.desk.form.plan import field_at
from huiqi.facts.calendar import format_day
from huiqi.facts.folders import FACTS_FILE
from huiqi.lifecycle.state import DATES, CycleState, find_state
from huiqi.site.site_record import SiteRecord

# From when on a meeting's work may be over.
_MAY_END = ("定稿", "待发布审查", "已发布")


@dataclass(frozen=True)
class Line:
    """A cycle as the list shows it.

    ``digest`` is that of its file of facts; ``first`` where there is no older cycle to compare with.
    """

    state: CycleState
    title: str
    when: str
    due: str
    today: str
    digest: str
    first: bool

    @property
    def asked(self) -> str:
        """What the date is called that is to be written down next; empty where there is none."""
        return field_at(DATES[self.state.asks]).title if self.state.asks else ""

    @property
    def is_archived(self) -> bool:
        """Whether the cycle is only read."""
        return self.state.state == "已归档"

    @property
    def may_end(self) -> bool:
        """Whether the cycle can be archived."""
        return self.state.state in _MAY_END and not self.state.sample


def list_lines(root: Path, today: dt.date) -> Iterator[Line]:
    """Yield all cycles, newest first."""
    folders = list_folders(root)
    for number, folder in reversed([*enumerate(folders)]):
        state = _find_state(root, folder, _stamp(root, folder))
        record = state.record
        title = record.title if record else f"{folder.name[:4]}年的会议"
        stands = record and state.state not in ("已归档", "有错误")
        due = _say_due(record, today) if record and stands else ""
        yield Line(
            state, title, record.when if record else "", due, format_day(today), _digest(folder),
            number == 0,
        )  # fmt: skip


@lru_cache(maxsize=500)
def _find_state(root: Path, folder: Path, _: tuple[object, ...]) -> CycleState:
    """Return where a cycle stands; reading the facts of many takes seconds, so it is kept."""
    return find_state(root, folder)


def _stamp(root: Path, folder: Path) -> tuple[object, ...]:
    """Return what changes with all that a cycle's state is told from."""
    places = (folder / FACTS_FILE, folder / "published", root / "public" / folder.name)
    return tuple(_stat(place) for place in places)


def _stat(place: Path) -> tuple[int, int] | None:
    try:
        state = place.stat()
    except OSError:
        return None
    return state.st_mtime_ns, state.st_size


def _digest(folder: Path) -> str:
    content = b""
    with suppress(OSError):
        content = (folder / FACTS_FILE).read_bytes()
    return hashlib.sha256(content).hexdigest()


def _say_due(record: SiteRecord, today: dt.date) -> str:
    """Say what is due next, as the front page of the sites does."""
    for step in record.steps:
        day = dt.date.fromisoformat(step.day)
        if day >= today:
            left = f"还有 {(day - today).days} 天" if day > today else "今天"
            return f"{step.what}，{'' if step.certain else '最迟'}{format_day(day)}，{left}"
    return ""
