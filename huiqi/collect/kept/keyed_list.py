"""A list of the office about single papers, kept as JSON: each item says which copy it is about.

Each change is read, made and written under one lock, as the desk and the command may do so at once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from huiqi.collect.kept.kept_json import (
    WrongContentError,
    explain_damage,
    explain_newer,
    lock_file,
    read_json,
    write_json,
)
from huiqi.collect.model import CopyKey

_LOCK = ".marks.lock"


def load_list(path: Path, check: Callable[[Any], bool]) -> list[Any]:
    """Return the items of a list; none where there is no file.

    Raises:
        HuiqiError: it cannot be read, or an item is not as ``check`` wants it.
    """
    try:
        items = read_json(path)
        if items is None:
            return []
        if isinstance(items, dict) and isinstance(items.get("version"), int):
            raise explain_newer(path)
        if not isinstance(items, list):
            raise WrongContentError("一个列表", "别的内容")
        for number, item in enumerate(items, start=1):
            if not (_is_key(item) and check(item)):
                raise WrongContentError("写法合格的各项", f"第 {number} 项不合格")
    except WrongContentError as wrong:
        raise explain_damage(path, wrong) from None
    return items


def _is_key(item: Any) -> bool:
    return bool(
        isinstance(item, dict)
        and isinstance(item.get("document"), str)
        and isinstance(item.get("paper"), str)
        and are_texts(item.get("people"))
        and isinstance(item.get("office"), str | None)
    )


def are_texts(value: Any) -> bool:
    """Whether a value is a list of texts."""
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def change_list(
    folder: Path,
    name: str,
    check: Callable[[Any], bool],
    is_older: Callable[[Any], bool],
    said: dict[str, Any] | None = None,
) -> None:
    """Take items out of a list, and put one in.

    Raises:
        HuiqiError: the list is damaged, or it cannot be written.
    """
    with lock_lists(folder):
        kept = [item for item in load_list(folder / name, check) if not is_older(item)]
        kept += [] if said is None else [said]
        # The same marks make the same bytes, in whatever order they were set.
        kept.sort(key=lambda item: json.dumps([write_key(read_key(item)), item.get("digest")]))
        write_json(folder / name, kept)


def lock_lists(folder: Path) -> AbstractContextManager[None]:
    """Keep every other change of a cycle's lists out.

    Raises:
        HuiqiError: there is no room, or no right to write.
    """
    return lock_file(folder / _LOCK)


def read_key(item: Mapping[str, Any]) -> CopyKey:
    """Return which copy is meant by what ``write_key`` wrote."""
    return CopyKey(item["document"], item["paper"], tuple(item["people"]), item["office"])


def write_key(key: CopyKey) -> dict[str, Any]:
    """Return a copy as JSON knows it."""
    return {
        "document": key.document, "paper": key.paper, "people": list(key.people), "office": key.office,
    }  # fmt: skip
