"""Where everything of a text of facts stands: values with what introduces them, lines, comments."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from huiqi.facts.editing.changes import ChangeRefusedError, Line
from huiqi.facts.reading.yaml_compose import Node

_COMMENT = re.compile(r"(?:(?<=\s)|(?<![\s\S]))#[^\n]*")
_HEAD = re.compile(r"[|>][-+\d]*")
NOT_PLAIN = "这里用了 YAML 的引用或标记（& * ! <<），不能逐项改动"


@dataclass(frozen=True)
class Entry:
    """A key with its value, or an item with its dash.

    ``start`` is where key or dash stand (in a list in brackets: the value), ``gap`` where the value
    may begin, behind colon or dash, ``end`` where the value ends.
    """

    key: Node | None
    value: Node
    start: int
    gap: int
    end: int
    column: int


class Layout:
    """A plain text and its nodes."""

    def __init__(self, text: str, root: Node) -> None:
        self.text, self.root = text, root
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.lines = text.split("\n")
        self._entries: dict[int, list[Entry]] = {}
        self.comments = list(self._find_comments())
        self.comment_lines = {
            self.line_at(start)
            for start in self.comments
            if not text[self.starts[self.line_at(start)] : start].strip()
        }

    def line_at(self, index: int) -> int:
        """Return the number, from 0, of the line that a place is in."""
        return bisect_right(self.starts, index) - 1

    def column_at(self, index: int) -> int:
        """Return how many characters stand before a place in its line."""
        return index - self.starts[self.line_at(index)]

    def indent_of(self, line: int) -> int:
        """Return how far a line is indented."""
        return len(self.lines[line]) - len(self.lines[line].lstrip(" "))

    def is_blank(self, line: int) -> bool:
        """Whether there is such a line, and nothing on it."""
        return 0 <= line < len(self.lines) and not self.lines[line].strip()

    def show(self, first: int, last: int) -> tuple[Line, ...]:
        """Return lines as an error shows them."""
        numbers = range(max(first, 0), min(last + 1, len(self.lines)))
        return tuple(Line(number + 1, self.lines[number]) for number in numbers)

    def begins_line(self, index: int) -> bool:
        """Whether nothing but blanks stands before a place in its line."""
        return not self.text[self.starts[self.line_at(index)] : index].strip()

    def has_comment(self, start: int, end: int) -> bool:
        """Whether a comment stands in a range."""
        return any(start <= comment < end for comment in self.comments)

    def list_nodes(self, node: Node) -> Iterator[Node]:
        """Yield a value and everything inside it, each once."""
        waiting, seen = [node], set[int]()
        while waiting:
            current = waiting.pop()
            if id(current) in seen:
                continue
            seen.add(id(current))
            yield current
            if current.id == "sequence":
                waiting += current.value
            elif current.id == "mapping":
                waiting += [part for pair in current.value for part in pair]

    def entries(self, node: Node) -> list[Entry]:
        """Return the keys or items of a group or list."""
        known = self._entries.get(id(node))
        if known is None:
            known = self._entries[id(node)] = list(self._list_entries(node))
        return known

    def _list_entries(self, node: Node) -> Iterator[Entry]:
        after = node.start_mark.index
        for number, item in enumerate(node.value):
            key, value = item if node.id == "mapping" else (None, item)
            if key is not None:
                start = key.start_mark.index
                gap = self._behind_key(key)
            elif node.flow_style:
                start = gap = value.start_mark.index
            else:
                start = after if not number else self._find_dash(node, after)
                gap = start + 1
            end = gap if is_nothing(value) else max(gap, self.end_of(value))
            yield Entry(key, value, start, gap, end, self.column_at(start))
            after = end

    def _behind_key(self, key: Node) -> int:
        end = int(key.end_mark.index)
        match = re.compile(r"[ \t]*:").match(self.text, end)
        return match.end() if match else end

    def _find_dash(self, node: Node, after: int) -> int:
        column = self.column_at(node.start_mark.index)
        dash = re.compile(rf"^ {{{column}}}-(?=\s|$)", re.MULTILINE)
        # What stands in the line before is no indent where the list itself begins in a line.
        match = dash.search(self.text, after)
        if match is None:
            raise ChangeRefusedError(NOT_PLAIN, self.show(*[self.line_at(after)] * 2))
        return match.end() - 1

    def end_of(self, node: Node) -> int:
        """Return where a value ends, without the blank lines and comments that follow it."""
        if node.id != "scalar" and node.value and not node.flow_style:
            return self.entries(node)[-1].end
        if node.id == "scalar" and node.style in ("|", ">"):
            return self._end_of_block(node)
        return int(node.end_mark.index)

    def _end_of_block(self, node: Node) -> int:
        """Return where the last written line of a text behind | or > ends."""
        start, stop = node.start_mark.index, node.end_mark.index
        end = start + len(self.text[start:stop].rstrip())
        stop = self.text.find("\n", end)  # blanks at its end are the text's own
        return stop if stop >= 0 and not self.text[end:stop].strip() else end

    def _find_comments(self) -> Iterator[int]:
        """Yield where each comment begins: a # behind a blank, outside all texts."""
        done = 0
        for start, end in sorted([*self._list_scalars(), (len(self.text), len(self.text))]):
            for match in _COMMENT.finditer(self.text, done, max(start, done)):
                yield match.start()
            done = max(done, end)

    def _list_scalars(self) -> Iterator[tuple[int, int]]:
        for node in self.list_nodes(self.root):
            if node.id != "scalar" or is_nothing(node):
                continue
            start = node.start_mark.index
            if node.style in ("|", ">"):
                head = _HEAD.match(self.text, start)
                content = self.text.find("\n", start)
                yield start, head.end() if head else start
                yield content, max(content, self._end_of_block(node))
            else:
                yield start, int(node.end_mark.index)


def is_nothing(node: Node) -> bool:
    """Whether a value is nothing that is not even written: ``key:``."""
    return node.id == "scalar" and not node.style and not node.value
