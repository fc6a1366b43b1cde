"""The papers that the office makes of the answers, each with one command; every line of what is said is Chinese."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from huiqi.collect.naming.wording import Wording
from huiqi.collect.office.ballots.summary import fill_summary, say_left_open
from huiqi.collect.office.counts import take_proposals
from huiqi.collect.office.counts_section import say_count
from huiqi.collect.office.evaluation import TABLE, Evaluation
from huiqi.collect.office.messages import say_facts, say_opinions, say_remarks
from huiqi.collect.office.opinions.model import SOME_MEMBER, UNKNOWN, Entry, say_without_target
from huiqi.collect.office.opinions.papers import fill_report, fill_summaries
from huiqi.collect.office.opinions.table import write_table
from huiqi.collect.office.prefilled import Made, make_prefilled
from huiqi.collect.office.rectification.papers import fill_lists
from huiqi.collect.office.results_writing import name_differences
from huiqi.collect.office.statements import sum_words
from huiqi.collect.office.workplace import Workplace, say_put
from huiqi.errors import HuiqiError
from huiqi.word.prefill import read_back

# What the report on opinions takes from the counts, before they are written into the facts.
_OF_THE_REPORT = ("opinions", "discussions", "interviews")


def make_table(evaluation: Evaluation, place: Workplace) -> list[str]:
    """Write the table of opinions, or write it anew with what came in since; say what has to be looked at."""
    refuse_fault(evaluation)
    files, arranged = place.files, evaluation.arranged
    lines = [say_opinions(evaluation)]
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
        lines += say_put(files, files.put({TABLE: data}, codes, arranged.typed))
        if evaluation.has_table and arranged.fresh:
            lines.append(f"新收到的{len(arranged.fresh)}条排在表末。")
    return [*lines, *say_remarks(evaluation)]


def make_summaries(evaluation: Evaluation, place: Workplace) -> list[str]:
    """Make D07 and D08, and prove that each opinion stands in D07 in its own words (R12); and D30 of the ballots."""
    refuse_fault(evaluation)
    lines = [say_opinions(evaluation)]
    if evaluation.arranged.entries:
        lines += _make_of_opinions(evaluation, place)
    return [*lines, *_make_of_ballots(evaluation, place)]


def _make_of_opinions(evaluation: Evaluation, place: Workplace) -> Iterator[str]:
    wording, entries = Wording(evaluation.cycle), evaluation.arranged.entries
    proposals = [one for one in evaluation.proposals if one.field in _OF_THE_REPORT]
    summaries = make_prefilled(place.maker, evaluation.cycle, fill_summaries(entries, wording))
    cycle = take_proposals(evaluation.cycle, proposals)
    report = make_prefilled(place.maker, cycle, fill_report(entries, Wording(cycle)))
    proof = _prove(summaries, entries)
    yield from (*place.keep(summaries), *place.keep(report), *proof)
    yield from (*say_remarks(evaluation), *name_differences(proposals))


def _make_of_ballots(evaluation: Evaluation, place: Workplace) -> Iterator[str]:
    cycle, ballots = evaluation.cycle, evaluation.ballots
    filled = fill_summary(cycle, ballots)
    if filled:
        yield f"民主测评表{ballots.returned}份。"
        yield from place.keep(make_prefilled(place.maker, cycle, filled))
        yield from say_left_open(cycle, ballots)


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
        lines.append(f"{one.label}：{value}（{one.origin}{unread}）；会议事实：{say_facts(one)}")
    return [*lines, *name_differences(evaluation.proposals)]


def refuse_fault(evaluation: Evaluation) -> None:
    """Refuse to go on without the office's table: each paper and count follows from the list as it has it.

    Raises:
        HuiqiError: the table is there and cannot be read.
    """
    if evaluation.table_fault:
        raise HuiqiError(evaluation.table_fault)


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
    targets_said = [one.opinion.target for one in entries]
    left = say_without_target(targets_said.count(UNKNOWN), targets_said.count(SOME_MEMBER))
    lines = [
        f"核对：意见汇总表共{len(stands)}条，与统计一致，原话校验值 {sum_words(stands)[:16]}。"
    ]
    if left:
        lines.append(f"{left}，不在汇总表里。改法：在意见整理表中填写对象后再运行。")
    return lines
