"""The report of a cycle, written beside the papers that it speaks of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from huiqi.collect.model import Collection
from huiqi.collect.report.made_tables import RECORD, MadeTables
from huiqi.collect.report.page.report_page import write_page
from huiqi.collect.report.tables import write_tables
from huiqi.collect.section import Section
from huiqi.errors import HuiqiError
from huiqi.facts.reading.load import Facts
from huiqi.files.atomic import write_atomically
from huiqi.files.os_errors import explain_os_error

PAGE = "index.html"


def write_report(
    folder: Path,
    collection: Collection,
    facts: Facts,
    sections: Sequence[Section] = (),
    *,
    today: dt.date,
    formats: Mapping[str, str] | None = None,
) -> Path:
    """Write page, workbook and CSV files into the folder of a cycle's collected papers; return the page.

    A table into which somebody typed since it was made is moved aside first.

    Raises:
        HuiqiError: there is no room, or a file is open elsewhere.
    """
    page = write_page(collection, facts, sections, today=today, formats=formats)
    tables = write_tables(collection, facts, today=today, formats=formats)
    made = MadeTables(folder, tables)
    files = {RECORD: made.record, PAGE: page.encode()} | tables
    # One that is open in a spreadsheet keeps no other from being made.
    faults = [fault for name, data in files.items() if (fault := _write(folder / name, data, made))]
    if faults:
        raise HuiqiError("\n".join(faults))
    return folder / PAGE


def _write(path: Path, data: bytes, made: MadeTables) -> str | None:
    """Write a file and return nothing, or why it could not be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        made.keep_typed(path)
        write_atomically(path, data)
    except HuiqiError as error:
        return str(error)
    except OSError as error:
        where = "/".join(path.parts[-3:])
        return f"不能写入 {where}（{explain_os_error(error)}）。改法：关闭打开着它的程序，核对剩余空间，再运行一次。"
    return None
