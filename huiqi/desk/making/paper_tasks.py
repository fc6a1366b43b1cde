"""Single papers of the office, as the desk's process makes them: from the facts as saved."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from huiqi.errors import HuiqiError

if TYPE_CHECKING:
    from huiqi.facts.model.cycle import Cycle


@dataclass(frozen=True)
class PaperTask:
    """Which papers are to be made: those of the ``keys``; ``shown``: with their pages."""

    root: Path
    cycle: str
    keys: frozenset[str]
    shown: bool = False


@dataclass(frozen=True)
class PaperMade:
    """One paper of the office: its Word file, and its page as HTML where that was asked for.

    ``layout`` is that of the sheet; ``draft``: open facts are marked blanks in it.
    """

    key: str
    data: bytes
    html: str
    layout: str
    draft: bool


@dataclass(frozen=True)
class PapersMade:
    """The papers that were asked for, or why there are none."""

    papers: tuple[PaperMade, ...] = ()
    error: HuiqiError | None = None


def make_papers(task: PaperTask) -> PapersMade:
    """Make papers of the office from the facts as saved; those with open facts as drafts."""
    from huiqi.facts.reading.load import load_cycle

    try:
        cycle = load_cycle(task.root / "cycles" / task.cycle).cycle
        return PapersMade(tuple(_make_papers(task, cycle)))
    except HuiqiError as error:
        return PapersMade(error=error)


def _make_papers(task: PaperTask, cycle: Cycle) -> list[PaperMade]:
    from huiqi.word.copies import all_copies
    from huiqi.word.pack_folder import open_paper_maker
    from macros.scope import Rendition, Scope

    maker, scope = open_paper_maker(task.root), Scope(cycle, Rendition.office())
    copies = [copy for copy in all_copies(cycle) if copy.key in task.keys]
    papers = maker.render(scope, copies)
    waiting = [paper.copy for paper in papers if paper.blanks]
    drafts = {paper.copy.key: paper for paper in maker.render(scope, waiting, draft=True)}
    papers = [drafts.get(paper.copy.key, paper) for paper in papers]
    if task.shown:
        files, pages = maker.make_shown_files(papers, cycle.id)
    else:
        files, pages = maker.make_files(papers, cycle.id), {}
    return [
        PaperMade(
            key := paper.copy.key, files[key], pages.get(key, ""), paper.copy.template.head.layout,
            key in drafts,
        )
        for paper in papers
    ]  # fmt: skip


@dataclass(frozen=True)
class PaperName:
    """A paper of the office by its name and folder in the pack."""

    key: str
    folder: str
    name: str

    @property
    def title(self) -> str:
        """What the paper is called."""
        return self.name.removesuffix(".docx")


def list_papers(root: Path, cycle_name: str) -> tuple[PaperName, ...]:
    """Return the papers of a cycle, as its pack has them.

    Raises:
        HuiqiError: its facts are wrong.
    """
    from huiqi.facts.reading.load import load_cycle
    from huiqi.word.copies import all_copies
    from huiqi.word.pack import name_file, unique_names
    from macros.scope import Rendition, Scope

    cycle = load_cycle(root / "cycles" / cycle_name).cycle
    scope = Scope(cycle, Rendition.office())
    places = unique_names((copy.key, name_file(scope, copy)) for copy in all_copies(cycle))
    split = [(key, *place.rsplit("/", 1)) for key, place in places.items()]
    return tuple(PaperName(*parts) for parts in split)
