"""Ids that the file leaves out: made anew at each reading, so they are to be written before they count."""

from __future__ import annotations

from collections.abc import Iterator

from huiqi.errors import Finding
from huiqi.facts.reading.load import Facts

_SHOWN = 3


def find_unwritten_ids(facts: Facts) -> Iterator[Finding]:
    """Yield one finding if ids are left out: links, calendars and filled papers hang on them."""
    made = facts.source.ids
    if made:
        shown = "、".join(list(made.values())[:_SHOWN]) + ("等" if len(made) > _SHOWN else "")
        yield facts.source.place(
            Finding(
                "ids",
                "写入文件的代号（链接、日历、填好的文件都按代号辨认）",
                f"{len(made)} 项没有写，暂用 {shown}",
                f"运行 huiqi check --ids {facts.cycle.id}，把代号写入文件",
                next(iter(made)),
            )
        )
