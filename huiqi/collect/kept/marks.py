"""What the office marks of papers that do not come as files: ``collected/<cycle>/marks.json``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

from huiqi.collect.kept.keyed_list import change_list, load_list, read_key, write_key
from huiqi.collect.kept.states import is_anonymous
from huiqi.collect.model import MARKS, Collection, CopyKey, Mark, OfficeMark
from huiqi.errors import HuiqiError

MARKS_FILE = "marks.json"


def load_marks(folder: Path) -> tuple[OfficeMark, ...]:
    """Return what the office marked in the folder of a cycle's collected papers.

    Raises:
        HuiqiError: the file is damaged, or cannot be read.
    """
    return tuple(
        OfficeMark(read_key(item), item["mark"], dt.date.fromisoformat(item["day"]), item["reason"])
        for item in load_list(folder / MARKS_FILE, _check_mark)
    )


def set_mark(folder: Path, mark: OfficeMark) -> None:
    """Keep a mark in the place of an older one for the same paper.

    Raises:
        HuiqiError: it gives no reason, the file is damaged, or it cannot be written.
    """
    check_reason(mark.mark, mark.reason)
    said = {"mark": mark.mark, "day": mark.day.isoformat(), "reason": mark.reason.strip()}
    change_list(folder, MARKS_FILE, _check_mark, _is_of(mark.key), write_key(mark.key) | said)


def list_unread(collection: Collection) -> list[OfficeMark]:
    """Return the marks of papers of which no file was read; an anonymous one stands beside the files of others."""
    came = {paper.key for paper in collection.counted if not is_anonymous(paper.key)}
    return [one for one in collection.marks if one.key not in came]


def check_reason(mark: Mark, reason: str) -> None:
    """Refuse a mark that does not say why.

    Raises:
        HuiqiError: there is no reason.
    """
    if not reason.strip():
        raise HuiqiError(
            f"没有写原因。改法：写明{MARKS[mark]}的原因或存放处，如“手写件，双方已签名”。"
        )


def remove_mark(folder: Path, key: CopyKey) -> None:
    """Take back the mark of a paper; nothing happens where there is none."""
    change_list(folder, MARKS_FILE, _check_mark, _is_of(key))


def _is_of(key: CopyKey) -> Callable[[Any], bool]:
    return lambda item: read_key(item) == key


def _check_mark(item: Any) -> bool:
    try:
        dt.date.fromisoformat(item["day"])
    except (KeyError, TypeError, ValueError):
        return False
    return item.get("mark") in get_args(Mark) and isinstance(item.get("reason"), str)
