"""The command line: which commands there are, and what people are told of errors."""

from __future__ import annotations

import sys

import click

from huiqi.console.chinese_click import LazyGroup, explain_usage
from huiqi.errors import HuiqiError

# Each command lives in huiqi/commands/; its module is imported when it is called.
COMMANDS = {
    "build": "生成网站",
    "check": "检查会议事实",
    "collect": "收回填写后的材料",
    "desk": "打开工作台",
    "diff": "比较两个周期",
    "hand-out": "登记发出的材料",
    "new": "新建会议周期",
    "nginx": "生成 nginx 配置",
    "publish": "发布网站",
    "reference": "生成页面用词的说明",
    "review": "发布前审查",
    "schema": "生成事实文件的格式说明",
    "verify": "核对网站是否完整",
    "word": "生成 Word 文件",
}

cli = LazyGroup("huiqi.commands", COMMANDS, help="会期：由一个事实文件生成会议网站。")


def main() -> None:
    """Run the command line: status 1 for an error of the facts, 2 for one of usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        sys.exit(cli.main(prog_name="huiqi", standalone_mode=False))
    except click.UsageError as error:
        click.echo(explain_usage(error), err=True)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中断。", err=True)
        sys.exit(130)
    except HuiqiError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
