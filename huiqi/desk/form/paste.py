"""A table pasted from Word or Excel: its rows, and which column is which fact."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from huiqi.desk.form.edit import PASTED_TO
from huiqi.desk.form.fields import FieldForm, describe_fields
from huiqi.errors import KeyPath
from huiqi.facts.editing.changes import no_such_place
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.messages import model_at

_MOST_ROWS = 500
# What stands over a column of a table that somebody made for people.
_ALSO: dict[str, str] = {
    "部门": "name", "单位": "name", "处室": "name", "科室": "name", "党内职务": "post", "职位": "post",
    "党支部": "branch", "支部": "branch", "分管": "oversees", "分管单位": "oversees", "负责人": "head",
    "书名": "title", "标题": "title", "内容": "text", "日期": "date", "版本": "edition", "类型": "kind",
}  # fmt: skip
_NUMBERS = re.compile(r"序号|编号|№|No\.?", re.IGNORECASE)
_LISTED = re.compile(r"[0-9]+[.、)]?")


@dataclass(frozen=True)
class Pasted:
    """A pasted table: what its columns were taken for, and the cells.

    ``columns`` has a field's name for each column, empty where it is left out; ``fields`` are those
    that a column may be.
    """

    columns: tuple[str, ...]
    fields: tuple[FieldForm, ...]
    cells: tuple[tuple[str, ...], ...]

    @property
    def described(self) -> list[str]:
        """What the columns are called whose new names are described with the rows."""
        return [
            form.title
            for form in self.fields
            if form.ref in PASTED_TO and form.name in self.columns
        ]

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows by the fields that they are taken for."""
        return [
            {
                name: text for name, text in zip(self.columns, row, strict=True)
                if name and text.strip()
            }
            for row in self.cells
        ]  # fmt: skip


def read_pasted(listed: KeyPath, text: str, columns: Sequence[str] | None = None) -> Pasted:
    """Return a pasted text as rows for a list; ``columns``: as the clerk set them right.

    Raises:
        ChangeRefusedError: there is no such list.
    """
    model = model_at(Cycle, (*listed, 0))
    if model is None:
        raise no_such_place()
    fields = tuple(
        form for name, form in describe_fields(model).items() if name != "id" and form.inner is None
    )
    rows = [row for row in _split(text) if any(cell.strip() for cell in row)][:_MOST_ROWS]
    width = max((len(row) for row in rows), default=0)
    cells = [tuple(cell.strip() for cell in row) + ("",) * (width - len(row)) for row in rows]
    head = _read_head(cells[0], fields) if cells else None
    body = cells[1:] if head else cells
    guessed = head or _guess(body, width, fields)
    known = {form.name for form in fields}
    if columns and len(columns) == width:
        guessed = tuple(name if name in known else "" for name in columns)
    return Pasted(guessed, fields, tuple(body))


def _split(text: str) -> list[list[str]]:
    """Return the cells: between tabs as Word and Excel copy them, with quotes around line ends."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\t" in lines:
        return list(csv.reader(io.StringIO(lines), delimiter="\t"))
    return [re.split(r"\s{2,}|[|｜]", line.strip()) for line in lines.split("\n")]


def _read_head(cells: tuple[str, ...], fields: Sequence[FieldForm]) -> tuple[str, ...] | None:
    """Return the fields that a row of headings names, if it is one."""
    found = tuple(_match(cell, fields) for cell in cells)
    named = sum(bool(name) for name in found)
    plain = all(found[at] or _NUMBERS.search(cell) or not cell for at, cell in enumerate(cells))
    return found if named and (plain or named > 1) else None


def _match(cell: str, fields: Sequence[FieldForm]) -> str:
    """Return the field that a heading names, empty where it names none."""
    said = re.sub(r"\s|[：:*（(].*", "", cell)
    titles = {form.title: form.name for form in fields}
    names = set(titles.values())
    if said in titles:
        return titles[said]
    if (also := _ALSO.get(said)) in names:
        return also or ""
    near = [
        name for title, name in titles.items() if len(said) > 1 and (said in title or title in said)
    ]
    return near[0] if len(near) == 1 else ""


def _guess(
    cells: Sequence[tuple[str, ...]], width: int, fields: Sequence[FieldForm]
) -> tuple[str, ...]:
    """Return the fields in their order; a first column of running numbers is none."""
    numbered = width > 1 and bool(cells) and all(_LISTED.fullmatch(row[0]) for row in cells)
    names = [form.name for form in fields if form.kind not in ("flag",)]
    taken = names[: width - numbered] + [""] * max(0, width - numbered - len(names))
    return ("", *taken) if numbered else tuple(taken)
