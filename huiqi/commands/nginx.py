"""``huiqi nginx``: the configuration of a web server."""

from __future__ import annotations

import click

from huiqi.console.chinese_click import ChineseCommand
from huiqi.project import find_root
from huiqi.publish.nginx import refuse_words, render_nginx


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
    refuse_words(words)
    public = find_root() / "public"
    click.echo(render_nginx(public, root, listen=listen, name=name, prefix=prefix), nl=False)
