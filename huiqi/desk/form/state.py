"""A cycle's file of facts as the form works on it: its bytes, what they say, what is wrong."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from huiqi.build.checking import check_loaded
from huiqi.desk.form.names import Names
from huiqi.errors import Finding, KeyPath
from huiqi.facts.folders import FACTS_FILE
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.open_facts import find_unsettled
from huiqi.facts.reading.load import Facts, ReadFacts, read_facts
from huiqi.facts.reading.resolve.kind_defaults import KindDefaults, load_kind_defaults
from huiqi.site.gates.sources import read_sources


@dataclass(frozen=True)
class FactsState:
    """The facts of one cycle at one moment; ``digest`` is the SHA-256 of the file's bytes."""

    root: Path
    folder: Path
    content: bytes
    read: ReadFacts

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes that everything here was read from."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def text(self) -> str:
        """The text of the file, with its byte order mark and line ends."""
        return self.content.decode("utf-8")

    @property
    def data(self) -> dict[str, Any]:
        """The facts in the long form, unchecked."""
        return self.read.source.data

    @property
    def cycle(self) -> Cycle:
        """The sound part of the facts."""
        return self.read.sound.cycle

    @cached_property
    def names(self) -> Names:
        """The names that fields may pick."""
        return Names(self.cycle, self.data)

    @property
    def defaults(self) -> KindDefaults:
        """What the kind of meeting has and lacks."""
        return load_kind_defaults()[self.cycle.kind]

    def trace(self, path: KeyPath) -> KeyPath:
        """Return where a place of the long form stands in the file."""
        return self.read.source.trace(path)

    @cached_property
    def findings(self) -> list[Finding]:
        """Everything that a check finds, what is open included."""
        source = self.read.source
        facts = Facts(self.cycle, source, self.folder)
        if self.read.findings:
            return [*source.hints, *self.read.findings]
        found = check_loaded(self.root, {self.folder: facts}, read_sources(self.root))
        known = {(finding.rule, finding.key, finding.found) for finding in found}
        unsettled = [
            item for item in find_unsettled(facts) if (item.rule, item.key, item.found) not in known
        ]
        # Codes are the desk's own affair: it writes them before a final site is made.
        return [*source.hints, *(item for item in found if item.rule != "ids"), *unsettled]


def read_state(root: Path, name: str) -> FactsState:
    """Read a cycle's facts.

    Raises:
        FindingsError: the file cannot be read at all.
    """
    folder = root / "cycles" / name
    path = folder / FACTS_FILE
    # What the form shows is what the digest is of: a file that changes meanwhile is read again.
    while True:
        content = path.read_bytes() if path.is_file() else b""
        read = read_facts(path, f"{folder.parent.name}/{name}/{FACTS_FILE}", name)
        if not path.is_file() or path.read_bytes() == content:
            return FactsState(root, folder, content, read)


def look_at(value: Any, path: KeyPath) -> Any:
    """Return what stands at a path of plain facts; None where there is nothing."""
    for part in path:
        if isinstance(value, dict) and isinstance(part, str):
            value = value.get(part)
        elif isinstance(value, list | tuple) and isinstance(part, int):
            value = value[part] if 0 <= part < len(value) else None
        else:
            return None
    return value
