"""Putting a finished folder, or file, in the place of the one that is shown."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import time
from contextlib import suppress
from pathlib import Path

from huiqi.errors import HuiqiError
from huiqi.files.os_errors import explain_os_error

_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux
_PATIENCE, _PAUSE = 1.0, 0.05  # seconds


def replace_folder(fresh: Path, live: Path, old: Path) -> None:
    """Put a fresh folder in the place of the live one, which moves to ``old``.

    On Linux there is a live folder at every moment. Elsewhere a program that is killed between two
    renames leaves it at ``old``.

    Raises:
        HuiqiError: another program holds a file of it open; the live folder is then as it was.
    """
    try:
        if live.exists() and _exchange(fresh, live):
            fresh.rename(old)
            return
        if live.exists():
            live.rename(old)
        fresh.rename(live)
    except OSError as error:
        if old.exists() and not live.exists():
            old.rename(live)
        where = f"{live.parent.name}/{live.name}/"
        raise HuiqiError(
            f"不能更换 {where}（{explain_os_error(error)}）。改法：关闭打开着 {where} 的窗口和程序，再生成一次。"
        ) from error


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in a single step; False where the system has no such step."""
    if sys.platform != "linux":
        return False
    try:
        rename = ctypes.CDLL(None).renameat2
    except (OSError, AttributeError):
        return False  # an older C library
    done: int = rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    return done == 0  # else some network file system, and two renames may do


def write_atomically(path: Path, data: bytes, *, beside: Path | None = None) -> None:
    """Write a file whole, in the place of the old one.

    Until it is complete it waits in the folder ``beside``, else in its own.
    """
    fresh = _part_of((beside or path.parent) / path.name)
    try:
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def write_durably(path: Path, data: bytes) -> None:
    """Write a file whole, in the place of the old one, so that it outlasts a loss of power too.

    The new one has the rights of the old. An editor that holds the old one (Windows) is waited for.
    """
    fresh = _part_of(path)
    try:
        with fresh.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, fresh)
        _replace_patiently(fresh, path)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def clear_part(path: Path) -> None:
    """Remove what a killed program had written of a file so far."""
    with suppress(OSError):
        _part_of(path).unlink()


def _part_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.part")


def _replace_patiently(fresh: Path, path: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            fresh.replace(path)
        except PermissionError:
            if time.monotonic() > end:
                raise
            time.sleep(_PAUSE)
        else:
            return


def sync_folder(folder: Path) -> None:
    """Let the names in a folder outlast a loss of power; some systems and shares know no such step."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
