"""A Word text as lines and tables, in the order of reading, with the marks that lie over it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from huiqi.collect.model import PlaceKind

# What a stretch of text is, if it is no answer.
FIXED, PROMPT = "\0fixed", "\0prompt"
# A place between two signs: the number of the line, and how many signs of it stand before.
Position: TypeAlias = tuple[int, int]


@dataclass(frozen=True)
class Aside:
    """What hangs at a place of a line without being part of it: a footnote's text, the sound over a word."""

    offset: int
    text: str


@dataclass(frozen=True, eq=False)
class Line:
    """One paragraph, or a part of it. ``number`` counts all of a document; ``pictures`` are places of what is no text.

    A soft break ends a line too; the next one ``goes_on`` with the same paragraph. A ``boxed`` one
    stands in a text box.
    """

    number: int
    text: str
    style: str = ""
    asides: tuple[Aside, ...] = ()
    pictures: tuple[int, ...] = ()
    goes_on: bool = False
    boxed: bool = False


@dataclass(frozen=True, eq=False)
class Cell:
    """A cell: what stands in it, how many columns it takes, whether it goes on from the row above or takes in the one below."""

    blocks: tuple[Block, ...]
    span: int = 1
    goes_on: bool = False
    takes_in: bool = False


@dataclass(frozen=True, eq=False)
class Row:
    """A row of a table: its cells, the number of its first line and of the line behind it, whether it is a head."""

    cells: tuple[Cell, ...]
    first: int
    behind: int
    head: bool = False


@dataclass(frozen=True, eq=False)
class Table:
    """A table."""

    rows: tuple[Row, ...]


Block: TypeAlias = "Line | Table"


@dataclass(frozen=True)
class Mark:
    """A control's tag or a bookmark, from its begin to its end; without an end it was left open."""

    key: str
    source: Literal["tag", "bookmark"]
    begin: Position
    end: Position | None
    kind: PlaceKind = "text"
    choices: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True)
class Document:
    """A text taken apart. ``notes`` says in Chinese what was seen beside the words."""

    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    notes: tuple[str, ...] = field(default=())


def lines_of(blocks: tuple[Block, ...]) -> Iterator[Line]:
    """Yield all lines, those of tables cell by cell."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from lines_of(cell.blocks)
