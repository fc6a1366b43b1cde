"""The command line: with publish/commands.py the only place that prints; it catches errors for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from huiqi.build import build_cycles, count_cores, forget_record, lock_project, refuse_errors
from huiqi.compare import compare
from huiqi.compare.page import render_page, write_page
from huiqi.compare.show import show_changes
from huiqi.cycle import Facts, load_cycle, load_cycles, open_facts, select_folders
from huiqi.errors import Finding, FindingsError, HuiqiError
from huiqi.gates import find_source_leftovers, find_source_words, read_sources
from huiqi.life.begin import begin_cycle
from huiqi.life.guide import explain_begun
from huiqi.materials import check_materials
from huiqi.pack import build_pack, build_papers
from huiqi.pages import open_scope
from huiqi.progress import show_progress
from huiqi.project import find_root
from huiqi.publish.commands import COMMANDS
from huiqi.rules import GATE_RULE, RULES, check_facts
from huiqi.schema import SCHEMA_FILE, render_schema
from huiqi.terminal import ChineseGroup, explain_usage
from huiqi.told import Told, tell
from macros.reference import SAMPLE, render_reference


@click.group(cls=ChineseGroup, help="会期：由一个事实文件生成会议网站。")
def cli() -> None:
    """Everything huiqi does, one command each."""


@cli.command("check", help="按规则检查会议事实，一次列出全部问题。", short_help="检查会议事实")
@click.argument("cycles", nargs=-1, metavar="[周期]...")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式。"
)
@click.option("--list", "listing", is_flag=True, help="列出全部规则和来源。")
def check_command(cycles: tuple[str, ...], form: str, listing: bool) -> None:
    """Check the facts; exit status 1 on an error."""
    if listing:
        for rule in RULES:
            click.echo(f"{rule.id}  {rule.asks}（来源：{rule.source}）")
        click.echo(GATE_RULE)
        return
    root = find_root()
    findings = _collect(root, cycles)
    if form == "json":
        click.echo(json.dumps([item.as_data() for item in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            click.echo(str(finding))
        click.echo(_summary(findings))
    sys.exit(any(finding.severity == "error" for finding in findings))


def _collect(root: Path, cycles: tuple[str, ...]) -> list[Finding]:
    folders, loaded = select_folders(root / "cycles", cycles), load_cycles(root / "cycles")
    sources, others = read_sources(root), _tell_all(loaded)
    findings = find_source_leftovers(sources)
    for folder in folders:
        facts = loaded[folder.name]
        if isinstance(facts, FindingsError):
            findings += facts.findings
        else:
            findings += check_facts(facts, others)
            findings += check_materials(facts)
            findings += find_source_words(sources, facts.cycle, others)
    return findings


def _tell_all(loaded: Mapping[str, Facts | FindingsError]) -> list[Told]:
    return [tell(facts.cycle) for facts in loaded.values() if isinstance(facts, Facts)]


def _summary(findings: list[Finding]) -> str:
    errors = sum(finding.severity == "error" for finding in findings)
    if not findings:
        return "检查通过，没有问题。"
    return f"错误 {errors} 项，提示 {len(findings) - errors} 项。"


@cli.command("new", help="新建一个会议周期，不覆盖已有的。", short_help="新建会议周期")
@click.argument("cycle", metavar="周期")
@click.option("--from", "old", metavar="周期", help="沿用这个周期中不变的事实。")
def new_command(cycle: str, old: str | None) -> None:
    """Begin a new cycle, empty or with what stays from an older one."""
    cycles = find_root() / "cycles"
    facts = load_cycle(select_folders(cycles, (old,))[0]) if old is not None else None
    click.echo(explain_begun(begin_cycle(cycles, cycle, facts)))


@cli.command("diff", help="列出两个周期的事实有哪些不同，或者写成网页。", short_help="比较两个周期")
@click.argument("old", metavar="旧")
@click.argument("new", metavar="新")
@click.option("--html", "page", metavar="文件.html", help="写成一个网页，供打印和传阅。")
def diff_command(old: str, new: str, page: str | None) -> None:
    """Show what changed; each side is a cycle's name or the path of a file of facts."""
    root = find_root()
    before, after = (open_facts(root / "cycles", name).cycle for name in (old, new))
    changes = compare(before, after)
    if page is None:
        click.echo(show_changes(old, new, changes))
        return
    write_page(Path(page), render_page((old, new), (before, after), changes), root)
    click.echo(f"已写入 {page}。内部资料：含有内部事实和姓名，不要放进网站。")


