"""One desk a project, user and machine: its lock, and where both lie."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from huiqi.desk.keeping.place import DESK
from huiqi.errors import HuiqiError
from huiqi.files.os_errors import explain_os_error


def find_private_folder(root: Path) -> Path:
    """Return the folder of a project's desk that nobody but the user can read.

    Two users, or two machines that share the project's folder, have one each.

    Raises:
        HuiqiError: there is no place for it.
    """
    reason = "文件夹不能设为只有本人可读"
    for folder in _list_candidates(root):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if is_private(folder):
                return folder
        except OSError as error:
            reason = explain_os_error(error)
    raise HuiqiError(
        f"没有地方存放工作台的打开凭证（{reason}）。改法：核对用户文件夹的权限和剩余空间。"
    )


def _list_candidates(root: Path) -> Iterator[Path]:
    """Yield the places from the best on.

    Browsers that are packed as a snap see nothing of hidden folders right below the user's own, so
    the project's comes first. On Windows it may lie on a share, where others may read it.
    """
    key = hashlib.sha256(str(root.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
        yield Path(local, "huiqi", "desk", key)
        return
    machine = re.sub(r"[^\w-]", "-", platform.node()) or "machine"
    yield root / DESK / f"open-{machine}-{os.geteuid()}"
    yield Path.home() / ".local" / "state" / "huiqi" / "desk" / key


def is_private(folder: Path) -> bool:
    """Whether a folder is the user's own and closed to everybody else."""
    if sys.platform == "win32":
        return True  # the user's local application data are, by the system's own rules
    state = folder.lstat()
    if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.geteuid():
        return False
    folder.chmod(0o700)
    return stat.S_IMODE(folder.lstat().st_mode) == 0o700


@contextmanager
def claim_desk(folder: Path) -> Iterator[bool]:
    """Hold the project's desk; false where another run of it holds it.

    The system lets go of what a killed one held.
    """
    lock = FileLock(folder / "lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        yield False
        return
    except OSError as error:
        raise HuiqiError(
            f"不能打开工作台（{explain_os_error(error)}）。改法：核对文件夹的权限和剩余空间。"
        ) from error
    try:
        yield True
    finally:
        lock.release()
