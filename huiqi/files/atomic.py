"""Putting a finished folder, or file, in the place of the one that is shown."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from huiqi.errors import HuiqiError
from huiqi.files.os_errors import explain_os_error

_HERE, _EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux


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
    fresh = (beside or path.parent) / f".{path.name}.part"
    try:
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