@cli.command("build", help="生成网站到 public/。", short_help="生成网站")
@click.argument("cycles", nargs=-1, metavar="[周期]...")
@click.option("--draft", is_flag=True, help="生成草稿：待定的事实标出空白，页面标明送审稿。")
@click.option("--force", is_flag=True, help="没有变化的和已归档的也重新生成。")
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="数量",
    help="同时生成的周期数，默认为处理器核数。",
)  # fmt: skip
@click.option(
    "--scheduler", metavar="地址",
    help="在 Dask 集群上生成，地址如 tls://10.0.0.5:8786；用法见 CLUSTER.md。",
)  # fmt: skip
def build_command(
    cycles: tuple[str, ...], draft: bool, force: bool, jobs: int | None, scheduler: str | None
) -> None:
    """Build sites; exit status 1 if one fails."""
    if jobs and scheduler:
        raise HuiqiError(
            "--jobs 和 --scheduler 不能同时用。改法：集群的进程数由 worker 决定，去掉 --jobs。"
        )
    root = find_root()
    total = len(select_folders(root / "cycles", cycles))
    with show_progress(total) as report:
        outcomes = build_cycles(
            root, cycles, draft=draft, report=report, jobs=jobs or count_cores(), force=force,
            scheduler=scheduler,
        )  # fmt: skip
    failed = [outcome.cycle for outcome in outcomes if outcome.error]
    if failed:
        click.echo(f"没有生成：{'、'.join(failed)}；原有网站保持不变。", err=True)
        sys.exit(1)
    click.echo("全部完成。用浏览器打开 public/index.html 查看。")


@cli.command("word", help="生成办公室版的 Word 文件到 pack/。", short_help="生成 Word 文件")
@click.argument("cycle", metavar="周期")
@click.argument("documents", nargs=-1, metavar="[材料]...")
@click.option("--draft", is_flag=True, help="生成草稿：待定的事实标出空白。")
def word_command(cycle: str, documents: tuple[str, ...], draft: bool) -> None:
    """Build the pack of a cycle, or single documents; exit status 1 if a paper has to wait."""
    root = find_root()
    (folder,) = select_folders(root / "cycles", (cycle,))
    facts = load_cycle(folder)
    others = _tell_all(load_cycles(root / "cycles"))
    findings = [item for item in check_facts(facts, others) if item.rule != "slot"]
    for hint in refuse_errors(findings, draft=draft):
        click.echo(str(hint))
    with lock_project(root):
        forget_record(root, cycle)  # the next build makes the whole pack again
        if documents:
            names, waiting = build_papers(root, facts, documents, draft=draft)
        else:
            names, waiting = [], build_pack(root, facts, draft=draft)
    for name in names:
        click.echo(f"pack/{cycle}/{name}")
    if not documents:
        click.echo(f"已生成 pack/{cycle}/ 和 pack/{cycle}.zip")
    for finding in waiting:
        click.echo(str(finding), err=True)
    sys.exit(any(finding.severity == "error" for finding in waiting))


@cli.command(
    "schema", help="重新生成 cycles/cycle.schema.json。", short_help="生成事实文件的格式说明"
)
def schema_command() -> None:
    """Write the JSON Schema of cycle.yml."""
    path = find_root() / "cycles" / SCHEMA_FILE
    path.write_text(render_schema(), "utf-8", newline="\n")
    click.echo(f"已写入 cycles/{SCHEMA_FILE}")


@cli.command("reference", help="重新生成 macros/README.md。", short_help="生成页面用词的说明")
def reference_command() -> None:
    """Write the reference for authors."""
    root = find_root()
    facts = load_cycle(root / "cycles" / SAMPLE)
    text = render_reference(open_scope(facts.cycle))
    (root / "macros" / "README.md").write_text(text, "utf-8", newline="\n")
    click.echo("已写入 macros/README.md")


for _command in COMMANDS:
    cli.add_command(_command)


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
