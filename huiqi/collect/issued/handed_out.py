"""What was handed out: the form of every paper as it went out, and which copy has which.

``handed-out/<cycle>/`` keeps ``forms/<digest>.json`` and ``index.json``. Each handing out adds to it and takes nothing
away: a paper that comes back is read with the form that it was made from, whatever became of template and
facts since. It is written when somebody says that the pack goes out, never by a build.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from huiqi.collect.kept.keyed_list import read_key, write_key
from huiqi.collect.model import CopyKey
from huiqi.collect.reading.forms import Form
from huiqi.errors import HuiqiError

FOLDER = "handed-out"
INDEX, FORMS, LOCK = "index.json", "forms", ".lock"
VERSION = 1


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
        path = self.folder / FORMS / f"{digest}.json"
        if not any(one.form == digest for one in self.copies):
            return None
        try:
            return Form.from_json(json.loads(path.read_text("utf-8")))
        except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
            raise HuiqiError(_damaged(path)) from error


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
        if data["version"] > VERSION:
            raise HuiqiError(
                f"{_show(path)} 由较新的会期写成。改法：用写它的那一版，或者更新会期。"
            )
        return HandedOut(folder, tuple(_read_copy(item) for item in data["copies"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise HuiqiError(_damaged(path)) from error


def _read_copy(item: dict[str, Any]) -> HandedCopy:
    return HandedCopy(
        read_key(item), item["copy"], item["form"], item["written"], item["file"],
        dt.date.fromisoformat(item["day"]),
    )  # fmt: skip


def write_copy(copy: HandedCopy) -> dict[str, Any]:
    """Return a copy as JSON knows it."""
    return write_key(copy.key) | {
        "copy": copy.copy, "form": copy.form, "written": copy.written, "file": copy.file,
        "day": copy.day.isoformat(),
    }  # fmt: skip


def _show(path: Path) -> str:
    return "/".join(path.parts[-3:])


def _damaged(path: Path) -> str:
    return f"{_show(path)} 读不出来。改法：从备份中恢复 {FOLDER}/ 文件夹。"
