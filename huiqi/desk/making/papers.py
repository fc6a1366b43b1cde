"""The papers of the office, one by one or a folder of them, from the facts as saved."""

from __future__ import annotations

from collections.abc import Set
from functools import partial
from pathlib import Path

from huiqi.desk.making.paper_tasks import (
    PaperMade,
    PaperName,
    PaperTask,
    list_papers,
    make_papers,
)
from huiqi.desk.making.previews import stamp_facts
from huiqi.desk.making.tasks import Do


class Papers:
    """The papers of a project's cycles."""

    def __init__(self, root: Path, do: Do) -> None:
        self._root = root
        self._listed: dict[str, tuple[str, tuple[PaperName, ...]]] = {}
        self._do = partial(do, hear=lambda _: None)

    def list_names(self, cycle: str) -> tuple[PaperName, ...]:
        """Return all papers of a cycle.

        Raises:
            HuiqiError: its facts cannot be read.
        """
        stamp = stamp_facts(self._root, cycle)
        known = self._listed.get(cycle)
        if known is None or known[0] != stamp:
            known = self._listed[cycle] = stamp, list_papers(self._root, cycle)
        return known[1]

    def make(self, cycle: str, keys: Set[str], *, shown: bool = False) -> tuple[PaperMade, ...]:
        """Make papers; ``shown``: with their pages.

        Raises:
            HuiqiError: the facts cannot be read, or a paper cannot be made.
        """
        task = PaperTask(self._root, cycle, frozenset(keys), shown)
        made = self._do(make_papers, task)
        if made.error:
            raise made.error
        return made.papers
