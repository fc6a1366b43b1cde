"""The rows of the index: every paper that came in, as a file or on paper, in the order of the documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from huiqi.collect.model import MARKS, CollectedPaper, Collection, CopyKey, OfficeMark
from huiqi.collect.naming.persons import rank_of
from huiqi.collect.naming.wording import Wording
from huiqi.facts.calendar import format_day
from huiqi.facts.documents import Document, list_documents, list_templates
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.paperwork import Letterhead
from huiqi.word.pack import clean_name
from macros.duties import name_party
from macros.escape import plain
from macros.words import join

INDEX = "archive-list"
_ON_PAPER = ("paper", "scan")


@dataclass(frozen=True)
class ArchiveRow:
    """One row of the index; ``papers`` are the files that it stands for, several of an anonymous paper.

    ``author`` is who is responsible for it, ``reference`` its document number and ``day`` its date where the
    facts have them. ``note`` says in Chinese what is not as usual.
    """

    number: int
    document: str
    key: CopyKey
    title: str
    author: str
    reference: str
    day: str
    note: str
    papers: tuple[CollectedPaper, ...]

    def name_files(self) -> list[str]:
        """Return the names of its files in the folder of the archive."""
        whose = self.author if self.key.people or self.key.office else ""
        stem = "-".join(
            part for part in (f"{self.number:03}", self.document, self.title, whose) if part
        )
        if len(self.papers) == 1:
            return [f"{clean_name(stem)}.docx"]
        return [f"{clean_name(stem)}-{number:02}.docx" for number in range(1, len(self.papers) + 1)]


def list_archive_rows(collection: Collection, cycle: Cycle) -> tuple[ArchiveRow, ...]:
    """Return the rows of the index, numbered; what nobody can choose between stands there without a file."""
    wording = Wording(cycle)
    found = [
        row for document in list_documents(cycle) if document.id != INDEX
        for row in _list_document(collection, wording, document)
    ]  # fmt: skip
    return tuple(
        ArchiveRow(number, document.number, key, *_describe(wording, document, key), note, papers)
        for number, (document, key, note, papers) in enumerate(found, start=1)
    )


Found = tuple[Document, CopyKey, str, tuple[CollectedPaper, ...]]


def _list_document(collection: Collection, wording: Wording, document: Document) -> Iterator[Found]:
    templates = list_templates(wording.cycle)
    papers = [one for one in collection.papers if one.key.document == document.id]
    marks = {one.key: one for one in collection.marks
             if one.key.document == document.id and one.mark in _ON_PAPER}  # fmt: skip
    order = list(templates)
    keys = dict.fromkeys([*(paper.key for paper in papers), *marks])
    for key in sorted(keys, key=lambda one: _rank(wording.cycle, order, one)):
        template = templates.get(key.paper)
        if template is not None and not template.head.returned:
            continue  # its author keeps it
        own = [paper for paper in papers if paper.key == key]
        anonymous = template is not None and template.head.anonymous
        yield document, key, *_choose(own, marks.get(key), anonymous=anonymous)


def _rank(cycle: Cycle, templates: list[str], key: CopyKey) -> tuple[int, list[int], int]:
    offices = [office.id for office in cycle.offices]
    paper = templates.index(key.paper) if key.paper in templates else len(templates)
    office = offices.index(key.office) if key.office in offices else len(offices)
    return paper, [rank_of(cycle, person) for person in key.people], office


def _choose(
    papers: list[CollectedPaper], mark: OfficeMark | None, *, anonymous: bool
) -> tuple[str, tuple[CollectedPaper, ...]]:
    """Return the note on a row and its files."""
    if anonymous and papers:
        # In the order of arrival they could tell whose they are.
        ordered = sorted(
            (one for one in papers if one.state != "replaced"), key=lambda one: one.digest
        )
        return f"{len(ordered)}份", tuple(ordered)
    counted = tuple(one for one in papers if one.state == "counted")
    if counted:
        return (MARKS[mark.mark] if mark else ""), counted
    return (MARKS[mark.mark] if mark else "收到几份，待选定"), ()


def _describe(wording: Wording, document: Document, key: CopyKey) -> tuple[str, str, str, str]:
    """Return title, author, document number and date of a paper."""
    template = list_templates(wording.cycle).get(key.paper)
    head = template.head if template else None
    title = wording.say(document.title if head is None or head.extra else head.paper or head.title)
    letter = _find_letter(wording.cycle, key)
    number = letter.number if letter else None
    reference = ""
    if number and number.code and number.year and number.serial:
        reference = f"{number.code}〔{number.year}〕{number.serial}号"
    day = format_day(letter.date) if letter and letter.date else ""
    return title, _name_author(wording, document, key), reference, day


def _name_author(wording: Wording, document: Document, key: CopyKey) -> str:
    known = {one.id: one.name or one.post or one.id for one in wording.cycle.people}
    if key.people:
        return "、".join(known.get(one, one) for one in key.people)
    names = (key.office,) if key.office else document.drafters
    return plain(join(wording.scope, [name_party(wording.scope, name) for name in names if name]))


def _find_letter(cycle: Cycle, key: CopyKey) -> Letterhead | None:
    for item in cycle.documents:
        if item.id == key.document:
            own = [paper.letterhead for paper in item.papers if paper.id == key.paper]
            return own[0] if own else item.letterhead if key.paper == key.document else None
    return next((one.letterhead for one in cycle.extra_documents if one.id == key.document), None)
