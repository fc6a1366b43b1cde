"""Where the desk keeps what belongs to a cycle, and who may write there now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from huiqi.errors import HuiqiError
from huiqi.files.os_errors import explain_os_error

# Below the project's folder: previews, drafts and history. Not in git, left alone by builds and clean.
DESK = ".desk"
_LONGEST = 5.0  # seconds that one save waits for another


def find_cycle_folder(root: Path, cycle: str) -> Path:
    """Return the folder of what the desk keeps of a cycle."""
    return root / DESK / cycle


@contextmanager
def lock_cycle(folder: Path, shown_as: str) -> Iterator[None]:
    """Keep every other desk, on another machine too, from writing what belongs to a cycle.

    Raises:
        HuiqiError: another one is at it and does not end, or something cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "lock", timeout=_LONGEST):
            yield
    except Timeout as error:
        raise HuiqiError(f"另一个程序正在保存 {shown_as}。改法：稍后再保存。") from error
    except OSError as error:
        raise HuiqiError(
            f"不能保存 {shown_as}（{explain_os_error(error)}），文件没有改动。"
            "改法：关闭打开着它的编辑器，核对文件夹的权限和剩余空间，再保存一次。"
        ) from error
