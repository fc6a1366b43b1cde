"""The page 整理: what the office makes of the papers that came in, and the counts that it may take into the facts."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from huiqi.collect.kept.store import find_folder
from huiqi.collect.naming.wording import Wording
from huiqi.collect.office.counts import Proposal
from huiqi.collect.office.counts_section import say_count
from huiqi.collect.office.evaluation import Evaluation, evaluate
from huiqi.collect.office.results_writing import may_write
from huiqi.collect.office.working_files import WorkingFiles
from huiqi.desk.collected.made_files import MadeFiles, list_made
from huiqi.desk.collected.page import CollectedPage
from huiqi.desk.facts_page import FactsPage
from huiqi.desk.rendering import render_html
from huiqi.errors import HuiqiError


@dataclass(frozen=True)
class CountLine:
    """One count as the page shows it; ``field`` is empty where it cannot be written into the facts."""

    field: str
    label: str
    value: str
    origin: str
    unread: str
    facts: str


class OfficePage(CollectedPage):
    """What was made of the papers of one cycle, and what can be counted.

    ``told`` are further sentences on what was just made, by what it is.
    """

    def __init__(self, page: FactsPage, today: dt.date) -> None:
        super().__init__(page, today)
        self.told: dict[str, list[str]] = {}

    @cached_property
    def evaluation(self) -> Evaluation | None:
        """What follows from the papers; None where the facts cannot be read."""
        if self.facts is None:
            return None
        kept = find_folder(self.kept.root, self.kept.cycle)
        return evaluate(self.collection, self.facts.cycle, kept)

    @cached_property
    def made(self) -> dict[str, MadeFiles]:
        """The files that were made, by what they are."""
        return list_made(self.kept.root, self.facts.cycle) if self.facts else {}

    @property
    def files(self) -> WorkingFiles:
        """The office's working files."""
        return WorkingFiles(find_folder(self.kept.root, self.kept.cycle))

    @cached_property
    def own(self) -> dict[str, Any]:
        """The counts that were written into the facts from here; none where that cannot be read."""
        try:
            return dict(self.files.load_record().results)
        except HuiqiError as error:
            self.damaged = self.damaged or str(error)
            return {}

    @property
    def counts(self) -> list[CountLine]:
        """The counts, in the order of the facts."""
        if self.evaluation is None:
            return []
        wording = Wording(self.evaluation.cycle)
        return [self._show(one, wording) for one in self.evaluation.proposals]

    def _show(self, one: Proposal, wording: Wording) -> CountLine:
        written = "没有写"
        if one.field is None:
            written = "没有这一项"
        elif not one.is_open and one.written is not None:
            said = say_count(one.written, wording)
            written = said if one.agrees else f"{said}，不一致，请核对"
        field = one.field if one.field and may_write(one, self.own) else ""
        value = say_count(one.value, wording)
        return CountLine(field, one.label, value, one.origin, one.unread, written)

    @property
    def seen(self) -> str:
        """The digest of the facts and of the counts: what is ticked belongs to what was shown."""
        return hashlib.sha256(f"{self.digest} {self.counts}".encode()).hexdigest()

    def as_answer(self) -> dict[str, Any]:
        """Return what a page that is open swaps in."""
        return {"main": render_html("collected_office_main.html", page=self)}
