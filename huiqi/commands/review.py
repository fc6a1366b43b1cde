"""``huiqi review``: what would go out, and who agreed."""

from __future__ import annotations

import datetime as dt
import sys

import click

from huiqi.console.chinese_click import ChineseCommand
from huiqi.files.checksums import refuse_differences, site_digest, verify
from huiqi.project import find_root
from huiqi.publish.outgoing import list_outgoing, read_outgoing
from huiqi.publish.readiness import describe_unbuilt, refuse_unready
from huiqi.publish.review import Review, write_review


@click.command(
    "review", cls=ChineseCommand, help="列出将要发布的姓名、日期、地点、文号和文件，记录审查人。",
    short_help="发布前审查",
)  # fmt: skip
@click.option("--reviewer", metavar="姓名", help="审查人；不写时在终端询问。")
def command(reviewer: str | None) -> None:
    """Show what would go out; with a reviewer, write the record."""
    root = find_root()
    public = root / "public"
    refuse_differences("public/", verify(public))
    refuse_unready(root)
    for line in describe_unbuilt(root):
        click.echo(line)
    outgoing = list(read_outgoing(root))
    for line in list_outgoing(outgoing):
        click.echo(line)
    if reviewer is None and sys.stdin.isatty():
        reviewer = click.prompt(
            "审查人姓名（不同意发布的直接回车）", default="", show_default=False
        )
    if not (reviewer or "").strip():
        click.echo("没有记录审查。同意发布的，运行 huiqi review --reviewer 姓名。")
        return
    review = Review(str(reviewer).strip(), dt.date.today(), site_digest(public))
    path = write_review(root, review, outgoing)
    click.echo(f"已记录审查：{path.relative_to(root).as_posix()}")
