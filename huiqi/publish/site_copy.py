"""A copy of a reviewed site: what its manifest names, checked file by file, and on the disk."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from huiqi.errors import HuiqiError
from huiqi.files.checksums import MANIFEST, load_checksums, refuse_differences, site_digest, verify

PART = ".part-"


def copy_site(public: Path, target: Path, digest: str, part: str = PART) -> None:
    """Copy what the manifest names to a new folder, which is there whole or not at all.

    ``digest`` is that of the manifest that was reviewed. Until it is complete it waits beside the
    target, under a name that begins with ``part``.

    Raises:
        HuiqiError: what arrived is not what was reviewed.
        OSError: it cannot be written.
    """
    fresh = Path(tempfile.mkdtemp(prefix=part, dir=target.parent))
    try:
        for name in [*load_checksums(public), MANIFEST]:
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(public / name, path)
        refuse_differences("复制的文件", verify(fresh))
        if site_digest(fresh) != digest:
            raise HuiqiError("public/ 在审查以后改过。改法：运行 huiqi review，重新审查。")
        _flush(fresh)
        fresh.chmod(0o755)
        fresh.rename(target)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _flush(folder: Path) -> None:
    """Let the disk hold every file before anything leads to it."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
