"""``huiqi schema``: the JSON Schema of the facts."""

from __future__ import annotations

import click

from huiqi.console.chinese_click import ChineseCommand
from huiqi.facts.schema import SCHEMA_FILE, render_schema
from huiqi.project import find_root


@click.command(
    "schema",
    cls=ChineseCommand,
    help="重新生成 cycles/cycle.schema.json。",
    short_help="生成事实文件的格式说明",
)
def command() -> None:
    """Write the JSON Schema of cycle.yml."""
    path = find_root() / "cycles" / SCHEMA_FILE
    path.write_text(render_schema(), "utf-8", newline="\n")
    click.echo(f"已写入 cycles/{SCHEMA_FILE}")
