"""Changes made to a text one after the other, each proved by reading the new text."""

from __future__ import annotations

from collections.abc import Sequence

from huiqi.facts.editing.changes import Change


def apply_changes(text: str, changes: Sequence[Change], shown_as: str = "cycle.yml") -> str:
    """Return the text of a file of facts with the changes; byte order mark and line ends stay.

    Raises:
        ChangeRefusedError: a change cannot be made without guessing, or reads otherwise afterwards.
        FindingsError: the text as it is cannot be read.
    """
    raise NotImplementedError(text, changes, shown_as)
