"""The files that the office works with: made here, edited in Word, never overwritten with a typed word in them.

They lie in ``collected/<cycle>/整理/``. ``整理记录.json`` there says which bytes were made last, and with which opinions
the table of opinions was: a file that is not as it was made is moved aside under a number before another takes its
place.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from huiqi.collect.kept.kept_json import lock_file, put_aside
from huiqi.errors import HuiqiError
from huiqi.files.atomic import write_durably
from huiqi.files.os_errors import explain_os_error

FOLDER, RECORD = "整理", "整理记录.json"
_VERSION, _LOCK = 1, ".working.lock"


@dataclass(frozen=True)
class Record:
    """What was made: the digests of files by name, and the codes of the opinions that the table was made with.

    ``typed`` are those among them that the office typed itself, ``results`` the counts that were written into the facts.
    """

    made: Mapping[str, str] = field(default_factory=dict)
    issued: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    results: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Put:
    """What became of a file: whether it was written, and where the edited one before it is now."""

    name: str
    written: bool
    kept: str = ""


class WorkingFiles:
    """The working files of one cycle; ``folder`` is where what was collected of it is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER
        self._shown = f"{folder.parent.name}/{folder.name}/{FOLDER}"

    def show(self, name: str) -> str:
        """Return how messages call a file."""
        return f"{self._shown}/{name}"

    def read(self, name: str) -> bytes | None:
        """Return a file as it is now; None where there is none.

        Raises:
            HuiqiError: it cannot be read.
        """
        try:
            return (self._folder / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise HuiqiError(
                f"读不出 {self.show(name)}（{explain_os_error(error)}）。改法：关闭正在使用它的程序。"
            ) from error

    def load_record(self) -> Record:
        """Return what was made so far; nothing where the record is gone.

        Raises:
            HuiqiError: it is damaged, or a newer program wrote it.
        """
        data = self.read(RECORD)
        if data is None:
            return Record()
        try:
            read: dict[str, Any] = json.loads(data)
            if read["version"] == _VERSION:
                issued, typed = tuple(read["issued"]), tuple(read.get("typed", ()))
                return Record(dict(read["made"]), issued, typed, dict(read.get("results", {})))
        except (ValueError, KeyError, TypeError):
            raise HuiqiError(
                f"{self.show(RECORD)} 读不出来。改法：把它移走再运行；改过的文件不会被盖掉。"
            ) from None
        raise HuiqiError(f"{self.show(RECORD)} 由较新的会期写成。改法：更新会期。")

    def put(
        self,
        files: Mapping[str, bytes],
        issued: Iterable[str] | None = None,
        typed: Iterable[str] = (),
    ) -> list[Put]:
        """Write files; an edited one is moved aside first. ``issued`` are the codes of a new table, with those ``typed``.

        Raises:
            HuiqiError: a file is open in another program, or there is no room.
        """
        done = []
        with self._lock():
            record = self.load_record()
            for name, data in files.items():
                done.append(self._put(name, data, record))
                made = {**record.made, name: _digest(data)}
                record = replace(record, made=made)
                # Written after each file: whatever was made before a program was killed is known as made.
                self._write(RECORD, self._to_json(record))
            if issued is not None:
                record = replace(record, issued=tuple(issued), typed=tuple(typed))
                self._write(RECORD, self._to_json(record))
        return done

    def take_edited(self, name: str, data: bytes) -> str:
        """Put a file that comes back edited in its place; return under which name one edited here is kept, if any.

        Raises:
            HuiqiError: a file is open in another program, or there is no room.
        """
        with self._lock():
            return self._put(name, data, self.load_record()).kept

    def note_results(self, results: Mapping[str, Any]) -> None:
        """Remember which counts were written into the facts.

        Raises:
            HuiqiError: there is no room, or no right to write.
        """
        with self._lock():
            record = self.load_record()
            if dict(results) != record.results:
                self._write(RECORD, self._to_json(replace(record, results=results)))

    def _lock(self) -> AbstractContextManager[None]:
        """Keep other windows and the command out, from looking at a file to putting another in its place."""
        # Beside the folder: what lies in it takes part in the report.
        return lock_file(self._folder.with_name(_LOCK))

    def _put(self, name: str, data: bytes, record: Record) -> Put:
        old = self.read(name)
        if old == data:
            return Put(name, written=False)
        kept = ""
        if old is not None and _digest(old) != record.made.get(name):
            kept = self._move_aside(name)
        self._write(name, data)
        return Put(name, written=True, kept=kept)

    def _move_aside(self, name: str) -> str:
        return put_aside(self._folder / name).relative_to(self._folder).as_posix()

    def _write(self, name: str, data: bytes) -> None:
        path = self._folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_durably(path, data)
        except OSError as error:
            raise HuiqiError(self._refuse(name, error)) from error

    def _refuse(self, name: str, error: OSError) -> str:
        why = explain_os_error(error)
        return (
            f"不能写入 {self.show(name)}（{why}）。改法：关闭打开着它的程序，核对权限和剩余空间。"
        )

    def _to_json(self, record: Record) -> bytes:
        data = {
            "version": _VERSION, "made": dict(record.made),
            "issued": list(record.issued), "typed": list(record.typed),
            "results": dict(record.results),
        }  # fmt: skip
        return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
