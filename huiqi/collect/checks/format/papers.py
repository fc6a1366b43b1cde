"""The papers that will be handed on: how each deviates from the house style, in the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from huiqi.collect.checks.format.check import check_format
from huiqi.collect.checks.format.pages import Deviation
from huiqi.collect.checks.format.word_file import NoWordFileError
from huiqi.collect.model import CollectedPaper, Collection, CopyKey
from huiqi.collect.naming.persons import name_owner, rank_of
from huiqi.collect.section import Section, render_part
from huiqi.facts.documents import list_templates
from huiqi.facts.model.cycle import Cycle

# Forms and records are kept as they were filled in, but for those that go to others.
_KEPT = ("form", "record")
_GO_ON = ("rectification-list", "minutes")
Opened = Callable[[CollectedPaper], bytes | None]


@dataclass(frozen=True)
class PaperFormat:
    """How one paper deviates; None where its file is not at hand any more. ``digest`` is that of the file."""

    key: CopyKey
    file: str
    digest: str
    title: str
    who: str
    deviations: tuple[Deviation, ...] | None

    @property
    def fits(self) -> bool:
        """Whether it was looked at and nothing deviates."""
        return self.deviations == ()

    def list_places(self) -> Iterator[tuple[str, str, tuple[Deviation, ...]]]:
        """Yield each place that deviates with its first words and all its deviations."""
        places: dict[tuple[str, str], list[Deviation]] = {}
        for one in self.deviations or ():
            places.setdefault((one.place, one.words), []).append(one)
        yield from ((place, words, tuple(found)) for (place, words), found in places.items())


def is_handed_on(cycle: Cycle, key: CopyKey) -> bool:
    """Whether a paper goes to others than the archive, so that its look counts."""
    template = list_templates(cycle).get(key.paper)
    if template is None:
        return False
    return template.head.layout not in _KEPT or key.document in _GO_ON


def check_formats(
    collection: Collection, cycle: Cycle, open_paper: Opened
) -> tuple[PaperFormat, ...]:
    """Return how the counted papers that are handed on deviate, in the order of documents and people.

    ``open_paper`` gives the file that came in.
    """
    order = list(list_templates(cycle))
    papers = [paper for paper in collection.counted if is_handed_on(cycle, paper.key)]
    papers.sort(
        key=lambda one: (
            order.index(one.key.paper),
            [rank_of(cycle, who) for who in one.key.people],
        )
    )
    return tuple(
        PaperFormat(
            paper.key, paper.file, paper.digest, paper.title, name_owner(cycle, paper.key), _check(open_paper(paper))
        )
        for paper in papers
    )  # fmt: skip


def _check(data: bytes | None) -> tuple[Deviation, ...] | None:
    try:
        return None if data is None else check_format(data)
    except NoWordFileError:
        return None


def format_json(formats: tuple[PaperFormat, ...]) -> list[dict[str, Any]]:
    """Return what ``--format json`` says of the look of papers."""
    return [
        {
            "file": one.file, "document": one.key.document, "paper": one.key.paper, "people": list(one.key.people),
            "deviations": None if one.deviations is None else [asdict(item) for item in one.deviations],
        }
        for one in formats
    ]  # fmt: skip


def format_section(formats: tuple[PaperFormat, ...]) -> Section:
    """Return the part of the report on the look of papers: each deviation by its paragraph."""
    return Section("版式", "format", render_part("checks/format/section.html", formats=formats))
