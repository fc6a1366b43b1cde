"""What was built: for each cycle the key of its facts and pages, and the files that came of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from huiqi.build.json_store import CACHE, read_json_store, write_json_store
from huiqi.errors import Finding


@dataclass(frozen=True)
class Record:
    """One cycle as it was built.

    ``sizes`` holds every file of its site and its pack by its address in the project, ``sums`` the
    SHA-256 of each file of the site by its address there.
    """

    key: str
    hints: tuple[Finding, ...]
    sizes: dict[str, int]
    sums: dict[str, str]


def _path(root: Path, cycle: str) -> Path:
    return root / CACHE / "built" / f"{cycle}.json"


def read_record(root: Path, cycle: str) -> Record | None:
    """Return the record of a cycle, if there is one and it is one."""
    data = read_json_store(_path(root, cycle))
    try:
        hints = tuple(_read_finding(item) for item in data["hints"])
        record = Record(data["key"], hints, dict(data["sizes"]), dict(data["sums"]))
    except (KeyError, TypeError, ValueError):
        return None
    texts = [*record.sums, *record.sums.values(), *record.sizes, record.key]
    return record if all(isinstance(text, str) for text in texts) else None


def _read_finding(data: dict[str, Any]) -> Finding:
    return Finding(**{**data, "key": tuple(data["key"])})


def write_record(root: Path, cycle: str, record: Record) -> None:
    """Keep the record of a cycle."""
    data = asdict(record) | {"hints": [asdict(hint) for hint in record.hints]}
    write_json_store(_path(root, cycle), data)


def forget_record(root: Path, cycle: str) -> None:
    """Forget how a cycle was built, before its files are others."""
    _path(root, cycle).unlink(missing_ok=True)


def forget_pack(root: Path, cycle: str) -> None:
    """Let the next build make a cycle's pack again, before single papers of it are made; the site stays.

    What was built from the same facts may still be reviewed and published.
    """
    record = read_record(root, cycle)
    if record:
        sizes = {name: size for name, size in record.sizes.items() if name.startswith("public/")}
        write_record(root, cycle, replace(record, sizes=sizes))


def list_sizes(root: Path, cycle: str) -> dict[str, int]:
    """Return the size of every file of a cycle's site and pack, by its address in the project.

    A link has the size -1: it is none of ours.
    """
    found: dict[str, int] = {}
    for room in ("public", "pack"):
        found |= dict(_walk(str(root / room / cycle), f"{room}/{cycle}"))
    archive = root / "pack" / f"{cycle}.zip"
    if archive.is_file():
        found[f"pack/{cycle}.zip"] = archive.stat().st_size
    return found


def _walk(folder: str, name: str) -> Iterator[tuple[str, int]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        inner = f"{name}/{entry.name}"
        if entry.is_symlink():
            yield inner, -1
        elif entry.is_dir():
            yield from _walk(entry.path, inner)
        else:
            yield inner, entry.stat().st_size
