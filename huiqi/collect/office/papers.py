"""The papers that the office makes of the answers, each with one command; every line of what is said is Chinese."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from huiqi.collect.issued.handing_out import hand_out_more
from huiqi.collect.kept.store import find_folder
from huiqi.collect.naming.wording import Wording
from huiqi.collect.office.counts import Proposal, take_proposals
from huiqi.collect.office.evaluation import TABLE, Evaluation
from huiqi.collect.office.opinions.model import SOME_MEMBER, UNKNOWN, Entry
from huiqi.collect.office.opinions.papers import fill_report, fill_summaries
from huiqi.collect.office.opinions.table import write_table
from huiqi.collect.office.prefilled import Made, make_prefilled
from huiqi.collect.office.rectification.papers import fill_lists
from huiqi.collect.office.results_writing import name_differences
from huiqi.collect.office.statements import sum_words
from huiqi.collect.office.working_files import Put, WorkingFiles
from huiqi.errors import HuiqiError
from huiqi.facts.model.paperwork import OpinionResult
from huiqi.facts.reading.load import Facts
from huiqi.word.pack_folder import open_paper_maker
from huiqi.word.paper_maker import PaperMaker
from huiqi.word.prefill import read_back

# What the report on opinions takes from the counts, before they are written into the facts.
_OF_THE_REPORT = ("opinions", "discussions", "interviews")


@dataclass(frozen=True)
class Workplace:
    """Where papers are made and kept: the project, the cycle's facts, the day on which papers are handed out."""

    root: Path
    facts: Facts
    day: dt.date

    @property
    def files(self) -> WorkingFiles:
        """The office's working files."""
        return WorkingFiles(find_folder(self.root, self.facts.cycle.id))

    @property
    def maker(self) -> PaperMaker:
        """What makes papers."""
        return open_paper_maker(self.root)

    def keep(self, made: Made) -> list[str]:
        """Keep papers that were made, and their forms: filled in further, they are read with these."""
        if made.papers:
            blanks = {one.name: one.blank for one in made.papers}
            hand_out_more(self.root, self.facts.cycle, blanks, self.day)
        done = self.files.put({one.name: one.filled for one in made.papers})
        return [*_say_put(self.files, done), *made.waiting]


def make_table(evaluation: Evaluation, place: Workplace) -> list[str]:
    """Write the table of opinions, or write it anew with what came in since; say what has to be looked at."""
    refuse_fault(evaluation)
    files, arranged = place.files, evaluation.arranged
    lines = [_say_opinions(evaluation)]
    if not arranged.entries:
        return lines
    unfinished = (
        arranged.fresh or arranged.lost or set(arranged.typed) - set(files.load_record().issued)
    )
    if evaluation.has_table and not unfinished:
        lines.append(f"{files.show(TABLE)} 里各条都在，没有改动。")
    else:
        data = write_table(arranged.entries, Wording(evaluation.cycle))
        codes = [one.opinion.code for one in arranged.entries]
        lines += _say_put(files, files.put({TABLE: data}, codes, arranged.typed))
        if evaluation.has_table and arranged.fresh:
            lines.append(f"新收到的{len(arranged.fresh)}条排在表末。")
    return [*lines, *_say_remarks(evaluation)]


def make_summaries(evaluation: Evaluation, place: Workplace) -> list[str]:
    """Make D07 and D08, and prove that each opinion stands in D07 in its own words (R12)."""
    refuse_fault(evaluation)
    wording, entries = Wording(evaluation.cycle), evaluation.arranged.entries
    if not entries:
        return [_say_opinions(evaluation)]
    proposals = [one for one in evaluation.proposals if one.field in _OF_THE_REPORT]
    summaries = make_prefilled(place.maker, evaluation.cycle, fill_summaries(entries, wording))
    cycle = take_proposals(evaluation.cycle, proposals)
    report = make_prefilled(place.maker, cycle, fill_report(entries, Wording(cycle)))
    proof = _prove(summaries, entries)
    lines = [_say_opinions(evaluation), *place.keep(summaries), *place.keep(report), *proof]
    return [*lines, *_say_remarks(evaluation), *name_differences(proposals)]


