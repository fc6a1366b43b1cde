"""What was handed out: the form of every paper as it went out, and which copy has which.

``handed-out/<cycle>/`` keeps ``forms/<digest>.json`` and ``index.json``. Each handing out adds to it and takes nothing
away: a paper that comes back is read with the form that it was made from, whatever became of template and
facts since. It is written when somebody says that the pack goes out, never by a build.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from filelock import FileLock

from huiqi.collect.blanks import Blank, list_blanks, take_blank
from huiqi.collect.forms import Form
from huiqi.collect.marks import read_key, write_key
from huiqi.collect.model import CopyKey
from huiqi.errors import HuiqiError
from huiqi.facts.reading.load import Facts
from huiqi.files.atomic import write_atomically, write_durably
from huiqi.files.os_errors import explain_os_error

FOLDER = "handed-out"
INDEX, _FORMS, _LOCK = "index.json", "forms", ".lock"
_VERSION = 1


@dataclass(frozen=True)
class HandedCopy:
    """A copy with the form that it had; ``copy`` is its id, empty for an anonymous one.

    ``written`` is the form's digest that its file says, another one than ``form`` where somebody changed the file in
    Word before it went out.
    """

    key: CopyKey
    copy: str
    form: str
    written: str
    file: str
    day: dt.date


@dataclass(frozen=True)
class HandedOut:
    """Everything that was handed out of a cycle, in the order in which it was."""

    folder: Path
    copies: tuple[HandedCopy, ...] = ()

    def latest(self, key: CopyKey) -> HandedCopy | None:
        """Return how a copy was handed out last."""
        return next((one for one in reversed(self.copies) if one.key == key), None)

    def find(self, *, form: str = "", copy: str = "") -> HandedCopy | None:
        """Return the copy with an id, or one with a form, as a file says them; the last one."""
        found = [one for one in self.copies if form and form in (one.form, one.written)]
        found = found or [one for one in self.copies if copy and one.copy == copy]
        return found[-1] if found else None

    def load_form(self, digest: str) -> Form | None:
        """Return a form that was handed out.

        Raises:
            HuiqiError: its file is damaged.
        """
        path = self.folder / _FORMS / f"{digest}.json"
        if not any(one.form == digest for one in self.copies):
            return None
        try:
            return Form.from_json(json.loads(path.read_text("utf-8")))
        except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
            raise HuiqiError(_damaged(path)) from error


@dataclass(frozen=True)
class Handing:
    """What one handing out added."""

    papers: int
    copies: int
    forms: int
    changed: tuple[str, ...] = ()


def load_handed_out(root: Path, cycle: str) -> HandedOut:
    """Return what was handed out of a cycle; nothing where nothing was.

    Raises:
        HuiqiError: the index is damaged, or a newer program wrote it.
    """
    folder = root / FOLDER / cycle
    path = folder / INDEX
    if not path.exists():
        return HandedOut(folder)
    try:
        data = json.loads(path.read_text("utf-8"))
        if data["version"] > _VERSION:
            raise HuiqiError(
                f"{_show(path)} 由较新的会期写成。改法：用写它的那一版，或者更新会期。"
            )
        return HandedOut(folder, tuple(_read_copy(item) for item in data["copies"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise HuiqiError(_damaged(path)) from error


def hand_out(root: Path, facts: Facts, day: dt.date) -> Handing:
    """Keep the forms of the pack as it is now, beside those of earlier handings out.

    Raises:
        HuiqiError: there is no pack, it is a draft or an older program made it; nothing is kept then.
    """
    cycle = facts.cycle
    blanks = [
        one
        for one in list_blanks(root / "pack" / cycle.id)
        if one.properties.get("cycle") == cycle.id
    ]
    _refuse_unfit(cycle.id, blanks)
    return keep_blanks(root, facts, blanks, day)


def keep_blanks(root: Path, facts: Facts, blanks: Sequence[Blank], day: dt.date) -> Handing:
    """Keep the forms of these papers beside those of earlier handings out.

    Raises:
        HuiqiError: they cannot be written; nothing is kept then.
    """
    cycle = facts.cycle
    folder = root / FOLDER / cycle.id
    try:
        (folder / _FORMS).mkdir(parents=True, exist_ok=True)
        with FileLock(folder / _LOCK):
            handed = load_handed_out(root, cycle.id)
            fresh = [one for one in _list_copies(blanks, day) if _is_new(handed, one)]
            known = {one.form for one in handed.copies}
            forms = {one.digest: one for one in blanks if one.digest not in known}
            for digest, blank in forms.items():
                _write_json(folder / _FORMS / f"{digest}.json", take_blank(cycle, blank).to_json())
            copies = [_write_copy(one) for one in (*handed.copies, *fresh)]
            write_durably(folder / INDEX, _to_json({"version": _VERSION, "copies": copies}))
    except OSError as error:
        raise HuiqiError(
            f"不能写入 {FOLDER}/{cycle.id}/（{explain_os_error(error)}）。改法：核对权限和剩余空间。"
        ) from error
    changed = tuple(one.file for one in blanks if one.digest != one.written)
    return Handing(len(blanks), len(fresh), len(forms), changed)


def _refuse_unfit(cycle: str, blanks: list[Blank]) -> None:
    place = f"pack/{cycle}/"
    if not blanks:
        raise HuiqiError(
            f"{place} 中没有材料包，不能登记发出。改法：先运行 huiqi build {cycle} 生成定稿。"
        )
    if any(one.properties.get("draft") for one in blanks):
        raise HuiqiError(
            f"{place} 是草稿，不能登记发出。改法：审核同意后运行 huiqi build {cycle} 生成定稿，再登记。"
        )
    if not all(one.written for one in blanks):
        raise HuiqiError(
            f"{place} 由旧版会期生成，收回时认不出是哪一版。改法：运行 huiqi build {cycle} --force 再生成一次。"
        )


def _list_copies(blanks: Iterable[Blank], day: dt.date) -> Iterable[HandedCopy]:
    for one in blanks:
        copy = one.properties.get("copy", "")
        yield HandedCopy(one.key, copy, one.digest, one.written, one.file, day)


def _is_new(handed: HandedOut, copy: HandedCopy) -> bool:
    last = handed.latest(copy.key)
    return last is None or replace(last, day=copy.day) != copy


def _read_copy(item: dict[str, Any]) -> HandedCopy:
    return HandedCopy(
        read_key(item), item["copy"], item["form"], item["written"], item["file"],
        dt.date.fromisoformat(item["day"]),
    )  # fmt: skip


def _write_copy(copy: HandedCopy) -> dict[str, Any]:
    return write_key(copy.key) | {
        "copy": copy.copy, "form": copy.form, "written": copy.written, "file": copy.file,
        "day": copy.day.isoformat(),
    }  # fmt: skip


def _write_json(path: Path, data: object) -> None:
    write_atomically(path, _to_json(data))


def _to_json(data: object) -> bytes:
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()


def _show(path: Path) -> str:
    return "/".join(path.parts[-3:])


def _damaged(path: Path) -> str:
    return f"{_show(path)} 读不出来。改法：从备份中恢复 {FOLDER}/ 文件夹。"
