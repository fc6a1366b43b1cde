"""What the office wrote into the cells of a row, read as source, area, and for whom an opinion is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from huiqi.collect.naming.wording import Wording
from huiqi.collect.office.opinions.model import ASKED, TEAM, Opinion
from huiqi.collect.office.opinions.rows_matched import squeeze
from huiqi.collect.office.opinions.table import name_target
from huiqi.collect.office.opinions.table_rows import Row
from huiqi.collect.office.statements import keep_words
from huiqi.collect.written_number import read_written


def read_cells(row: Row, opinion: Opinion, wording: Wording) -> tuple[Opinion, str, list[str]]:
    """Return the opinion as the office has it, its remark, and what was not taken, in Chinese.

    Its words and its code are never the table's.
    """
    remarks: list[str] = []
    source = _read_source(row, opinion, wording, remarks)
    area = _read_area(row, opinion, wording, remarks)
    target = _read_target(row, opinion, wording, remarks)
    parts = squeeze_note(row.cells["备注"])
    doubts = opinion.doubt.split("；")
    own = [part for part in parts if part not in doubts and not part.startswith(ASKED)]
    # Whoever deletes a doubt has looked at it.
    doubt = opinion.doubt if set(doubts) <= set(parts) else ""
    read = replace(opinion, source=source, area=area, target=target, doubt=doubt)
    return read, "；".join(own), remarks


def squeeze_note(text: str) -> list[str]:
    """Return the parts of a remark."""
    return [part.strip() for part in text.replace("\n", "；").split("；") if part.strip()]


def _read_source(row: Row, opinion: Opinion, wording: Wording, remarks: list[str]) -> str:
    written = squeeze(row.cells["来源"])
    if not written or written == squeeze(opinion.source):
        return opinion.source
    if any(name in written for name in wording.names):
        remarks.append(f"{row.name}的来源写有姓名，没有采用。改法：写单位、座谈会等，不写个人。")
        return opinion.source
    return written


def _read_area(row: Row, opinion: Opinion, wording: Wording, remarks: list[str]) -> str:
    written = keep_words(row.cells["方面"])
    if not written:
        return opinion.area
    found = _pick(written, ((area, (area,)) for area in wording.all_areas))
    if found is None:
        remarks.append(
            f"{row.name}的方面不是表前列出的一项，没有采用。改法：照表前的写法写其中一项。"
        )
        return opinion.area
    return found


def _read_target(row: Row, opinion: Opinion, wording: Wording, remarks: list[str]) -> str:
    written = keep_words(row.cells["对象"])
    if not written or written == keep_words(name_target(opinion.target, wording)):
        return opinion.target
    team = (wording.team, wording.cycle.roles.team, "班子", "支部")
    people = (
        (one.id, (wording.members[one.id], one.name or "", wording.person(one.id)))
        for one in wording.cycle.members
    )
    found = _pick(written, ((TEAM, team), *people))
    if found is None:
        remarks.append(
            f"{row.name}的对象不是“{wording.team}”，也不是一名{wording.cycle.roles.members}，没有采用。"
            "改法：写班子的名称或者一个人的姓名。"
        )
        return opinion.target
    return found


def _pick(written: str, options: Iterable[tuple[str, Iterable[str]]]) -> str | None:
    """Return the one option whose words these are, else the only one that begins with them."""
    listed = [(key, [keep_words(word) for word in words if word]) for key, words in options]
    same = [key for key, words in listed if written in words]
    begun = [
        key
        for key, words in listed
        if len(written) > 1 and any(word.startswith(written) for word in words)
    ]
    return next((found[0] for found in (same, begun) if len(found) == 1), None)


def read_number(text: str) -> int | None:
    """Read the number of a row as people type it; None where there is none."""
    words = unicodedata.normalize("NFKC", text).strip().strip(".、第条行")
    return read_written(words).value