def make_lists(evaluation: Evaluation, place: Workplace) -> list[str]:
    """Make D20 and D21 with every known problem."""
    refuse_fault(evaluation)
    wording = Wording(evaluation.cycle)
    wanted = fill_lists(evaluation.cycle, evaluation.problems, evaluation.lists)
    lines = [f"列出问题{len(evaluation.problems.all)}条。", *evaluation.problems.unread]
    for one in evaluation.lists:
        name = wording.members.get(one.whose, wording.team)
        if one.vanished or one.dropped:
            lines.append(
                f"{name}交回的清单少了{len(one.vanished) + len(one.dropped)}条，已补在末尾，请核对。"
            )
    return [*lines, *place.keep(make_prefilled(place.maker, evaluation.cycle, wanted))]


def list_results(evaluation: Evaluation) -> list[str]:
    """Say which counts are proposed, where each comes from, and what the facts say."""
    refuse_fault(evaluation)
    if not evaluation.proposals:
        return ["还没有可以统计的材料。"]
    wording = Wording(evaluation.cycle)
    lines = []
    for one in evaluation.proposals:
        value = say_count(one.value, wording)
        unread = f"；没有算入：{one.unread}" if one.unread else ""
        lines.append(f"{one.label}：{value}（{one.origin}{unread}）；会议事实：{_say_facts(one)}")
    return [*lines, *name_differences(evaluation.proposals)]


def say_count(value: int | tuple[OpinionResult, ...], wording: Wording) -> str:
    """Return a count in words; opinions by source."""
    if isinstance(value, tuple):
        return "；".join(_say_source(row, wording) for row in value)
    return str(value)


def refuse_fault(evaluation: Evaluation) -> None:
    """Refuse to go on without the office's table: each paper and count follows from the list as it has it.

    Raises:
        HuiqiError: the table is there and cannot be read.
    """
    if evaluation.table_fault:
        raise HuiqiError(evaluation.table_fault)


def _say_facts(proposal: Proposal) -> str:
    if proposal.field is None:
        return "没有这一项"
    if proposal.is_open:
        return "没有写"
    return "一致" if proposal.agrees else "不一致"


def _say_source(row: OpinionResult, wording: Wording) -> str:
    forms = "—" if row.forms is None else row.forms
    known = f"对{wording.team_word}{row.for_team}条，对{wording.member_word}{row.for_members}条"
    return f"{row.source}：意见表{forms}份，{'对象没有写明' if row.for_team is None else known}"


def _say_put(files: WorkingFiles, done: Sequence[Put]) -> Iterator[str]:
    for one in done:
        if one.kept:
            yield f"{files.show(one.name)}：原来的文件改过，已留作 {one.kept.rpartition('/')[2]}。"
        if one.written:
            yield files.show(one.name)
    same = sum(not one.written for one in done)
    if same:
        yield f"另有{same}个文件与原来相同，没有重写。"


def _prove(made: Made, entries: Sequence[Entry]) -> list[str]:
    """Hold the words in the made summaries against the list."""
    stands = [
        "\n".join(text)
        for paper in made.papers
        for key, text in read_back(paper.filled).items()
        if key.startswith("opinion_") and "".join(text).strip()
    ]
    targets = {paper.copy.member or "team" for paper in made.papers}
    wanted = [one.opinion.text for one in entries if one.opinion.target in targets]
    if sum_words(stands) != sum_words(wanted):
        raise HuiqiError("意见汇总表与读入的原话不一致，没有写入。改法：向维护人员报告。")
    left = sum(one.opinion.target in (UNKNOWN, SOME_MEMBER) for one in entries)
    lines = [
        f"核对：意见汇总表共{len(stands)}条，与统计一致，原话校验值 {sum_words(stands)[:16]}。"
    ]
    if left:
        lines.append(f"{left}条没有写明对象，不在汇总表里。改法：在意见整理表中填写对象后再运行。")
    return lines


def _say_opinions(evaluation: Evaluation) -> str:
    gathered, totals = evaluation.gathered, evaluation.totals
    forms = sum(gathered.forms.values())
    unread = "".join(f"；{word}{count}份没有读入" for word, count in gathered.unread.marked.items())
    return (
        f"征求意见表{forms}份、座谈会记录{gathered.meetings}份、个别访谈记录{gathered.interviews}份，"
        f"意见{totals.whole}条{unread}。"
    )


def _say_remarks(evaluation: Evaluation) -> list[str]:
    changed = [
        f"{one.row}的原话改动过，没有采用，仍用读入的原话。" for one in evaluation.arranged.changed
    ]
    return [*evaluation.arranged.remarks, *changed]
