"""Building cycles into public/: each whole, or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from huiqi.cycle import Cycle, Facts, find_cycles, load_cycle
from huiqi.errors import Finding, FindingsError, HuiqiError
from huiqi.gates import find_source_leftovers
from huiqi.portal import write_portal
from huiqi.rules import check_facts
from huiqi.site import build_site


@dataclass(frozen=True)
class Outcome:
    """What became of one cycle: its hints, or the error for which its old site stays."""

    cycle: str
    hints: tuple[Finding, ...] = ()
    error: HuiqiError | None = None


def select_folders(root: Path, names: tuple[str, ...]) -> list[Path]:
    """Return the folders of the named cycles, or of all.

    Raises:
        HuiqiError: a name that no cycle has.
    """
    folders = {folder.name: folder for folder in find_cycles(root / "cycles")}
    unknown = [name for name in names if name not in folders]
    if unknown:
        raise HuiqiError(
            f"没有会议周期 {'、'.join(unknown)}。改法：从现有的周期中选：{'、'.join(folders)}。"
        )
    return [folders[name] for name in names or folders]


def load_others(root: Path) -> list[Cycle]:
    """Return every cycle whose facts can be read, to tell one cycle's words from another's."""
    cycles = []
    for folder in find_cycles(root / "cycles"):
        try:
            cycles.append(load_cycle(folder).cycle)
        except FindingsError:
            continue
    return cycles


def build_cycles(
    root: Path, names: tuple[str, ...], *, draft: bool, report: Callable[[Outcome], None]
) -> list[Outcome]:
    """Build the named cycles, or all, and the front page; one that fails does not stop the rest."""
    folders, others = select_folders(root, names), load_others(root)
    outcomes = []
    for folder in folders:
        outcome = _build_cycle(root, folder, others, draft=draft)
        report(outcome)
        outcomes.append(outcome)
    built = [cycle for cycle in others if (root / "public" / cycle.id / "index.html").is_file()]
    write_portal(root / "public", built)
    return outcomes


def _build_cycle(root: Path, folder: Path, others: list[Cycle], *, draft: bool) -> Outcome:
    try:
        facts = load_cycle(folder)
        hints = _check(root, facts, others, draft=draft)
        _build_whole(root, facts, draft=draft)
    except HuiqiError as error:
        return Outcome(folder.name, error=error)
    return Outcome(folder.name, hints)


def _check(root: Path, facts: Facts, others: list[Cycle], *, draft: bool) -> tuple[Finding, ...]:
    """Refuse a final build on any error of the rules; a draft takes them as hints."""
    findings = check_facts(facts, others) + find_source_leftovers(root)
    errors = [finding for finding in findings if finding.severity == "error"]
    # Open slots are reported after rendering, with the pages that use them.
    if not draft and any(finding.rule != "slot" for finding in errors):
        raise FindingsError(errors)
    return tuple(finding for finding in findings if draft or finding.severity == "hint")


def _build_whole(root: Path, facts: Facts, *, draft: bool) -> None:
    """Build beside the live site and swap, so that a failure leaves the old one as it was."""
    public = root / "public"
    public.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".huiqi-", dir=public) as scratch:
        fresh = Path(scratch) / "site"
        build_site(root, facts.cycle.id, fresh, draft=draft)
        live, old = public / facts.cycle.id, Path(scratch) / "old"
        if live.exists():
            live.rename(old)
        fresh.rename(live)
    _remove_plain_build(public)


def _remove_plain_build(public: Path) -> None:
    """Remove what a plain `mkdocs build` left, so that public/ holds the cycles alone."""
    shutil.rmtree(public / ".mkdocs", ignore_errors=True)
