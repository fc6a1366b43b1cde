"""What is found in a cycle's study materials, remembered: to read them takes longer than all the rest."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from huiqi.build.digests import Digests
from huiqi.build.json_store import CACHE, read_json_store, write_json_store
from huiqi.errors import Finding
from huiqi.facts.documents import list_documents
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.load import Facts

_FILE = CACHE / "materials.json"
_FOLDER = "materials"


def check_materials_once(root: Path, facts: Facts, engine: str, digests: Digests) -> list[Finding]:
    """Return what ``check_materials`` finds; the same files under the same facts are not read again.

    ``engine`` is the digest of the program: it may read the same file otherwise.
    """
    if not facts.cycle.materials and not (facts.folder / _FOLDER).exists():
        return []
    key = _find_key(facts, engine, digests)
    store = read_json_store(root / _FILE)
    known = _recall(store.get(facts.folder.name), key)
    if known is None:
        from huiqi.materials.load import check_materials

        known = check_materials(facts)
        kept = [_write(one, facts) for one in known]
        write_json_store(root / _FILE, store | {facts.folder.name: {"key": key, "found": kept}})
        return known
    # The lines of facts are those of the file as it is now.
    return [facts.source.place(one) if not one.file else one for one in known]


def _find_key(facts: Facts, engine: str, digests: Digests) -> str:
    """Return what the findings depend on: the files, what the facts say of them, the program."""
    parts = (engine, digests.of_tree(facts.folder / _FOLDER), _say(facts.cycle))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _say(cycle: Cycle) -> str:
    """Return what the facts say that decides whether a file may be a material."""
    documents = [(document.id, document.title) for document in list_documents(cycle)]
    names = [person.name for person in cycle.people]
    readings = [(reading.id, reading.title) for reading in cycle.readings]
    return repr((cycle.kind, cycle.materials, documents, names, readings))


def _write(finding: Finding, facts: Facts) -> list[Any]:
    """Return a finding as it is kept: a place in a material, or else none yet."""
    own = finding.file != facts.source.file
    place = (finding.file, finding.line) if own else ("", 0)
    return [*_fields(finding), list(finding.key), *place]


def _fields(finding: Finding) -> tuple[str, ...]:
    return finding.rule, finding.expected, finding.found, finding.remedy, finding.severity


def _recall(data: Any, key: str) -> list[Finding] | None:
    """Return the findings that were kept of the same files, if they are ours."""
    try:
        if data["key"] != key:
            return None
        return [
            Finding(rule, expected, found, remedy, tuple(place), file, line, severity)
            for rule, expected, found, remedy, severity, place, file, line in data["found"]
        ]
    except (KeyError, TypeError, ValueError):
        return None
