"""Reading a YAML file of facts with the line of every key, all faults at once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from huiqi.errors import Finding, FindingsError, KeyPath, format_key

_TAG = "tag:yaml.org,2002:"
_WIDE_COLON = re.compile(r"^\s*(?:- )?[A-Za-z_][A-Za-z0-9_-]*\s*：")
_TAB = re.compile(r"^ *\t")


@dataclass
class Source:
    """A file of facts as plain values, with the line of each key.

    ``lines`` maps a key path to its line, counted from 1.
    """

    file: str
    data: dict[str, Any] = field(default_factory=dict)
    lines: dict[KeyPath, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def line_of(self, path: KeyPath) -> int:
        """Return the line of a key, or of the nearest key above it that stands in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def place(self, finding: Finding) -> Finding:
        """Return the finding with file and line."""
        return finding.at(self.file, finding.line or self.line_of(finding.key))


def read_source(path: Path, shown_as: str) -> Source:
    """Read a YAML file.

    Duplicate keys and the like are collected in ``findings``; what makes the file unreadable
    is raised.

    Raises:
        FindingsError: missing or empty file, wrong encoding, a syntax error.
    """
    source = Source(shown_as)
    text = _decode(path, source)
    _refuse_wrong_signs(text, source)
    node = _compose(text, source)
    if node is None:
        raise FindingsError([_file_fault(source, "会议事实", "空文件", "按样例填写会议事实")])
    if not isinstance(node, MappingNode):
        raise FindingsError(
            [_file_fault(source, "“键: 值”的列表", "其他内容", "每行写成“键: 值”，键从行首写起")]
        )
    source.data = _build(node, (), source)
    return source


def _decode(path: Path, source: Source) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        fault = _file_fault(source, "会议事实文件", "没有这个文件", "新建此文件或核对文件夹名称", 0)
        raise FindingsError([fault]) from None
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FindingsError([_encoding_fault(source, "UTF-16 编码", 1)])
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise FindingsError([_encoding_fault(source, _guess_encoding(raw), line)]) from None


def _guess_encoding(raw: bytes) -> str:
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return "不能识别的编码"
    return "GBK（ANSI）编码"


def _encoding_fault(source: Source, found: str, line: int) -> Finding:
    remedy = "在记事本中选“文件—另存为”，编码选 UTF-8 后保存"
    return _file_fault(source, "UTF-8 编码的文件", found, remedy, line)


def _file_fault(source: Source, expected: str, found: str, remedy: str, line: int = 1) -> Finding:
    return Finding("facts", expected, found, remedy, file=source.file, line=line)


def _refuse_wrong_signs(text: str, source: Source) -> None:
    """Name tabs and full-width colons, which the parser would report in words nobody reads."""
    for number, line in enumerate(text.split("\n"), start=1):
        if _TAB.match(line):
            source.findings.append(
                _file_fault(source, "空格缩进", "制表符（Tab）", "把行首的 Tab 改为空格", number)
            )
        if _WIDE_COLON.match(line):
            source.findings.append(
                _file_fault(
                    source, "半角冒号加空格", "全角冒号“：”", "把键后的“：”改为“: ”", number
                )
            )
    if source.findings:
        raise FindingsError(source.findings)


def _compose(text: str, source: Source) -> Node | None:
    try:
        node: Node | None = YAML(typ="rt", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise FindingsError([_syntax_fault(source, text, line)]) from None
    except YAMLError:
        raise FindingsError([_syntax_fault(source, text, 1)]) from None
    return node


def _syntax_fault(source: Source, text: str, line: int) -> Finding:
    lines = text.split("\n")
    shown = lines[line - 1].strip() if line <= len(lines) else ""
    remedy = "核对这一行和上一行：缩进用空格且对齐，冒号后有空格，引号、括号成对，含有冒号或以符号开头的文字加引号"
    return _file_fault(source, "正确的 YAML 写法", f"“{shown[:40]}”处读不通", remedy, line)


def _build(node: Node, path: KeyPath, source: Source) -> Any:
    """Turn a node into a plain value, noting lines and faults on the way."""
    source.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, MappingNode):
        return _build_mapping(node, path, source)
    if isinstance(node, SequenceNode):
        return tuple(_build(item, (*path, index), source) for index, item in enumerate(node.value))
    return _build_scalar(node, path, source) if isinstance(node, ScalarNode) else None


def _build_mapping(node: MappingNode, path: KeyPath, source: Source) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value) if isinstance(key_node, ScalarNode) else "?"
        here = (*path, key)
        line = key_node.start_mark.line + 1
        if key in values:
            first = source.lines[here]
            source.findings.append(
                Finding(
                    "facts",
                    "只出现一次的键",
                    f"第 {first} 行已写过 {format_key(here)}",
                    "合并两处，只留一处",
                    here,
                    source.file,
                    line,
                )
            )
            continue
        source.lines[here] = line
        values[key] = _build(value_node, here, source)
    return values


def _build_scalar(node: ScalarNode, path: KeyPath, source: Source) -> Any:
    tag = str(node.tag).removeprefix(_TAG)
    text = str(node.value)
    if tag == "null":
        return None
    if tag == "bool":
        return text.lower() == "true"
    if tag == "int":
        return int(text.replace("_", ""), 0) if not text.lstrip("+-").startswith("0") else text
    if tag in ("str", "float", "timestamp"):
        return float(text) if tag == "float" and _is_float(text) else text
    source.findings.append(
        Finding(
            "facts",
            "普通的值",
            f"YAML 标记 {node.tag}",
            "删去以 ! 开头的标记",
            path,
            source.file,
            node.start_mark.line + 1,
        )
    )
    return None


def _is_float(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
