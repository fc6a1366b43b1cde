"""Changes made to a text one after the other, each proved by reading the new text."""

from __future__ import annotations

from collections.abc import Sequence

from huiqi.facts.editing.changes import Change, ChangeRefusedError, change_data, is_same
from huiqi.facts.editing.making import make_change
from huiqi.facts.editing.working_text import READ_OTHERWISE, WorkingText


def apply_changes(text: str, changes: Sequence[Change], shown_as: str = "cycle.yml") -> str:
    """Return the text of a file of facts with the changes; byte order mark and line ends stay.

    Raises:
        ChangeRefusedError: a change cannot be made without guessing, or reads otherwise afterwards.
        FindingsError: the text as it is cannot be read.
    """
    working = WorkingText(text, shown_as)
    for change in changes:
        expected = change_data(working.data, change)
        if not is_same(expected, working.data):
            make_change(working, change)
        if not is_same(expected, working.data):
            raise ChangeRefusedError(READ_OTHERWISE)
    return working.text
