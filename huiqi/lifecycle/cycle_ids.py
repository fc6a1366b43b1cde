"""The id of a new cycle, made from what its meeting is: 2025-dang-ji-xue-xi-jiao-yu."""

from __future__ import annotations

from pathlib import Path

from huiqi.facts.model.cycle import Kind
from huiqi.facts.reading.resolve.made_ids import make_unique, spell_id


def make_cycle_id(cycles: Path, year: int, kind: Kind, special_name: str | None = None) -> str:
    """Return an id that no folder has: the year, then the special name or the kind in pinyin."""
    taken = {path.name for path in cycles.iterdir()} if cycles.is_dir() else set()
    return make_unique(f"{year}-{spell_id(special_name or kind, 'meeting')}", taken)
