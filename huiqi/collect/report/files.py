"""The report in ``collected/<cycle>/``: the page, the tables, and the data of ``--format json``.

It is made anew only where something changed: what was read, what the office marked, chose or wrote, the facts,
the day, the program.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from huiqi.collect.kept.store import INDEX, find_folder
from huiqi.collect.model import Collection
from huiqi.collect.report.json_output import collection_json
from huiqi.collect.report.outputs import make_outputs
from huiqi.collect.report.write import PAGE, write_report
from huiqi.errors import HuiqiError
from huiqi.facts.folders import FACTS_FILE
from huiqi.facts.reading.load import Facts
from huiqi.files.atomic import write_atomically
from huiqi.files.os_errors import explain_os_error

_DATA, _KEY = "report.json", ".report-key"
_ROOM = Path(__file__).parent.parent
# Beside the originals, which never change.
_WATCHED = ("*.json", "整理/*")


@dataclass(frozen=True)
class Report:
    """The page, and the whole as plain data."""

    page: Path
    data: Mapping[str, Any]


def refresh_report(root: Path, facts: Facts, collection: Collection, today: dt.date) -> Report:
    """Write the report where it is out of date, with all that is known of a cycle's papers now.

    Raises:
        HuiqiError: a file of it is open in another program, or there is no room.
    """
    folder = find_folder(root, collection.cycle)
    page, kept = folder / PAGE, _read(folder, _digest(folder, facts, today))
    if kept is not None and page.is_file():
        return Report(page, kept)
    outputs = make_outputs(root, collection, facts)
    data = collection_json(collection, outputs.data)
    write_report(folder, collection, facts, outputs.sections, today=today, formats=outputs.formats)
    text = json.dumps(data, ensure_ascii=False)
    try:
        write_atomically(folder / _DATA, text.encode("utf-8", "replace"))
        # The key comes last: a report that was cut off is made again.
        write_atomically(folder / _KEY, _digest(folder, facts, today).encode())
    except OSError as error:
        raise HuiqiError(
            f"不能写入 collected/{collection.cycle}/（{explain_os_error(error)}）。改法：核对权限和剩余空间。"
        ) from error
    return Report(page, data)


def _read(folder: Path, key: str) -> dict[str, Any] | None:
    try:
        if (folder / _KEY).read_text("ascii") != key:
            return None
        data: dict[str, Any] = json.loads((folder / _DATA).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return data


def _digest(folder: Path, facts: Facts, day: dt.date) -> str:
    digest = hashlib.sha256(day.isoformat().encode())
    watched = sorted(path for pattern in _WATCHED for path in folder.glob(pattern))
    program = sorted(path for path in _ROOM.rglob("*.*") if path.suffix != ".pyc")
    # Papers are held against those of older cycles too.
    older = sorted(folder.parent.glob(f"*/{INDEX}"))
    for path in (facts.folder / FACTS_FILE, *watched, *older, *program):
        if path.is_file() and path.name != _DATA:
            digest.update(path.name.encode("utf-8", "replace") + b"\0" + path.read_bytes())
    return digest.hexdigest()
