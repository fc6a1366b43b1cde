"""The folder of a cycle's materials: files come in whole, and what goes out is kept in the desk."""

from __future__ import annotations

import datetime as dt
import re
from itertools import count
from pathlib import Path

from huiqi.desk.keeping.place import find_cycle_folder, lock_cycle
from huiqi.errors import HuiqiError
from huiqi.files.atomic import write_durably
from huiqi.materials.read_file import FOLDER, PICTURES

_KEPT = re.compile(r"([0-9]{8})-([0-9]{6})-[0-9]{2,}-(.+)")


class MaterialFolder:
    """``cycles/<cycle>/materials/``, and ``.desk/<cycle>/removed/`` for what was in it before."""

    def __init__(self, root: Path, cycle: str) -> None:
        self.path = root / "cycles" / cycle / FOLDER
        self._desk = find_cycle_folder(root, cycle)
        self._removed = self._desk / "removed"

    def list_names(self) -> list[str]:
        """Return the names of all that is there."""
        return sorted(path.name for path in self.path.iterdir()) if self.path.is_dir() else []

    def read_pictures(self) -> dict[str, bytes]:
        """Return the pictures that texts may show, by name."""
        names = [name for name in self.list_names() if name.lower().endswith(PICTURES)]
        return {name: (self.path / name).read_bytes() for name in names if self._is_own(name)}

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a file of the folder itself; None where there is none of that name."""
        return (self.path / name).read_bytes() if self._is_own(name) else None

    def _is_own(self, name: str) -> bool:
        """Whether it is a file in the folder, and no link to elsewhere."""
        path = self.path / name
        return name in self.list_names() and path.is_file() and not path.is_symlink()

    def put(self, name: str, data: bytes, now: dt.datetime) -> None:
        """Write a file; one of that name that is another is kept in the desk.

        Raises:
            HuiqiError: it cannot be written.
        """
        with lock_cycle(self._desk, f"“{name}”"):
            self.path.mkdir(exist_ok=True)
            old = self.read(name)
            if old is not None and old != data:
                self._keep(name, old, now)
            if old != data:
                write_durably(self.path / name, data)

    def take_out(self, name: str, now: dt.datetime) -> None:
        """Move a file into the desk.

        Raises:
            HuiqiError: it cannot be moved, or is no file.
        """
        with lock_cycle(self._desk, f"“{name}”"):
            data = self.read(name)
            if data is None:
                raise HuiqiError(f"没有文件“{name}”。改法：重新打开这一页。")
            self._keep(name, data, now)
            (self.path / name).unlink()

    def give_back(self, name: str, old: bytes | None) -> None:
        """Bring a file back to what it was before a change that failed later on.

        Raises:
            HuiqiError: it cannot be written.
        """
        with lock_cycle(self._desk, f"“{name}”"):
            if old is None:
                (self.path / name).unlink(missing_ok=True)
            else:
                write_durably(self.path / name, old)

    def _keep(self, name: str, data: bytes, now: dt.datetime) -> None:
        self._removed.mkdir(parents=True, exist_ok=True)
        places = (self._removed / f"{now:%Y%m%d-%H%M%S}-{number:02}-{name}" for number in count(1))
        place = next(place for place in places if not place.exists())
        write_durably(place, data)

    def list_removed(self) -> list[tuple[str, dt.datetime, str]]:
        """Return what was there before, newest first: its key, when it was taken out, its name."""
        there = self._removed.iterdir() if self._removed.is_dir() else ()
        found = [match for path in there if (match := _KEPT.fullmatch(path.name))]
        rows = [
            (match[0], dt.datetime.strptime(match[1] + match[2], "%Y%m%d%H%M%S"), match[3])
            for match in found
        ]
        return sorted(rows, reverse=True)

    def read_removed(self, key: str) -> bytes:
        """Return the bytes of something that was there before.

        Raises:
            HuiqiError: it is not kept.
        """
        if key not in [row[0] for row in self.list_removed()]:
            raise HuiqiError("没有这个移除过的文件。改法：重新打开这一页。")
        return (self._removed / key).read_bytes()
