"""R22: a reading's edition is in force on the meeting's day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from huiqi.errors import Finding, KeyPath
from huiqi.facts.calendar import format_day
from huiqi.facts.model.fields import Day, Fact, Text
from huiqi.facts.reading.yaml_source import read_source
from huiqi.rules.base import Case, fault, hint

_TABLE = Path(__file__).with_name("editions.yml")


class Edition(Fact):
    """A rule whose editions are known. ``words`` stand in its title."""

    name: Text
    words: Text
    in_force_from: tuple[Day, ...]


@lru_cache
def load_editions(path: Path = _TABLE) -> tuple[Edition, ...]:
    """Return the table of editions; its own faults are ours, and a test finds them."""
    rows = read_source(path, path.name).data
    return tuple(TypeAdapter(dict[str, Edition]).validate_python(rows).values())


def check_editions(case: Case) -> Iterator[Finding]:
    """R22: a reading's edition is in force on the meeting's day."""
    day = case.cycle.reference_day
    for place, group in enumerate(case.cycle.reading_list):
        for index, item in enumerate(group.items):
            key: KeyPath = ("reading_list", place, "items", index)
            if item.kind == "法规" and "《" not in item.title:
                yield hint((*key, "title"), "带书名号的法规名称", f"“{item.title}”", "加上《》")
            for known in load_editions():
                if known.words in item.title and day:
                    yield from _check_edition(key, known, item.edition, day)
                elif known.words in item.title:
                    yield from _check_age(key, known, item.edition)


def _check_age(key: KeyPath, known: Edition, edition: dt.date | None) -> Iterator[Finding]:
    """Without a day the newest edition is the likeliest; an older one is worth a look."""
    newest = known.in_force_from[-1]
    if edition and edition < newest:
        yield hint((*key, "edition"), f"会议时有效的{known.name}版本（最新的是{format_day(newest)}）",
                   f"{format_day(edition)}的版本", "会议日期确定后核对版本")  # fmt: skip


def _check_edition(
    key: KeyPath, known: Edition, edition: dt.date | None, day: dt.date
) -> Iterator[Finding]:
    valid = [start for start in known.in_force_from if start <= day]
    if edition is None:
        yield hint(key, f"{known.name}的版本日期", "没有写", "补写 edition")
    elif valid and edition not in known.in_force_from:
        days = "、".join(map(format_day, known.in_force_from))
        yield hint((*key, "edition"), f"已收录的版本：{days}",
                   format_day(edition), "核对版本日期")  # fmt: skip
    elif valid and edition != valid[-1]:
        expected = f"{format_day(day)}有效的{known.name}版本（{format_day(valid[-1])}）"
        yield fault((*key, "edition"), expected, f"{format_day(edition)}的版本", "改用有效版本")
