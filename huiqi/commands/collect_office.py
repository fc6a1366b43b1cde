"""The options of ``huiqi collect`` by which the office makes papers of the answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from huiqi.collect.office.evaluation import Evaluation
    from huiqi.facts.reading.load import Facts

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class OfficeFlags:
    """What is to be made; ``write`` puts open counts into the facts."""

    opinions: bool = False
    summaries: bool = False
    rectification: bool = False
    results: bool = False
    write: bool = False

    @property
    def any(self) -> bool:
        """Whether anything is to be made."""
        return any(getattr(self, one.name) for one in fields(self))


def office_options(command: F) -> F:
    """Give a command the options; they arrive under the names of ``OfficeFlags``."""
    options = (
        ("--opinions", "把征求到的意见列成意见整理表，供在 Word 中排序、标明重复。"),
        (
            "--summaries",
            "生成意见汇总表、征求意见情况报告，有民主测评的，还有民主评议党员情况汇总表。",
        ),
        ("--rectification", "生成列有全部问题的整改方案和整改问题清单。"),
        ("--results", "列出从读入的材料统计的工作情况。"),
        ("--write", "与 --results 同用：写入会议事实，已经写了的不改。"),
    )
    for name, text in reversed(options):
        command = click.option(name, is_flag=True, help=text)(command)
    return command


def make_office_papers(
    flags: OfficeFlags, root: Path, facts: Facts, evaluation: Evaluation, day: dt.date
) -> Iterator[str]:
    """Make what the flags ask for and yield what there is to say; on that day the papers are handed out.

    Raises:
        HuiqiError: the office's table cannot be read, or a file cannot be written.
    """
    from huiqi.collect.office import papers as office_papers
    from huiqi.collect.office.results_writing import write_results
    from huiqi.collect.office.workplace import Workplace
    from huiqi.desk.keeping.place import find_cycle_folder, lock_cycle
    from huiqi.facts.folders import FACTS_FILE

    cycle = facts.cycle.id
    place = Workplace(root, facts, day)
    if flags.opinions:
        yield from office_papers.make_table(evaluation, place)
    if flags.summaries:
        yield from office_papers.make_summaries(evaluation, place)
    if flags.rectification:
        yield from office_papers.make_lists(evaluation, place)
    if flags.write:
        office_papers.refuse_fault(evaluation)
        own = place.files.load_record().results
        # What is typed at the desk meanwhile waits until the file is written.
        with lock_cycle(find_cycle_folder(root, cycle), f"cycles/{cycle}/{FACTS_FILE}"):
            written = write_results(facts.folder, evaluation.proposals, own)
        place.files.note_results(written.values)
        named = "、".join(written.labels)
        yield f"cycles/{cycle}/cycle.yml：{f'已写入{named}' if named else '没有要写入的'}。"
        yield from written.differing
    elif flags.results:
        yield from office_papers.list_results(evaluation)
