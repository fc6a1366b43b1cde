"""The report in ``collected/<cycle>/``: the page, the tables, and the data of ``--format json``.

It is made anew only where something changed: what was read, what the office marked, chose or wrote, the facts,
the day, the program.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

from huiqi.collect.json_output import collection_json
from huiqi.collect.model import Collection
from huiqi.collect.outputs import make_outputs
from huiqi.collect.page.report_page import write_page
from huiqi.collect.store import find_folder
from huiqi.collect.tables import write_tables
from huiqi.errors import HuiqiError
from huiqi.facts.folders import FACTS_FILE
from huiqi.facts.reading.load import Facts
from huiqi.files.atomic import write_atomically
from huiqi.files.os_errors import explain_os_error

PAGE = "index.html"
_DATA, _KEY = "report.json", ".report-key"
_ROOM = Path(__file__).parent
# Beside the originals, which never change.
_WATCHED = ("*.json", "整理/*")


def write_report(
    root: Path, collection: Collection, facts: Facts, *, today: dt.date | None = None
) -> tuple[Path, dict[str, Any]]:
    """Write the report where it is out of date; return its page and the whole as plain data.

    Raises:
        HuiqiError: a file of it is open in another program, or there is no room.
    """
    folder, day = find_folder(root, collection.cycle), today or dt.date.today()
    key = _digest(folder, facts, day)
    page, kept = folder / PAGE, _read(folder, key)
    if kept is not None and page.is_file():
        return page, kept
    outputs = make_outputs(root, collection, facts)
    data = collection_json(collection, outputs.data)
    text = json.dumps(data, ensure_ascii=False)
    html = write_page(collection, facts, outputs.sections, today=day, formats=outputs.formats)
    files = {PAGE: html.encode("utf-8", "replace"), _DATA: text.encode("utf-8", "replace")}
    files |= write_tables(collection, facts, today=day, formats=outputs.formats)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            write_atomically(folder / name, content)
        # The key comes last: a report that was cut off is made again.
        write_atomically(folder / _KEY, _digest(folder, facts, day).encode())
    except OSError as error:
        raise HuiqiError(
            f"不能写入 collected/{collection.cycle}/（{explain_os_error(error)}）。"
            "改法：关闭打开着其中文件的程序，核对剩余空间，再运行一次。"
        ) from error
    return page, data


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
    for path in (facts.folder / FACTS_FILE, *watched, *program):
        if path.is_file() and path.name != _DATA:
            digest.update(path.name.encode("utf-8", "replace") + b"\0" + path.read_bytes())
    return digest.hexdigest()
