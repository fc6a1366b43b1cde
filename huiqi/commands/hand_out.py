"""``huiqi hand-out``: the pack goes out."""

from __future__ import annotations

import datetime as dt

import click

from huiqi.console.chinese_click import ChineseCommand
from huiqi.project import find_root


@click.command(
    "hand-out", cls=ChineseCommand, short_help="登记发出的材料",
    help="登记 pack/ 中的材料已经发出，收回时按发出的样子读。",
)  # fmt: skip
@click.argument("cycle", metavar="周期")
def command(cycle: str) -> None:
    """Keep the forms of a cycle's pack."""
    from huiqi.collect.issued.handed_out import FOLDER
    from huiqi.collect.issued.handing_out import hand_out
    from huiqi.facts.folders import select_folders
    from huiqi.facts.reading.load import load_cycle

    root = find_root()
    (folder,) = select_folders(root / "cycles", (cycle,))
    done = hand_out(root, load_cycle(folder), dt.date.today())
    for name in done.changed:
        click.echo(f"生成后改动过，按改动后的样子登记：{name}")
    if not done.copies:
        click.echo(f"{cycle}：{done.papers} 份材料都登记过，没有变化。")
        return
    click.echo(
        f"{cycle}：已登记发出 {done.copies} 份材料，共 {done.papers} 份，存入 {FOLDER}/{cycle}/。"
    )
    click.echo("收回后运行 huiqi collect " + cycle + " 文件夹。")
