"""How the tables of a report were made: one into which somebody typed since is moved aside, never replaced."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from huiqi.collect.kept.kept_json import put_aside
from huiqi.collect.report.tables import BALLOT_FILES, FILES

RECORD = ".tables.json"
_ASIDE = "-旧"


class MadeTables:
    """The digests of the tables of a folder: as they lie there, where they are as they were made, and as they are now.

    The new ones are noted before a table is written: of a run that was cut off, or could not write one that was
    open, none is taken for somebody's own.
    """

    def __init__(self, folder: Path, tables: Mapping[str, bytes]) -> None:
        known = _read(folder / RECORD)
        self._known = {
            name: list(
                dict.fromkeys([*_keep_there(folder / name, known.get(name, ())), _digest(data)])
            )
            for name, data in tables.items()
        }

    @property
    def record(self) -> bytes:
        """The content of the file that keeps the digests."""
        return json.dumps(self._known, ensure_ascii=False).encode()

    def keep_typed(self, path: Path) -> None:
        """Move a table aside that is not as it was made.

        Raises:
            HuiqiError: it is open in another program.
            OSError: it cannot be read.
        """
        known = self._known.get(path.name)
        if known and path.is_file() and _digest(path.read_bytes()) not in known:
            put_aside(path)


def list_typed(folder: Path) -> list[str]:
    """Return the names of the tables that were moved aside."""
    stems = {Path(name).stem for name in (*FILES, *BALLOT_FILES)}
    found = (path for path in folder.glob(f"*{_ASIDE}*") if path.suffix in {".xlsx", ".csv"})
    return sorted(path.name for path in found if path.stem.rpartition(_ASIDE)[0] in stems)


def _read(path: Path) -> dict[str, list[str]]:
    try:
        known = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


def _keep_there(path: Path, known: Sequence[str]) -> Sequence[str]:
    """Return those of the known digests that are to stay: the file's own; all of them where it cannot be read."""
    try:
        there = _digest(path.read_bytes())
    except FileNotFoundError:
        return ()
    except OSError:
        return known
    return [one for one in known if one == there]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
