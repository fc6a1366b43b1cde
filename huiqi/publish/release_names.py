"""The names of releases: they sort in the order of publication, and say when and what."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_NAME = re.compile(r"\d{6}-\d{8}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Release:
    """What the name of a release says: its number, the day, the beginning of its manifest's digest."""

    number: int
    day: dt.date
    digest: str


def read_release(name: str) -> Release:
    """Return what the name of a release says."""
    number, day, digest = name.split("-")
    return Release(int(number), dt.datetime.strptime(day, "%Y%m%d").date(), digest)


def name_release(earlier: Sequence[str], digest: str) -> str:
    """Return a name that sorts behind all earlier ones, whatever the clock says."""
    number = int(earlier[-1].partition("-")[0]) + 1 if earlier else 1
    return f"{number:06}-{dt.date.today():%Y%m%d}-{digest[:12]}"


def list_releases(shelf: Path) -> list[str]:
    """Return the names of the releases in a folder, the oldest first."""
    return sorted(
        path.name for path in shelf.iterdir() if path.is_dir() and _NAME.fullmatch(path.name)
    )
