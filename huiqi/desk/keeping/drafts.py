"""Texts that are typed and no value of their field yet: kept by place until the field is saved."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from huiqi.desk.keeping.place import lock_cycle
from huiqi.errors import KeyPath
from huiqi.facts.editing.changes import Change, Insert, Move, Remove, Set
from huiqi.files.atomic import write_durably

_FILE = "drafts.json"


@dataclass(frozen=True)
class Draft:
    """A text that waits at a place; ``base`` is the SHA-256 of the file that it was typed into.

    ``stale``: the file is another one now, so that it is shown and never taken by itself.
    """

    path: KeyPath
    text: str
    base: str
    time: str
    stale: bool = False


class Drafts:
    """The unfinished texts of one cycle."""

    def __init__(self, folder: Path, shown_as: str) -> None:
        self._folder, self._shown_as = folder, shown_as
        self._file = folder / _FILE

    def list_all(self, digest: str) -> tuple[Draft, ...]:
        """Return all drafts; ``digest`` is the SHA-256 of the file now."""
        return tuple(replace(draft, stale=draft.base != digest) for draft in self._read())

    def keep(self, path: KeyPath, text: str, base: str, now: dt.datetime) -> None:
        """Keep what was typed at a place, in the place of what was kept of it before.

        Raises:
            HuiqiError: it cannot be written.
        """
        draft = Draft(tuple(path), text, base, now.isoformat(timespec="seconds"))
        with self._changing() as drafts:
            drafts[:] = [*(other for other in drafts if other.path != draft.path), draft]

    def drop(self, paths: Iterable[KeyPath]) -> None:
        """Forget the drafts of fields that were saved or given up.

        Raises:
            HuiqiError: it cannot be written.
        """
        gone = set(paths)
        with self._changing() as drafts:
            drafts[:] = [draft for draft in drafts if draft.path not in gone]

    def follow(self, old: str, new: str, changes: Sequence[Change] = ()) -> None:
        """Let drafts follow a save of the desk's own from one SHA-256 to another.

        A field that was set or taken away has no draft any more; items that move take theirs along.
        ``changes`` are at the places by which drafts are kept. What is stale stays so.

        Raises:
            HuiqiError: it cannot be written.
        """
        with self._changing() as drafts:
            drafts[:] = _follow_all(drafts, old, new, changes)

    def follow_locked(
        self,
        versions: tuple[str, str],
        changes: Sequence[Change],
        typed: Mapping[KeyPath, str],
        now: dt.datetime,
    ) -> None:
        """Do as ``follow`` does and keep what was typed beside, while the cycle is locked already."""
        before = self._read()
        old, new = versions
        time = now.isoformat(timespec="seconds")
        drafts = [one for one in _follow_all(before, old, new, changes) if one.path not in typed]
        drafts += [Draft(path, text, new, time) for path, text in typed.items()]
        self._write(before, drafts)

    @contextmanager
    def _changing(self) -> Iterator[list[Draft]]:
        with lock_cycle(self._folder, self._shown_as):
            before = self._read()
            drafts = list(before)
            yield drafts
            self._write(before, drafts)

    def _write(self, before: list[Draft], drafts: list[Draft]) -> None:
        if drafts != before:
            data = [asdict(draft) for draft in drafts]
            write_durably(self._file, json.dumps(data, indent=1).encode())

    def _read(self) -> list[Draft]:
        if not self._file.is_file():
            return []
        data = json.loads(self._file.read_text("utf-8"))
        return [Draft(**{**item, "path": tuple(item["path"])}) for item in data]


def _follow_all(
    drafts: Sequence[Draft], old: str, new: str, changes: Sequence[Change]
) -> list[Draft]:
    followed = []
    for draft in drafts:
        path = _follow(draft.path, changes)
        base = new if draft.base == old else draft.base
        followed += [replace(draft, path=path, base=base)] if path is not None else []
    return followed


def _follow(path: KeyPath, changes: Sequence[Change]) -> KeyPath | None:
    """Return where a place is after changes; None where they took it away or gave it a value."""
    for change in changes:
        at = change.path
        inside = path[: len(at)] == at
        if inside and isinstance(change, Set | Remove):
            return None
        if isinstance(at[-1], int) and path[: len(at) - 1] == at[:-1] and len(path) >= len(at):
            index = _follow_item(int(path[len(at) - 1]), at[-1], change)
            path = (*at[:-1], index, *path[len(at) :])
    return path


def _follow_item(index: int, at: int, change: Change) -> int:
    if isinstance(change, Insert):
        return index + (index >= at)
    if isinstance(change, Remove):
        return index - (index > at)
    if isinstance(change, Move):
        if index == at:
            return change.to
        return index - (index > at) + (index - (index > at) >= change.to)
    return index
