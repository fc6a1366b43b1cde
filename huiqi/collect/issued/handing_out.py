"""Handing out: the forms of papers that go out now are kept beside those that went out before."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock

from huiqi.collect.issued.blanks import Blank, list_blanks, read_blank, take_blank
from huiqi.collect.issued.handed_out import (
    FOLDER,
    FORMS,
    INDEX,
    LOCK,
    VERSION,
    HandedCopy,
    HandedOut,
    load_handed_out,
    write_copy,
)
from huiqi.errors import HuiqiError
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.load import Facts
from huiqi.files.atomic import write_atomically, write_durably
from huiqi.files.os_errors import explain_os_error


@dataclass(frozen=True)
class Handing:
    """What one handing out added: how many copies and forms are new among its papers.

    ``changed`` names the files that somebody changed since they were made.
    """

    papers: int
    copies: int
    forms: int
    changed: tuple[str, ...] = ()


def hand_out(root: Path, facts: Facts, day: dt.date) -> Handing:
    """Keep the forms of the pack as it is now, beside those of earlier handings out.

    Raises:
        HuiqiError: there is no pack, it is a draft or an older program made it; nothing is kept then.
    """
    cycle = facts.cycle
    found = list_blanks(root / "pack" / cycle.id)
    blanks = [one for one in found if one.properties.get("cycle") == cycle.id]
    _refuse_unfit(cycle.id, blanks)
    return _keep(root, cycle, blanks, day)


def hand_out_more(root: Path, cycle: Cycle, blanks: Mapping[str, bytes], day: dt.date) -> Handing:
    """Keep the forms of single papers that go out beside the pack: blanks by the files' names.

    Raises:
        HuiqiError: they cannot be kept.
    """
    read = (read_blank(data, name) for name, data in blanks.items())
    return _keep(root, cycle, [one for one in read if one], day)


def _keep(root: Path, cycle: Cycle, blanks: list[Blank], day: dt.date) -> Handing:
    folder = root / FOLDER / cycle.id
    try:
        (folder / FORMS).mkdir(parents=True, exist_ok=True)
        with FileLock(folder / LOCK):
            handed = load_handed_out(root, cycle.id)
            fresh = [one for one in _list_copies(blanks, day) if _is_new(handed, one)]
            known = {one.form for one in handed.copies}
            forms = {one.digest: one for one in blanks if one.digest not in known}
            for digest, blank in forms.items():
                form = _to_json(take_blank(cycle, blank).to_json())
                write_atomically(folder / FORMS / f"{digest}.json", form)
            # The index comes last: what it names is there.
            copies = [write_copy(one) for one in (*handed.copies, *fresh)]
            write_durably(folder / INDEX, _to_json({"version": VERSION, "copies": copies}))
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


def _to_json(data: object) -> bytes:
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()
