"""Which row of a paper is which row of the form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from huiqi.collect.reading.columns import Columns
from huiqi.collect.reading.document import Row
from huiqi.collect.reading.forms import FormLine, FormTable
from huiqi.collect.reading.tables import FormRow, labels_of, texts_of

if TYPE_CHECKING:
    from huiqi.collect.reading.align import Aligner

_LIKE = 0.75
_NUMBER = re.compile(r"\d+")


@dataclass
class Match:
    """The rows found by the number of their form's row, and those that are none of the form's."""

    rows: dict[int, Row] = field(default_factory=dict)
    rest: list[Row] = field(default_factory=list)


def match_rows(aligner: Aligner, table: FormTable, rows: Sequence[Row], columns: Columns) -> Match:
    """Return the rows of the form with their rows of the paper."""
    matcher = _Matcher(aligner, table, rows, columns)
    matcher.by_marks()
    matcher.by_labels()
    matcher.by_order()
    matcher.name_changes()
    free = [row for number, row in enumerate(rows) if number not in matcher.chosen]
    return Match({form: rows[number] for number, form in sorted(matcher.chosen.items())}, free)


class _Matcher:
    """Finds rows step by step; ``chosen`` has the number of the form's row by the number of the paper's."""

    def __init__(
        self, aligner: Aligner, table: FormTable, rows: Sequence[Row], columns: Columns
    ) -> None:
        self._aligner, self._table, self._rows = aligner, table, rows
        self._labels = _list_labels(table, columns)
        self._texts = [texts_of(columns.arrange(row)) for row in rows]
        self._keys = [set(_keys_of(row)) for row in table.rows]
        self._saying = self._list_saying()
        self._marked = self._find_marked()
        self.chosen: dict[int, int] = {}

    def _list_saying(self) -> dict[tuple[int, str], list[int]]:
        """Return the rows of the paper by each text and its column: a table of many rows is not gone through for each."""
        found: dict[tuple[int, str], list[int]] = {}
        for number, texts in enumerate(self._texts):
            for place in enumerate(texts):
                found.setdefault(place, []).append(number)
        return found

    def _find_marked(self) -> dict[int, int]:
        """Return the form's row that the marks of a row belong to, where they agree and no other row has them."""
        found: dict[int, int] = {}
        for number, row in enumerate(self._rows):
            keys = self._aligner.keys_between(row.first, row.behind)
            fitting = [form for form, own in enumerate(self._keys) if own & keys]
            if len(fitting) == 1:
                found[number] = fitting[0]
        counts = Counter(found.values())
        return {number: form for number, form in found.items() if counts[form] == 1}

    def _is_numbered(self, form: int) -> bool:
        """Whether nothing but a number tells a row of the form."""
        return all(text.isdigit() for text in self._labels[form].values()) and bool(
            self._keys[form]
        )

    def _says(self, number: int, form: int) -> bool:
        labels, texts = self._labels[form], self._texts[number]
        return all(column < len(texts) and texts[column] == text for column, text in labels.items())

    def by_marks(self) -> None:
        """Take rows of lists by their marks: their numbers are written anew when a row goes."""
        for number, form in self._marked.items():
            if self._is_numbered(form):
                self.chosen[number] = form

    def by_labels(self) -> None:
        """Take the rows whose labels are all there."""
        for form, labels in enumerate(self._labels):
            if form in self.chosen.values() or not any(labels.values()):
                continue
            rows = self._saying.get(next(iter(labels.items())), [])
            fitting = [one for one in rows if one not in self.chosen and self._says(one, form)]
            marked = [number for number in fitting if self._marked.get(number) == form]
            if fitting:
                self.chosen[(marked or fitting)[0]] = form
            if len(fitting) > 1 and not self._is_numbered(form) and self._keys[form]:
                self._doubt(form, "同一行的标签不止一处")

    def by_order(self) -> None:
        """Take rows whose labels were changed or deleted: by marks, by likeness, by their place between others."""
        for number in list(self._free()):
            open_forms = [
                form for form in range(len(self._labels)) if form not in self.chosen.values()
            ]
            low, high = self._edges(number)
            between = [form for form in open_forms if low < form < high]
            form = self._marked.get(number)
            if form is None or form not in open_forms:
                like = [form for form in open_forms if self._resembles(number, form)]
                form = like[0] if len(like) == 1 else self._by_place(number, between)
            if form is not None:
                self.chosen[number] = form

    def _by_place(self, number: int, between: Sequence[int]) -> int | None:
        """Return the only row that can stand here, if this one says nothing else."""
        rows = [other for other in self._free() if self._edges(other) == self._edges(number)]
        if len(between) != len(rows):
            return None
        form = between[rows.index(number)]
        labels, texts = self._labels[form], self._texts[number]
        bare = all(column < len(texts) and not texts[column] for column in labels)
        if any(labels.values()):
            self._doubt(form, "这一行的标签已删去" if bare else "这一行的标签改过")
        return form

    def _resembles(self, number: int, form: int) -> bool:
        labels, texts = self._labels[form], self._texts[number]
        words = {column: text for column, text in labels.items() if not text.isdigit()}
        if not words:
            return bool(labels) and all(
                column < len(texts) and _number_of(texts[column]) == text
                for column, text in labels.items()
            )
        return all(
            column < len(texts) and _is_like(text, texts[column]) for column, text in words.items()
        )

    def _edges(self, number: int) -> tuple[int, int]:
        before = [self.chosen[other] for other in range(number) if other in self.chosen]
        behind = [
            self.chosen[other]
            for other in range(number + 1, len(self._rows))
            if other in self.chosen
        ]
        return (before[-1] if before else -1), (behind[0] if behind else len(self._labels))

    def _free(self) -> Iterator[int]:
        return (number for number in range(len(self._rows)) if number not in self.chosen)

    def name_changes(self) -> None:
        """Say where labels and marks disagree."""
        for number, form in self.chosen.items():
            marked = self._marked.get(number, form)
            if (
                not self._says(number, form)
                and self._keys[form]
                and any(self._labels[form].values())
            ):
                said = "、".join(self._labels[form].values())
                self._doubt(form, f"这一行的标签“{said}”改过")
            elif marked != form:
                self._doubt(form, "书签和控件指向另一行")

    def _doubt(self, form: int, why: str) -> None:
        for key in self._keys[form]:
            self._aligner.result.doubt(key, why)


def _list_labels(table: FormTable, columns: Columns) -> list[dict[int, str]]:
    """Return the labels of the form's rows; those of a column that is gone are not looked for where others tell a row."""
    gone = {number for number, place in enumerate(columns.cells) if place is None}
    whole = [labels_of(row) for row in table.rows]
    left = [{one: text for one, text in row.items() if one not in gone} for row in whole]
    counts = Counter(tuple(row.items()) for row in left)
    return [
        some if counts[tuple(some.items())] == 1 and any(not text.isdigit() for text in some.values()) else row
        for row, some in zip(whole, left, strict=True)
    ]  # fmt: skip


def _is_like(wanted: str, said: str) -> bool:
    if not said:
        return False
    begins = said.startswith(wanted) or (len(said) > 1 and wanted.startswith(said))
    return begins or SequenceMatcher(None, wanted, said, autojunk=False).ratio() >= _LIKE


def _number_of(text: str) -> str:
    found = _NUMBER.match(text)
    return found[0] if found else ""


def _keys_of(row: FormRow) -> Iterator[str]:
    for cell in row:
        for block in cell:
            if isinstance(block, FormLine):
                yield from (part.key for part in block.parts if part.key is not None)
