"""``huiqi check``: the facts against the rules."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from huiqi.build.checking import check_cycles
from huiqi.console.chinese_click import ChineseCommand
from huiqi.errors import Finding, HuiqiError
from huiqi.facts.folders import FACTS_FILE, select_folders
from huiqi.project import find_root


@click.command(
    cls=ChineseCommand,
    name="check",
    help="按规则检查会议事实，一次列出全部问题。",
    short_help="检查会议事实",
)
@click.argument("cycles", nargs=-1, metavar="[周期]...")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式。"
)
@click.option("--list", "listing", is_flag=True, help="列出全部规则和来源。")
@click.option("--ids", is_flag=True, help="把没有写的代号写入会议事实文件，其余不动。")
@click.option("--defaults", is_flag=True, help="列出没有写、取自会议类型默认值的事实和代号。")
@click.option("--write", is_flag=True, help="与 --defaults 同用：把默认值写入文件，此后不再取。")
def command(
    cycles: tuple[str, ...], form: str, listing: bool, ids: bool, defaults: bool, write: bool
) -> None:
    """Check the facts; exit status 1 on an error."""
    if write and not defaults:
        raise HuiqiError("--write 与 --defaults 同用。改法：huiqi check --defaults --write 周期。")
    if ids or defaults:
        for folder in select_folders(find_root() / "cycles", cycles):
            _put_in(folder, ids=ids, write=write, show=defaults)
        return
    if listing:
        from huiqi.rules.check import GATE_RULE, RULES

        for rule in RULES:
            click.echo(f"{rule.id}  {rule.asks}（来源：{rule.source}）")
        click.echo(GATE_RULE)
        return
    findings = check_cycles(find_root(), cycles)
    if form == "json":
        click.echo(json.dumps([item.as_data() for item in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            click.echo(str(finding))
        click.echo(_summary(findings))
    sys.exit(any(finding.severity == "error" for finding in findings))


def _put_in(folder: Path, *, ids: bool, write: bool, show: bool) -> None:
    """Show what a file leaves out, write it, or both."""
    from huiqi.facts.reading.load import load_cycle
    from huiqi.lifecycle.put_in_report import explain_ids, explain_put_in
    from huiqi.lifecycle.write_out import write_defaults, write_ids

    shown_as = f"{folder.parent.name}/{folder.name}/{FACTS_FILE}"
    if show:
        for line in explain_put_in(load_cycle(folder)):
            click.echo(line)
    if write:
        click.echo(f"{shown_as}：默认值 {write_defaults(folder, shown_as)} 处已写入文件。")
    elif ids:
        source = write_ids(folder, shown_as)
        count = len(source.ids)
        click.echo(f"{shown_as}：代号{f' {count} 处已写入文件' if count else '都已写明'}。")
        for line in () if show else explain_ids(source):
            click.echo(line)


def _summary(findings: list[Finding]) -> str:
    errors = sum(finding.severity == "error" for finding in findings)
    if not findings:
        return "检查通过，没有问题。"
    return f"错误 {errors} 项，提示 {len(findings) - errors} 项。"
