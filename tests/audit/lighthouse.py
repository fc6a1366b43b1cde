"""Lighthouse: how fast, how accessible and how sound a page is on a phone."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from dataclasses import dataclass
from typing import Any

from tests.audit.tools import TOOLS, AuditError
from tests.support.browsers import FLAGS, find_chromium

# SEO is no bar: sites for members only ask search engines to stay away.
BARS = {"performance": 95, "accessibility": 100, "best-practices": 100}
RUNS = 3  # other work on the machine makes a page look slow; it never makes one look fast
_TIMES = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time")


@dataclass(frozen=True)
class Marks:
    """What Lighthouse says of one page; marks go from 0 to 100, times are milliseconds."""

    page: str
    marks: dict[str, int]
    times: dict[str, int]
    faults: tuple[str, ...] = ()

    def misses(self) -> list[str]:
        """Return the categories below their bar."""
        return [name for name, bar in BARS.items() if self.marks[name] < bar]


def measure_page(base: str, page: str) -> Marks:
    """Measure a page several times on an emulated phone with a slow network.

    Raises:
        AuditError: Lighthouse did not come to a result.
    """
    return join_runs(page, [_run(base + page) for _ in range(RUNS)])


def join_runs(page: str, reports: list[dict[str, Any]]) -> Marks:
    """Return the median for the performance, which varies, and the worst for all else."""
    marks = {}
    for name in BARS:
        scores = [round(100 * report["categories"][name]["score"]) for report in reports]
        marks[name] = round(statistics.median(scores)) if name == "performance" else min(scores)
    times = {
        name: round(statistics.median(report["audits"][name]["numericValue"] for report in reports))
        for name in _TIMES
    }
    faults = {fault for report in reports for fault in _find_faults(report)}
    return Marks(page, marks, times, tuple(sorted(faults)))


def _find_faults(report: dict[str, Any]) -> list[str]:
    """Return the audits that took points from the marks other than the performance."""
    return [
        f"{reference['id']}：{report['audits'][reference['id']]['title']}"
        for name in BARS
        if name != "performance"
        for reference in report["categories"][name]["auditRefs"]
        if reference["weight"] and report["audits"][reference["id"]]["score"] == 0
    ]


def _run(address: str) -> dict[str, Any]:
    command = [
        str(TOOLS / ".bin/lighthouse"),
        address,
        "--quiet",
        "--no-enable-error-reporting",
        f"--chrome-flags=--headless=new {' '.join(FLAGS)}",
        f"--only-categories={','.join(BARS)}",
        "--output=json",
    ]
    environment = {**os.environ, "CHROME_PATH": find_chromium()}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AuditError(f"Lighthouse 没有得出结果：{address}\n{done.stderr}")
    report: dict[str, Any] = json.loads(done.stdout)
    if error := report.get("runtimeError"):
        raise AuditError(f"Lighthouse 没有得出结果：{address}\n{error['message']}")
    return report
