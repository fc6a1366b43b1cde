"""Click's own words in Chinese: headings of the help, and errors of usage."""

from __future__ import annotations

from typing import Any

import click

_HEADINGS = {"Options": "选项", "Commands": "命令"}


class _ChineseFormatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        words = args.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]...", "命令 [参数]...")
        super().write_usage(prog, words, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))


class ChineseContext(click.Context):
    """A context whose help is Chinese."""

    formatter_class = _ChineseFormatter


class ChineseCommand(click.Command):
    """A command whose help is Chinese."""

    context_class = ChineseContext

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option with its Chinese text."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这段说明。"
        return option


class ChineseGroup(ChineseCommand, click.Group):
    """A group of such commands."""

    command_class = ChineseCommand


def explain_usage(error: click.UsageError) -> str:
    """Return what is wrong with the words of a call, in Chinese."""
    said: dict[type[click.UsageError], Any] = {
        click.NoSuchOption: lambda: f"没有选项 {error.option_name}",  # type: ignore[attr-defined]
        click.BadOptionUsage: lambda: "选项的用法不对",
        click.BadParameter: lambda: f"参数的值不对：{error.format_message()}",
    }
    found = next((words() for kind, words in said.items() if type(error) is kind), None)
    help_path = error.ctx.command_path if error.ctx else "huiqi"
    if found is None:
        found = "命令不对或缺少参数：" + error.format_message()
    return f"{found}。改法：用 {help_path} --help 查看用法。"
