"""Adding facts to the text of a file: what stands there stays, sign by sign."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from huiqi.errors import KeyPath
from huiqi.lifecycle.node_ends import end_of

_PLAIN = re.compile(r"[\w（）《》“”：，。、；〔〕·/%][\w（）《》“”：，。、；〔〕·/% .-]*(?<! )")
_READ_OTHERWISE = re.compile(r"(?i)true|false|null|~|yes|no|on|off|[\d._+-]+(e\d+)?|0x[\da-f]+")
_UNSAFE_IN_FLOW = re.compile(r"[\[\]{},]|:\s|\s#")


def write_value(value: Any) -> str:
    """Write a value in YAML on one line."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {write_value(item)}' for key, item in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(write_value, value))}]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    text = str(value)
    if isinstance(value, int) or (_PLAIN.fullmatch(text) and not _READ_OTHERWISE.fullmatch(text)):
        return text
    return "'" + text.replace("'", "''") + "'"


def _write_block(key: str, value: Any, indent: int) -> str:
    """Write a fact on lines of its own; each item of a longer one on its line."""
    pad = " " * (indent + 2)
    if isinstance(value, dict) and any(isinstance(item, dict) for item in value.values()):
        lines = (f"\n{pad}{name}: {write_value(item)}" for name, item in value.items())
        return f"{key}:{''.join(lines)}"
    if isinstance(value, list | tuple) and any(isinstance(item, dict) for item in value):
        return f"{key}:{''.join(f'{chr(10)}{pad}- {write_value(item)}' for item in value)}"
    return f"{key}: {write_value(value)}"


# Where it begins, where what it replaces ends, and the text; what is only added replaces nothing.
Piece = tuple[int, int, str]


@dataclass
class Additions:
    """What is added to a text, and where; the text has plain line ends."""

    text: str
    pieces: list[Piece] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root: Node = YAML(typ="rt", pure=True).compose(self.text)

    def find(self, path: KeyPath) -> Node | None:
        """Return what stands at a place of the file."""
        node = self.root
        for part in path:
            if isinstance(node, MappingNode):
                found = (value for key, value in node.value if key.value == part)
                inner = next(found, None)
            else:
                inner = node.value[part] if isinstance(node, SequenceNode) else None
            if inner is None:
                return None
            node = inner
        return node

    def add(self, path: KeyPath, facts: dict[str, Any]) -> bool:
        """Add facts to a group, an id first; a name that stands alone becomes a group.

        Return whether that can be done without changing what stands there.
        """
        node = self.find(path)
        if isinstance(node, ScalarNode):
            return self._wrap(node, facts)
        if not isinstance(node, MappingNode):
            return False
        first = {key: value for key, value in facts.items() if key == "id"}
        last = {key: value for key, value in facts.items() if key != "id"}
        if node.flow_style:
            self._add_in_line(node, first, last)
        else:
            self._add_lines(node, first, last)
        return True

    def _add_in_line(self, node: Node, first: dict[str, Any], last: dict[str, Any]) -> None:
        start, end = node.start_mark.index + 1, node.end_mark.index - 1
        if first:
            self._insert(start, _pairs(first) + (", " if node.value else ""))
        if last and node.value:
            # A comma that closes the list already, or a comment, may stand before the brace.
            tail = end_of(node.value[-1][1], self.text)
            self._insert(tail, f", {_pairs(last)}")
        elif last:
            self._insert(end, f"{', ' if first else ''}{_pairs(last)}")

    def _add_lines(self, node: Node, first: dict[str, Any], last: dict[str, Any]) -> None:
        key = node.value[0][0].start_mark
        for name, value in first.items():
            self._insert(key.index, f"{name}: {write_value(value)}\n{' ' * key.column}")
        end = self.text.find("\n", end_of(node, self.text))
        end = len(self.text) if end < 0 else end
        for name, value in last.items():
            block = _write_block(name, value, key.column)
            self._insert(end, f"\n{' ' * key.column}{block}")

    def _wrap(self, node: ScalarNode, facts: dict[str, Any]) -> bool:
        start, end = node.start_mark.index, node.end_mark.index
        written = self.text[start:end]
        if "\n" in written or node.style in ("|", ">"):
            return False
        quote = "'" if node.style is None and _UNSAFE_IN_FLOW.search(written) else ""
        if quote and quote in written:
            return False
        before = {key: value for key, value in facts.items() if key == "id"}
        after = {key: value for key, value in facts.items() if key != "id"}
        head = f"{{{_pairs(before)}{', ' if before else ''}name: {quote}"
        self._insert(start, head)
        self._insert(end, f"{quote}{', ' if after else ''}{_pairs(after)}}}")
        return True

    def replace(self, node: Node, word: str) -> None:
        """Put a word in the place of a value."""
        self.pieces.append((node.start_mark.index, node.end_mark.index, word))

    def _insert(self, index: int, text: str) -> None:
        self.pieces.append((index, index, text))

    def apply(self) -> str:
        """Return the text with all that is added."""
        return _put_in(self.text, self.pieces)

    def apply_to_bytes(self, raw: bytes) -> bytes:
        """Return the bytes of the same text with all that is added; mark and line ends stay."""
        text = raw.decode("utf-8")
        first = int(text.startswith("\ufeff"))
        # The text that was read has one sign for each line end, the first of the two.
        places = [
            index
            for index in range(first, len(text))
            if text[max(index - 1, 0) : index + 1] != "\r\n"
        ]
        places.append(len(text))
        end = "\r\n" if "\r\n" in text else "\n"
        moved = [
            (places[start], places[stop], fresh.replace("\n", end))
            for start, stop, fresh in self.pieces
        ]
        return _put_in(text, moved).encode("utf-8")


def _pairs(facts: dict[str, Any]) -> str:
    return write_value(facts)[1:-1]


def _put_in(text: str, pieces: list[Piece]) -> str:
    """Return a text with the pieces at their places; of one place, in the given order."""
    parts, before = [], 0
    for start, stop, fresh in sorted(pieces, key=lambda piece: piece[0]):
        parts += [text[before:start], fresh]
        before = stop
    return "".join([*parts, text[before:]])
