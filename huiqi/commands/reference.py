"""``huiqi reference``: the words of pages and templates, for authors."""

from __future__ import annotations

import click

from huiqi.console.chinese_click import ChineseCommand
from huiqi.facts.reading.load import load_cycle
from huiqi.project import find_root
from macros.reference import SAMPLE, render_reference
from macros.scope import open_scope


@click.command(
    cls=ChineseCommand,
    name="reference",
    help="重新生成 macros/README.md。",
    short_help="生成页面用词的说明",
)
def command() -> None:
    """Write the reference for authors."""
    root = find_root()
    facts = load_cycle(root / "cycles" / SAMPLE)
    text = render_reference(open_scope(facts.cycle))
    (root / "macros" / "README.md").write_text(text, "utf-8", newline="\n")
    click.echo("已写入 macros/README.md")
