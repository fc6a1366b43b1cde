"""Values of any kind as the lines of a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from huiqi.errors import KeyPath
from huiqi.facts.editing.model_order import holds_lists, is_date
from huiqi.facts.editing.scalars import write_key, write_scalar

_WIDTH = 120
_SENTENCE = "，；、"  # in a list in brackets such texts look as if they were several


@dataclass(frozen=True)
class Style:
    """How a file is written: how far items and keys stand in, and whether groups take lines.

    ``careful``: texts stand in quotes, where the plain ones were read otherwise or look so.
    """

    item_indent: int = 2
    key_indent: int = 2
    block: bool | None = None
    careful: bool = False


def write_in_line(value: Any, path: KeyPath, style: Style) -> str:
    """Return a value in brackets, or a single one, on one line."""
    if isinstance(value, dict):
        parts = (
            f"{write_key(key)}: {write_in_line(item, (*path, key), style)}"
            for key, item in value.items()
        )
        return f"{{{', '.join(parts)}}}"
    if isinstance(value, list | tuple):
        parts = (write_in_line(item, (*path, index), style) for index, item in enumerate(value))
        return f"[{', '.join(parts)}]"
    return next(write_scalar(value, in_flow=True, dated=is_date(path), careful=style.careful))


def write_single(value: Any, path: KeyPath, style: Style) -> str:
    """Return a single value, or an empty group or list, that stands for itself."""
    if isinstance(value, dict | list | tuple):
        return "{}" if isinstance(value, dict) else "[]"
    return next(write_scalar(value, in_flow=False, dated=is_date(path), careful=style.careful))


def write_lines(head: str, value: Any, path: KeyPath, column: int, style: Style) -> list[str]:
    """Return a value behind ``key:`` or ``-``, with the lines that it takes."""
    pad = " " * column
    if isinstance(value, str) and takes_lines(value):
        ending = "" if value.endswith("\n") else "-"
        body = value.removesuffix("\n").split("\n")
        return [f"{pad}{head} |{ending}", *(f"{pad}  {line}" if line else "" for line in body)]
    if not isinstance(value, dict | list | tuple) or not value:
        return [f"{pad}{head} {write_single(value, path, style)}"]
    short = f"{pad}{head} {write_in_line(value, path, style)}"
    fits = len(short) <= _WIDTH or style.block is False
    if fits and not _wants_lines(value, path, style):
        return [short]
    inner = Style(style.item_indent, style.key_indent, None, style.careful)
    if isinstance(value, dict):
        return _write_group(head, value, path, column, inner)
    if head == "-":
        return [short]  # a list in a list
    at = column + style.item_indent
    parts = [write_lines("-", item, (*path, n), at, inner) for n, item in enumerate(value)]
    return [f"{pad}{head}", *(line for part in parts for line in part)]


def _write_group(
    head: str, value: dict[str, Any], path: KeyPath, column: int, style: Style
) -> list[str]:
    at = column + (2 if head == "-" else style.key_indent)
    parts = (
        write_lines(f"{write_key(key)}:", item, (*path, key), at, style)
        for key, item in value.items()
    )
    lines = [line for part in parts for line in part]
    if head == "-":
        return [f"{' ' * column}- {lines[0].lstrip()}", *lines[1:]]
    return [f"{' ' * column}{head}", *lines]


def _wants_lines(value: Any, path: KeyPath, style: Style) -> bool:
    """Whether a group or list reads better on lines, as the samples have it."""
    if _holds_lines(value):
        return True
    if style.block is not None:
        return style.block
    if isinstance(value, dict):
        return len(path) == 1 or holds_lists(path) or any(map(_is_long, value.values()))
    texts = [item for item in value if isinstance(item, str)]
    return len(texts) < len(value) or any(sign in text for text in texts for sign in _SENTENCE)


def _is_long(value: Any) -> bool:
    """Whether a value inside a group takes lines of its own: a list of groups, a group of groups."""
    if isinstance(value, dict):
        return any(isinstance(item, dict | list | tuple) and item for item in value.values())
    return isinstance(value, list | tuple) and any(isinstance(item, dict) for item in value)


def _holds_lines(value: Any) -> bool:
    if isinstance(value, dict):
        return any(map(_holds_lines, value.values()))
    if isinstance(value, list | tuple):
        return any(map(_holds_lines, value))
    return isinstance(value, str) and takes_lines(value)


def takes_lines(text: str) -> bool:
    """Whether a text has several lines that can be written as they are, behind a |."""
    lines: Sequence[str] = text.removesuffix("\n").split("\n")
    whole = len(lines) > 1 and bool(lines[0]) and bool(lines[-1])
    return whole and not lines[0].startswith(" ") and all(_is_whole(line) for line in lines)


def _is_whole(line: str) -> bool:
    return not line.startswith("\t") and line == line.rstrip() and line.isprintable()
