"""The Word files of one cycle, made without its site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from huiqi.build.checking import load_others, refuse_errors
from huiqi.build.lock import lock_project
from huiqi.build.records import forget_pack
from huiqi.build.stages import CHECKING, PAPERS, begin_stage
from huiqi.errors import Finding
from huiqi.facts.folders import select_folders
from huiqi.facts.reading.load import load_cycle
from huiqi.rules.check import check_facts
from huiqi.word.pack_folder import build_pack, build_papers


def build_cycle_pack(
    root: Path, cycle: str, documents: tuple[str, ...] = (), *, draft: bool,
    report: Callable[[Finding], None] = lambda _: None,
) -> tuple[list[str], tuple[Finding, ...]]:  # fmt: skip
    """Build a cycle's pack, or single documents of it; ``report`` is told each hint beforehand.

    Return the papers made of single documents, and the open facts for which papers wait.

    Raises:
        HuiqiError: no such cycle or document, its facts are wrong, or another build is running.
    """
    (folder,) = select_folders(root / "cycles", (cycle,))
    with lock_project(root):
        begin_stage(CHECKING)
        facts = load_cycle(folder)
        findings = [item for item in check_facts(facts, load_others(root)) if item.rule != "slot"]
        for hint in refuse_errors(findings, draft=draft):
            report(hint)
        begin_stage(PAPERS)
        forget_pack(root, cycle)
        if documents:
            return build_papers(root, facts, documents, draft=draft)
        return [], build_pack(root, facts, draft=draft)
