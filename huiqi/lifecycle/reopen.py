"""The facts of one cycle as the text of the next: what stays, stays as it was written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from huiqi.errors import FindingsError, HuiqiError, KeyPath
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.varying import find_varying
from huiqi.facts.reading.resolve.long_form import ResolvedSource
from huiqi.facts.reading.resolve.resolve import parse_resolved
from huiqi.facts.reading.yaml_source import parse_source
from huiqi.lifecycle.additions import write_value
from huiqi.lifecycle.node_ends import end_of, is_block

_BLOCK_HEAD = re.compile(r"[|>][-+\d]*")


def reopen(text: str, source: ResolvedSource, cycle: Cycle, name: str) -> str:
    """Return the text of a cycle's facts under a new name, without what each meeting has anew.

    Comments, order, quotes and line breaks of all other facts stay as they were written, and so
    do names that refer to something, unless a fact that is opened now stands in them.

    Raises:
        HuiqiError: the facts are written in a way in which they cannot be opened one by one.
    """
    opened = {("id",): name, **dict(_list_opened(source, cycle))}
    values = {source.trace(path): value for path, value in opened.items()}
    fresh = _write(text, values)
    values |= dict(_list_lost_names(source, fresh, opened))
    fresh = _write(text, values)
    _prove(text, fresh, values)
    return fresh


def _write(text: str, values: dict[KeyPath, Any]) -> str:
    edits = _Edits(text)
    for path, value in values.items():
        edits.write(path, value)
    return edits.apply()


def _list_opened(source: ResolvedSource, cycle: Cycle) -> Iterator[tuple[KeyPath, Any]]:
    """Yield each fact that the next meeting has anew, with what stands in for it.

    What is taken from the defaults does not stand in the file, and is the next meeting's too.
    """
    for fact in find_varying(cycle):
        if fact.varies.opens and fact.of_one_meeting and not source.is_taken(fact.path):
            yield fact.path, () if isinstance(fact.value, tuple) else None
    for number, area in enumerate(cycle.areas, start=1):
        # Its id is the address of a page, and speaks of what the area was about.
        if area.id != f"area-{number}" and ("areas", number - 1) not in source.ids:
            yield ("areas", number - 1, "id"), f"area-{number}"


def _list_lost_names(
    source: ResolvedSource, fresh: str, opened: Collection[KeyPath]
) -> Iterator[tuple[KeyPath, Any]]:
    """Yield what referred by a name that is open now, with the id in its place."""
    try:
        found = _flatten(parse_resolved(fresh, "").data)
    except FindingsError:
        return  # the proof says so
    for path, value in _flatten(source.data).items():
        gone = any(path[:length] in opened for length in range(1, len(path) + 1))
        made = source.is_taken(path) or path[:-1] in source.ids
        if isinstance(value, str) and not gone and not made and found.get(path) != value:
            yield source.trace(path), value


def _prove(old: str, new: str, values: dict[KeyPath, Any]) -> None:
    """Read the new text and hold it against the old: nothing but the opened facts may differ."""
    expected = _flatten(parse_source(old, "").data)
    for path, value in values.items():
        for key in [key for key in expected if key[: len(path)] == path]:
            del expected[key]
        expected[path] = value
    try:
        found = _flatten(parse_source(new, "").data)
    except FindingsError:
        found = {}
    if found != expected:
        raise HuiqiError(
            "原有的会议事实写法特殊，不能逐项沿用。改法：照样例的写法整理原文件，或者不用 --from。"
        )


def _flatten(value: Any, path: KeyPath = ()) -> dict[KeyPath, Any]:
    items = value.items() if isinstance(value, dict) else enumerate(value)
    found: dict[KeyPath, Any] = {}
    for key, item in items:
        inner = isinstance(item, dict | tuple) and item
        found |= _flatten(item, (*path, key)) if inner else {(*path, key): item}
    return found


@dataclass
class _Edits:
    """Pieces of a text that are replaced; ``spans`` holds start, end and what comes instead."""

    text: str
    spans: list[tuple[int, int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root: Node = YAML(typ="rt", pure=True).compose(self.text)

    def apply(self) -> str:
        """Return the text with all replacements."""
        text = self.text
        for start, end, fresh in sorted(self.spans, reverse=True):
            text = text[:start] + fresh + text[end:]
        return text

    def write(self, path: KeyPath, value: Any) -> None:
        """Replace the value at a path by a word, by ``null`` or by an empty list."""
        key, node = self._find(path)
        word = write_value(value)
        if isinstance(node, SequenceNode) and not node.flow_style:
            self._empty_list(key, node)
        else:
            start, end = node.start_mark.index, end_of(node, self.text)
            head = _BLOCK_HEAD.match(self.text, start) if is_block(node) else None
            if head:  # a comment may stand behind the sign of a block
                line_end = self.text.index("\n", start)
                self.spans += [(start, head.end(), word), (line_end, end, "")]
            else:
                self.spans.append((start, end, word))

    def _empty_list(self, key: Node, node: SequenceNode) -> None:
        """Take the items out and leave the comments between them."""
        colon = self.text.index(":", key.end_mark.index)
        self.spans.append((colon + 1, colon + 1, " []"))
        dash, end = node.start_mark.index, 0
        before = f"\n{' ' * node.start_mark.column}-"
        for number, item in enumerate(node.value):
            if number:
                dash = self.text.index(before, end) + len(before) - 1
            start, end = item.start_mark.index, end_of(item, self.text)
            if "\n" in self.text[dash:start]:  # a comment may stand behind the dash
                self.spans.append((dash, dash + 1, ""))
            else:
                start = dash
            self.spans.append(self._take_line(start, end))

    def _take_line(self, start: int, end: int) -> tuple[int, int, str]:
        """Return the span of an item: with its lines, unless a comment stands behind it."""
        line_end = self.text.find("\n", end)
        line_end = len(self.text) if line_end < 0 else line_end
        if self.text[end:line_end].strip():
            return start, end, ""
        return self.text.rindex("\n", 0, start), line_end, ""

    def _find(self, path: KeyPath) -> tuple[Node, Node]:
        key = node = self.root
        for part in path:
            if isinstance(node, MappingNode):
                key, node = next(pair for pair in node.value if pair[0].value == part)
            else:
                node = node.value[part]
        return key, node
