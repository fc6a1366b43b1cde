"""Everything that is found in a cycle before it is built: the rules, its materials, the pages' words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from huiqi.errors import Finding, FindingsError
from huiqi.facts.fingerprints import Fingerprints, take_fingerprints
from huiqi.facts.folders import select_folders
from huiqi.facts.open_facts import note_open_facts
from huiqi.facts.reading.load import Facts, load_cycles
from huiqi.materials.load import check_materials
from huiqi.rules.check import check_facts
from huiqi.site.gates.sources import find_source_leftovers, find_source_words, read_sources


def check_cycle(
    facts: Facts, others: Iterable[Fingerprints], sources: Mapping[str, bytes]
) -> list[Finding]:
    """Return what is found in one cycle; ``sources`` are those of pages and templates."""
    others = tuple(others)
    return [
        *check_facts(facts, others),
        *check_materials(facts),
        *find_source_words(sources, facts.cycle, others),
    ]


def check_cycles(root: Path, names: tuple[str, ...]) -> list[Finding]:
    """Return what is found in the named cycles, or in all, and in pages and templates.

    Raises:
        HuiqiError: a name that no cycle has.
    """
    folders, loaded = select_folders(root / "cycles", names), load_cycles(root / "cycles")
    sources, others = read_sources(root), _take_all(loaded)
    findings = find_source_leftovers(sources)
    for folder in folders:
        facts = loaded[folder.name]
        findings += (
            facts.findings
            if isinstance(facts, FindingsError)
            else check_cycle(facts, others, sources)
        )
    return findings


def load_others(cycles: Path) -> list[Fingerprints]:
    """Return the fingerprints of all cycles whose facts are sound."""
    return _take_all(load_cycles(cycles))


def _take_all(loaded: Mapping[str, Facts | FindingsError]) -> list[Fingerprints]:
    return [take_fingerprints(one.cycle) for one in loaded.values() if isinstance(one, Facts)]


def refuse_errors(findings: list[Finding], *, draft: bool) -> tuple[Finding, ...]:
    """Refuse a final build on any error of the rules; a draft takes them, what is open as notes."""
    errors = [finding for finding in findings if finding.severity == "error"]
    # Open slots are reported after rendering, with the pages that use them.
    if not draft and any(finding.rule != "slot" for finding in errors):
        raise FindingsError(errors)
    if draft:
        return tuple(note_open_facts(findings))
    return tuple(finding for finding in findings if finding.severity == "hint")
