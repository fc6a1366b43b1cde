"""``huiqi build``: the sites and packs."""

from __future__ import annotations

import sys

import click

from huiqi.build.processes import count_cores
from huiqi.build.run import build_cycles
from huiqi.console.chinese_click import ChineseCommand
from huiqi.console.progress import show_progress
from huiqi.errors import HuiqiError
from huiqi.facts.folders import select_folders
from huiqi.project import find_root


@click.command(cls=ChineseCommand, name="build", help="生成网站到 public/。", short_help="生成网站")
@click.argument("cycles", nargs=-1, metavar="[周期]...")
@click.option("--draft", is_flag=True, help="生成草稿：待定的事实标出空白，页面标明送审稿。")
@click.option("--force", is_flag=True, help="没有变化的和已归档的也重新生成。")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="数量",
    help="同时生成的周期数，默认为处理器核数。",
)  # fmt: skip
@click.option(
    "--scheduler", metavar="地址",
    help="在 Dask 集群上生成，地址如 tls://10.0.0.5:8786；用法见 CLUSTER.md。",
)  # fmt: skip
def command(
    cycles: tuple[str, ...], draft: bool, force: bool, jobs: int | None, scheduler: str | None
) -> None:
    """Build sites; exit status 1 if one fails."""
    if jobs and scheduler:
        raise HuiqiError(
            "--jobs 和 --scheduler 不能同时用。改法：集群的进程数由 worker 决定，去掉 --jobs。"
        )
    root = find_root()
    total = len(select_folders(root / "cycles", cycles))
    with show_progress(total) as report:
        outcomes = build_cycles(
            root, cycles, draft=draft, report=report, jobs=jobs or count_cores(), force=force,
            scheduler=scheduler,
        )  # fmt: skip
    failed = [outcome.cycle for outcome in outcomes if outcome.error]
    if failed:
        click.echo(f"没有生成：{'、'.join(failed)}；原有网站保持不变。", err=True)
        sys.exit(1)
    click.echo("全部完成。用浏览器打开 public/index.html 查看。")
