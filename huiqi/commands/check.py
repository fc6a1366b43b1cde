"""``huiqi check``: the facts against the rules."""

from __future__ import annotations

import json
import sys

import click

from huiqi.build.checking import check_cycles
from huiqi.console.chinese_click import ChineseCommand
from huiqi.errors import Finding
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
def command(cycles: tuple[str, ...], form: str, listing: bool) -> None:
    """Check the facts; exit status 1 on an error."""
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


def _summary(findings: list[Finding]) -> str:
    errors = sum(finding.severity == "error" for finding in findings)
    if not findings:
        return "检查通过，没有问题。"
    return f"错误 {errors} 项，提示 {len(findings) - errors} 项。"
