"""The gates of a build: what a finished site must not hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from huiqi.errors import Finding
from huiqi.facts.open_facts import Blanks, find_unsettled
from huiqi.facts.reading.load import Facts
from huiqi.site.gates.answers import find_answers
from huiqi.site.gates.leaks import find_leaks
from huiqi.site.gates.loads import find_loads

_PAPERS = {".doc", ".docx", ".wps", ".rtf", ".xls", ".xlsx", ".et", ".ppt", ".pptx", ".pdf", ".zip"}


def check_site(
    facts: Facts, site: Path, blanks: Blanks, *, draft: bool, made: Mapping[str, bytes]
) -> list[Finding]:
    """Return everything that stops a build.

    ``made`` holds the files that the build itself has put there, by their addresses.
    Open slots and a missing approval stop a final build only; the rest stops a draft too.
    """
    findings = [
        *find_papers(site, made), *find_leaks(facts.cycle, site), *find_answers(facts, site),
        *find_loads(site),
    ]  # fmt: skip
    if draft:
        return findings
    return find_unsettled(facts, blanks) + findings


def find_config_faults(config: Mapping[str, Any]) -> list[Finding]:
    """Return settings with which the theme's own script would call other hosts."""
    if not config.get("repo_url"):
        return []
    remedy = "删去 repo_url：页面会向代码托管网站取数据"
    return [Finding("gate", "不写 repo_url", "写有 repo_url", remedy, file="mkdocs.yml")]


def find_papers(site: Path, made: Mapping[str, bytes]) -> Iterator[Finding]:
    """R20: yield each office file that somebody put beside the pages; it may be filled in."""
    for path in sorted(site.rglob("*")):
        if path.suffix.lower() in _PAPERS:
            name = path.relative_to(site).as_posix()
            if made.get(name) == path.read_bytes():
                continue
            remedy = "从 docs/ 中移走：填写后的材料不在网站上出现"
            yield Finding("R20", "只有页面的网站", f"混入文件 {name}", remedy, file=name)
