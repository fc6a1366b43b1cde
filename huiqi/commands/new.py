"""``huiqi new``: a new cycle."""

from __future__ import annotations

from typing import get_args

import click

from huiqi.console.chinese_click import ChineseCommand
from huiqi.errors import HuiqiError
from huiqi.facts.folders import select_folders
from huiqi.facts.model.cycle import Kind
from huiqi.facts.reading.load import load_cycle
from huiqi.lifecycle.create import create_cycle
from huiqi.lifecycle.next_steps import explain_created
from huiqi.project import find_root


@click.command(
    cls=ChineseCommand,
    name="new",
    help="新建一个会议周期，不覆盖已有的。",
    short_help="新建会议周期",
)
@click.argument("cycle", metavar="周期")
@click.option("--from", "old", metavar="周期", help="沿用这个周期中不变的事实。")
@click.option(
    "--kind", type=click.Choice(get_args(Kind)), metavar="类型", help="会议类型，默认为年度。"
)
def command(cycle: str, old: str | None, kind: Kind | None) -> None:
    """Begin a new cycle, empty or with what stays from an older one."""
    if old is not None and kind:
        raise HuiqiError("--from 沿用原有的会议类型。改法：去掉 --kind，新建后在文件中改写 kind。")
    cycles = find_root() / "cycles"
    facts = load_cycle(select_folders(cycles, (old,))[0]) if old is not None else None
    click.echo(explain_created(create_cycle(cycles, cycle, facts, kind or "年度")))
