"""What the office marks of papers that do not come as files, and which of two files it takes.

``collected/<cycle>/marks.json`` and ``choices.json`` keep it; each change is read, made and written under one lock,
as the desk and the command may do so at once.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from filelock import FileLock

from huiqi.collect.kept.states import Rivals, rivals_of
from huiqi.collect.model import MARKS, CollectedPaper, CopyKey, Mark, OfficeMark
from huiqi.errors import HuiqiError
from huiqi.files.atomic import write_durably

MARKS_FILE, CHOICES_FILE, _LOCK = "marks.json", "choices.json", ".marks.lock"


@dataclass(frozen=True)
class Choice:
    """Which file counts for a paper, by the SHA-256 of its bytes, and which there were to choose from."""

    key: CopyKey
    digest: str
    seen: tuple[str, ...]


def load_marks(folder: Path) -> tuple[OfficeMark, ...]:
    """Return what the office marked in the folder of a cycle's collected papers.

    Raises:
        HuiqiError: the file is damaged.
    """
    return tuple(
        OfficeMark(read_key(item), item["mark"], dt.date.fromisoformat(item["day"]), item["reason"])
        for item in _load(folder / MARKS_FILE, _check_mark)
    )


def set_mark(folder: Path, mark: OfficeMark) -> None:
    """Keep a mark in the place of an older one for the same paper.

    Raises:
        HuiqiError: the file is damaged, or it gives no reason.
    """
    if not mark.reason.strip():
        raise HuiqiError(
            f"没有写原因。改法：写明{MARKS[mark.mark]}的原因或存放处，如“手写件，双方已签名”。"
        )
    said = {"mark": mark.mark, "day": mark.day.isoformat(), "reason": mark.reason.strip()}
    _change(folder, MARKS_FILE, _check_mark, _is_of(mark.key), write_key(mark.key) | said)


def remove_mark(folder: Path, key: CopyKey) -> None:
    """Take back the mark of a paper; nothing happens where there is none."""
    _change(folder, MARKS_FILE, _check_mark, _is_of(key))


def load_choices(folder: Path) -> tuple[Choice, ...]:
    """Return which file the office took for each paper that several came in for.

    Raises:
        HuiqiError: the file is damaged.
    """
    items = _load(folder / CHOICES_FILE, _check_choice)
    return tuple(Choice(read_key(item), item["digest"], tuple(item["seen"])) for item in items)


def set_choice(folder: Path, choice: Choice) -> None:
    """Keep which file counts, in the place of an older choice between the same files."""

    def is_older(item: Any) -> bool:
        return read_key(item) == choice.key and item["digest"] in choice.seen

    said = {"digest": choice.digest, "seen": sorted(choice.seen)}
    _change(folder, CHOICES_FILE, _check_choice, is_older, write_key(choice.key) | said)


def apply_choices(
    papers: Iterable[CollectedPaper], choices: Iterable[Choice]
) -> tuple[CollectedPaper, ...]:
    """Return the papers so that the chosen file counts and its rivals are replaced.

    Once a rival has come in that the office did not see when it chose, its choice holds no more.
    """
    listed = tuple(papers)
    rivals = {paper.digest: rivals_of(paper) for paper in listed}
    there: dict[Rivals, set[str]] = {}
    for digest, group in rivals.items():
        there.setdefault(group, set()).add(digest)
    wanted = {
        rivals[choice.digest]: choice.digest for choice in choices
        if choice.digest in rivals and there[rivals[choice.digest]] <= set(choice.seen)
    }  # fmt: skip
    return tuple(
        replace(one, state="counted" if one.digest == wanted[group] else "replaced")
        if (group := rivals[one.digest]) in wanted
        else one
        for one in listed
    )


def _change(
    folder: Path,
    name: str,
    check: Callable[[Any], bool],
    is_older: Callable[[Any], bool],
    said: dict[str, Any] | None = None,
) -> None:
    """Take items out of a file, and put one in."""
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / _LOCK):
        kept = [item for item in _load(folder / name, check) if not is_older(item)]
        kept += [] if said is None else [said]
        # The same marks make the same bytes, in whatever order they were set.
        kept.sort(key=lambda item: json.dumps([write_key(read_key(item)), item.get("digest")]))
        text = json.dumps(kept, ensure_ascii=False, indent=1)
        write_durably(folder / name, f"{text}\n".encode())


def _is_of(key: CopyKey) -> Callable[[Any], bool]:
    return lambda item: read_key(item) == key


def _load(path: Path, check: Callable[[Any], bool]) -> list[Any]:
    if not path.exists():
        return []
    try:
        items = json.loads(path.read_text("utf-8"))
    except ValueError:
        items = None
    if not isinstance(items, list) or not all(_is_key(item) and check(item) for item in items):
        where = "/".join(path.parts[-3:])
        raise HuiqiError(f"{where} 读不出来。改法：从备份中恢复这个文件，或者删去后重新登记。")
    return items


def _is_key(item: Any) -> bool:
    texts = isinstance(item, dict) and all(
        isinstance(item.get(name), str) for name in ("document", "paper")
    )
    return bool(
        texts
        and isinstance(item.get("people"), list)
        and isinstance(item.get("office"), str | None)
    )


def _check_mark(item: Any) -> bool:
    try:
        dt.date.fromisoformat(item["day"])
    except (KeyError, TypeError, ValueError):
        return False
    return item.get("mark") in get_args(Mark) and isinstance(item.get("reason"), str)


def _check_choice(item: Any) -> bool:
    return isinstance(item.get("digest"), str) and isinstance(item.get("seen"), list)


def read_key(item: Mapping[str, Any]) -> CopyKey:
    """Return which copy is meant by what ``write_key`` wrote."""
    return CopyKey(item["document"], item["paper"], tuple(item["people"]), item["office"])


def write_key(key: CopyKey) -> dict[str, Any]:
    """Return a copy as JSON knows it."""
    return {
        "document": key.document, "paper": key.paper, "people": list(key.people), "office": key.office,
    }  # fmt: skip
