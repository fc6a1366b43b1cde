"""Beginning a new cycle: its folder whole, or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from huiqi.errors import HuiqiError, KeyPath
from huiqi.facts.editing.apply import apply_changes
from huiqi.facts.editing.changes import Set
from huiqi.facts.folders import FACTS_FILE, unmark_sample
from huiqi.facts.model.cycle import Kind
from huiqi.facts.model.fields import CycleId
from huiqi.facts.reading.load import Facts, load_cycle
from huiqi.facts.reading.text_file import read_text
from huiqi.files.os_errors import explain_os_error
from huiqi.lifecycle.blank_facts import render_bare, render_blank
from huiqi.lifecycle.reopen import reopen
from huiqi.lifecycle.write_out import add_ids
from huiqi.materials.read_file import FOLDER

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class CreatedCycle:
    """A new cycle, and the one that it follows."""

    facts: Facts
    old: Facts | None = None


def create_cycle(
    cycles: Path,
    name: str,
    old: Facts | None = None,
    kind: Kind = "年度",
    values: Mapping[KeyPath, Any] | None = None,
    *,
    bare: bool = False,
) -> CreatedCycle:
    """Make the folder of a new cycle: an empty file of facts, or what stays from an older one.

    ``kind`` is that of an empty file; an older one keeps its own. ``bare``: an empty file has no
    examples and explanations, as it is filled in elsewhere. ``values`` are facts that are known
    already. The folder of all cycles is made where there is none.

    Raises:
        HuiqiError: a wrong name, a folder that is there already or cannot be written, older
            facts that cannot be taken over. Nothing is left behind.
    """
    _check_name(name)
    folder = cycles / name
    if folder.exists() or folder.is_symlink():
        raise HuiqiError(
            f"{cycles.name}/{name} 已经存在，不覆盖。改法：换一个代号，或者移走原有的再新建。"
        )
    try:
        cycles.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".huiqi-", dir=cycles) as scratch:
            fresh = Path(scratch) / name
            fresh.mkdir()
            if old is None:
                render = render_bare if bare else render_blank
                _write_new(fresh, render(name, kind), values or {})
            else:
                _take_over(fresh, old, values or {})
            load_cycle(fresh)
            fresh.rename(folder)
    except OSError as error:
        raise HuiqiError(
            f"不能新建 {cycles.name}/{name}（{explain_os_error(error)}）。"
            f"改法：核对 {cycles.name}/ 允许写入、磁盘有空间，再新建一次。"
        ) from error
    return CreatedCycle(load_cycle(folder), old)


def _check_name(name: str) -> None:
    try:
        TypeAdapter(CycleId).validate_python(name)
    except ValidationError:
        shown = f"{name[:40]}…" if len(name) > 40 else name
        raise HuiqiError(
            f"会议周期代号“{shown}”不合格：应为四位年份、连字符和小写字母或数字，不超过 60 个字符。"
            "改法：写成 2025-loyalty 的样子。"
        ) from None


def _write_new(fresh: Path, text: str, values: Mapping[KeyPath, Any]) -> None:
    text = apply_changes(text, _list_changes(values))
    (fresh / FACTS_FILE).write_text(text, "utf-8", newline="\n")


def _list_changes(values: Mapping[KeyPath, Any]) -> list[Set]:
    return [Set(path, value) for path, value in values.items()]


def _take_over(fresh: Path, old: Facts, values: Mapping[KeyPath, Any]) -> None:
    """Write what stays of older facts, and their materials, into the new folder."""
    source = old.folder / FACTS_FILE
    raw = source.read_bytes()
    text, whole = add_ids(read_text(source, old.source.file), old.source)
    text = unmark_sample(reopen(text, whole, old.cycle, fresh.name))
    text = apply_changes(text, _list_changes(values))
    text = text.replace("\n", "\r\n") if b"\r\n" in raw else text
    (fresh / FACTS_FILE).write_bytes(_BOM * raw.startswith(_BOM) + text.encode())
    if old.cycle.materials:
        _copy_materials(old.folder / FOLDER, fresh / FOLDER)


def _copy_materials(source: Path, target: Path) -> None:
    """Copy the materials: the reading list that they belong to is taken over too."""
    target.mkdir()
    for path in _list_files(source):
        shutil.copyfile(path, target / path.name)


def _list_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        # What an editor leaves lying about, and links to elsewhere, belong to no cycle.
        if path.is_file() and not path.is_symlink() and not path.name.startswith((".", "~$")):
            yield path
