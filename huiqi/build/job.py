"""The unit of work of a build, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from huiqi.errors import Finding, HuiqiError
from huiqi.facts.fingerprints import Fingerprints


class ProgramFaultError(HuiqiError):
    """A fault of the program itself; its cause is there as long as it stays in its process."""


@dataclass(frozen=True)
class BuildJob:
    """What is to be made, and where: ``site`` and ``pack`` are folders that are not there yet.

    ``others`` is what of the other cycles relevant this one, ``leftovers`` what is wrong in pages
    and templates for every cycle.
    """

    root: Path
    cycle: str
    draft: bool
    others: tuple[Fingerprints, ...]
    leftovers: tuple[Finding, ...]
    site: Path
    pack: Path


@dataclass(frozen=True)
class BuildResult:
    """What came of a job: hints and the checksums of the site's files, or an error."""

    hints: tuple[Finding, ...] = ()
    sums: dict[str, str] = field(default_factory=dict)
    error: HuiqiError | None = None
