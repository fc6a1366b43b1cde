"""What a rule is, and what rules share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from huiqi.errors import Finding, KeyPath, Severity
from huiqi.facts.fingerprints import Fingerprints
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.load import Facts

Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True)
class Case:
    """What a rule looks at: one cycle's facts, and what the cycles beside it tell."""

    facts: Facts
    others: tuple[Fingerprints, ...] = ()

    @property
    def cycle(self) -> Cycle:
        """The cycle that is checked."""
        return self.facts.cycle


@dataclass(frozen=True)
class Rule:
    """One rule: id, what it asks, where it comes from, and the function that checks it.

    A rule whose source is not of high confidence gives hints only.
    """

    id: str
    asks: str
    source: str
    check: Callable[[Case], Iterator[Finding]]
    severity: Severity = "error"

    def apply(self, case: Case) -> list[Finding]:
        """Return the rule's findings with their places."""
        findings = (replace(finding, rule=self.id) for finding in self.check(case))
        hints = self.severity == "hint"
        return [
            case.facts.source.place(replace(finding, severity="hint") if hints else finding)
            for finding in findings
        ]


def fault(key: KeyPath, expected: str, found: str, remedy: str) -> Finding:
    """Return an error; the rule adds its id."""
    return Finding("", expected, found, remedy, key)


def lack(key: KeyPath, expected: str, found: str, remedy: str) -> Finding:
    """Return an error of a list in which nobody wrote anything yet; the rule adds its id."""
    return Finding("", expected, found, remedy, key, unfilled=True)


def hint(key: KeyPath, expected: str, found: str, remedy: str) -> Finding:
    """Return a hint; the rule adds its id."""
    return Finding("", expected, found, remedy, key, severity="hint")
