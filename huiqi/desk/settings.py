"""What the desk remembers for the office from one day to the next: the places it publishes to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from huiqi.desk.keeping.place import DESK
from huiqi.errors import HuiqiError
from huiqi.files.atomic import write_durably
from huiqi.files.os_errors import explain_os_error

# Where the site is published, and the folder (a USB stick's) that it is taken away in.
Setting = Literal["place", "stick"]
_FILE = "settings.json"


def read_setting(root: Path, name: Setting) -> str:
    """Return what is remembered; empty where nothing is, or the file is spoilt."""
    value = _read(root).get(name, "")
    return value if isinstance(value, str) else ""


def keep_setting(root: Path, name: Setting, value: str) -> None:
    """Remember a value.

    Raises:
        HuiqiError: it cannot be written.
    """
    known = _read(root)
    if known.get(name) == value:
        return
    path = root / DESK / _FILE
    try:
        path.parent.mkdir(exist_ok=True)
        text = json.dumps(known | {name: value}, ensure_ascii=False, indent=1)
        write_durably(path, text.encode("utf-8", "replace"))
    except OSError as error:
        raise HuiqiError(
            f"没有记住位置（{explain_os_error(error)}）。改法：核对文件夹的权限和剩余空间。"
        ) from error


def _read(root: Path) -> dict[str, object]:
    try:
        known = json.loads((root / DESK / _FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}
