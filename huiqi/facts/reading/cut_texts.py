"""Texts that YAML reads otherwise than they look: cut at a #, joined into one item, in quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huiqi.errors import Finding, KeyPath
from huiqi.facts.reading.yaml_compose import Node

_COMMENT = re.compile(r"\s+#(.*)")
# A comment by its form: a blank behind the sign, or a ruled line.
_MEANT = re.compile(r"$|[\s#=*_!-]")
_BRACKETS = {"（": "）", "(": ")", "《": "》", "“": "”", "〔": "〕", "【": "】"}
_QUOTES = ("“”", "‘’", "「」", "『』", "＂＂", "””", "““", "’’")
_JOINTS = re.compile("[，；、]")
_SHORT = 6  # longer parts between such signs are a sentence


# Lists of sentences, in which a comma is one of the text's own.
_SENTENCES = {"goals", "importance", "prompts", "contents"}


def find_cut_texts(node: Node, text: str) -> Iterator[Finding]:
    """Yield a hint for each text of a file that is probably not read as it was meant.

    ``text`` is the file's text, which the node's marks refer to.
    """
    lines = text.split("\n")
    seen: set[int] = set()
    waiting: list[tuple[Node, KeyPath]] = [(node, ())]
    while waiting:
        current, path = waiting.pop()
        if id(current) in seen:
            continue  # a file that names itself is refused elsewhere
        seen.add(id(current))
        if current.id == "scalar":
            yield from _check_scalar(current, path, lines)
        elif current.id == "sequence":
            yield from _check_list(current, path)
            waiting += [(item, (*path, index)) for index, item in enumerate(current.value)]
        elif current.id == "mapping":
            waiting += [(value, (*path, str(key.value))) for key, value in current.value]


def _check_scalar(node: Node, path: KeyPath, lines: list[str]) -> Iterator[Finding]:
    value, line = str(node.value), node.start_mark.line + 1
    if node.style not in ("|", ">"):
        end = node.end_mark
        rest = lines[end.line][end.column :] if end.line < len(lines) else ""
        comment = _COMMENT.match(rest)
        if comment and _is_cut(value, comment[1]):
            found = f"“#{comment[1].strip()[:20]}”被当作注释，没有读入"
            remedy = "给冒号后的整段文字加引号；确为注释的，在 # 后加一个空格"
            yield _hint(path, end.line + 1, "完整的文字", found, remedy)
    if node.style:
        return
    around = next((pair for pair in _QUOTES if _is_quoted(value, pair)), None)
    if around:
        yield _hint(path, line, "不加引号的文字", f"整段文字加了引号 {around[0]} {around[1]}", "删去两端的引号；引号确为内容的，外面再加一对半角引号 '…'")  # fmt: skip
    for number in range(node.start_mark.line + 1, min(node.end_mark.line + 1, len(lines))):
        joined = lines[number].strip()
        if re.match("[-－–—•·]", joined) and joined in value:
            yield _hint(path, number + 1, "另起一项", f"“{joined[:20]}”与上一行连成了一段", "在行首的横线后加一个空格，与上一项对齐")  # fmt: skip


def _is_cut(value: str, comment: str) -> bool:
    if not _MEANT.match(comment):
        return True
    return any(
        value.count(left) > value.count(right) and right in comment
        for left, right in _BRACKETS.items()
    )


def _is_quoted(value: str, pair: str) -> bool:
    inner = value[1:-1]
    return (
        len(value) > 2
        and value[0] == pair[0]
        and value[-1] == pair[1]
        and not set(pair) & set(inner)
    )


def _check_list(node: Node, path: KeyPath) -> Iterator[Finding]:
    """A list in brackets whose items stand apart by Chinese signs is one item."""
    if path and path[-1] in _SENTENCES:
        return
    single = len(node.value) == 1
    for index, item in enumerate(node.value):
        if item.id != "scalar" or item.style:
            continue
        parts = _JOINTS.split(str(item.value))
        if node.flow_style:
            joined = len(parts) > 1 and (single or any(sign in item.value for sign in "，；"))
        else:
            joined = single and len(parts) > 1 and all(0 < len(part) <= _SHORT for part in parts)
        if joined:
            yield _hint(
                (*path, index), item.start_mark.line + 1, "每项分开写的列表",
                f"“{item.value[:30]}”算作一项", "几项之间用半角逗号和空格分开，或每项一行；确为一项的加一对半角引号",
            )  # fmt: skip


def _hint(path: KeyPath, line: int, expected: str, found: str, remedy: str) -> Finding:
    return Finding("facts", expected, found, remedy, path, line=line, severity="hint")
