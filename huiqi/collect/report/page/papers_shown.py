"""The papers that came in, as the report shows them: by kind, each kind folded under a line that sums it up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from huiqi.collect.model import BALLOT, CollectedPaper, Collection
from huiqi.collect.naming.place_names import list_open, name_place
from huiqi.collect.report.page.overview import say_state
from huiqi.collect.status.standing import PaperStatus

Entry = tuple[PaperStatus, str, "list[File]"]


@dataclass(frozen=True)
class Answer:
    """An answer as it was written: where it stands, its paragraphs, why it has to be checked."""

    label: str
    paragraphs: tuple[str, ...]
    unsure: str


@dataclass(frozen=True)
class File:
    """One file that came in for a paper, as the page shows it."""

    paper: CollectedPaper
    answers: tuple[Answer, ...]
    open: tuple[str, ...]
    format: str

    @property
    def doubtful(self) -> bool:
        """Whether something in it has to be looked at."""
        return bool(
            self.paper.reading.unsure or self.paper.reading.unplaced or self.paper.doubts
        )  # fmt: skip


@dataclass(frozen=True)
class Kind:
    """One kind of paper, with those that came in or were marked."""

    title: str
    entries: tuple[Entry, ...]

    @property
    def states(self) -> list[tuple[str, str]]:
        """What the line above the papers says, each with the kind of state for its colour."""
        files = [file for _, _, shown in self.entries for file in shown]
        came = sum(len(one.papers) for one, _, _ in self.entries)
        said = [
            (came, "份", "received"),
            (sum(one.mark is not None for one, _, _ in self.entries), "份已登记", "received"),
            (sum(bool(file.open) for file in files), "份没有填完", ""),
            (sum(file.doubtful for file in files), "份请核对", "double"),
            (sum(file.paper.state == "double" for file in files), "份待选定", "double"),
        ]
        return [(f"{number}{words}", state) for number, words, state in said if number]


def list_kinds(
    collection: Collection, statuses: Sequence[PaperStatus], formats: Mapping[str, str]
) -> list[Kind]:
    """Return each kind of paper of which something came in or was marked."""
    groups: dict[str, list[Entry]] = {}
    for one in statuses:
        if one.state != "missing":
            shown = () if one.due.key.paper == BALLOT else one.papers
            files = [_show_file(collection, paper, formats) for paper in shown]
            title = f"{one.due.number} {one.due.title}".strip()
            groups.setdefault(title, []).append((one, say_state(one), files))
    return [Kind(title, tuple(entries)) for title, entries in groups.items()]


def _show_file(collection: Collection, paper: CollectedPaper, formats: Mapping[str, str]) -> File:
    reading = paper.reading
    answers = tuple(
        Answer(name_place(collection, paper, key), paragraphs, reading.unsure.get(key, ""))
        for key, paragraphs in reading.answers.items()
    )
    return File(paper, answers, list_open(collection, paper), formats.get(paper.digest, ""))
