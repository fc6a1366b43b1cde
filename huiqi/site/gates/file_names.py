"""How findings about a built site name its files."""

from __future__ import annotations

SHOWN = 3


def name_files(names: list[str]) -> str:
    """Name the files of a finding: the first few, and how many there are."""
    unique = list(dict.fromkeys(names))
    more = f"等 {len(unique)} 个文件" if len(unique) > SHOWN else ""
    return "、".join(unique[:SHOWN]) + more
