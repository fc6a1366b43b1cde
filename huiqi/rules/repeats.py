"""R23: what belongs to an earlier cycle's meeting is not this meeting's too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from huiqi.errors import Finding
from huiqi.facts.calendar import Deadline, format_day
from huiqi.facts.fingerprints import find_owners, hash_fact, is_distinctive
from huiqi.facts.model.varying import find_varying
from huiqi.facts.model.walk import label_of
from huiqi.rules.base import Case, hint

_SHOWN = 20


def check_repeats(case: Case) -> Iterator[Finding]:
    """R23: no date, theme or area of an earlier cycle is left over."""
    # The ids begin with the year: what a later cycle took over is that cycle's leftover.
    owners = find_owners(other for other in case.others if other.id < case.cycle.id)
    for fact in find_varying(case.cycle):
        owner = owners.get(hash_fact(fact)) if is_distinctive(fact) else None
        if owner:
            yield hint(fact.path, f"本次会议自己的内容（{label_of(fact.path, fact.title)}）",
                       f"与 {owner} 相同的{_say(fact.value)}",
                       "核对是否上一周期留下的；确实相同的不必改")  # fmt: skip


def _say(value: Any) -> str:
    if isinstance(value, str):
        return f"“{value[:_SHOWN]}{'…' if len(value) > _SHOWN else ''}”"
    day = value.day if isinstance(value, Deadline) else value
    return format_day(day) if isinstance(day, dt.date) else "内容"
