"""All facts of a cycle on one sheet, as the form shows them: for the leader's look before anything is built."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from huiqi.desk.facts_page import FactsPage
from huiqi.desk.form.layout import SECTIONS, Shape
from huiqi.desk.form.shown import Group, Item, Listing
from huiqi.desk.form.view import Viewer
from huiqi.facts.calendar import format_day

_MOST_COLUMNS = 6  # that an upright page has room for
_LONG = 40  # signs of a value that wants the width of the page
_BLANK = re.compile(r"(〔[^〔〕]+：待定〕)")  # as macros.scope writes what is open
_UNSAVED, _OPEN, _WRONG, _INTERNAL, _DEFAULT = "没有存入文件", "待填", "有错误", "内部", "默认值"


@dataclass(frozen=True)
class Cell:
    """What a fact says, and what is to be known of it: that it is open, internal, a default."""

    text: str
    marks: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Whether it is still to be filled in."""
        return _OPEN in self.marks

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The text in pieces, each with whether it is the blank of something open."""
        return [(one, at % 2 == 1) for at, one in enumerate(_BLANK.split(self.text)) if one]


@dataclass(frozen=True)
class Line:
    """A fact with its name; ``note`` stands beside it (the date of a deadline)."""

    label: str
    cell: Cell
    note: str

    @property
    def beside(self) -> str:
        """What stands beside the value."""
        return "；".join([*self.cell.marks, *([self.note] if self.note else [])])


@dataclass(frozen=True)
class Part:
    """Facts under one heading: as lines, or as a table; ``empty`` names those that say nothing."""

    title: str
    lines: tuple[Line, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    empty: tuple[str, ...] = ()


@dataclass(frozen=True)
class SheetSection:
    """The parts of one section of the form; ``empty`` names those that say nothing at all."""

    title: str
    parts: tuple[Part, ...]
    empty: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """The sheet; ``day`` is when it was made, ``summary`` what a check finds."""

    title: str
    day: str
    summary: str
    sections: tuple[SheetSection, ...]


def make_sheet(page: FactsPage, today: dt.date) -> Sheet | None:
    """Return the sheet of a cycle; None where its file cannot be read."""
    if page.state is None:
        return None
    viewer = Viewer(page.state, page.drafts)
    sections = tuple(_make_section(section.title, viewer.show(section)) for section in SECTIONS)
    return Sheet(page.title, format_day(today), page.summary, sections)


def _make_section(title: str, blocks: Iterable[Group | Listing]) -> SheetSection:
    parts = [part for block in blocks for part in _list_parts(block)]
    said = tuple(part for part in parts if part.lines or part.rows)
    return SheetSection(title, said, tuple(part.title for part in parts if part not in said))


def _list_parts(block: Group | Listing, above: str = "") -> Iterator[Part]:
    title = f"{above} › {block.title}" if above and above != block.title else block.title
    if isinstance(block, Listing):
        yield from _list_listing(block, title)
        return
    lines = tuple(_line(item) for item in block.items if _says(item))
    empty = tuple(item.label for item in block.items if _is_empty(item))
    if lines or empty:
        yield Part(title, lines, empty=empty)
    for inner in block.inner:
        yield from _list_parts(inner, title)


def _list_listing(listing: Listing, title: str) -> Iterator[Part]:
    rows = [row for row in listing.rows if not row.fresh]
    if not rows:
        yield Part(title, empty=(listing.title,))
        return
    title += f"（{_DEFAULT}）" if listing.from_default else ""
    used = _list_used(rows)
    if len(used) >= _MOST_COLUMNS or any(_wants_lines(row, listing.shape) for row in rows):
        for number, row in enumerate(rows, start=1):
            named = Group(row.path, f"{title} {number}. {_name_row(row)}", row.items, row.inner)
            # What an item may have besides and has not is no gap.
            yield from (part for part in _list_parts(named) if part.lines or part.rows)
        return
    labels = {item.form.name: item.label for row in rows for item in row.items}
    called = not any(row.name == item.value for row in rows for item in row.items)
    yield Part(
        title, columns=("序号", *(["名称"] if called else []), *(labels[name] for name in used)),
        rows=tuple(
            (Cell(str(number)), *([Cell(_name_row(row))] if called else []), *_fill_row(row, used))
            for number, row in enumerate(rows, start=1)
        ),
        empty=tuple(label for name, label in labels.items() if name not in used and _counts(rows, name)),
    )  # fmt: skip


def _name_row(row: Group) -> str:
    """Return what an item is called, its names written out."""
    return next(
        (item.written for item in row.items if item.written and item.value == row.name), row.name
    )


def _wants_lines(row: Group, shape: Shape) -> bool:
    """Whether an item says too much for a line of a table."""
    inner = any(part.lines or part.rows for one in row.inner for part in _list_parts(one))
    return inner or (
        shape == "cards" and any(len(item.written or item.value) > _LONG for item in row.items)
    )


def _list_used(rows: Iterable[Group]) -> list[str]:
    """Return the fields that say something in some row, in their order."""
    names = dict.fromkeys(item.form.name for row in rows for item in row.items)
    said = {item.form.name for row in rows for item in row.items if _says(item)}
    return [name for name in names if name in said]


def _counts(rows: Iterable[Group], name: str) -> bool:
    return any(_is_empty(item) for row in rows for item in row.items if item.form.name == name)


def _fill_row(row: Group, used: Sequence[str]) -> Iterator[Cell]:
    items = {item.form.name: item for item in row.items}
    for name in used:
        item = items.get(name)
        yield _cell(item, in_table=True) if item and _says(item) else Cell("")


def _line(item: Item) -> Line:
    return Line(item.label, _cell(item), item.note)


def _cell(item: Item, *, in_table: bool = False) -> Cell:
    open_fact = any(said.weight == "open" for said in item.findings)
    wrong = any(said.weight == "error" for said in item.findings) and not item.draft
    default = item.source == "default" and not in_table
    found = (
        (item.draft, _UNSAVED), (open_fact, _OPEN), (wrong, _WRONG), (item.internal, _INTERNAL),
        (default, _DEFAULT),
    )  # fmt: skip
    marks = tuple(word for here, word in found if here)
    text = item.written or item.value
    return Cell(f"{text}（{item.note}）" if in_table and item.note else text, marks)


def _says(item: Item) -> bool:
    """Whether a fact is to be seen: it has a value of its own or by default, or it lacks one."""
    plain = item.source == "default" and item.is_plain_default
    return bool((item.value and not plain) or item.draft or item.findings)


def _is_empty(item: Item) -> bool:
    return not item.value and not _says(item)
