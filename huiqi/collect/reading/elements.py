"""The form as a sequence of fixed texts, places and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from huiqi.collect.model import Place
from huiqi.collect.reading.forms import Form, FormBlock, FormLine, FormTable
from huiqi.collect.reading.text import fold


@dataclass(frozen=True, eq=False)
class Fixed:
    """A fixed text.

    ``starts`` where it begins a paragraph, ``alone`` where it fills one; ``line`` is that paragraph of the form.
    """

    text: str
    folded: str
    starts: bool
    alone: bool
    line: FormLine


@dataclass(frozen=True, eq=False)
class Gap:
    """A place to fill, and its paragraph of the form."""

    place: Place
    line: FormLine

    @property
    def key(self) -> str:
        """The key of the place."""
        return self.place.key


@dataclass(frozen=True, eq=False)
class Grid:
    """Tables of the form that follow each other directly: LibreOffice makes one of them."""

    tables: tuple[FormTable, ...]


Element: TypeAlias = "Fixed | Gap | Grid"


def list_elements(form: Form, blocks: Sequence[FormBlock]) -> list[Element]:
    """Return fixed texts, places and tables of a part of a form, in order."""
    found: list[Element] = []
    for block in blocks:
        if isinstance(block, FormTable):
            before = found[-1] if found else None
            if isinstance(before, Grid):
                found[-1] = Grid((*before.tables, block))
            else:
                found.append(Grid((block,)))
            continue
        for place, part in enumerate(block.parts):
            if part.key is not None:
                found.append(Gap(form.by_key[part.key], block))
            else:
                alone = len(block.parts) == 1
                found.append(Fixed(part.text, fold(part.text), place == 0, alone, block))
    return found


def flatten(form: Form, elements: Sequence[Element]) -> Iterator[Fixed | Gap]:
    """Yield the elements with those of tables cell by cell, as they stand when a table is plain text."""
    for element in elements:
        if isinstance(element, Grid):
            cells = [cell for table in element.tables for row in table.rows for cell in row]
            for cell in cells:
                yield from flatten(form, list_elements(form, cell))
        else:
            yield element
