"""Files that were sent to be collected: they lie in the desk until they are read, and no longer."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path

from huiqi.desk.keeping.place import DESK, find_cycle_folder, lock_cycle
from huiqi.desk.materials.safe_name import make_free_name, make_safe_name
from huiqi.files.atomic import write_atomically

_NAME, _DEEPEST = "collecting", 6


def forget_unread(root: Path) -> None:
    """Forget what was sent and never read, of all cycles: a tab was closed meanwhile, or a desk killed."""
    for folder in (root / DESK).glob(f"*/{_NAME}"):
        shutil.rmtree(folder, ignore_errors=True)


class Received:
    """The files that one window sent at once and that wait for a cycle, in ``.desk/<cycle>/collecting/<batch>/``."""

    def __init__(self, root: Path, cycle: str, batch: str) -> None:
        self._desk = find_cycle_folder(root, cycle)
        self.folder = self._desk / _NAME / batch

    def keep(self, given: str, data: bytes, modified: float) -> None:
        """Keep a file under the folders that it came in; another one of the same name stays.

        ``modified`` is the file's own time, in seconds: which of two is newer may hang on it.

        Raises:
            HuiqiError: it cannot be written.
        """
        parts = [make_safe_name(part) for part in re.split(r"[/\\]", given) if part.strip(" .")]
        *folders, name = parts[-_DEEPEST:] or [make_safe_name("")]
        place = self.folder.joinpath(*folders)
        with lock_cycle(self._desk, f"“{name}”"):
            place.mkdir(parents=True, exist_ok=True)
            path = place / make_free_name(name, [one.name for one in place.iterdir()])
            write_atomically(path, data)
            os.utime(path, (modified, modified))

    @property
    def names(self) -> set[str]:
        """The files that wait, each with the folders that it came in."""
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix() for path in files}

    def clear(self) -> None:
        """Forget all of them.

        Raises:
            HuiqiError: a file cannot be removed.
        """
        _forget(self._desk, self.folder)


def forget_received(root: Path, cycle: str) -> None:
    """Forget what waits for a cycle, whichever window sent it.

    Raises:
        HuiqiError: a file cannot be removed.
    """
    desk = find_cycle_folder(root, cycle)
    _forget(desk, desk / _NAME)


def _forget(desk: Path, folder: Path) -> None:
    with lock_cycle(desk, "收到的文件"):
        if folder.exists():
            shutil.rmtree(folder)
        with suppress(OSError):  # another window is sending
            (desk / _NAME).rmdir()
