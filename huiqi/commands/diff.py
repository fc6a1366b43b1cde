"""``huiqi diff``: what differs between two cycles."""

from __future__ import annotations

from pathlib import Path

import click

from huiqi.compare.changes import compare
from huiqi.compare.html_report import render_page, write_page
from huiqi.compare.text_report import show_changes
from huiqi.console.chinese_click import ChineseCommand
from huiqi.facts.reading.load import open_facts
from huiqi.project import find_root


@click.command(
    cls=ChineseCommand,
    name="diff",
    help="列出两个周期的事实有哪些不同，或者写成网页。",
    short_help="比较两个周期",
)
@click.argument("old", metavar="旧")
@click.argument("new", metavar="新")
@click.option("--html", "page", metavar="文件.html", help="写成一个网页，供打印和传阅。")
def command(old: str, new: str, page: str | None) -> None:
    """Show what changed; each side is a cycle's name or the path of a file of facts."""
    root = find_root()
    before, after = (open_facts(root / "cycles", name).cycle for name in (old, new))
    changes = compare(before, after)
    if page is None:
        click.echo(show_changes(old, new, changes))
        return
    write_page(Path(page), render_page((old, new), (before, after), changes), root)
    click.echo(f"已写入 {page}。内部资料：含有内部事实和姓名，不要放进网站。")
