"""Folders in which sites and packs are made beside the live ones, and what dead builds left."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from huiqi.errors import HuiqiError
from huiqi.files.atomic import replace_folder
from huiqi.files.os_errors import explain_os_error

_PREFIX = ".huiqi-"
_OLD = ".old"


@contextmanager
def open_scratch(live: Path) -> Iterator[Path]:
    """Yield a new folder beside what is live; what earlier builds left there is put right first.

    Raises:
        HuiqiError: the folder cannot be written.
    """
    try:
        live.mkdir(exist_ok=True)
        _clear_dead(live)
        scratch = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=live))
    except OSError as error:
        raise HuiqiError(
            f"不能写入 {live.name}/（{explain_os_error(error)}）。改法：核对文件夹的权限和剩余空间。"
        ) from error
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def list_scratch(live: Path) -> list[Path]:
    """Return the folders in which builds are at work, or were when they died."""
    return sorted(live.glob(f"{_PREFIX}*"))


def _clear_dead(live: Path) -> None:
    """Remove what a build left that was killed; what it had moved away comes back."""
    for scratch in list_scratch(live):
        for old in scratch.glob(f"*{_OLD}"):
            target = live / old.name.removesuffix(_OLD)
            if not target.exists():
                old.rename(target)
        shutil.rmtree(scratch, ignore_errors=True)


def put_in_place(fresh: Path, live: Path, scratch: Path) -> None:
    """Put a finished folder in the place of the live one, which goes with the scratch folder."""
    replace_folder(fresh, live, scratch / f"{live.name}{_OLD}")
