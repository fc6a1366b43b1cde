"""Papers of the pack with answers written in beforehand: same template, same places, as many rows as it takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from huiqi.facts.model.cycle import Cycle
from huiqi.word.copies import all_copies
from huiqi.word.pack import name_file
from huiqi.word.paper_maker import PaperMaker
from huiqi.word.prefill import prefill
from huiqi.word.render import Copy, Paper
from macros.scope import Rendition, Scope


@dataclass(frozen=True)
class Prefilled:
    """A copy and what is written into its places, by key."""

    copy: Copy
    answers: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class MadePaper:
    """A paper that was made: folder and name as in the pack, the blank that it is a filling of, the file."""

    name: str
    copy: Copy
    blank: bytes
    filled: bytes


@dataclass(frozen=True)
class Made:
    """The papers, and Chinese sentences on those that wait for open facts."""

    papers: tuple[MadePaper, ...]
    waiting: tuple[str, ...] = ()


def find_copies(cycle: Cycle, template: str) -> tuple[Copy, ...]:
    """Return all copies of a paper that the cycle has, without any where it does not have the document."""
    return tuple(copy for copy in all_copies(cycle) if copy.template.id == template)


def list_rows(rows: Iterable[Mapping[str, str | Sequence[str]]]) -> dict[str, tuple[str, ...]]:
    """Return the answers of a list: the names of its columns with the number of the row behind them."""
    return {
        f"{name}_{number}": (value,) if isinstance(value, str) else tuple(value)
        for number, row in enumerate(rows, start=1)
        for name, value in row.items()
    }


def make_prefilled(maker: PaperMaker, cycle: Cycle, wanted: Sequence[Prefilled]) -> Made:
    """Return the papers; those that use an open fact wait for it.

    Raises:
        HuiqiError: a template or pandoc fails.
    """
    scope = Scope(cycle, Rendition.office())
    papers = maker.render(scope, [one.copy for one in wanted])
    ready = [paper for paper in papers if not paper.blanks]
    blanks = maker.make_files(ready, cycle.id)
    answers = {one.copy.key: one.answers for one in wanted}
    made = tuple(
        MadePaper(
            name_file(scope, paper.copy),
            paper.copy,
            blanks[paper.copy.key],
            prefill(blanks[paper.copy.key], answers[paper.copy.key]),
        )
        for paper in ready
    )
    waiting = tuple(_say_waiting(scope, paper) for paper in papers if paper.blanks)
    return Made(made, waiting)


def _say_waiting(scope: Scope, paper: Paper) -> str:
    labels = "、".join(label for label, _ in paper.blanks.values())
    name = name_file(scope, paper.copy).rpartition("/")[2]
    return f"{name}：{labels}待定，暂不生成。改法：在会议事实中填写。"


def with_rows(copy: Copy, count: int) -> Copy:
    """Return a copy whose list has a row for each item; one where there is none."""
    return replace(copy, rows=max(1, count))
