"""The report in ``collected/<cycle>/``: the page, the tables, and the data of ``--format json``.

It is made anew where a file of it is gone, or where anything changed that it is made from (``huiqi.collect.freshness``).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from huiqi.collect.freshness import digest_inputs, digest_places, digest_texts, list_cycle_files
from huiqi.collect.kept.choosing import CHOICES_FILE
from huiqi.collect.kept.kept_json import lock_file
from huiqi.collect.kept.marks import MARKS_FILE
from huiqi.collect.kept.originals import list_originals
from huiqi.collect.kept.store import INDEX, find_folder
from huiqi.collect.office.working_files import FOLDER as WORKING
from huiqi.collect.report.json_output import collection_json
from huiqi.collect.report.outputs import make_outputs
from huiqi.collect.report.tables import FILES
from huiqi.collect.report.write import PAGE, write_report
from huiqi.collect.run import load_collection
from huiqi.errors import HuiqiError
from huiqi.facts.reading.load import Facts
from huiqi.files.atomic import write_atomically
from huiqi.files.os_errors import explain_os_error

_DATA, _KEY, _LOCK = "report.json", ".report-key", ".report.lock"
# Of a cycle's folder; all else there is made of these.
_KEPT = (INDEX, MARKS_FILE, CHOICES_FILE, WORKING)


@dataclass(frozen=True)
class Report:
    """The page, and the whole as plain data."""

    page: Path
    data: Mapping[str, Any]


def refresh_report(root: Path, facts: Facts, today: dt.date) -> Report:
    """Write the report where it is out of date, with all that is known of a cycle's papers now.

    Raises:
        HuiqiError: what is kept is damaged, a file of the report is open in another program, or there is no room.
    """
    cycle = facts.cycle.id
    folder = find_folder(root, cycle)
    with lock_file(folder / _LOCK):
        # The key first, and what is kept after it: a change in between makes the report out of date again.
        key = digest_report(root, cycle, today)
        kept = _read(folder, key)
        if kept is not None and all((folder / name).is_file() for name in (PAGE, *FILES)):
            return Report(folder / PAGE, kept)
        return _make(root, facts, today, key)


def _make(root: Path, facts: Facts, today: dt.date, key: str) -> Report:
    collection = load_collection(root, facts.cycle.id, facts)
    folder, outputs = find_folder(root, collection.cycle), make_outputs(root, collection, facts)
    data = collection_json(collection, outputs.data)
    write_report(folder, collection, facts, outputs.sections, today=today, formats=outputs.formats)
    text = json.dumps(data, ensure_ascii=False)
    try:
        write_atomically(folder / _DATA, text.encode("utf-8", "replace"))
        # The key comes last: a report that was cut off is made again.
        write_atomically(folder / _KEY, key.encode())
    except OSError as error:
        raise HuiqiError(
            f"不能写入 collected/{collection.cycle}/（{explain_os_error(error)}）。改法：核对权限和剩余空间。"
        ) from error
    return Report(folder / PAGE, data)


def _read(folder: Path, key: str) -> dict[str, Any] | None:
    try:
        if (folder / _KEY).read_text("ascii") != key:
            return None
        data: dict[str, Any] = json.loads((folder / _DATA).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return data


def digest_report(root: Path, cycle: str, day: dt.date) -> str:
    """Return the digest of all that the report of a day is made from.

    Papers are held against those of older cycles too, with the facts and materials of these.
    """
    own = find_folder(root, cycle)
    others = {path.parent for path in own.parent.glob(f"*/{INDEX}")} - {own}
    kept = [folder / name for folder in (own, *others) for name in _KEPT]
    older = [path for folder in others for path in list_cycle_files(root, folder.name)]
    # Each is named by the digest of the file that came in.
    originals = sorted(list_originals(root, cycle))
    return digest_texts(
        day.isoformat(),
        digest_inputs(root, cycle),
        digest_places(root, [*kept, *older]),
        *originals,
    )
