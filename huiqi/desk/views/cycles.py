"""The first page: all cycles with their state, what is open and what is next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from huiqi.desk.context import context_of
from huiqi.desk.rendering import render_page
from huiqi.errors import HuiqiError
from huiqi.facts.calendar import format_day
from huiqi.facts.folders import FACTS_FILE, find_cycles
from huiqi.lifecycle.state import CycleState, find_state
from huiqi.site.site_record import SiteRecord


@dataclass(frozen=True)
class Line:
    """A cycle as the list shows it."""

    state: CycleState
    title: str
    when: str
    due: str


def show_cycles(request: Request) -> Response:
    """Show all cycles, newest first."""
    context = context_of(request)
    lines = list(_list_lines(context.root, context.now().date()))
    return render_page(request, "cycles.html", lines=lines)


def _list_lines(root: Path, today: dt.date) -> Iterator[Line]:
    folders: list[Path] = []
    with suppress(HuiqiError):  # there is none yet
        folders = find_cycles(root / "cycles")
    for folder in reversed(folders):
        state = _find_state(root, folder, _stamp(root, folder))
        record = state.record
        title = record.title if record else f"{folder.name[:4]}年的会议"
        stands = record and state.state not in ("已归档", "有错误")
        due = _say_due(record, today) if record and stands else ""
        yield Line(state, title, record.when if record else "", due)


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


def _say_due(record: SiteRecord, today: dt.date) -> str:
    """Say what is due next, as the front page of the sites does."""
    for step in record.steps:
        day = dt.date.fromisoformat(step.day)
        if day >= today:
            left = f"还有 {(day - today).days} 天" if day > today else "今天"
            return f"{step.what}，{'' if step.certain else '最迟'}{format_day(day)}，{left}"
    return ""


routes = [Route("/", show_cycles)]
