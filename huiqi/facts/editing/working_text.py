"""A text while changes are made to it: none is taken before the new text was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from huiqi.errors import FindingsError, KeyPath
from huiqi.facts.editing.changes import Change, ChangeRefusedError, change_data, is_same
from huiqi.facts.editing.layout import Layout
from huiqi.facts.editing.line_ends import Piece, make_plain, put_in
from huiqi.facts.editing.values import Style
from huiqi.facts.reading.text_file import find_wrong_signs
from huiqi.facts.reading.yaml_compose import Node
from huiqi.facts.reading.yaml_source import Source, compose, read_nodes

READ_OTHERWISE = "这一处的写法特殊，改动后读出来的不是所填的内容"


@dataclass(frozen=True)
class _Reading:
    """A text, its plain form, and what is read of it."""

    text: str
    plain: str
    root: Node
    source: Source
    faults: int


class WorkingText:
    """A text of facts with what it says and where."""

    def __init__(self, text: str, shown_as: str) -> None:
        self._shown_as = shown_as
        self._reading = self._read(text)

    def _read(self, text: str) -> _Reading:
        plain = make_plain(text)
        root = compose(plain, self._shown_as)
        source = read_nodes(root, plain, self._shown_as)
        faults = len(source.findings) + len(find_wrong_signs(plain, self._shown_as))
        return _Reading(text, plain, root, source, faults)

    @property
    def text(self) -> str:
        """The text as it is now, with its byte order mark and line ends."""
        return self._reading.text

    @property
    def data(self) -> dict[str, Any]:
        """The plain facts as they are now."""
        return self._reading.source.data

    @cached_property
    def layout(self) -> Layout:
        """Where everything stands now."""
        return Layout(self._reading.plain, self._reading.root)

    def value_at(self, path: KeyPath) -> Any:
        """Return the plain value at a path that is known to stand there."""
        value: Any = self.data
        for part in path:
            value = value[part]
        return value

    def make(self, change: Change, options: Iterable[Sequence[Piece]]) -> None:
        """Make a change in the first of the given ways that reads as it should.

        One that reads right but looks as if it meant something else is the last resort.

        Raises:
            ChangeRefusedError: there is none.
        """
        expected = change_data(self.data, change)
        spare: _Reading | None = None
        for pieces in options:
            found = self._prove(put_in(self.text, pieces), expected)
            if found and len(found.source.hints) <= len(self._reading.source.hints):
                return self._take(found)
            spare = spare or found
        if spare is None:
            line = self._reading.source.line_of(change.path) - 1
            raise ChangeRefusedError(READ_OTHERWISE, self.layout.show(line, line))
        return self._take(spare)

    def _take(self, reading: _Reading) -> None:
        self._reading = reading
        self.__dict__.pop("layout", None)

    def _prove(self, text: str, expected: Any) -> _Reading | None:
        """Return a new text as it is read, if it says what it should and no more is wrong with it."""
        try:
            found = self._read(text)
        except FindingsError:
            return None
        sound = found.faults <= self._reading.faults and is_same(found.source.data, expected)
        return found if sound else None

    def style(self, *, block: bool | None = None, careful: bool = False) -> Style:
        """Return how the file is written, for what is new in it."""
        items, keys = _find_indents(self.layout)
        return Style(items, keys, block, careful)


def _find_indents(layout: Layout) -> tuple[int, int]:
    """Return how far the first list and the first group on lines stand in, below their keys."""
    found: dict[str, int] = {}
    waiting: list[Node] = [layout.root]
    while waiting and len(found) < 2:
        node = waiting.pop(0)
        if node.id != "mapping" or node.flow_style:
            continue
        for key, value in node.value:
            if value.id != "scalar" and value.value and not value.flow_style:
                indent = value.start_mark.column - key.start_mark.column
                found.setdefault(value.id, indent)
                waiting.append(value)
    return found.get("sequence", 2), max(found.get("mapping", 2), 1)
