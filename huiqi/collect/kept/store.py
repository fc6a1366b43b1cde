"""What is kept of the papers that came in: ``collected/<cycle>/``, on this machine and nowhere else.

``index.json`` holds all that was read and what is known of the files; it is replaced whole, so a program that is
killed leaves the old one or the new one.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from huiqi.collect.kept.kept_json import (
    WrongContentError,
    explain_damage,
    explain_newer,
    read_json,
)
from huiqi.collect.kept.states import KeptPaper
from huiqi.collect.model import Place
from huiqi.errors import HuiqiError
from huiqi.files.atomic import write_durably
from huiqi.files.os_errors import explain_os_error

FOLDER = "collected"
INDEX = "index.json"
VERSION = 1
_LOCK = ".collect.lock"


@dataclass(frozen=True)
class KeptRefusal:
    """A file that was not read; ``folder`` is the digest of where the folder lies that it was in."""

    folder: str
    file: str
    why: str


@dataclass(frozen=True)
class KeptSource:
    """A file that was looked at: its size and times, what it held, what of it was refused.

    ``papers`` are the digests of the papers in it: one, or those of an archive.
    """

    state: tuple[int, int, int]
    papers: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Store:
    """Everything that is kept of one cycle.

    ``context`` is the digest of all that decides how a file is read, ``runs`` how often was collected,
    ``sources`` are the files by the digests of their paths, ``forms`` the places of each form that was used.
    """

    cycle: str
    context: str = ""
    runs: int = 0
    papers: tuple[KeptPaper, ...] = ()
    refused: tuple[KeptRefusal, ...] = ()
    sources: Mapping[str, KeptSource] = field(default_factory=dict)
    forms: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)


def find_folder(root: Path, cycle: str) -> Path:
    """Return where the papers of a cycle are kept."""
    return root / FOLDER / cycle


@contextmanager
def lock_store(root: Path, cycle: str) -> Iterator[None]:
    """Keep every other collecting of a cycle out.

    Raises:
        HuiqiError: one is running, or the folder cannot be written.
    """
    folder = find_folder(root, cycle)
    lock = FileLock(folder / _LOCK, timeout=0)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise HuiqiError("另一个程序正在收这个周期的材料。改法：等它结束后再运行。") from error
    except OSError as error:
        raise HuiqiError(say_unwritable(cycle, error)) from error
    try:
        yield
    finally:
        lock.release()


def load_store(root: Path, cycle: str) -> Store:
    """Return what is kept of a cycle; nothing where nothing was collected.

    Raises:
        DamagedFileError: the index is not as it was written.
        HuiqiError: a newer program wrote it, or it cannot be read.
    """
    path = find_folder(root, cycle) / INDEX
    try:
        data = read_json(path)
        if data is None:
            return Store(cycle)
        version = data.get("version") if isinstance(data, dict) else None
        if isinstance(version, int) and version > VERSION:
            raise explain_newer(path)
        if version != VERSION:
            raise WrongContentError("收到材料的记录", "别的内容")
        return _read(data, cycle)
    except WrongContentError as wrong:
        raise explain_damage(path, wrong) from None


def _read(data: Mapping[str, Any], cycle: str) -> Store:
    from huiqi.collect.kept.store_json import read_store

    try:
        store = read_store(data)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        # Without the cause: it could hold words of a paper.
        raise WrongContentError("完整的记录", "缺少内容，或者有一处写法不对") from None
    if store.cycle != cycle:
        raise WrongContentError(f"{cycle} 的记录", "别的会议周期的记录")
    return store


def save_store(root: Path, store: Store) -> None:
    """Keep a store in the place of the old one.

    Raises:
        HuiqiError: there is no room, or no right to write.
    """
    from huiqi.collect.kept.store_json import write_store

    folder = find_folder(root, store.cycle)
    text = json.dumps(write_store(store), ensure_ascii=False, separators=(",", ":"))
    try:
        write_durably(folder / INDEX, text.encode("utf-8", "replace"))
    except OSError as error:
        raise HuiqiError(say_unwritable(store.cycle, error)) from error


def forget(root: Path, cycle: str) -> bool:
    """Wipe all that was collected of a cycle; return whether there was anything.

    Raises:
        HuiqiError: a file of it is open or cannot be removed.
    """
    folder = find_folder(root, cycle)
    if not folder.exists():
        return False
    with lock_store(root, cycle):
        there = any(path.name != _LOCK for path in folder.iterdir())
        try:
            # The index first: what is left of a killed wiping is no collection.
            (folder / INDEX).unlink(missing_ok=True)
            for path in sorted(folder.iterdir()):
                if path.is_dir():
                    shutil.rmtree(path)
                elif path.name != _LOCK:
                    path.unlink()
        except OSError as error:
            raise HuiqiError(
                f"不能清除 {FOLDER}/{cycle}/（{explain_os_error(error)}）。改法：关闭打开着其中文件的程序，再运行一次。"
            ) from error
        if os.name != "nt":
            (folder / _LOCK).unlink(missing_ok=True)
    # Not with what is in it: another collecting may have begun by now. Windows removes no lock that is held.
    with suppress(OSError):
        if os.name == "nt":
            (folder / _LOCK).unlink(missing_ok=True)
        folder.rmdir()
    return there


def say_unwritable(cycle: str, error: OSError) -> str:
    """Return what people are told where something of a cycle cannot be written."""
    return (
        f"不能写入 {FOLDER}/{cycle}/（{explain_os_error(error)}）。"
        "改法：关闭打开着其中文件的程序，核对权限和剩余空间，再运行一次。"
    )
