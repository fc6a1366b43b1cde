"""The previews of cycles' sites, made again in the background after each change of their facts."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from huiqi.compare.history import FOLDER as PUBLISHED
from huiqi.desk.activity import Work
from huiqi.desk.bugs import tell_bug
from huiqi.desk.making.fact_pages import find_pages
from huiqi.desk.making.preview_tasks import PageTask, PreviewMade, make_page, make_preview
from huiqi.desk.making.tasks import CycleTask, Do
from huiqi.errors import HuiqiError, KeyPath
from huiqi.facts.folders import FACTS_FILE

T = TypeVar("T")
# Seconds without another change after which a preview is made; while changes go on, no longer than that.
_QUIET, _LONGEST = 0.05, 1.0
# Seconds without another change after which the other pages follow the one that is looked at.
_CALM = 1.0
# Seconds for which a preview counts as looked at since a page last asked for it.
_SEEN = 60.0


@dataclass(frozen=True)
class Preview:
    """How the preview of a cycle stands.

    ``version`` counts what was put in place in this run; ``stamp`` is that of the facts it was made
    of, or last could not be: then ``error`` says why. ``shown`` has the facts of each page.
    """

    version: int = 0
    stamp: str = ""
    error: HuiqiError | None = None
    making: bool = False
    shown: Mapping[str, Set[KeyPath]] = field(default_factory=dict)

    def find_pages(self, path: KeyPath) -> list[str]:
        """Return the pages that show a fact, the best first."""
        return find_pages(self.shown, path)


@dataclass(frozen=True)
class _Wish:
    """Since when a preview is wanted, and when it is to be made."""

    since: float
    due: float


class Previews:
    """The previews of a project's cycles."""

    def __init__(self, root: Path, work: Work, do: Do) -> None:
        self._root, self._work, self._do = root, work, do
        self._changed = threading.Condition()
        self._wanted: dict[str, _Wish] = {}
        self._states: dict[str, Preview] = {}
        self._seen: dict[str, float] = {}
        self._pages: dict[str, str] = {}
        self._thread: threading.Thread | None = None

    def note_change(self, cycle: str) -> None:
        """Have the preview of a cycle made again, soon, if anybody looks at it: its facts have changed."""
        if time.monotonic() - self._seen.get(cycle, -_SEEN) < _SEEN:
            self._want(cycle)

    def _want(self, cycle: str) -> None:
        now = time.monotonic()
        with self._changed:
            since = self._wanted[cycle].since if cycle in self._wanted else now
            self._wanted[cycle] = _Wish(since, min(now + _QUIET, since + _LONGEST))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()
            self._changed.notify()

    def look(self, cycle: str) -> Preview:
        """Return how a preview stands; where the facts are others now, it is made again."""
        self._seen[cycle] = time.monotonic()
        stamp = stamp_facts(self._root, cycle)
        state = self._state(cycle)
        if state.stamp != stamp and not state.making:
            self._want(cycle)
            return replace(state, making=True)
        return state

    def note_page(self, cycle: str, address: str) -> None:
        """Have a page made before the others after the next change: it is looked at."""
        self._pages[cycle] = address

    def await_first(self, cycle: str, folder: Path) -> None:
        """Wait until a preview is there, however old.

        Raises:
            HuiqiError: it cannot be made.
        """
        while not folder.is_dir():
            state = self.look(cycle)
            if state.error and not state.making:
                raise state.error
            time.sleep(_QUIET)

    def _state(self, cycle: str) -> Preview:
        with self._changed:
            state = self._states.get(cycle, Preview())
            return replace(state, making=state.making or cycle in self._wanted)

    def _run(self) -> None:
        while True:
            cycle = self._wait()
            with self._work.hold("正在生成预览"):
                self._make(cycle)

    def _wait(self) -> str:
        """Return the cycle whose preview is to be made next, once it is time."""
        with self._changed:
            while True:
                if not self._wanted:
                    self._changed.wait()
                    continue
                cycle, wish = min(self._wanted.items(), key=lambda item: item[1].due)
                left = wish.due - time.monotonic()
                if left > 0:
                    self._changed.wait(left)
                    continue
                del self._wanted[cycle]
                self._states[cycle] = replace(self._states.get(cycle, Preview()), making=True)
                return cycle

    def _make(self, cycle: str) -> None:
        """Make the page that is looked at, then the whole of which it is a part."""
        stamp = stamp_facts(self._root, cycle)
        page = self._pages.get(cycle)
        if page:
            first = self._try(make_page, PageTask(self._root, cycle, page))
            with self._changed:  # what is wrong is told of the whole
                old = self._states[cycle]
                self._states[cycle] = replace(old, shown={**old.shown, **first.shown})
            if self._changes_again(cycle):
                return
        made = self._try(make_preview, CycleTask(self._root, cycle))
        with self._changed:
            old = self._states[cycle]
            if made.superseded:
                state = replace(old, making=False)
            elif made.error:
                state = replace(old, stamp=stamp, error=made.error, making=False)
            else:
                state = Preview(old.version + 1, stamp, shown=made.shown)
            self._states[cycle] = state
        if made.superseded:
            self._want(cycle)

    def _changes_again(self, cycle: str) -> bool:
        """Wait a little, so that a clerk who types on does not wait for the other pages."""
        with self._changed:
            self._changed.wait_for(lambda: bool(self._wanted), _CALM)
            again = cycle in self._wanted
            if again:
                self._states[cycle] = replace(self._states[cycle], making=False)
            return again

    def _try(self, work: Callable[[T], PreviewMade], task: T) -> PreviewMade:
        try:
            return self._do(work, task, lambda _: None)
        except HuiqiError as error:
            return PreviewMade({}, error)
        except Exception as error:  # the thread must live on for the next change
            return PreviewMade({}, tell_bug(error))


def stamp_facts(root: Path, cycle: str) -> str:
    """Return what changes with the facts of a cycle and the files of its study materials."""
    folder = root / "cycles" / cycle
    digest = hashlib.sha256()
    try:
        digest.update((folder / FACTS_FILE).read_bytes())
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(folder)
            if name.parts[0] not in (PUBLISHED, FACTS_FILE) and path.is_file():
                state = path.stat()
                digest.update(f"{name.as_posix()} {state.st_size} {state.st_mtime_ns}\n".encode())
    except OSError:
        return "unread"
    return digest.hexdigest()
