"""``huiqi word``: the Word files of a cycle, for the office."""

from __future__ import annotations

import sys

import click

from huiqi.build.checking import load_others, refuse_errors
from huiqi.build.lock import lock_project
from huiqi.build.records import forget_pack
from huiqi.console.chinese_click import ChineseCommand
from huiqi.facts.folders import select_folders
from huiqi.facts.reading.load import load_cycle
from huiqi.project import find_root
from huiqi.rules.check import check_facts
from huiqi.word.pack_folder import build_pack, build_papers


@click.command(
    cls=ChineseCommand,
    name="word",
    help="生成办公室版的 Word 文件到 pack/。",
    short_help="生成 Word 文件",
)
@click.argument("cycle", metavar="周期")
@click.argument("documents", nargs=-1, metavar="[材料]...")
@click.option("--draft", is_flag=True, help="生成草稿：待定的事实标出空白。")
def command(cycle: str, documents: tuple[str, ...], draft: bool) -> None:
    """Build the pack of a cycle, or single documents; exit status 1 if a paper has to wait."""
    root = find_root()
    (folder,) = select_folders(root / "cycles", (cycle,))
    facts = load_cycle(folder)
    others = load_others(root)
    findings = [item for item in check_facts(facts, others) if item.rule != "slot"]
    for hint in refuse_errors(findings, draft=draft):
        click.echo(str(hint))
    with lock_project(root):
        forget_pack(root, cycle)
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
