"""What is known of filled papers: the form a paper was made from, what was read, what is missing.

Everything here is plain data without paths of the machine; the other modules of the room make it or use it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

PlaceKind = Literal["text", "date", "choice"]
Sureness = Literal["properties", "copy", "text", "none"]
Mark = Literal["paper", "scan", "waived", "deferred"]
MARKS: Mapping[Mark, str] = {
    "paper": "已收纸质件", "scan": "已收扫描件", "waived": "免交", "deferred": "缓交",
}  # fmt: skip


# A secret ballot: how it was filled in is never shown one by one.
BALLOT = "appraisal-form"

# Between the parts of a label, from the outermost to the innermost.
BETWEEN = "›"


@dataclass(frozen=True)
class Place:
    """One place of a form that is filled in.

    ``label`` says in Chinese where it stands, from the outermost heading to the table's head or label:
    ``二、存在的问题›（一）对党忠诚``. ``list`` and ``row`` are the name of a list and the number of its
    row for places that are repeated in the rows of a table (``problem_3`` is row 3 of ``problem``).
    ``one_line`` is true where it holds one line: in a letterhead, or with other words in its paragraph.
    """

    key: str
    prompt: str
    label: str
    kind: PlaceKind = "text"
    choices: tuple[str, ...] = ()
    list: str | None = None
    row: int | None = None
    one_line: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """The parts of the label, the outermost first."""
        return tuple(self.label.split(BETWEEN))


@dataclass(frozen=True)
class Reading:
    """What was read from one filled paper against its form.

    ``answers`` has the paragraphs of each place somebody wrote in, by key; a row that was added to a list
    continues the numbers of its keys. ``open`` are keys whose prompt is unchanged or whose place is
    empty. ``unsure`` says in Chinese, by key, why an answer has to be looked at (请核对). ``unplaced``
    is every text that is neither the form's nor any answer's, in order. ``notes`` are other observations
    in Chinese: a heading that is gone, a fixed text that was changed, tracked changes.
    """

    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    open: tuple[str, ...] = ()
    unsure: Mapping[str, str] = field(default_factory=dict)
    unplaced: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def said(self, key: str) -> str:
        """Return the answer at a place as one text, a line a paragraph; empty where nobody wrote."""
        return "\n".join(self.answers.get(key, ())).strip()


@dataclass(frozen=True)
class CopyKey:
    """Which copy of which paper: ids of the document, of its template, and of the people it is for.

    The people of a talk are both, the talker first; ``office`` is the id of the office a copy was made for.
    Of an anonymous paper many come in under one key; each counts, none is anybody's.
    """

    document: str
    paper: str
    people: tuple[str, ...] = ()
    office: str | None = None


@dataclass(frozen=True)
class CollectedPaper:
    """One filled paper that was read.

    ``file`` is its path as it was handed in, below the folder that was given (``a.zip/b.docx`` within an
    archive); ``digest`` the SHA-256 of its bytes. ``received`` is the order of arrival, newer is greater.
    ``how`` says by what it was recognised, ``doubts`` in Chinese what has to be looked at in that.
    ``older_form`` is true where it was made from a form that was handed out before the present one.
    ``contested`` is true where the file's name says that it is somebody else's: it replaces nothing.
    ``state`` tells the counted paper of a place from those that it replaced and from those that nobody
    can choose between.
    """

    file: str
    digest: str
    key: CopyKey
    title: str
    reading: Reading
    form: str
    received: int
    how: Sureness
    doubts: tuple[str, ...] = ()
    older_form: bool = False
    state: Literal["counted", "replaced", "double"] = "counted"
    received_on: date | None = None
    contested: bool = False


@dataclass(frozen=True)
class Refused:
    """A file that was not read, and why, with the remedy, in Chinese."""

    file: str
    why: str


@dataclass(frozen=True)
class Due:
    """One paper that has to come in: whose, where it belongs, until when.

    ``number`` and ``title`` are those of the document (D13, 个人发言提纲); ``whose`` names the people or the office in
    Chinese for the office's own eyes; ``deadline`` is None where the facts leave it open, and ``latest`` then the day
    reckoned from the meeting's last possible one. ``owner`` names who sees to the document. ``anonymous`` papers are
    counted, never asked of one person.
    """

    key: CopyKey
    number: str
    title: str
    whose: str
    stage: str
    deadline: date | None
    owner: str
    anonymous: bool = False
    latest: date | None = None

    @property
    def until(self) -> date | None:
        """The day past which it is late in any case."""
        return self.deadline or self.latest


@dataclass(frozen=True)
class OfficeMark:
    """What the office marked of a paper that did not come as a file: what, since when, why."""

    key: CopyKey
    mark: Mark
    day: date
    reason: str


@dataclass(frozen=True)
class Choice:
    """Which file counts for a paper, by the SHA-256 of its bytes, and which there were to choose from."""

    key: CopyKey
    digest: str
    seen: tuple[str, ...]


@dataclass(frozen=True)
class Collection:
    """Everything that came in for one cycle, as the report shows it.

    ``forms`` has the places of each form that a paper was made from, in order, by the form's digest.
    """

    cycle: str
    papers: tuple[CollectedPaper, ...] = ()
    due: tuple[Due, ...] = ()
    refused: tuple[Refused, ...] = ()
    marks: tuple[OfficeMark, ...] = ()
    forms: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()

    @property
    def counted(self) -> tuple[CollectedPaper, ...]:
        """The papers that count, one a place."""
        return tuple(paper for paper in self.papers if paper.state == "counted")

    @property
    def missing(self) -> tuple[Due, ...]:
        """What has neither come in nor been marked by the office."""
        there = {paper.key for paper in self.papers} | {mark.key for mark in self.marks}
        return tuple(due for due in self.due if due.key not in there)
