"""Audit the built sites: python -m tests.audit. Exit status 1 when a bar is missed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.audit.checker import Findings, check_pages
from tests.audit.lighthouse import BARS, RUNS, Marks, measure_page
from tests.audit.server import PackingHandler
from tests.audit.tools import AuditError
from tests.support.browsers import serve

PUBLIC = Path(__file__).resolve().parent.parent.parent / "public"
_NAMES = {"performance": "性能", "accessibility": "无障碍", "best-practices": "最佳做法"}


def choose_pages(public: Path) -> list[str]:
    """Return the home page of every cycle and the largest study material.

    Raises:
        AuditError: the sites are not built.
    """
    homes = sorted(public.glob("*/index.html"))
    materials = sorted(public.glob("*/materials/*.html"), key=lambda path: path.stat().st_size)
    if not homes or not materials:
        raise AuditError("没有可检查的网站。请先运行：make site")
    return [path.relative_to(public).as_posix() for path in [*homes, materials[-1]]]


def measure(public: Path) -> list[Marks]:
    """Measure the chosen pages; the site stands in a subfolder, as it may on any server."""
    with serve(public.parent, PackingHandler) as address:
        base = f"{address}{public.name}/"
        return [measure_page(base, page) for page in choose_pages(public)]


def table_marks(rows: list[Marks]) -> Table:
    """Return Lighthouse's figures as a table, each with its bar."""
    table = Table(title=f"Lighthouse（手机，压缩传输；性能和毫秒数取 {RUNS} 次的中位数）")
    table.add_column("页面", no_wrap=True)
    for name, bar in BARS.items():
        table.add_column(f"{_NAMES[name]} ≥{bar}", justify="right")
    for heading in ("首绘", "主绘", "阻塞"):
        table.add_column(heading, justify="right")
    for row in rows:
        marks = [
            f"[red]{mark} ✗[/red]" if name in row.misses() else str(mark)
            for name, mark in row.marks.items()
        ]
        table.add_row(row.page, *marks, *map(str, row.times.values()))
    return table


def table_findings(findings: Findings, pages: int) -> Table:
    """Return the HTML checker's figures as a table."""
    table = Table(title="Nu HTML Checker")
    for heading in ("页面", "错误 =0", "主题自带", "提示"):
        table.add_column(heading, justify="right")
    errors = f"[red]{len(findings.errors)} ✗[/red]" if findings.errors else "0"
    table.add_row(str(pages), errors, str(findings.known), str(findings.warnings.total()))
    return table


def audit(public: Path, console: Console) -> bool:
    """Print the figures, then what is wrong; return whether every bar is met."""
    rows = measure(public)
    console.print(table_marks(rows))
    console.print(
        f"本机负载 {os.getloadavg()[0]:.1f}，处理器 {os.cpu_count()} 个：负载高于此数时，性能得分偏低"
    )
    findings = check_pages(public)
    console.print(table_findings(findings, sum(1 for _ in public.rglob("*.html"))))
    for text, count in findings.warnings.most_common():
        console.print(f"提示 {count} 处：{text}", markup=False, soft_wrap=True)
    for row in rows:
        for fault in row.faults:
            console.print(f"{row.page}：{fault}", markup=False, soft_wrap=True)
    for remark in findings.errors:
        console.print(f"错误 {remark}", markup=False, soft_wrap=True)
    for markup in findings.unused:
        console.print(
            f"主题已不再写出，请从 tests/audit/checker.py 的 KNOWN 中删除：{markup}", markup=False
        )
    return not (findings.errors or findings.unused or any(row.misses() for row in rows))


def main() -> int:
    """Audit public/ and return the exit status."""
    try:
        return 0 if audit(PUBLIC, Console(width=120)) else 1
    except AuditError as error:
        print(f"错误：{error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
