"""The page 交回材料 of a cycle: what went out, what came in, what is missing, what the office says of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup

from huiqi.collect.issued.handed_out import load_handed_out
from huiqi.collect.kept.choosing import find_effective
from huiqi.collect.kept.kept_json import DamagedFileError
from huiqi.collect.kept.store import find_folder
from huiqi.collect.model import MARKS, Choice, CollectedPaper, Collection, OfficeMark
from huiqi.collect.report.made_tables import list_typed
from huiqi.collect.report.outputs import make_outputs
from huiqi.collect.report.page.report_page import render_content, render_missing, render_persons
from huiqi.collect.run import load_collection
from huiqi.collect.status.find_due import name_due
from huiqi.collect.status.lapsed import Lapsed, list_lapsed
from huiqi.collect.status.standing import PaperStatus, Tally, count, read_status
from huiqi.desk.facts_page import FactsPage
from huiqi.desk.form.layout import Section
from huiqi.desk.form.said import put_plainly
from huiqi.desk.rendering import render_html
from huiqi.errors import FindingsError, HuiqiError
from huiqi.facts.calendar import format_day
from huiqi.facts.reading.load import Facts, load_cycle

COLLECTED = Section("collected", "交回材料", ())


@dataclass(frozen=True)
class MarkLine:
    """What the office marked of a paper, as the page shows it and as it is named in a request."""

    name: str
    mark: OfficeMark

    @property
    def said(self) -> str:
        """The mark in words."""
        return f"{MARKS[self.mark.mark]}，{format_day(self.mark.day)}，{self.mark.reason}"


@dataclass(frozen=True)
class LapsedLine:
    """A mark or a choice that does not hold now; ``digest`` is the file's that was chosen, none for a mark."""

    name: str
    lapsed: Lapsed
    digest: str


@dataclass(frozen=True)
class Several:
    """A paper for which several files came in."""

    name: str
    files: tuple[CollectedPaper, ...]
    open: bool


@dataclass(frozen=True)
class Came:
    """A file that came in and counts: for which paper, and whether somebody has to look at it."""

    name: str
    file: str
    late: bool
    doubtful: bool


class CollectedPage(FactsPage):
    """The papers of one cycle that came in. ``damaged`` says what of it cannot be read.

    ``is_damaged`` is true where that can be put aside.
    """

    def __init__(self, page: FactsPage, today: dt.date) -> None:
        super().__init__(page.kept, COLLECTED)
        self.today, self.damaged, self.is_damaged = today, "", False

    @cached_property
    def facts(self) -> Facts | None:
        """The facts; None where they cannot be read."""
        try:
            return load_cycle(self.kept.root / "cycles" / self.kept.cycle)
        except FindingsError:
            return None

    @cached_property
    def collection(self) -> Collection:
        """What came in so far; nothing where that cannot be read."""
        try:
            return load_collection(self.kept.root, self.kept.cycle, self.facts)
        except HuiqiError as error:
            self.damaged = put_plainly(str(error))
            self.is_damaged = isinstance(error, DamagedFileError)
            return Collection(self.kept.cycle)

    @cached_property
    def statuses(self) -> tuple[PaperStatus, ...]:
        """How every paper stands today."""
        return read_status(self.collection, self.facts, today=self.today) if self.facts else ()

    @property
    def typed_tables(self) -> list[str]:
        """The names of tables that were moved aside, since somebody had typed into them."""
        return list_typed(find_folder(self.kept.root, self.kept.cycle))

    @property
    def tally(self) -> Tally:
        """How many papers stand how."""
        return count(self.statuses)

    @property
    def missing(self) -> Markup:
        """The table of what has not come in."""
        return render_missing(self.statuses, self.facts) if self.facts else Markup()

    @property
    def persons(self) -> Markup:
        """The table of how each person stands."""
        return render_persons(self.statuses, self.facts) if self.facts else Markup()

    @property
    def content(self) -> Markup:
        """The whole report."""
        if self.facts is None:
            return Markup()
        outputs = make_outputs(self.kept.root, self.collection, self.facts)
        return render_content(
            self.collection, self.facts, outputs.sections, today=self.today, formats=outputs.formats
        )

    @property
    def handed(self) -> str:
        """What was handed out, and when last; empty where nothing was.

        Raises:
            HuiqiError: what is kept of it cannot be read.
        """
        copies = load_handed_out(self.kept.root, self.kept.cycle).copies
        if not copies:
            return ""
        return f"已登记发出{len({one.key for one in copies})}份，最近一次是{format_day(copies[-1].day)}。"

    @property
    def names(self) -> list[str]:
        """What may be marked: papers that have not come in as files."""
        return [name_due(one.due) for one in self.statuses if one.asked and one.state == "missing"]

    @property
    def words(self) -> Iterable[str]:
        """The marks that there are."""
        return MARKS.values()

    @property
    def marks(self) -> list[MarkLine]:
        """What the office marked of papers that are due."""
        return [
            MarkLine(name_due(one.due), one.mark) for one in self.statuses if one.mark and one.asked
        ]

    @cached_property
    def lapsed(self) -> list[LapsedLine]:
        """What the office marked or chose and what does not hold now."""
        if self.facts is None:
            return []
        found = list_lapsed(self.collection, self.facts)
        return [
            LapsedLine(
                name_due(one.due), one,
                one.said.digest if isinstance(one.said, Choice) else "",
            )
            for one in found
        ]  # fmt: skip

    @cached_property
    def chosen(self) -> set[str]:
        """The digests of the files that the office chose, where the choice holds."""
        holding = find_effective(self.collection.papers, self.collection.choices)
        return {one.digest for one in holding.values()}

    @property
    def came(self) -> list[Came]:
        """What came in and counts, the newest first; of anonymous papers not which file is which."""
        found = [
            (paper.received, Came(name_due(one.due), paper.file, one.late, bool(paper.doubts)))
            for one in self.statuses
            if not one.due.anonymous
            for paper in one.counted
        ]
        return [line for _, line in sorted(found, key=lambda pair: pair[0], reverse=True)]

    @property
    def several(self) -> list[Several]:
        """Papers that several files came in for; those that nobody has chosen between first."""
        found = [
            Several(name_due(one.due), one.papers, one.state == "double")
            for one in self.statuses
            if len(one.papers) > 1 and not one.due.anonymous
        ]
        return sorted(found, key=lambda one: not one.open)

    def as_answer(self) -> dict[str, Any]:
        """Return what a page that is open swaps in."""
        return {"main": render_html("collected_main.html", page=self)}
