"""Tables of marks, and the lists beside them: one drawing for whoever and whatever they show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from macros.words import separator


@dataclass(frozen=True)
class Mark:
    """A sign of a table and what it says to those who do not see it."""

    sign: str
    name: str

    def __str__(self) -> str:
        return f'<i role="img" aria-label="{self.name}">{self.sign}</i>'


@dataclass(frozen=True)
class Row:
    """One row of a table: its heading and its cells, all of them HTML."""

    heading: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One item of a list: what it is about, a remark, and what belongs to it, all of it HTML.

    ``id`` is where links lead to; ``lines`` holds the items of each line by its label.
    """

    id: str
    title: str
    remark: str
    lines: Mapping[str, Sequence[str]]


def draw_matrix(
    name: str, corner: str, columns: Sequence[str], groups: Iterable[tuple[str, Sequence[Row]]]
) -> str:
    """Return a table of marks in a box of its own, which scrolls where the page must not.

    ``groups`` are titles with their rows; a group without a title has no line for it.
    """
    heads = "".join(f'<th scope="col"><span>{column}</span></th>' for column in columns)
    bodies = [_draw_group(title, rows, len(columns) + 1) for title, rows in groups if rows]
    return "\n".join((
        f'<div class="matrix" role="region" aria-label="{name}" tabindex="0" data-search="off">',
        f'<table class="marks"><thead><tr><th scope="col">{corner}</th>{heads}</tr></thead>',
        *bodies,
        "</table></div>",
    ))  # fmt: skip


def _draw_group(title: str, rows: Sequence[Row], width: int) -> str:
    head = f'<tr><th scope="rowgroup" colspan="{width}"><span>{title}</span></th></tr>'
    lines = (
        f'<tr><th scope="row">{row.heading}</th>'
        f"{''.join(f'<td>{cell}</td>' for cell in row.cells)}</tr>"
        for row in rows
    )
    return "\n".join(("<tbody>", *([head] if title else []), *lines, "</tbody>"))


def draw_list(entries: Iterable[Entry]) -> str:
    """Return a list of entries that links can lead to."""
    return "\n".join(('<dl class="entries">', *map(_draw_entry, entries), "</dl>"))


def _draw_entry(entry: Entry) -> str:
    remark = f" <small>{entry.remark}</small>" if entry.remark else ""
    lines = "".join(_draw_line(label, items) for label, items in entry.lines.items())
    return f'<div id="{entry.id}"><dt>{entry.title}{remark}</dt>{lines}</div>'


def _draw_line(label: str, items: Sequence[str]) -> str:
    # A line breaks between the items: the sign behind an item belongs to it.
    sign = separator(items)
    *others, last = items
    shown = "".join(f"<span>{item}{sign}</span>" for item in others)
    return f"<dd><em>{label}</em>{shown}<span>{last}</span></dd>"
