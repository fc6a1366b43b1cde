"""The sources of pages and templates: leftovers and words of other cycles in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from huiqi.facts.model.cycle import Cycle

from huiqi.errors import Finding
from huiqi.facts.fingerprints import Fingerprints, foreign_words, take_fingerprints
from huiqi.facts.leftovers import find_foreign, find_in_source
from huiqi.facts.reading.text_file import SAVE_AS


def read_sources(root: Path) -> dict[str, bytes]:
    """Return the sources of pages and templates by their names, for the two checks below."""
    patterns = ("docs/**/*.md", "templates/**/*.md", "templates/**/*.yml")
    paths = sorted(path for pattern in patterns for path in root.glob(pattern))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def find_source_leftovers(sources: Mapping[str, bytes]) -> list[Finding]:
    """Return leftovers in the sources of pages and templates, and files in another encoding."""
    return [finding for name, data in sources.items() for finding in _check_source(name, data)]


def find_source_words(
    sources: Mapping[str, bytes], cycle: Cycle, others: Iterable[Fingerprints]
) -> list[Finding]:
    """Return words of other cycles that pages and templates would put on this cycle's site."""
    foreign = foreign_words(take_fingerprints(cycle), others)
    allowed = [item.term for item in cycle.allow_terms] if foreign else []
    return [
        finding
        for name, data in (sources.items() if foreign else ())
        for finding in find_foreign(name, data.decode("utf-8-sig", "replace"), foreign, allowed)
    ]


def _check_source(name: str, data: bytes) -> list[Finding]:
    try:
        return find_in_source(name, data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return [Finding("gate", "UTF-8 编码的文件", "其他编码", SAVE_AS, file=name, line=line)]
