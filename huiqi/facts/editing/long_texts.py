"""Texts over several lines, written anew in the way in which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from huiqi.chinese import CJK
from huiqi.facts.editing.layout import Entry, Layout
from huiqi.facts.editing.scalars import write_scalar

_HEAD = re.compile(r"([|>])[-+\d]*([^\n]*)")
# Where a line may end: reading puts no blank between two Chinese characters.
_BREAK = re.compile(rf"(?<=[{CJK}])(?=[\u3400-\u9fff])| (?=[A-Za-z\u3400-\u9fff])")


def is_long(layout: Layout, entry: Entry) -> bool:
    """Whether a text stands on several lines, or behind | or >."""
    node = entry.value
    if node.id != "scalar":
        return False
    return node.style in ("|", ">") or "\n" in layout.text[node.start_mark.index : entry.end]


def rewrite(layout: Layout, entry: Entry, text: str) -> Iterator[str]:
    """Yield ways to write a text in the place of one on several lines, the nearest first."""
    node = entry.value
    old = layout.text[node.start_mark.index : entry.end].split("\n")
    indents = [len(line) - len(line.lstrip(" ")) for line in old[1:] if line.strip()]
    pad = " " * (indents[0] if indents else entry.column + 2)
    width = max(len(line.strip()) for line in old[1:] or old)
    head = _HEAD.match(old[0]) if node.style in ("|", ">") else None
    if head is None:
        for written in write_scalar(text, in_flow=False, style=node.style or ""):
            yield f"\n{pad}".join(_wrap(written, width))
        return
    ending = "-" if not text.endswith("\n") else "+" if text.endswith("\n\n") else ""
    body = text.removesuffix("\n")
    if head[1] == ">" and "\n" not in body:
        yield _join(f">{ending}{head[2]}", pad, _wrap(body, width))
    yield _join(f"|{ending}{head[2]}", pad, body.split("\n"))


def keep_head_comment(layout: Layout, entry: Entry) -> str:
    """Return the comment behind | or >, which stays when the text behind them goes."""
    line = layout.text[entry.value.start_mark.index : entry.end].split("\n")[0]
    head = _HEAD.match(line) if getattr(entry.value, "style", None) in ("|", ">") else None
    return head[2].rstrip() if head else ""


def _join(head: str, pad: str, lines: list[str]) -> str:
    return "\n".join([head, *(f"{pad}{line}" if line else "" for line in lines)])


def _wrap(text: str, width: int) -> list[str]:
    """Cut a text into lines of about a width."""
    lines, start, last = [], 0, None
    for match in _BREAK.finditer(text):
        if match.start() - start > width and last:
            lines.append(text[start : last.start()])
            start = last.end()
        last = match if match.start() > start else last
    if len(text) - start > width and last and last.start() > start:
        lines.append(text[start : last.start()])
        start = last.end()
    return [*lines, text[start:]]
