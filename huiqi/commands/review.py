"""``huiqi review``: what would go out, and who agreed."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click

from huiqi.console.chinese_click import ChineseCommand
from huiqi.errors import HuiqiError
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.load import load_cycle
from huiqi.files.checksums import refuse_differences, site_digest, verify
from huiqi.project import find_root
from huiqi.publish.readiness import describe_unbuilt, refuse_unready
from huiqi.publish.review import Review, list_outgoing, write_review
from huiqi.site.site_record import list_site_records


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
    for line in list_outgoing(public, _read_built(root)):
        click.echo(line)
    if reviewer is None and sys.stdin.isatty():
        reviewer = click.prompt(
            "审查人姓名（不同意发布的直接回车）", default="", show_default=False
        )
    if not (reviewer or "").strip():
        click.echo("没有记录审查。同意发布的，运行 huiqi review --reviewer 姓名。")
        return
    review = Review(str(reviewer).strip(), dt.date.today(), site_digest(public))
    path = write_review(root, review)
    click.echo(f"已记录审查：{path.relative_to(root).as_posix()}")


def _read_built(root: Path) -> Iterator[Cycle]:
    """Yield the facts of the cycles that have a site; those of an archived one may no longer be sound."""
    for record in list_site_records(root / "public"):
        with suppress(HuiqiError):
            yield load_cycle(root / "cycles" / record.id).cycle
