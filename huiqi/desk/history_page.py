"""What happened to a cycle's facts: the list, each change in the form's words, and going back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from starlette.exceptions import HTTPException

from huiqi.desk.facts_page import FactsPage
from huiqi.desk.form.layout import Section
from huiqi.desk.keeping.entries import Entry, Kind, digest_of
from huiqi.desk.keeping.store import Conflict, CycleStore, Saved
from huiqi.desk.kept import ARCHIVED
from huiqi.desk.rendering import render_html
from huiqi.errors import HuiqiError
from huiqi.facts.calendar import format_day

HISTORY = Section("history", "历史", ())
_KINDS: dict[Kind, str] = {
    "save": "修改", "undo": "撤销", "redo": "恢复", "restore": "退回",
    "outside": "在别处改动", "unsaved": "没有存入",
}  # fmt: skip
_LONGEST = 60  # signs of a change in the live region
_FIRST = 3  # changes of an entry that the list shows at once
_NOTHING = digest_of(b"")  # of a file that was not there
_STEPS: dict[str, Callable[..., Saved | Conflict]] = {
    "undo": CycleStore.undo, "redo": CycleStore.redo,
}  # fmt: skip


@dataclass(frozen=True)
class HistoryLine:
    """An entry as the list shows it; ``digest`` is the version that one can go back to, if any.

    ``current``: it is what the file says now; ``first``: how it was before all that is kept.
    """

    number: int
    when: str
    what: str
    said: tuple[str, ...]
    digest: str
    current: bool
    first: bool = False

    @property
    def shown(self) -> tuple[str, ...]:
        """What is seen at once."""
        return self.said[:_FIRST]

    @property
    def rest(self) -> tuple[str, ...]:
        """What is seen when one asks for it."""
        return self.said[_FIRST:]


class HistoryPage(FactsPage):
    """The history of a cycle's facts, newest first."""

    def __init__(self, page: FactsPage, now: dt.datetime) -> None:
        super().__init__(page.kept, HISTORY)
        self._now = now

    @cached_property
    def entries(self) -> list[Entry]:
        """What happened, newest first."""
        return self.kept.store.history(self._now)

    @cached_property
    def file_digest(self) -> str:
        """The digest of the file, whether it can be read or not."""
        path = self.kept.store.path
        return digest_of(path.read_bytes() if path.is_file() else b"")

    @property
    def lines(self) -> list[HistoryLine]:
        """The list, down to how the file was before anything was kept."""
        found = [self._line(entry) for entry in self.entries]
        if self.entries and self.entries[-1].before != _NOTHING:
            before = self.entries[-1].before
            current = before == self.file_digest
            found.append(HistoryLine(0, "", "最初的内容", (), before, current, first=True))
        return found

    def _line(self, entry: Entry) -> HistoryLine:
        digest = "" if entry.after == _NOTHING else entry.after
        return HistoryLine(
            entry.number, say_time(entry.time), _KINDS[entry.kind],
            tuple(map(_say, entry.summary)), digest,
            entry.after == self.file_digest,
        )  # fmt: skip

    def find_entry(self, number: int) -> Entry:
        """Return an entry by its number."""
        found = next((entry for entry in self.entries if entry.number == number), None)
        if found is None:
            raise HTTPException(404)
        return found

    def as_answer(self) -> dict[str, Any]:
        """Return what a page that is open swaps in."""
        return {"main": render_html("history_main.html", page=self)}

    def restore(self, base: str, digest: str) -> dict[str, Any]:
        """Go back to a version; return what the page shows then."""
        refuse_archived(self)
        done = self.kept.store.restore(base, digest, now=self._now)
        if isinstance(done, Conflict):
            return self._explain(done, "退回", again=True)
        said = (
            "内容相同，没有改动。" if done.entry is None else "已退回，退回以前的内容也留在历史中。"
        )
        return HistoryPage(self, self._now).as_answer() | {"said": said}

    def step(self, action: str, base: str) -> dict[str, Any]:
        """Undo or redo from this page."""
        done = _step(self, action, base, self._now)
        if isinstance(done, Conflict):
            return self._explain(done, _KINDS["undo" if action == "undo" else "redo"], again=False)
        return HistoryPage(self, self._now).as_answer() | {"said": say_step(action, done)}

    def _explain(self, conflict: Conflict, action: str, *, again: bool) -> dict[str, Any]:
        html = render_html("history_conflict.html", action=action, again=again)
        shown = HistoryPage(self, self._now).as_answer()
        return shown | {
            "conflict": True, "digest": conflict.digest, "html": html, "again": again,
            "action": action,
        }  # fmt: skip


def step_facts(page: FactsPage, action: str, data: dict[str, Any], now: dt.datetime) -> dict[str, Any]:  # fmt: skip
    """Undo or redo from a page of the form; return what it shows then, or both versions' conflict."""
    done = _step(page, action, str(data.get("base", "")), now)
    fresh = FactsPage(page.kept, page.section)
    if isinstance(done, Conflict):
        html = render_html("history_conflict.html", action=_KINDS["undo" if action == "undo" else "redo"], again=False)  # fmt: skip
        return {"conflict": True, "digest": done.digest, "html": html, "again": False}
    return fresh.as_answer() | {"said": f"{say_step(action, done)}{fresh.summary}"}


def _step(page: FactsPage, action: str, base: str, now: dt.datetime) -> Saved | Conflict:
    refuse_archived(page)
    return _STEPS[action](page.kept.store, base, now=now)


def refuse_archived(page: FactsPage) -> None:
    """Refuse to change an archived cycle: it is reopened first.

    Raises:
        HuiqiError: it is archived.
    """
    if page.archived:
        raise HuiqiError(ARCHIVED)


def say_step(action: str, done: Saved) -> str:
    """Say what an undo or a redo did."""
    said = (
        _shorten(_say(done.entry.summary[0])) if done.entry and done.entry.summary else "内容相同"
    )
    return f"已{_KINDS['undo' if action == 'undo' else 'redo']}（{said}）。"


def _say(summary: str) -> str:
    """Return a line of a summary with the form's sign between a fact and what it belongs to."""
    label, sign, rest = summary.partition("：")
    return label.replace(" → ", " › ") + sign + rest


def _shorten(said: str) -> str:
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}……"


def say_time(time: str) -> str:
    """Return a time of an entry in Chinese."""
    moment = dt.datetime.fromisoformat(time)
    return f"{format_day(moment.date())} {moment:%H:%M}"
