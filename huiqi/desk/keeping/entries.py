"""The history of a file as it lies on the disk: an entry for each save, the bytes by their SHA-256."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from huiqi.errors import HuiqiError
from huiqi.files.atomic import sync_folder, write_durably

Kind = Literal["save", "undo", "redo", "restore", "outside", "unsaved"]
_PENDING = "pending.json"
_SHORT = 16  # signs of a SHA-256 in the name of an entry


@dataclass(frozen=True)
class Entry:
    """One change of the file: from which bytes to which, when, and what changed, in Chinese.

    ``outside``: somebody else wrote it; ``unsaved``: it never reached the file, as ``before`` had come
    in between. ``of`` is the number of the entry that an undo takes back, or of the undo that a redo
    takes back.
    """

    number: int
    time: str
    kind: Kind
    before: str
    after: str
    summary: tuple[str, ...] = ()
    of: int | None = None


def digest_of(content: bytes) -> str:
    """Return the SHA-256 by which the desk knows bytes."""
    return hashlib.sha256(content).hexdigest()


class EntryFolder:
    """The entries in a folder, oldest first; ``most`` of them are kept."""

    def __init__(self, folder: Path, most: int) -> None:
        self.folder, self.most = folder, most
        self._versions = folder / "versions"

    def list_all(self) -> list[Entry]:
        """Return all entries."""
        return [_read(path) for path in self._paths()]

    def last(self) -> Entry | None:
        """Return the last entry that tells of the file."""
        entries = (_read(path) for path in reversed(self._paths()))
        return next((entry for entry in entries if entry.kind != "unsaved"), None)

    def next_number(self) -> int:
        """Return the number that the next entry has."""
        paths = self._paths()
        return int(paths[-1].name[:6]) + 1 if paths else 1

    def find_version(self, digest: str) -> Path:
        """Return the file that holds the bytes of a digest."""
        return self._versions / f"{digest}.yml"

    def read_version(self, digest: str) -> bytes:
        """Return bytes by their digest.

        Raises:
            HuiqiError: they are not kept any more, or not as they were.
        """
        with suppress(OSError):
            content = self.find_version(digest).read_bytes()
            if digest_of(content) == digest:
                return content
        raise HuiqiError("历史中没有这一版，或者已经损坏。改法：选另一版。")

    def keep_version(self, content: bytes) -> str:
        """Keep bytes, once, and return their digest."""
        digest = digest_of(content)
        path = self.find_version(digest)
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_durably(path, content)
        return digest

    def begin(self, entry: Entry) -> None:
        """Note what is about to be written."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_durably(self.folder / _PENDING, _write(entry))

    def finish(self) -> None:
        """Make what was begun an entry: the file is written."""
        path = self.folder / _PENDING
        entry = _read(path)
        path.replace(self._path_of(entry))
        sync_folder(self.folder)
        self._forget_old()

    def add(self, entry: Entry) -> None:
        """Add an entry about what has happened already."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_durably(self._path_of(entry), _write(entry))
        self._forget_old()

    def settle(self, digest: str) -> bool:
        """Bring to an end what a killed program had begun, if any; ``digest`` is that of the file.

        What it was about to write may have been there already before somebody else wrote.
        """
        path = self.folder / _PENDING
        if not path.is_file():
            return False
        if _read(path).before == digest:
            path.unlink()
        else:
            self.finish()
        return True

    def _path_of(self, entry: Entry) -> Path:
        name = f"{entry.number:06}-{entry.before[:_SHORT]}-{entry.after[:_SHORT]}.json"
        return self.folder / name

    def _paths(self) -> list[Path]:
        return sorted(self.folder.glob("[0-9]*.json"))

    def _forget_old(self) -> None:
        paths = self._paths()
        if len(paths) <= self.most:
            return
        for path in paths[: -self.most]:
            path.unlink()
        used = {part for path in paths[-self.most :] for part in path.stem.split("-")[1:]}
        for path in self._versions.glob("*.yml"):
            if path.name[:_SHORT] not in used:
                path.unlink()


def _write(entry: Entry) -> bytes:
    return json.dumps(asdict(entry), ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _read(path: Path) -> Entry:
    data = json.loads(path.read_text("utf-8"))
    return Entry(**{**data, "summary": tuple(data["summary"])})


def make_entry(
    number: int, now: dt.datetime, kind: Kind, versions: tuple[str, str], summary: Iterable[str],
    of: int | None = None,
) -> Entry:  # fmt: skip
    """Return an entry of a time."""
    time = now.isoformat(timespec="seconds")
    return Entry(number, time, kind, *versions, tuple(summary), of)


def find_undo(entries: list[Entry]) -> Entry | None:
    """Return the change that an undo takes back now."""
    taken_back: set[int | None] = set()
    for entry in reversed(entries):
        if entry.kind in ("undo", "redo"):
            if entry.number not in taken_back:
                taken_back.add(entry.of)
        elif entry.kind != "unsaved" and entry.number not in taken_back:
            return entry
    return None


def find_redo(entries: list[Entry]) -> Entry | None:
    """Return the undo that a redo takes back now: nothing else may have come since."""
    taken_back: set[int | None] = set()
    for entry in reversed(entries):
        if entry.kind == "redo":
            taken_back.add(entry.of)
        elif entry.kind == "undo" and entry.number not in taken_back:
            return entry
        elif entry.kind not in ("undo", "unsaved"):
            return None
    return None
