"""What changed between two versions of a file of facts, in Chinese."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from huiqi.errors import FindingsError

_MOST = 20
_REST = "另有 {} 处改动"
_WORDING_ONLY = "只改动了注释或写法"
_UNREADABLE = "文件的文字有改动"


def describe_save(before: Path, after: Path) -> tuple[str, ...]:
    """Return a line for each fact that changed; internal facts and names too, as it stays here."""
    from huiqi.compare.changes import compare
    from huiqi.compare.text_report import show_change
    from huiqi.facts.kinds import say_label
    from huiqi.facts.reading.load import read_facts

    try:
        old, new = (read_facts(path, path.name) for path in (before, after))
    except FindingsError:
        return (_UNREADABLE,)
    if old.findings or new.findings:
        # What refers to nothing cannot be put into words.
        return _name_groups(old.written, new.written) or (_WORDING_ONLY,)
    changes = compare(old.sound.cycle, new.sound.cycle)
    lines = [say_label(new.sound.cycle, show_change(change)) for change in changes]
    if len(lines) > _MOST:
        lines[_MOST:] = [_REST.format(len(lines) - _MOST)]
    return tuple(lines) or _name_groups(old.written, new.written) or (_WORDING_ONLY,)


def _name_groups(old: dict[str, Any], new: dict[str, Any]) -> tuple[str, ...]:
    """Return which of the groups at the top of the file differ."""
    from huiqi.facts.model.cycle import Cycle

    differ = [key for key in (old | new) if old.get(key) != new.get(key)]
    fields = Cycle.model_fields
    titles = (fields[key].title if key in fields else key for key in differ)
    return tuple(f"{title}：有改动" for title in titles)
