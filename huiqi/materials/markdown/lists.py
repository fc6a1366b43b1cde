"""Lists of a Markdown text: how deep an item stands, and whether its numbers are a list's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_ITEM = re.compile(r"( *)([-*+]|\d{1,9}[.)])(?: +(.*)|$)")
_RULE = re.compile(r" {0,3}([-*_])( *\1){2,} *")
_NESTED = 2  # blanks that put an item below another


@dataclass(frozen=True)
class Item:
    """The beginning of a list's item: its blanks, its mark, its text."""

    indent: int
    mark: str
    text: str

    @property
    def number(self) -> int | None:
        """The number; None for a bullet."""
        return int(self.mark[:-1]) if self.mark[0].isdigit() else None


def read_item(line: str) -> Item | None:
    """Return the item that a line begins."""
    match = _ITEM.fullmatch(line)
    if not match or _RULE.fullmatch(line):
        return None
    return Item(len(match[1]), match[2], match[3] or "")


@dataclass
class ListStack:
    """The lists that are open, from the outermost: the blanks before their items."""

    indents: list[int] = field(default_factory=list)
    kinds: list[bool] = field(default_factory=list)

    def place(self, item: Item) -> tuple[int, bool]:
        """Return how deep an item stands, and whether it goes on with a list of its kind."""
        while len(self.indents) > 1 and item.indent < self.indents[-1]:
            self.indents.pop()
            self.kinds.pop()
        if not self.indents or item.indent >= self.indents[-1] + _NESTED:
            self.indents.append(item.indent)
            self.kinds.append(item.number is not None)
            return len(self.indents) - 1, False
        same = self.kinds[-1] == (item.number is not None)
        self.kinds[-1] = item.number is not None
        self.indents[-1] = (
            min(self.indents[-1], item.indent) if len(self.indents) == 1 else self.indents[-1]
        )
        return len(self.indents) - 1, same

    def depth_of(self, indent: int) -> int:
        """Return how many of the open lists a paragraph of this indent belongs to."""
        return sum(1 for own in self.indents if indent >= own + _NESTED)

    def close(self) -> None:
        """Leave all lists."""
        self.indents.clear()
        self.kinds.clear()


def find_typed(lines: Sequence[str]) -> set[int]:
    """Return the lines whose numbers no list would count: 1. 3. 5. are text as they are typed."""
    typed, stack = set[int](), ListStack()
    runs: list[list[tuple[int, int]]] = []
    open_runs: dict[int, list[tuple[int, int]]] = {}
    blank = False
    for at, line in enumerate(lines):
        item = read_item(line)
        if item is None:
            # Text that stands behind a blank line ends the lists.
            if line.strip() and blank and not line.startswith("  "):
                stack.close()
                open_runs.clear()
            blank = not line.strip()
            continue
        blank = False
        depth, same = stack.place(item)
        for deeper in [key for key in open_runs if key > depth or (key == depth and not same)]:
            del open_runs[deeper]
        if item.number is not None:
            if depth not in open_runs:
                open_runs[depth] = []
                runs.append(open_runs[depth])
            open_runs[depth].append((at, item.number))
    for run in runs:
        numbers = [number for _, number in run]
        counted = list(range(numbers[0], numbers[0] + len(numbers)))
        if numbers != counted and len(set(numbers)) > 1:
            typed |= {at for at, _ in run}
    return typed
