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

F = TypeVar("F", bound=Callable[..., Any])
_UNDO = "撤销"


@dataclass(frozen=True)
class MarkFlags:
    """What is to be marked: papers as the office names them, how, since when and why; which file to take."""

    mark: str | None = None
    paper: tuple[str, ...] = ()
    day: str | None = None
    reason: str = ""
    choose: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything is to be noted."""
        return bool(self.mark or self.paper or self.choose or self.day or self.reason)


def mark_options(command: F) -> F:
    """Give a command the options; they arrive under the names of ``MarkFlags``."""
    options = (
        click.option("--mark", metavar="登记", help="登记为已收纸质件、已收扫描件、免交、缓交，或者撤销。"),
        click.option(
            "--paper", metavar="材料", multiple=True,
            help="登记哪一份，如“谈心谈话记录表 赵一 钱二”；几份的，写几次。",
        ),
        click.option("--day", metavar="日期", help="登记的日期，不写即为今天。"),
        click.option("--reason", metavar="原因", default="", help="登记的原因或存放处。"),
        click.option(
            "--choose", metavar="文件", multiple=True, help="同一份材料交来几个文件的，选用哪一个。"
        ),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def note_marks(
    flags: MarkFlags, folder: Path, collection: Collection, today: dt.date
) -> Iterator[str]:
    """Keep what the office says and yield what was kept; all is understood before anything is kept.

    Raises:
        HuiqiError: a paper, a file, a mark or a day is not understood.
    """
    from huiqi.collect.kept.choosing import find_choice
    from huiqi.collect.kept.marks import remove_mark, set_choice, set_mark
    from huiqi.collect.model import MARKS, OfficeMark
    from huiqi.collect.status.find_due import find_named, name_due, read_day, read_mark

    if bool(flags.mark) != bool(flags.paper) or (not flags.mark and (flags.day or flags.reason)):
        raise HuiqiError(
            '登记要写明登记什么、哪一份。改法：如 --mark 缓交 --paper "个人发言提纲 赵一" --reason 因公外出。'
        )
    papers = [find_named(collection.due, name) for name in flags.paper]
    choices = [find_choice(collection, file) for file in flags.choose]
    mark = read_mark(flags.mark) if flags.mark and flags.mark != _UNDO else None
    day = read_day(flags.day) if flags.day else today
    for due in papers:
        if mark is None:
            remove_mark(folder, due.key)
        else:
            set_mark(folder, OfficeMark(due.key, mark, day, flags.reason))
        yield f"{name_due(due)}：{f'登记为{MARKS[mark]}' if mark else '已撤销登记'}。"
    for file, choice in zip(flags.choose, choices, strict=True):
        set_choice(folder, choice)
        yield f"已选用 {file}，其余的留着。"
