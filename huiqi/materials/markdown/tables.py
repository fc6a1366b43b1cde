"""Tables of a Markdown text: with blank lines around, a head, and cells for the longest row."""

from __future__ import annotations

import re
from collections.abc import Sequence

_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*")
_CELL_END = re.compile(r"(?<!\\)\|")
_CODE = re.compile(r"(`+)[^`]*\1")


def is_rule(line: str) -> bool:
    """Whether a line parts a table's head from its body."""
    return "|" in line and bool(_RULE.fullmatch(line))


def find_table_end(lines: Sequence[str], start: int) -> int:
    """Return where a table that begins here ends; the start where none does."""
    if "|" not in lines[start]:
        return start
    ruled = start + 1 < len(lines) and is_rule(lines[start + 1])
    end = start + (2 if ruled else 0)
    while end < len(lines) and "|" in lines[end] and (ruled or _is_boxed(lines[end])):
        end += 1
    # Without the line below its head a table is one only where every row is boxed in.
    return end if ruled or end - start >= 2 else start


def _is_boxed(line: str) -> bool:
    text = line.strip()
    return len(text) > 1 and text.startswith("|") and text.endswith("|")


def split_cells(line: str) -> list[str]:
    """Return the cells of a row."""
    text = _CODE.sub(lambda code: code[0].replace("|", "\0"), line.strip())
    text = text.removeprefix("|")
    text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
    return [cell.strip().replace("\0", "\\|") for cell in _CELL_END.split(text)]


def write_table(lines: Sequence[str]) -> list[str]:
    """Return a table in which every row has as many cells as the longest."""
    rows = [split_cells(line) for at, line in enumerate(lines) if at != 1 or not is_rule(line)]
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    written = [f"| {' | '.join(row)} |" for row in rows]
    return [written[0], "|" + " --- |" * width, *written[1:]]
