"""Files that were received and checked and wait to be put beside the facts; refused ones are only named."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from huiqi.desk.keeping.place import find_cycle_folder, lock_cycle
from huiqi.errors import HuiqiError
from huiqi.files.atomic import write_durably
from huiqi.materials.read_file import is_picture

_DATA, _NOTES = "data", "notes.json"
_KEY = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True)
class Upload:
    """A file that waits. ``remarks`` are what its check said, ``refused``: it cannot be taken.

    ``title`` and ``reading`` are guesses; ``instead`` is the file that it is meant to replace.
    """

    key: str
    name: str
    size: int
    refused: bool
    remarks: tuple[str, ...] = ()
    title: str = ""
    reading: str = ""
    instead: str = ""

    @property
    def is_picture(self) -> bool:
        """Whether it is no material of its own, but shown by one."""
        return is_picture(self.name)


class Uploads:
    """The files that wait for one cycle, in ``.desk/<cycle>/uploads/``."""

    def __init__(self, root: Path, cycle: str) -> None:
        self._desk = find_cycle_folder(root, cycle)
        self._folder = self._desk / "uploads"

    def list_all(self) -> list[Upload]:
        """Return all, in the order in which they came."""
        notes = [
            path for path in self._folder.glob(f"*/{_NOTES}") if _KEY.fullmatch(path.parent.name)
        ]
        return [
            _read(path) for path in sorted(notes, key=lambda path: (path.stat().st_mtime_ns, path))
        ]

    def find(self, key: str) -> Upload:
        """Return one by its key.

        Raises:
            HuiqiError: it is not there any more.
        """
        path = self._folder / key / _NOTES
        if not _KEY.fullmatch(key) or not path.is_file():
            raise HuiqiError("这个文件已经不在等待放入的文件中。改法：重新选一次。")
        return _read(path)

    def data_path(self, upload: Upload) -> Path:
        """Return where the bytes of one lie."""
        return self._folder / upload.key / _DATA

    def keep(self, upload: Upload, data: bytes) -> None:
        """Keep one; of a refused one only what is said of it.

        Raises:
            HuiqiError: it cannot be written.
        """
        place = self._folder / upload.key
        with lock_cycle(self._desk, f"“{upload.name}”"):
            place.mkdir(parents=True, exist_ok=True)
            if not upload.refused:
                write_durably(place / _DATA, data)
            notes = json.dumps(asdict(upload), ensure_ascii=False, indent=1)
            write_durably(place / _NOTES, notes.encode("utf-8", "replace"))

    def drop(self, upload: Upload) -> None:
        """Forget one: it was put in its place, or is not wanted.

        Raises:
            HuiqiError: it cannot be removed.
        """
        with lock_cycle(self._desk, f"“{upload.name}”"):
            shutil.rmtree(self._folder / upload.key)


def make_key(name: str, data: bytes) -> str:
    """Return the key of a file: the same file twice is one."""
    return hashlib.sha256(name.encode("utf-8", "replace") + b"\0" + data).hexdigest()[:16]


def _read(path: Path) -> Upload:
    notes = json.loads(path.read_text("utf-8"))
    return Upload(**{**notes, "remarks": tuple(notes["remarks"])})
