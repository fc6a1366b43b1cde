"""A text while changes are made to it: none is taken before the new text was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from huiqi.errors import FindingsError, KeyPath
from huiqi.facts.editing.changes import Change, ChangeRefusedError, change_data, is_same
from huiqi.facts.editing.layout import Layout
from huiqi.facts.editing.line_ends import Piece, make_plain, put_in
from huiqi.facts.editing.values import Style
from huiqi.facts.reading.text_file import find_wrong_signs
from huiqi.facts.reading.yaml_compose import Node
from huiqi.facts.reading.yaml_source import Source, compose, parse_source

_READ_OTHERWISE = "这一处的写法特殊，改动后读出来的不是所填的内容"


class WorkingText:
    """A text of facts with what it says and where."""

    def __init__(self, text: str, shown_as: str) -> None:
        self._shown_as = shown_as
        self._take(text, self._read(text))

    def _read(self, text: str) -> Source:
        return parse_source(make_plain(text), self._shown_as)

    def _take(self, text: str, source: Source) -> None:
        plain = make_plain(text)
        self.text, self.source = text, source
        self.layout = Layout(plain, compose(plain, self._shown_as))
        self.data: dict[str, Any] = source.data

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
        spare: tuple[str, Source] | None = None
        for pieces in options:
            text = put_in(self.text, pieces)
            source = self._prove(text, expected)
            if source and len(source.hints) <= len(self.source.hints):
                return self._take(text, source)
            spare = spare or ((text, source) if source else None)
        if spare is None:
            raise ChangeRefusedError(_READ_OTHERWISE, self._show(change.path))
        return self._take(*spare)

    def _prove(self, text: str, expected: Any) -> Source | None:
        """Return a new text as it is read, if it says what it should and no more is wrong with it."""
        signs = [len(find_wrong_signs(make_plain(one), "")) for one in (text, self.text)]
        if signs[0] > signs[1]:
            return None
        try:
            source = self._read(text)
        except FindingsError:
            return None
        sound = len(source.findings) <= len(self.source.findings)
        return source if sound and is_same(source.data, expected) else None

    def _show(self, path: KeyPath) -> Any:
        line = self.source.line_of(path) - 1
        return self.layout.show(line, line)

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
