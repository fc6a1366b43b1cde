"""The sections of a file of facts, as its samples have them, and what a fact is called there."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from huiqi.errors import KeyPath
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.walk import marks_of

# A heading holds from the first of its facts to the next heading.
_FIRST = {
    "id": "会议周期",
    "team": "班子与人员",
    "bodies": "机构与责任单位",
    "theme": "主题、依据、意义",
    "areas": "对照检查方面",
    "reading_list": "学习篇目",
    "meeting": "会议",
    "documents": "材料",
}
HEADINGS = frozenset(_FIRST.values())


def section_of(key: KeyPath) -> str:
    """Return the heading under which a fact stands; what says how the file is read comes first."""
    heading = ""
    if key[0] not in Cycle.model_fields:
        return _FIRST["id"]
    for name in Cycle.model_fields:
        heading = _FIRST.get(name, heading)
        if name == key[0]:
            break
    return heading


def label_path(cycle: Cycle, path: KeyPath) -> list[str]:
    """Return what the groups around a fact and the fact itself are called.

    An item of a list is called by its number: ``["责任单位", "第2项", "职责", "第1项", "环节"]``.
    """
    labels: list[str] = []
    value: Any = cycle
    for part in path:
        if isinstance(part, int):
            labels.append(f"第{part + 1}项")
            value = value[part]
        else:
            model: type[BaseModel] = type(value)
            labels.append(marks_of(model)[part].title)
            value = getattr(value, part)
    return labels
