"""Building cycles into public/: each whole, or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from huiqi.cycle import Cycle, Facts, find_cycles, load_cycle, select_folders
from huiqi.errors import Finding, FindingsError, HuiqiError
from huiqi.gates import find_source_leftovers, find_source_words, read_sources
from huiqi.materials import check_materials
from huiqi.pack import build_pack, open_workshop
from huiqi.portal import write_portal
from huiqi.publish.checksums import write_checksums
from huiqi.rules import check_facts
from huiqi.site import build_site
from huiqi.swap import swap_in


@dataclass(frozen=True)
class Outcome:
    """What became of one cycle: its hints, or the error for which its old site stays."""

    cycle: str
    hints: tuple[Finding, ...] = ()
    error: HuiqiError | None = None


def load_cycles(root: Path) -> dict[str, Facts | FindingsError]:
    """Read every cycle once; one tells from the others which words are not its own."""
    loaded: dict[str, Facts | FindingsError] = {}
    for folder in find_cycles(root / "cycles"):
        try:
            loaded[folder.name] = load_cycle(folder)
        except FindingsError as error:
            loaded[folder.name] = error
    return loaded


def readable_cycles(loaded: dict[str, Facts | FindingsError]) -> list[Cycle]:
    """Return the cycles whose facts could be read."""
    return [facts.cycle for facts in loaded.values() if isinstance(facts, Facts)]


def build_cycles(
    root: Path, names: tuple[str, ...], *, draft: bool, report: Callable[[Outcome], None]
) -> list[Outcome]:
    """Build the named cycles, or all, and the front page; one that fails does not stop the rest."""
    folders, loaded = select_folders(root / "cycles", names), load_cycles(root)
    cycles, sources = readable_cycles(loaded), read_sources(root)
    leftovers, outcomes = find_source_leftovers(sources), []
    for folder in folders:
        facts = loaded[folder.name]
        if isinstance(facts, FindingsError):
            outcome = Outcome(folder.name, error=facts)
        else:
            outcome = _build_cycle(root, facts, cycles, sources, leftovers, draft=draft)
        report(outcome)
        outcomes.append(outcome)
    open_workshop(root).forget()
    built = [cycle for cycle in cycles if (root / "public" / cycle.id / "index.html").is_file()]
    write_portal(root / "public", built)
    write_checksums(root / "public")
    return outcomes


def _build_cycle(
    root: Path,
    facts: Facts,
    cycles: list[Cycle],
    sources: dict[str, bytes],
    leftovers: list[Finding],
    *,
    draft: bool,
) -> Outcome:
    try:
        words = find_source_words(sources, facts.cycle, cycles)
        findings = [*check_facts(facts, cycles), *check_materials(facts), *leftovers, *words]
        hints = refuse_errors(findings, draft=draft)
        _build_whole(root, facts, draft=draft)
        waiting = build_pack(root, facts, draft=draft)
    except HuiqiError as error:
        return Outcome(facts.cycle.id, error=error)
    # A draft has named its open facts already.
    return Outcome(facts.cycle.id, hints if draft else (*hints, *waiting))


def refuse_errors(findings: list[Finding], *, draft: bool) -> tuple[Finding, ...]:
    """Refuse a final build on any error of the rules; a draft takes them as hints."""
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
        build_site(root, facts, fresh, draft=draft)
        swap_in(fresh, public / facts.cycle.id, Path(scratch) / "old")
    _remove_plain_build(public)


def _remove_plain_build(public: Path) -> None:
    """Remove what a plain `mkdocs build` left, so that public/ holds the cycles alone."""
    shutil.rmtree(public / ".mkdocs", ignore_errors=True)
