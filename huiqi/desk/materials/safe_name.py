"""Names of uploaded files, made such that every system takes them and no fact is read into them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from pathlib import PurePosixPath

from huiqi.files.windows_names import drop_unseen, find_same, is_device

# What Windows refuses in names, and the braces that texts of the facts take for references.
_REFUSED = re.compile(r'[<>:"/\\|?*{}｛｝]')
_LONGEST, _LONGEST_BYTES = 80, 180
_UNNAMED = "材料"


def make_safe_name(given: str) -> str:
    """Return the name under which a file may be kept: the last part of what was given, cleaned."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    clean = re.sub(r"\s+", " ", _REFUSED.sub("_", drop_unseen(last))).strip(" .~$")
    path = PurePosixPath(clean or _UNNAMED)
    suffix = path.suffix.lower().rstrip() if len(path.suffix) <= 10 else ""
    stem = clean[: len(clean) - len(suffix)].rstrip(" .") if suffix else clean
    return f"{_shorten(_avoid_device(stem or _UNNAMED))}{suffix}"


def _avoid_device(stem: str) -> str:
    """Return a stem that Windows takes for no device, with whatever follows a dot in it."""
    return f"{_UNNAMED}-{stem}" if is_device(stem) else stem


def _shorten(stem: str) -> str:
    stem = stem[:_LONGEST]
    while len(stem.encode()) > _LONGEST_BYTES:
        stem = stem[:-1]
    return stem.rstrip(" .")


def make_free_name(name: str, names: Collection[str]) -> str:
    """Return a name like this one that none of the others has."""
    path = PurePosixPath(name)
    number, free = 2, name
    while find_same(free, names) is not None:
        free = f"{path.stem}（{number}）{path.suffix}"
        number += 1
    return free
