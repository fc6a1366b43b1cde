"""Click's own words in Chinese: headings of the help, and errors of usage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import click

_HEADINGS = {"Options": "选项", "Commands": "命令"}


class _ChineseFormatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        words = args.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]...", "命令 [参数]...")
        super().write_usage(prog, words, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{_HEADINGS.get(heading, heading)}：\n")


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


class LazyGroup(ChineseCommand, click.Group):
    """A group whose commands are imported when they are called, not when they are listed.

    ``short_helps`` maps each name to its short help; ``package`` holds a module of that name, whose
    ``command`` it is.
    """

    def __init__(self, package: str, short_helps: Mapping[str, str], **settings: Any) -> None:
        super().__init__(**settings)
        self._package, self._short_helps = package, short_helps

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of all commands."""
        return sorted(self._short_helps)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command by its name."""
        if cmd_name not in self._short_helps:
            return None
        command: click.Command = import_module(
            f"{self._package}.{cmd_name.replace('-', '_')}"
        ).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called; for an unknown one name those that are near."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            raise click.NoSuchCommand(
                error.command_name, possibilities=self._short_helps, ctx=ctx
            ) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, self._short_helps[name]) for name in self.list_commands(ctx)]
            )


def explain_usage(error: click.UsageError) -> str:
    """Return what is wrong with the words of a call, in Chinese."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.message  # the help itself, of a command without its words
    help_path = error.ctx.command_path if error.ctx else "huiqi"
    return f"{_name_fault(error)}。改法：用 {help_path} --help 查看用法。"


def _name_fault(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchCommand):
        return f"没有命令 {error.command_name}{_near(error.possibilities)}"
    if isinstance(error, click.NoSuchOption):
        return f"没有选项 {error.option_name}{_near(error.possibilities)}"
    if isinstance(error, click.BadOptionUsage):
        return f"选项 {error.option_name} 后面缺少值"
    if isinstance(error, click.BadParameter) and error.param is not None:
        choices = getattr(error.param.type, "choices", ())
        listed = f"，可用的值：{'、'.join(map(str, choices))}" if choices else ""
        return f"选项 {error.param.opts[0]} 的值不对{listed}"
    return "命令的参数不对"


def _near(names: Sequence[str] | None) -> str:
    return f"；相近的有 {'、'.join(names)}" if names else ""
