"""``huiqi desk``: the desk in the clerk's own browser."""

from __future__ import annotations

from pathlib import Path

import click

from huiqi.console.chinese_click import ChineseCommand
from huiqi.project import find_root


@click.command(
    "desk", cls=ChineseCommand, help="打开工作台：在本机的浏览器里填写、检查、生成、发布。",
    short_help="打开工作台",
)  # fmt: skip
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, metavar="端口",
    help="使用的端口；不写时任选一个空闲的。",
)  # fmt: skip
@click.option("--no-browser", is_flag=True, help="不打开浏览器，只写出要打开的地址。")
def command(port: int, no_browser: bool) -> None:
    """Serve the desk until it is closed."""
    root = find_root()
    from huiqi.desk.run import open_browser, run_desk

    def announce(file: Path, origin: str, running: bool) -> None:
        if no_browser:
            click.echo(file.as_uri())
            return
        click.echo(f"工作台{'已经打开' if running else ''}：{origin}")
        click.echo(f"浏览器没有自动打开的，用浏览器打开 {file.as_uri()}")
        if not running:
            click.echo("要结束的，在网页中点“关闭工作台”，或者在这里按 Ctrl+C。")
        open_browser(file, wait=running)

    run_desk(root, port, announce)
