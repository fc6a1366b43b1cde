"""``huiqi nginx``: the configuration of a web server."""

from __future__ import annotations

import re

import click

from huiqi.console.chinese_click import ChineseCommand
from huiqi.errors import HuiqiError
from huiqi.project import find_root
from huiqi.publish.nginx import render_nginx


@click.command(
    "nginx", cls=ChineseCommand, help="写出 nginx 的配置，内容安全策略按 public/ 的网页计算。",
    short_help="生成 nginx 配置",
)  # fmt: skip
@click.argument("root", metavar="发布位置")
@click.option("--listen", default="80", metavar="端口", help="监听的端口，如 80。")
@click.option("--name", default="_", metavar="域名", help="网站的域名。")
@click.option("--prefix", default="/", metavar="路径", help="网站所在的路径，如 /minzhu/。")
def command(root: str, listen: str, name: str, prefix: str) -> None:
    """Print a configuration for the administrator."""
    words = {"发布位置": root, "--listen": listen, "--name": name, "--prefix": prefix}
    for label, word in words.items():
        if not re.fullmatch(r"[\w./:\[\]-]+", word):
            raise HuiqiError(f"{label} 不能写作“{word}”。改法：只用文字、数字、点、连字符和斜线。")
    around = f"/{prefix.strip('/')}/".replace("//", "/")
    public = find_root() / "public"
    click.echo(render_nginx(public, root, listen=listen, name=name, prefix=around), nl=False)
