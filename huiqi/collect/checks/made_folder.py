"""A folder made for the office, and made anew as a whole: what somebody changed in it since is moved aside first.

Beside it ``.<name>.sha256`` says which files it was made with, in the form that sha256sum reads.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from pathlib import Path

from huiqi.collect.kept.kept_json import put_aside
from huiqi.collect.receiving.incoming import is_passed_over
from huiqi.errors import HuiqiError
from huiqi.files.atomic import replace_folder, write_atomically
from huiqi.files.os_errors import explain_os_error


def replace_made(folder: Path, files: Mapping[str, bytes]) -> str:
    """Put files in the place of those made before; return the name under which changed ones are now, if any were.

    Raises:
        HuiqiError: it cannot be written, or another program holds a file of it open; the old ones are then there still.
    """
    try:
        kept = put_aside(folder).name if _is_changed(folder) else ""
        _write(folder, files)
        write_atomically(_record_of(folder), _list_digests(files).encode())
    except OSError as error:
        where = "/".join(folder.parts[-3:])
        raise HuiqiError(
            f"不能写入 {where}/（{explain_os_error(error)}）。改法：关闭打开着其中文件的程序，核对权限和剩余空间。"
        ) from error
    return kept


def say_aside(place: str, name: str) -> str:
    """Say where changed files are now, in a sentence; nothing where there were none."""
    return f"原来的文件改过，已留在 {place}/{name}/。" if name else ""


def _is_changed(folder: Path) -> bool:
    """Whether a folder holds anything but what it was made with; a file that was deleted is no loss."""
    if not folder.exists():
        return False
    record = _record_of(folder)
    made = set(record.read_text("utf-8").splitlines()) if record.exists() else set()
    there = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not is_passed_over(path.name)
    }
    return not set(_list_digests(there).splitlines()) <= made


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".making-", dir=folder.parent) as scratch:
        fresh = Path(scratch) / "fresh"
        fresh.mkdir()
        for name, data in files.items():
            (fresh / name).write_bytes(data)
        replace_folder(fresh, folder, Path(scratch) / "old")


def _record_of(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.sha256")


def _list_digests(files: Mapping[str, bytes]) -> str:
    lines = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    return "".join(sorted(lines))
