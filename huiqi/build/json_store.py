"""Small files of the cache: written whole, and ignored when they are not what we wrote."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from huiqi.files.atomic import write_atomically

CACHE = Path(".cache") / "huiqi"


def read_json_store(path: Path) -> dict[str, Any]:
    """Return what was stored; nothing where there is none, or none of ours."""
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def write_json_store(path: Path, data: dict[str, Any]) -> None:
    """Store data whole in the place of the old; a cache that cannot be written is none."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, json.dumps(data, ensure_ascii=False).encode())
