"""The facts of one cycle as the desk keeps them: saved whole, or kept as drafts; nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from huiqi.desk.context import DeskContext
from huiqi.desk.form.edit import Edited, find_fault_of
from huiqi.desk.form.state import FactsState
from huiqi.desk.keeping.drafts import Draft
from huiqi.desk.keeping.store import Conflict, CycleStore
from huiqi.errors import Finding, HuiqiError, KeyPath
from huiqi.facts.folders import FACTS_FILE
from huiqi.facts.reading.load import read_facts

# What is said of a cycle that is only read.
ARCHIVED = "这次会议已归档，只能查看。改法：在“会议周期”中点“重新打开”，再修改。"


class KeptFacts:
    """One cycle's file, its history and the drafts beside it."""

    def __init__(self, context: DeskContext, cycle: str) -> None:
        self._context, self.cycle = context, cycle
        self.store = CycleStore(context.root, cycle)

    @property
    def root(self) -> Path:
        """The project's folder."""
        return self._context.root

    def remember(self, state: FactsState) -> None:
        """Keep in mind what a page shows: a change that is handed in begins from it."""
        self._context.seen.remember(state.content)

    def recall(self, digest: str) -> FactsState | None:
        """Return the facts as a page has shown them; None where that is not known any more."""
        content = self._context.seen.recall(digest)
        if content is None:
            return None
        path = self.store.keep_version(content)
        read = read_facts(path, FACTS_FILE, self.cycle)
        return FactsState(self.root, self.store.path.parent, content, read)

    def find_drafts(self, state: FactsState) -> Mapping[KeyPath, tuple[str, Finding]]:
        """Return what was typed and is no value of its field yet, with the reason."""
        return {
            draft.path: (draft.text, find_fault_of(state, draft.path, draft.text))
            for draft in self.store.drafts.list_all(state.digest)
            if not draft.stale
        }

    def find_stale(self, state: FactsState) -> list[Draft]:
        """Return what was typed before the file was changed elsewhere: it may belong to another item."""
        return [draft for draft in self.store.drafts.list_all(state.digest) if draft.stale]

    def keep(self, state: FactsState, edited: Edited, *, reopening: bool = False) -> bool:
        """Save an edit; False where the file has changed meanwhile: then nothing is written.

        ``reopening``: the edit takes the cycle out of the archive.

        Raises:
            HuiqiError: it is archived, or cannot be written; the file is then as it was.
        """
        if state.cycle.archived_on and not reopening:
            raise HuiqiError(ARCHIVED)
        typed = {path: text for path, (text, _) in edited.drafts.items()}
        done = self.store.save(
            state.digest,
            edited.text,
            now=self._context.now(),
            changes=edited.changes,
            typed=typed,
        )
        return not isinstance(done, Conflict)

    def drop_draft(self, path: KeyPath) -> None:
        """Forget what was typed at a place: the clerk has given it up.

        Raises:
            HuiqiError: it cannot be written.
        """
        self.store.drafts.drop([path])
