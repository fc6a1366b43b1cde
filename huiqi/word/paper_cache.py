"""What was made of papers before, by the digest of everything it was made from."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from huiqi.files import zip_archive
from huiqi.tool_versions import describe_tool_versions
from huiqi.word.house_style import STYLE_FOLDER

_ENGINE = Path(__file__).resolve().parent
_SEAL = hashlib.sha256().digest_size


@dataclass(frozen=True)
class PaperCache:
    """Converted papers in a folder, each sealed with its digest; without a folder nothing is kept.

    A result never depends on it.
    """

    folder: Path | None = None

    def find(self, names: Mapping[str, str]) -> dict[str, bytes]:
        """Return what is kept under these names, by their keys."""
        if self.folder is None:
            return {}
        places = {key: self.folder / name for key, name in names.items()}
        found = {key: _read(path) for key, path in places.items() if path.is_file()}
        return {key: data for key, data in found.items() if data is not None}

    def keep(self, name: str, data: bytes) -> None:
        """Keep what was made under its name."""
        if self.folder is None:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        fresh = self.folder / f".{name}.{os.getpid()}"
        fresh.write_bytes(hashlib.sha256(data).digest() + data)
        fresh.replace(self.folder / name)

    def forget(self, days: int = 30) -> None:
        """Remove what has not been used for so long."""
        oldest = time.time() - days * 86400
        folder = self.folder
        for path in folder.iterdir() if folder and folder.is_dir() else ():
            if path.stat().st_mtime < oldest:
                path.unlink()


def _read(path: Path) -> bytes | None:
    """Return what was kept, unless it is not what it was; note that it is still used."""
    os.utime(path)
    kept = path.read_bytes()
    data = kept[_SEAL:]
    return data if kept[:_SEAL] == hashlib.sha256(data).digest() else None


def name_result(kind: str, *parts: str) -> str:
    """Return the name under which a result of these parts is kept; ``kind`` ends it."""
    whole = "\0".join((_digest_engine(), kind, *parts)).encode()
    return f"{hashlib.sha256(whole).hexdigest()}.{kind}"


@cache
def _digest_engine() -> str:
    """Return the digest of what makes the files: the house style, this package, the tools."""
    folders = (STYLE_FOLDER, _ENGINE)
    paths = sorted(path for folder in folders for path in folder.rglob("*.*"))
    digest = hashlib.sha256()
    for path in (*paths, Path(zip_archive.__file__)):
        if path.suffix != ".pyc":
            digest.update(path.name.encode() + b"\x00" + path.read_bytes())
    digest.update(describe_tool_versions().encode())
    return digest.hexdigest()
