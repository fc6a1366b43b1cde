"""``huiqi word``: the Word files of a cycle, for the office."""

from __future__ import annotations

import sys

import click

from huiqi.build.cycle_pack import build_cycle_pack
from huiqi.console.chinese_click import ChineseCommand
from huiqi.project import find_root


@click.command(
    cls=ChineseCommand,
    name="word",
    help="生成办公室版的 Word 文件到 pack/。",
    short_help="生成 Word 文件",
)
@click.argument("cycle", metavar="周期")
@click.argument("documents", nargs=-1, metavar="[材料]...")
@click.option("--draft", is_flag=True, help="生成草稿：待定的事实标出空白。")
def command(cycle: str, documents: tuple[str, ...], draft: bool) -> None:
    """Build the pack of a cycle, or single documents; exit status 1 if a paper has to wait."""
    names, waiting = build_cycle_pack(
        find_root(), cycle, documents, draft=draft, report=lambda hint: click.echo(str(hint))
    )
    for name in names:
        click.echo(f"pack/{cycle}/{name}")
    if not documents:
        click.echo(f"已生成 pack/{cycle}/ 和 pack/{cycle}.zip")
    for finding in waiting:
        click.echo(str(finding), err=True)
    sys.exit(any(finding.severity == "error" for finding in waiting))
