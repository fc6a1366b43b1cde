"""One build at a time in a project."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from huiqi.build.json_store import CACHE
from huiqi.errors import HuiqiError
from huiqi.files.os_errors import explain_os_error


class ProjectBusyError(HuiqiError):
    """Another program builds the project just now."""


@contextmanager
def lock_project(root: Path) -> Iterator[None]:
    """Keep every other build out of a project.

    Raises:
        ProjectBusyError: one is running.
        HuiqiError: the folder cannot be written.
    """
    folder = root / CACHE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / "lock", timeout=0)
        lock.acquire()
    except Timeout as error:
        raise ProjectBusyError("另一个程序正在生成这个项目。改法：等它结束后再运行。") from error
    except OSError as error:
        raise HuiqiError(
            f"不能写入 {CACHE.as_posix()}/（{explain_os_error(error)}）。改法：核对文件夹的权限和剩余空间。"
        ) from error
    try:
        yield
    finally:
        lock.release()
