"""Small files of the cache: written whole, and ignored when they are not what we wrote."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any


def read_store(path: Path) -> dict[str, Any]:
    """Return what was stored; nothing where there is none, or none of ours."""
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def write_store(path: Path, data: dict[str, Any]) -> None:
    """Store data whole in the place of the old; a cache that cannot be written is none."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(data, ensure_ascii=False), "utf-8", newline="\n")
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
