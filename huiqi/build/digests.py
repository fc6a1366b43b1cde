"""Digests of the files that sites are made from, remembered by size and times."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Collection, Iterator
from pathlib import Path

import huiqi
from huiqi.build.json_store import CACHE, read_json_store, write_json_store
from huiqi.files.checksums import hash_file
from huiqi.tool_versions import describe_tool_versions

PROGRAM = ("huiqi", "macros", "templates")
# Imports run one way: no site, no pack and no finding depends on the rooms behind this one.
LATER = ("publish", "lifecycle", "collect", "console", "desk", "commands", "windows")
_FILE = CACHE / "digests.json"
# A file that was written a moment ago may be written again without a change of its times.
_SETTLED = 2 * 10**9
_LEFT_OUT = {"__pycache__"}


class Digests:
    """Digests of files by their paths; what is remembered counts while size and times stay."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._old = read_json_store(root / _FILE)
        self._seen: dict[str, list[str | int]] = {}

    def of_file(self, path: Path) -> str:
        """Return the SHA-256 of a file; one that cannot be read is never the same."""
        try:
            state = path.stat()
            name, times = str(path), [state.st_size, state.st_mtime_ns, state.st_ctime_ns]
            known = self._seen.get(name) or self._old.get(name)
            if isinstance(known, list) and known[:3] == times and isinstance(known[-1], str):
                self._seen[name] = known
                return known[-1]
            digest, now = hash_file(path), time.time_ns()
        except OSError:
            return f"unread {time.time_ns()}"
        if now - max(times[1:]) > _SETTLED:
            self._seen[name] = [*times, digest]
        return digest

    def of_tree(self, *places: Path, leave: Collection[str] = ()) -> str:
        """Return the digest of files and folders: the names and contents of all they hold.

        ``leave`` names what at the top of a folder does not count.
        """
        digest = hashlib.sha256()
        for number, place in enumerate(places):
            for path in sorted(list_paths(place)):
                name = path.relative_to(place).as_posix()
                if name.partition("/")[0] in leave:
                    continue
                digest.update(f"{number} {name}\0{self.of_file(path)}\n".encode("utf-8", "replace"))
        return digest.hexdigest()

    def save(self) -> None:
        """Remember what was seen, and nothing else."""
        write_json_store(self._root / _FILE, dict(self._seen))


def list_program(home: Path, leave: Collection[str] = LATER) -> list[Path]:
    """Return the files and folders of a program; ``leave`` names the rooms that have no part."""
    engine, *others = (home / place for place in PROGRAM)
    rooms = engine.iterdir() if engine.is_dir() else ()
    leave = {*leave, *_LEFT_OUT}
    return [*sorted(room for room in rooms if room.name not in leave), *others]


def digest_program(digests: Digests, leave: Collection[str] = LATER) -> str:
    """Return the digest of the program that runs, which may stand elsewhere, and of its tools."""
    home = Path(huiqi.__file__).resolve().parent.parent
    whole = digests.of_tree(*list_program(home, leave)) + describe_tool_versions()
    return hashlib.sha256(whole.encode()).hexdigest()


def list_paths(place: Path) -> Iterator[Path]:
    """Yield every file of a folder, or the file itself."""
    if place.is_file():
        yield place
    for folder, inner, files in os.walk(place, followlinks=True):
        inner[:] = [name for name in inner if name not in _LEFT_OUT]
        yield from (Path(folder, name) for name in files if not name.endswith(".pyc"))
