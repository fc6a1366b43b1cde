"""The scope of pages for an engine that runs the macros without our MkDocs hooks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from huiqi.errors import FindingsError
from huiqi.facts.folders import FACTS_FILE
from huiqi.facts.open_facts import find_unsettled
from huiqi.facts.reading.choice import choose_folder, is_draft
from huiqi.facts.reading.load import load_cycle
from macros.scope import Scope, open_scope


def load_scope(root: Path, extra: Mapping[str, Any]) -> Scope:
    """Return the public rendition of the chosen cycle; ``extra`` is that of mkdocs.yml.

    It offers no Word files and tells no changes: both are made by the hooks.

    Raises:
        HuiqiError: there is no such cycle, or all that is wrong with its facts; if it is to be no
            draft, also all that is still open.
    """
    folder = choose_folder(root / "cycles", extra)
    file = folder / FACTS_FILE
    return _load(folder, file.read_bytes() if file.is_file() else b"", draft=is_draft(extra))


@lru_cache(maxsize=1)
def _load(folder: Path, content: bytes, *, draft: bool) -> Scope:  # noqa: ARG001
    """Load the facts once for all pages, again when the file's content is another."""
    facts = load_cycle(folder)
    open_still = [] if draft else find_unsettled(facts)
    if open_still:
        raise FindingsError(open_still)
    return open_scope(facts.cycle)
