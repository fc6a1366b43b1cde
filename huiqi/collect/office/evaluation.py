"""What the office makes of the answers: opinions, talks, problems, counts; from what was collected, in one go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from huiqi.collect.model import Collection
from huiqi.collect.naming.wording import Wording
from huiqi.collect.office.ballots.count import count_ballots
from huiqi.collect.office.ballots.model import Ballots
from huiqi.collect.office.ballots.section import ballots_json, ballots_section, has_ballots
from huiqi.collect.office.counts import Proposal, propose_results
from huiqi.collect.office.counts_section import counts_json, counts_section
from huiqi.collect.office.opinions.arrange import Arranged, arrange, list_unarranged
from huiqi.collect.office.opinions.gather import gather_opinions
from huiqi.collect.office.opinions.model import Gathered
from huiqi.collect.office.opinions.section import opinions_json, opinions_section
from huiqi.collect.office.opinions.table import TITLE
from huiqi.collect.office.opinions.table_rows import read_rows
from huiqi.collect.office.opinions.totals import Totals, count_opinions
from huiqi.collect.office.rectification.lists import check_lists, take_plan
from huiqi.collect.office.rectification.model import CheckedList, Problems
from huiqi.collect.office.rectification.problems import gather_problems
from huiqi.collect.office.rectification.section import rectification_json, rectification_section
from huiqi.collect.office.talks import Talks, list_talks, talks_json, talks_section
from huiqi.collect.office.working_files import WorkingFiles
from huiqi.collect.section import Section
from huiqi.errors import HuiqiError
from huiqi.facts.model.cycle import Cycle

TABLE = f"{TITLE}.docx"


@dataclass(frozen=True)
class Evaluation:
    """Everything that follows from one collection.

    ``table_fault`` says in Chinese why the office's table of opinions could not be read; the list is then as if there
    were none. ``has_table`` is false until one was made.
    """

    cycle: Cycle
    gathered: Gathered
    arranged: Arranged
    totals: Totals
    talks: Talks
    problems: Problems
    lists: tuple[CheckedList, ...]
    proposals: tuple[Proposal, ...]
    ballots: Ballots
    has_table: bool = False
    table_fault: str = ""

    def sections(self) -> tuple[Section, ...]:
        """Return the sections of the report, in the order of the work."""
        ballots = (ballots_section(self.ballots, self.cycle),)
        return (
            opinions_section(self.arranged, self.gathered, self.totals, self.cycle),
            talks_section(self.talks, self.cycle),
            rectification_section(self.problems, self.lists, self.cycle),
            *(ballots if has_ballots(self.ballots, self.cycle) else ()),
            counts_section(self.proposals, self.cycle),
        )

    def as_data(self) -> dict[str, object]:
        """Return the same as plain data, by the name of each part."""
        return {
            "opinions": opinions_json(self.arranged, self.gathered, self.totals),
            "talks": talks_json(self.talks),
            "rectification": rectification_json(self.problems, self.lists),
            "ballots": ballots_json(self.ballots),
            "results": counts_json(self.proposals),
        }


def evaluate(collection: Collection, cycle: Cycle, folder: Path) -> Evaluation:
    """Return what follows from a collection; ``folder`` is where it is kept, with the office's table."""
    wording, files = Wording(cycle), WorkingFiles(folder)
    gathered = gather_opinions(collection, cycle)
    arranged, has_table, fault = _arrange(gathered, wording, files)
    totals = count_opinions(arranged.entries, gathered, wording)
    talks = list_talks(collection, cycle)
    problems = gather_problems(collection, cycle, arranged.entries)
    problems = take_plan(collection, problems)
    return Evaluation(
        cycle, gathered, arranged, totals, talks, problems,
        check_lists(collection, cycle, problems),
        propose_results(collection, cycle, gathered, totals, talks),
        count_ballots(collection, cycle),
        has_table, fault,
    )  # fmt: skip


def _arrange(
    gathered: Gathered, wording: Wording, files: WorkingFiles
) -> tuple[Arranged, bool, str]:
    """Return the list as the office's table has it, whether there is one, and why it cannot be read."""
    try:
        data = files.read(TABLE)
        if data is None:
            return list_unarranged(gathered.opinions), False, ""
        rows = read_rows(data, files.show(TABLE))
        record = files.load_record()
        arranged = arrange(gathered.opinions, rows, record.issued, wording, record.typed)
        return arranged, True, ""
    except HuiqiError as error:
        arranged = list_unarranged(gathered.opinions)
        return replace(arranged, remarks=(str(error),)), True, str(error)
