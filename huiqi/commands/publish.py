"""``huiqi publish``: what was reviewed goes out, or back."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import click

from huiqi.console.chinese_click import ChineseCommand
from huiqi.errors import HuiqiError
from huiqi.project import find_root
from huiqi.publish.bundle import write_bundle
from huiqi.publish.readiness import describe_unbuilt, refuse_unready
from huiqi.publish.releases import Published, publish, roll_back, withdraw
from huiqi.publish.review import find_review
from huiqi.publish.reviewed import note_published


@click.command(
    "publish", cls=ChineseCommand, help="核对审查记录和清单，把 public/ 整体发布到指定位置。",
    short_help="发布网站",
)  # fmt: skip
@click.argument("dest", required=False, metavar="[位置]")
@click.option("--bundle", metavar="文件.zip", help="打成一个 ZIP 文件，供 U 盘使用。")
@click.option("--keep", type=click.IntRange(1), default=3, metavar="数", help="保留最近几版。")
@click.option("--rollback", is_flag=True, help="退回上一版。")
@click.option("--withdraw", "away", is_flag=True, help="撤下网站，清除保留的各版。")
def command(dest: str | None, bundle: str | None, keep: int, rollback: bool, away: bool) -> None:
    """Publish, bundle, roll back or withdraw."""
    if not dest and (not bundle or rollback or away):
        raise HuiqiError(
            "没有写发布到哪里。改法：huiqi publish 位置，或者 huiqi publish --bundle 文件.zip。"
        )
    if rollback and away:
        raise HuiqiError("--rollback 和 --withdraw 只能用一个。改法：去掉其中一个。")
    place = Path(os.path.abspath(dest)) if dest else None  # noqa: PTH100 - a link stays one
    if place and away:
        withdraw(place)
        click.echo(f"已撤下 {dest}，保留的各版已清除。")
    elif place and rollback:
        _report("已退回", dest, roll_back(place))
    else:
        _publish(place, Path(bundle).absolute() if bundle else None, keep)


def _publish(place: Path | None, bundle: Path | None, keep: int) -> None:
    root = find_root()
    public = root / "public"
    refuse_unready(root)
    for line in describe_unbuilt(root):
        click.echo(line)
    review = find_review(root, public)
    if bundle:
        write_bundle(public, bundle)
        click.echo(f"已打包 {bundle.name}（审查人：{review.reviewer}）")
    if place:
        _report("已发布", str(place), publish(public, place, review.digest, keep=keep))
    note_published(root, dt.date.today())


def _report(what: str, dest: str | None, published: Published) -> None:
    others = len(published.releases) - 1
    if not published.new:
        click.echo(f"{dest} 已是这一版（{published.live}），没有变化，不再发布；另保留 {others} 版")
        return
    click.echo(f"{what} {dest}：现在是 {published.live}，另保留 {others} 版")
