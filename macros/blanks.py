"""Which pages and papers show the blank of which open fact, and which facts they show."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import TYPE_CHECKING

from huiqi.errors import KeyPath

if TYPE_CHECKING:
    from huiqi.facts.open_facts import Blanks


class BlankRecorder:
    """Notes each fact and each blank that is shown, with the page or template that is being rendered.

    The one part of a Scope that changes: what is shown is known only when it is rendered.
    """

    def __init__(self) -> None:
        self._place = ""
        self._noted: dict[KeyPath, tuple[str, set[str]]] = {}
        self._shown: dict[str, set[KeyPath]] = {}

    def enter(self, place: str) -> None:
        """Take what is shown from now on as part of a page or template, by its project path."""
        self._place = place

    def start(self, place: str) -> None:
        """Do the same, and begin a new record: each paper has its own."""
        self._noted = {}
        self.enter(place)

    def note_shown(self, path: KeyPath) -> None:
        """Note that a fact is shown here."""
        self._shown.setdefault(self._place, set()).add(path)

    def note(self, path: KeyPath, label: str) -> None:
        """Note that the blank of an open fact is shown here; outside of all pages, only that it is."""
        self.add({path: (label, {self._place} if self._place else set())})

    def add(self, blanks: Blanks) -> None:
        """Take over what was noted elsewhere."""
        for path, (label, places) in blanks.items():
            self._noted.setdefault(path, (label, set()))[1].update(places)

    @property
    def shown(self) -> Mapping[str, Set[KeyPath]]:
        """The facts that each place shows, by its project path; those outside of all pages by an empty one."""
        return self._shown

    @property
    def noted(self) -> Blanks:
        """The label of each open fact whose blank was shown, and the places that show it."""
        return dict(self._noted)
