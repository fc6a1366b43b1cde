"""The options of ``huiqi collect`` by which the office marks papers and chooses between files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from huiqi.errors import HuiqiError

if TYPE_CHECKING:
    from huiqi.collect.model import Collection
    from huiqi.facts.reading.load import Facts

F = TypeVar("F", bound=Callable[..., Any])
_UNDO = "撤销"
_WHOLE = '改法：如 --mark 缓交 --paper "个人发言提纲 赵一" --reason 因公外出。'


@dataclass(frozen=True)
class MarkFlags:
    """What is to be marked: papers as the office names them, how, since when and why; which file to take or not."""

    mark: str | None = None
    paper: tuple[str, ...] = ()
    day: str | None = None
    reason: str | None = None
    choose: tuple[str, ...] = ()
    unchoose: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything is to be noted."""
        return bool(self.mark or self.choose or self.unchoose)

    @property
    def undo(self) -> bool:
        """Whether marks are to be taken back."""
        return self.mark == _UNDO


def mark_options(command: F) -> F:
    """Give a command the options; they arrive under the names of ``MarkFlags``."""
    options = (
        click.option("--mark", metavar="登记", help="登记为已收纸质件、已收扫描件、免交、缓交，或者撤销。"),
        click.option(
            "--paper", metavar="材料", multiple=True,
            help="登记哪一份，如“谈心谈话记录表 赵一 钱二”，名称可以简写；几份的，写几次。",
        ),
        click.option("--day", metavar="日期", help="登记的日期，不写即为今天。"),
        click.option("--reason", metavar="原因", help="登记的原因或存放处。"),
        click.option(
            "--choose", metavar="文件", multiple=True, help="同一份材料交来几个文件的，选用哪一个。"
        ),
        click.option(
            "--unchoose", metavar="文件", multiple=True,
            help="撤销选用；文件已经不在的，写材料的名称和姓名。",
        ),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def refuse_half_marks(flags: MarkFlags) -> None:
    """Refuse what says only half of what is to be marked.

    Raises:
        HuiqiError: a mark without papers, papers without a mark, a reason that belongs to no mark or is missing.
    """
    from huiqi.collect.kept.marks import check_reason
    from huiqi.collect.status.find_due import read_day, read_mark

    about = flags.day is not None or flags.reason is not None
    if (flags.mark is None) != (not flags.paper) or (flags.mark is None and about):
        raise HuiqiError(f"登记要写明登记什么、哪一份。{_WHOLE}")
    if flags.mark is None:
        return
    if flags.undo:
        if about:
            raise HuiqiError("撤销登记不写日期和原因。改法：去掉 --day、--reason。")
        return
    check_reason(read_mark(flags.mark), flags.reason or "")
    if flags.day is not None:
        read_day(flags.day)


def note_marks(
    flags: MarkFlags, folder: Path, collection: Collection, facts: Facts, today: dt.date
) -> Iterator[str]:
    """Keep what the office says and yield what was kept; all is understood before anything is kept.

    Raises:
        HuiqiError: a paper, a file, a mark or a day is not understood, or it cannot be kept.
    """
    from huiqi.collect.kept.choosing import find_choice, remove_choice, set_choice
    from huiqi.collect.status.lapsed import find_chosen

    choices = [find_choice(collection, file) for file in flags.choose]
    taken_back = [find_chosen(collection, facts, name) for name in flags.unchoose]
    yield from _note_marks(flags, folder, collection, facts, today)
    for file, choice in zip(flags.choose, choices, strict=True):
        set_choice(folder, choice)
        yield f"已选用 {file}，其余的留着。"
    for name, chosen in zip(flags.unchoose, taken_back, strict=True):
        for choice in chosen:
            remove_choice(folder, choice)
        yield f"{name}：已撤销选用。"


def _note_marks(
    flags: MarkFlags, folder: Path, collection: Collection, facts: Facts, today: dt.date
) -> Iterator[str]:
    from huiqi.collect.kept.marks import remove_mark, set_mark
    from huiqi.collect.model import MARKS, OfficeMark
    from huiqi.collect.status.find_due import find_named, name_due, read_day, read_mark
    from huiqi.collect.status.lapsed import find_marked

    if flags.mark is None:
        return
    if flags.undo:
        for due in [find_marked(collection, facts, name) for name in flags.paper]:
            remove_mark(folder, due.key)
            yield f"{name_due(due)}：已撤销登记。"
        return
    mark, day = read_mark(flags.mark), read_day(flags.day) if flags.day else today
    for due in [find_named(collection.due, name) for name in flags.paper]:
        set_mark(folder, OfficeMark(due.key, mark, day, flags.reason or ""))
        yield f"{name_due(due)}：登记为{MARKS[mark]}。"
