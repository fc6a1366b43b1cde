"""Everything that is found in a cycle before it is built: the rules, its materials, the pages' words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from huiqi.build.digests import Digests, digest_program
from huiqi.build.material_checks import check_materials_once
from huiqi.build.summaries import recall_fingerprints
from huiqi.errors import Finding, FindingsError
from huiqi.facts.fingerprints import Fingerprints, take_fingerprints
from huiqi.facts.folders import FACTS_FILE, find_cycles, select_folders
from huiqi.facts.open_facts import note_open_facts
from huiqi.facts.reading.load import Facts, load_sound
from huiqi.rules.check import check_facts
from huiqi.site.gates.sources import find_source_leftovers, find_source_words, read_sources


def check_cycle(
    facts: Facts,
    others: Iterable[Fingerprints],
    sources: Mapping[str, bytes],
    materials: Iterable[Finding],
) -> list[Finding]:
    """Return what is found in one cycle.

    ``sources`` are those of pages and templates, ``materials`` what is found in its materials.
    """
    others = tuple(others)
    return [
        *check_facts(facts, others),
        *materials,
        *find_source_words(sources, facts.cycle, others),
    ]


def check_cycles(root: Path, names: tuple[str, ...]) -> list[Finding]:
    """Return what is found in the named cycles, or in all, and in pages and templates.

    Raises:
        HuiqiError: a name that no cycle has.
    """
    folders = select_folders(root / "cycles", names)
    sources = read_sources(root)
    loaded = {folder: load_sound(folder) for folder in folders}
    return [*find_source_leftovers(sources), *check_loaded(root, loaded, sources)]


def check_loaded(
    root: Path, loaded: Mapping[Path, Facts | FindingsError], sources: Mapping[str, bytes]
) -> list[Finding]:
    """Return what is found in cycles whose facts were read, by their folders."""
    digests = Digests(root)
    engine = digest_program(digests)
    others = _take_all(root, loaded, engine, digests)
    findings: list[Finding] = []
    for facts in loaded.values():
        if isinstance(facts, FindingsError):
            findings += facts.findings
        else:
            materials = check_materials_once(root, facts, engine, digests)
            findings += check_cycle(facts, others, sources, materials)
    return findings


def load_others(root: Path) -> list[Fingerprints]:
    """Return the fingerprints of all cycles whose facts are sound."""
    digests = Digests(root)
    return _take_all(root, {}, digest_program(digests), digests)


def _take_all(
    root: Path, loaded: Mapping[Path, Facts | FindingsError], engine: str, digests: Digests
) -> list[Fingerprints]:
    """Return the fingerprints of all sound cycles; those not ``loaded`` as a build left them."""
    folders = find_cycles(root / "cycles")
    unread = [folder for folder in folders if folder not in loaded]
    known = dict(recall_fingerprints(root, unread, engine, digests))
    for folder in folders:
        facts = loaded.get(folder)
        if isinstance(facts, Facts):
            known[folder] = take_fingerprints(facts.cycle)
        elif facts is None and folder not in known and (taken := _take(folder, _stamp(folder))):
            known[folder] = taken
    return [known[folder] for folder in folders if folder in known]


# A server checks one cycle again and again beside others that stay as they are.
@lru_cache(maxsize=500)
def _take(folder: Path, _: object) -> Fingerprints | None:
    """Return the fingerprints of a cycle's facts as they are at a moment; None of unsound ones."""
    facts = load_sound(folder)
    return take_fingerprints(facts.cycle) if isinstance(facts, Facts) else None


def _stamp(folder: Path) -> tuple[int, int, int] | None:
    """Return what changes with a cycle's file of facts."""
    try:
        state = (folder / FACTS_FILE).stat()
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns, state.st_ctime_ns


def refuse_errors(findings: list[Finding], *, draft: bool) -> tuple[Finding, ...]:
    """Refuse a final build on any error of the rules; a draft takes them, what is open as notes."""
    errors = [finding for finding in findings if finding.severity == "error"]
    # Open slots are reported after rendering, with the pages that use them.
    if not draft and any(finding.rule != "slot" for finding in errors):
        raise FindingsError(errors)
    if draft:
        return tuple(note_open_facts(findings))
    return tuple(finding for finding in findings if finding.severity == "hint")
