"""Saving a cycle's file of facts: never over somebody else's change, never half, never lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from huiqi.desk.keeping.drafts import Drafts
from huiqi.desk.keeping.entries import (
    Entry,
    EntryFolder,
    Kind,
    digest_of,
    find_redo,
    find_undo,
    make_entry,
)
from huiqi.desk.keeping.place import find_cycle_folder, lock_cycle
from huiqi.desk.keeping.summary import describe_save
from huiqi.errors import HuiqiError, KeyPath
from huiqi.facts.editing.changes import Change, Set
from huiqi.facts.folders import FACTS_FILE
from huiqi.files.atomic import clear_part, write_durably

MOST_ENTRIES = 500


@dataclass(frozen=True)
class Saved:
    """The file is as it was to be; ``entry`` is None where it was so already."""

    digest: str
    entry: Entry | None


@dataclass(frozen=True)
class Conflict:
    """Somebody else has written meanwhile: nothing was written, both versions are kept.

    ``digest`` is that of ``theirs``, which is what stands in the file.
    """

    mine: str
    theirs: bytes
    digest: str


@dataclass(frozen=True)
class _Beside:
    """What a save does to the drafts: the changes that they follow, and what was typed anew."""

    changes: tuple[Change, ...] = ()
    typed: Mapping[KeyPath, str] = field(default_factory=dict)


class CycleStore:
    """What the desk saves and keeps of one cycle of a project."""

    def __init__(self, root: Path, cycle: str, *, most: int = MOST_ENTRIES) -> None:
        self.path = root / "cycles" / cycle / FACTS_FILE
        self._shown_as = f"cycles/{cycle}/{FACTS_FILE}"
        self._folder = find_cycle_folder(root, cycle)
        self._entries = EntryFolder(self._folder / "history", most)
        self.drafts = Drafts(self._folder, self._shown_as)

    def save(
        self,
        expected: str,
        text: str,
        *,
        now: dt.datetime,
        changes: Sequence[Change] = (),
        typed: Mapping[KeyPath, str] | None = None,
    ) -> Saved | Conflict:
        """Write a new text over the bytes of which ``expected`` is the SHA-256.

        Drafts follow the ``changes``, and what was ``typed`` beside and is no value becomes one, before
        the file is written: a program that is killed in between leaves stale drafts, and loses none.

        Raises:
            HuiqiError: it cannot be written; the file is then as it was.
        """
        beside = _Beside(tuple(changes), dict(typed or {}))
        return self._save(expected, text.encode("utf-8"), now, "save", beside=beside)

    def restore(self, expected: str, digest: str, *, now: dt.datetime) -> Saved | Conflict:
        """Bring back a version of the history.

        Raises:
            HuiqiError: it is not kept any more, or cannot be written.
        """
        return self._save(expected, self.read_version(digest), now, "restore")

    def undo(self, expected: str, *, now: dt.datetime) -> Saved | Conflict:
        """Take back the last change that is not taken back yet.

        Raises:
            HuiqiError: there is none, or it cannot be written.
        """
        entry = find_undo(self._list_settled(now))
        if entry is None:
            raise HuiqiError("没有可以撤销的改动。")
        return self._save(expected, self.read_version(entry.before), now, "undo", entry)

    def redo(self, expected: str, *, now: dt.datetime) -> Saved | Conflict:
        """Take back the last undo, where nothing has come since.

        Raises:
            HuiqiError: there is none, or it cannot be written.
        """
        entry = find_redo(self._list_settled(now))
        if entry is None:
            raise HuiqiError("没有可以恢复的改动。")
        return self._save(expected, self.read_version(entry.before), now, "redo", entry)

    def history(self, now: dt.datetime) -> list[Entry]:
        """Return what happened to the file, the newest first; what others wrote is noted ``now``.

        Raises:
            HuiqiError: the history cannot be written.
        """
        return self._list_settled(now)[::-1]

    def read_version(self, digest: str) -> bytes:
        """Return the bytes of a version.

        Raises:
            HuiqiError: it is not kept any more.
        """
        return self._entries.read_version(digest)

    def keep_version(self, content: bytes) -> Path:
        """Keep bytes beside the history, until it is next written, and return their file.

        Raises:
            HuiqiError: they cannot be written.
        """
        with lock_cycle(self._folder, self._shown_as):
            return self._entries.find_version(self._entries.keep_version(content))

    def find_version(self, digest: str) -> Path:
        """Return the file that holds the bytes of a version."""
        return self._entries.find_version(digest)

    def _list_settled(self, now: dt.datetime) -> list[Entry]:
        with lock_cycle(self._folder, self._shown_as):
            self._catch_up(self._read_file(), now)
            return self._entries.list_all()

    def _read_file(self) -> bytes:
        return self.path.read_bytes() if self.path.exists() else b""

    def _catch_up(self, content: bytes, now: dt.datetime) -> str:
        """Settle what was begun and note what others wrote; return the digest of the file."""
        digest = digest_of(content)
        if self._entries.settle(digest):
            clear_part(self.path.resolve())
        last = self._entries.last()
        if last is not None and last.after != digest:
            self._entries.keep_version(content)
            self._entries.add(self._entry(now, "outside", last.after, digest))
        return digest

    def _entry(
        self, now: dt.datetime, kind: Kind, before: str, after: str, of: Entry | None = None
    ) -> Entry:
        versions = [self._entries.find_version(digest) for digest in (before, after)]
        summary = describe_save(versions[0], versions[1])
        number = self._entries.next_number()
        return make_entry(number, now, kind, (before, after), summary, of.number if of else None)

    def _save(
        self,
        expected: str,
        content: bytes,
        now: dt.datetime,
        kind: Kind,
        of: Entry | None = None,
        beside: _Beside | None = None,
    ) -> Saved | Conflict:
        beside = beside or _Beside()
        with lock_cycle(self._folder, self._shown_as):
            theirs = self._read_file()
            digest = self._catch_up(theirs, now)
            if digest_of(content) == digest:
                # What was typed is what stands there: no draft is left of it.
                same = [change for change in beside.changes if isinstance(change, Set)]
                self.drafts.follow_locked((digest, digest), same, beside.typed, now)
                return Saved(digest, None)
            self._entries.keep_version(theirs)
            after = self._entries.keep_version(content)
            if digest != expected:
                self._keep_unsaved(now, kind, digest, after)
                self.drafts.follow_locked((expected, expected), (), beside.typed, now)
                return Conflict(content.decode("utf-8", "replace"), theirs, digest)
            entry = self._entry(now, kind, digest, after, of)
            self._write(entry, content, beside, now)
            return Saved(after, entry)

    def _write(self, entry: Entry, content: bytes, beside: _Beside, now: dt.datetime) -> None:
        """Write the file, between the entry's beginning and its end."""
        versions = entry.before, entry.after
        self._entries.begin(entry)
        if entry.kind == "save":
            self.drafts.follow_locked(versions, beside.changes, beside.typed, now)
        # Else the items may be others: drafts wait, and are taken up again with the text they belong to.
        try:
            write_durably(self.path.resolve(), content)
        except OSError:
            with suppress(OSError):
                self._entries.settle(entry.before)
                self._keep_unsaved(now, entry.kind, *versions)
            raise
        self._entries.finish()

    def _keep_unsaved(self, now: dt.datetime, kind: Kind, digest: str, after: str) -> None:
        """Let the history lead to what was to be saved and could not be, once."""
        entries = self._entries.list_all()
        known = entries and entries[-1].kind == "unsaved" and entries[-1].after == after
        if kind == "save" and not known:
            self._entries.add(self._entry(now, "unsaved", digest, after))
