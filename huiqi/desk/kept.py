"""The facts of one cycle as the desk keeps them: saved whole, or kept as drafts; nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from huiqi.desk.context import DeskContext
from huiqi.desk.form.edit import Edited, find_fault_of
from huiqi.desk.form.state import FactsState
from huiqi.errors import Finding, KeyPath
from huiqi.facts.folders import FACTS_FILE
from huiqi.files.atomic import write_atomically

_DRAFTS: dict[str, dict[KeyPath, str]] = {}


class KeptFacts:
    """One cycle's file and the drafts beside it."""

    def __init__(self, context: DeskContext, cycle: str) -> None:
        self._context, self.cycle = context, cycle

    @property
    def root(self) -> Path:
        """The project's folder."""
        return self._context.root

    def find_drafts(self, state: FactsState) -> Mapping[KeyPath, tuple[str, Finding]]:
        """Return what was typed and is no value yet."""
        mine = _DRAFTS.setdefault(self.cycle, {})
        return {path: (text, find_fault_of(state, path, text)) for path, text in mine.items()}

    def keep(self, state: FactsState, edited: Edited, data: dict[str, Any]) -> bool:
        """Save an edit; False where the file has changed meanwhile: then nothing is written."""
        mine = _DRAFTS.setdefault(self.cycle, {})
        if "path" in data:
            mine.pop(tuple(data["path"]), None)
        for path, (text, _) in edited.drafts.items():
            mine[path] = text
        file = state.folder / FACTS_FILE
        if file.read_bytes() != state.content:
            return False
        if edited.text != state.text:
            write_atomically(file, edited.text.encode())
        return True
