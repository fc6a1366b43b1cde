"""The commands for what is built: review, publish, verify."""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click

from huiqi.build import find_unbuilt, refuse_stale
from huiqi.card import list_cards
from huiqi.cycle import Cycle, load_cycle
from huiqi.errors import HuiqiError
from huiqi.project import find_root
from huiqi.publish.bundle import write_bundle
from huiqi.publish.checksums import (
    describe_differences,
    load_checksums,
    refuse_differences,
    site_digest,
    verify,
)
from huiqi.publish.nginx import render_nginx
from huiqi.publish.releases import Published, publish, roll_back, withdraw
from huiqi.publish.review import Review, find_review, list_outgoing, write_review
from huiqi.published import keep_published
from huiqi.terminal import ChineseCommand


def _read_built(root: Path) -> Iterator[Cycle]:
    """Yield the facts of the cycles that have a site; those of an archived one may no longer be sound."""
    for card in list_cards(root / "public"):
        with suppress(HuiqiError):
            yield load_cycle(root / "cycles" / card.id).cycle


def _refuse_unfit(root: Path) -> None:
    """Refuse drafts and sites of the past, and say which cycles have no site."""
    drafts = [card.id for card in list_cards(root / "public") if card.state == "draft"]
    if drafts:
        raise HuiqiError(f"{'、'.join(drafts)} 是送审稿，不发布。改法：审核同意后生成定稿。")
    refuse_stale(root)
    unbuilt = find_unbuilt(root)
    if unbuilt:
        click.echo(f"提示：cycles/ 中的 {'、'.join(unbuilt)} 还没有生成网站，不在发布内容中。")


@click.command(
    "review", cls=ChineseCommand, help="列出将要发布的姓名、日期、地点、文号和文件，记录审查人。",
    short_help="发布前审查",
)  # fmt: skip
@click.option("--reviewer", metavar="姓名", help="审查人；不写时在终端询问。")
def review_command(reviewer: str | None) -> None:
    """Show what would go out; with a reviewer, write the record."""
    root = find_root()
    public = root / "public"
    refuse_differences("public/", verify(public))
    _refuse_unfit(root)
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


@click.command(
    "publish", cls=ChineseCommand, help="核对审查记录和清单，把 public/ 整体发布到指定位置。",
    short_help="发布网站",
)  # fmt: skip
@click.argument("dest", required=False, metavar="[位置]")
@click.option("--bundle", metavar="文件.zip", help="打成一个 ZIP 文件，供 U 盘使用。")
@click.option("--keep", type=click.IntRange(1), default=3, metavar="数", help="保留最近几版。")
@click.option("--rollback", is_flag=True, help="退回上一版。")
@click.option("--withdraw", "away", is_flag=True, help="撤下网站，清除保留的各版。")
def publish_command(
    dest: str | None, bundle: str | None, keep: int, rollback: bool, away: bool
) -> None:
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
    _refuse_unfit(root)
    review = find_review(root, public)
    if bundle:
        write_bundle(public, bundle)
        click.echo(f"已打包 {bundle.name}（审查人：{review.reviewer}）")
    if place:
        _report("已发布", str(place), publish(public, place, review.digest, keep=keep))
    for card in list_cards(public):
        keep_published(root / "cycles" / card.id, dt.date.today())


def _report(what: str, dest: str | None, published: Published) -> None:
    others = len(published.releases) - 1
    click.echo(f"{what} {dest}：现在是 {published.live}，另保留 {others} 版")


@click.command(
    "verify", cls=ChineseCommand, help="逐个文件核对网站文件夹或 ZIP 文件与清单是否一致。",
    short_help="核对网站是否完整",
)  # fmt: skip
@click.argument("place", required=False, metavar="[文件夹或ZIP文件]")
def verify_command(place: str | None) -> None:
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


@click.command(
    "nginx", cls=ChineseCommand, help="写出 nginx 的配置，内容安全策略按 public/ 的网页计算。",
    short_help="生成 nginx 配置",
)  # fmt: skip
@click.argument("root", metavar="发布位置")
@click.option("--listen", default="80", metavar="端口", help="监听的端口，如 80。")
@click.option("--name", default="_", metavar="域名", help="网站的域名。")
@click.option("--prefix", default="/", metavar="路径", help="网站所在的路径，如 /minzhu/。")
def nginx_command(root: str, listen: str, name: str, prefix: str) -> None:
    """Print a configuration for the administrator."""
    words = {"发布位置": root, "--listen": listen, "--name": name, "--prefix": prefix}
    for label, word in words.items():
        if not re.fullmatch(r"[\w./:\[\]-]+", word):
            raise HuiqiError(f"{label} 不能写作“{word}”。改法：只用文字、数字、点、连字符和斜线。")
    around = f"/{prefix.strip('/')}/".replace("//", "/")
    public = find_root() / "public"
    click.echo(render_nginx(public, root, listen=listen, name=name, prefix=around), nl=False)


COMMANDS = (review_command, publish_command, verify_command, nginx_command)
