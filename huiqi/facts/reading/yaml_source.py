"""Reading a YAML file of facts with the line of every key, all faults at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from huiqi.errors import Finding, FindingsError, KeyPath, format_key
from huiqi.facts.reading.cut_texts import find_cut_texts
from huiqi.facts.reading.scalars import build_scalar, join_lines
from huiqi.facts.reading.syntax_faults import explain_syntax
from huiqi.facts.reading.text_file import file_fault, read_text
from huiqi.facts.reading.yaml_compose import Node, compose_fast

NUMBER = "数字 "  # how a finding begins that shows one
_TAG = "tag:yaml.org,2002:"
_PLAIN_TAGS = {"null", "bool", "int", "float", "str", "timestamp", "seq", "map", "merge"}
_MOST_LEVELS = 20  # the facts have eight at most
_TOO_DEEP = ("二十层以内的内容", "层次太深", "核对括号是否成对、缩进是否逐行加深")


@dataclass
class Source:
    """A file of facts as plain values, with the line of each key.

    ``lines`` maps a key path to its line, counted from 1. ``refused`` holds the paths whose value
    is left out for a fault that ``findings`` names, ``unread`` the texts of such values. ``hints``
    are about texts that YAML reads otherwise than they look, ``numbers`` those that were written
    in another way than Python writes them, as 1_000 or 3.10.
    """

    file: str
    data: dict[str, Any] = field(default_factory=dict)
    lines: dict[KeyPath, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    hints: list[Finding] = field(default_factory=list)
    refused: set[KeyPath] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    numbers: dict[KeyPath, str] = field(default_factory=dict)

    def line_of(self, path: KeyPath) -> int:
        """Return the line of a key, or of the nearest key above it that stands in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def place(self, finding: Finding) -> Finding:
        """Return the finding with file and line."""
        finding = self.show_number(finding, finding.key)
        return finding.at(self.file, finding.line or self.line_of(finding.key))

    def show_number(self, finding: Finding, path: KeyPath) -> Finding:
        """Return a finding about a number with the number as it was written."""
        if path in self.numbers and finding.found.startswith(NUMBER):
            return replace(finding, found=f"{NUMBER}{self.numbers[path]}")
        return finding


def read_source(path: Path, shown_as: str) -> Source:
    """Read a YAML file.

    Duplicate keys and the like are collected in ``findings``; what makes the file unreadable
    is raised.

    Raises:
        FindingsError: missing or empty file, wrong encoding, a syntax error.
    """
    return parse_source(read_text(path, shown_as), shown_as)


def parse_source(text: str, shown_as: str) -> Source:
    """Read YAML as ``read_source`` does, from its text."""
    return read_nodes(compose(text, shown_as), text, shown_as)


def read_nodes(node: Node | None, text: str, shown_as: str) -> Source:
    """Read YAML as ``read_source`` does, from the nodes of its text."""
    if node is None or (node.id == "scalar" and node.tag == f"{_TAG}null"):
        fault = file_fault(shown_as, "会议事实", "空文件", "按样例填写会议事实")
        raise FindingsError([fault])
    if node.id != "mapping":
        remedy = "每行写成“键: 值”，键从行首写起"
        raise FindingsError([file_fault(shown_as, "“键: 值”的列表", "其他内容", remedy)])
    source = Source(shown_as)
    source.data = _Builder(source).build(node, ())
    found = (source.place(hint) for hint in find_cut_texts(node, text))
    source.hints = sorted(found, key=lambda hint: hint.line)
    return source


def compose(text: str, file: str) -> Node | None:
    """Return the nodes of a text; None where it is empty.

    Raises:
        FindingsError: a syntax error.
    """
    return compose_fast(text) or _compose_slowly(text, file)


def _compose_slowly(text: str, file: str) -> Node | None:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        node: Node | None = YAML(typ="rt", pure=True).compose(text)
    except MarkedYAMLError as error:
        raise FindingsError([explain_syntax(file, text, error)]) from None
    except YAMLError:
        raise FindingsError([explain_syntax(file, text, None)]) from None
    except RecursionError:
        raise FindingsError([file_fault(file, *_TOO_DEEP)]) from None
    return node


class _Builder:
    """Turns nodes into plain values, noting lines and faults on the way."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.built: set[int] = set()

    def build(self, node: Node, path: KeyPath) -> Any:
        self.source.lines.setdefault(path, node.start_mark.line + 1)
        # Also what keeps a file small that names itself or unfolds to a billion values.
        if id(node) in self.built:
            remedy = "直接写出内容；名称用代号引用，不用 YAML 的 & 和 *"
            self.source.refused.add(path)
            return self._refuse(
                path, self.source.lines[path], "直接写明的值", "YAML 引用（*）", remedy
            )
        self.built.add(id(node))
        if len(path) > _MOST_LEVELS:
            self.source.refused.add(path)
            return self._refuse(path, node.start_mark.line + 1, *_TOO_DEEP)
        if str(node.tag).removeprefix(_TAG) not in _PLAIN_TAGS:
            line, shown = node.start_mark.line + 1, str(node.tag).replace(_TAG, "!!")
            self.source.refused.add(path)
            self._leave_unread(node)
            return self._refuse(path, line, "普通的值", f"YAML 标记 {shown}", "删去以 ! 开头的标记")
        if node.id == "mapping":
            return self._build_mapping(node, path)
        if node.id == "sequence":
            return tuple(self.build(item, (*path, index)) for index, item in enumerate(node.value))
        text = join_lines(node)
        value = build_scalar(str(node.tag).removeprefix(_TAG), text)
        if isinstance(value, int | float) and not isinstance(value, bool) and str(value) != text:
            self.source.numbers[path] = text
        return value

    def _build_mapping(self, node: Node, path: KeyPath) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if key_node.id == "scalar" else "?"
            here, line = (*path, key), key_node.start_mark.line + 1
            if key in values:
                found = f"第 {self.source.lines[here]} 行已写过 {format_key(here)}"
                self._refuse(here, line, "只出现一次的键", found, "合并两处，只留一处")
                self._leave_unread(value_node)
                continue
            self.source.lines[here] = line
            values[key] = self.build(value_node, here)
        return values

    def _leave_unread(self, node: Node) -> None:
        """Note the texts of a value that is left out; an id among them may be meant elsewhere."""
        if node.id == "scalar":
            self.source.unread.add(str(node.value))
        elif id(node) not in self.built:
            self.built.add(id(node))
            pairs = node.id == "mapping"
            for item in node.value:
                self._leave_unread(item[1] if pairs else item)

    def _refuse(self, path: KeyPath, line: int, expected: str, found: str, remedy: str) -> None:
        finding = Finding("facts", expected, found, remedy, path, self.source.file, line)
        self.source.findings.append(finding)
