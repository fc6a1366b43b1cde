"""What a page of the form shows: fields, groups and lists, each with its findings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from huiqi.desk.form.fields import FieldForm
from huiqi.desk.form.layout import Shape
from huiqi.desk.form.said import Said
from huiqi.errors import ExpectationError, KeyPath
from huiqi.facts.date_forms import parse_day

Source = Literal["own", "default", "none"]
_LINE = 36  # signs in a line of a wide field
_MOST_LINES = 8


def make_anchor(path: KeyPath) -> str:
    """Return the id under which a place of the facts stands on its page."""
    return "-".join(("f", *map(str, path)))


@dataclass(frozen=True)
class Offer:
    """A remedy that is certain enough for a button: give the field a name, or add what bears it."""

    action: Literal["choose", "name"]
    name: str
    label: str


@dataclass(frozen=True)
class _Place:
    """Something that stands at a place of the long form."""

    path: KeyPath

    @property
    def address(self) -> str:
        """The place, as the page sends it back."""
        return json.dumps(self.path)

    @property
    def anchor(self) -> str:
        """The id of its element."""
        return make_anchor(self.path)


@dataclass(frozen=True)
class Item(_Place):
    """One field.

    ``explanation`` says what is asked for, ``note`` stands beside it (the date of a deadline); ``draft``:
    what was typed is no value and not in the file. ``choices`` are those of fixed words; ``suggestions``
    is the id of the list of names to pick from; ``written`` is what a text with names in braces will say.
    """

    form: FieldForm
    label: str
    value: str
    source: Source
    internal: bool
    explanation: str = ""
    note: str = ""
    draft: bool = False
    findings: tuple[Said, ...] = ()
    offers: tuple[Offer, ...] = ()
    choices: tuple[str, ...] = ()
    suggestions: str = ""
    written: str = ""

    @property
    def is_wrong(self) -> bool:
        """Whether something is to be set right here; what is open is not wrong yet."""
        return self.draft or any(said.weight == "error" for said in self.findings)

    @property
    def is_wide(self) -> bool:
        """Whether the field wants the whole width."""
        return self.form.long or (self.form.listed and self.form.kind == "text")

    @property
    def is_plain_default(self) -> bool:
        """Whether a default says no more than that there is nothing."""
        return self.form.kind == "flag" and not self.form.default

    @property
    def lines(self) -> int:
        """How many lines its text takes."""
        lines = sum(1 + len(line) // _LINE for line in self.value.split("\n"))
        return max(1, min(lines, _MOST_LINES)) + (self.form.listed and bool(self.value))

    @property
    def iso(self) -> str:
        """The day for the calendar, empty where there is none."""
        with suppress(ExpectationError):
            return parse_day(self.value).isoformat()
        return ""


@dataclass(frozen=True)
class Group(_Place):
    """Fields, groups and lists under one heading; an item of a list too.

    ``name`` is what an item is called; ``fresh``: it is the empty one, for what is added; ``later``: the
    lists that it has as soon as it is an item.
    """

    title: str
    items: tuple[Item, ...]
    inner: tuple[Group | Listing, ...]
    findings: tuple[Said, ...] = ()
    fresh: bool = False
    name: str = ""
    later: tuple[str, ...] = ()
    is_list = False

    @property
    def heading(self) -> str:
        """What stands on a card."""
        if self.fresh:
            return "新增一项"
        return f"{self.title}　{self.name}" if self.name else self.title

    @property
    def count_findings(self) -> int:
        """How much is to be done inside."""
        return sum(said.weight != "hint" for said in self.list_findings())

    @property
    def is_open(self) -> bool:
        """Whether a card is to be seen open."""
        return self.count_findings > 0

    def list_findings(self) -> Iterator[Said]:
        """Yield what is found in the group and below it."""
        yield from self.findings
        for item in self.items:
            yield from item.findings
        for one in self.inner:
            for row in one.rows if isinstance(one, Listing) else (one,):
                yield from row.list_findings()


@dataclass(frozen=True)
class Listing(_Place):
    """A list of groups, as a table or as cards; the last one may be empty, for what is added.

    ``fixed``: nothing is added or moved; ``labels`` has what the columns are called.
    """

    title: str
    shape: Shape
    columns: tuple[FieldForm, ...]
    rows: tuple[Group, ...]
    from_default: bool
    fixed: bool
    removable: bool
    labels: Mapping[str, str]
    is_list = True

    @property
    def count(self) -> int:
        """How many items the facts have."""
        return sum(not row.fresh for row in self.rows)
