"""``huiqi verify``: a site against its manifest."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from huiqi.console.chinese_click import ChineseCommand
from huiqi.errors import HuiqiError
from huiqi.files.checksums import describe_differences, load_checksums, verify
from huiqi.project import find_root


@click.command(
    "verify", cls=ChineseCommand, help="逐个文件核对网站文件夹或 ZIP 文件与清单是否一致。",
    short_help="核对网站是否完整",
)  # fmt: skip
@click.argument("place", required=False, metavar="[文件夹或ZIP文件]")
def command(place: str | None) -> None:
    """Say which files differ from the manifest; exit status 1 if any does."""
    path = Path(place) if place else find_root() / "public"
    if not path.exists():
        raise HuiqiError(f"没有 {path}。改法：核对文件夹或文件的名称。")
    differences = verify(path)
    if differences:
        click.echo(describe_differences(differences), err=True)
        click.echo(f"{path.name} 与清单不符。改法：重新生成，或者重新复制。", err=True)
        sys.exit(1)
    count = f"，共 {len(load_checksums(path))} 个文件" if path.is_dir() else ""
    click.echo(f"{path.name} 与清单一致{count}。")
