"""The checks of what came in, as the command and the desk call them: sections, JSON, mended copies, the archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from huiqi.collect.checks.archive_index.index import (
    INDEX_FILE,
    ArchiveIndex,
    archive_json,
    archive_section,
    make_index,
    make_index_file,
)
from huiqi.collect.checks.format.mend import MENDED, Mended, mend
from huiqi.collect.checks.format.papers import (
    PaperFormat,
    check_formats,
    format_json,
    format_section,
    is_handed_on,
)
from huiqi.collect.checks.format.word_file import NoWordFileError
from huiqi.collect.checks.likeness.compare import Archive, Likeness, find_likeness
from huiqi.collect.checks.likeness.show import likeness_json, likeness_section
from huiqi.collect.checks.made_folder import replace_made
from huiqi.collect.checks.meeting.show import (
    MeetingCheck,
    check_meeting,
    meeting_json,
    meeting_section,
)
from huiqi.collect.checks.outlines import Outline, check_outlines, outlines_json, outlines_section
from huiqi.collect.kept.originals import find_original
from huiqi.collect.kept.store import FOLDER, INDEX, find_folder
from huiqi.collect.model import CollectedPaper, Collection
from huiqi.collect.naming.persons import name_owner
from huiqi.collect.run import load_collection
from huiqi.collect.section import Section
from huiqi.errors import FindingsError, HuiqiError
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.load import Facts, load_sound
from huiqi.files.windows_names import find_same
from huiqi.word.pack import clean_name
from huiqi.word.paper_maker import PaperMaker

MENDED_FOLDER, ARCHIVE_FOLDER = "版式已改", "归档"


@dataclass(frozen=True)
class Checks:
    """What was found in all that came in for a cycle."""

    cycle: Cycle
    outlines: tuple[Outline, ...]
    likeness: Likeness
    meeting: MeetingCheck
    formats: tuple[PaperFormat, ...]
    archive: ArchiveIndex

    def sections(self) -> tuple[Section, ...]:
        """Return the parts of the report, in its order."""
        return (
            outlines_section(self.outlines, self.cycle), likeness_section(self.likeness),
            meeting_section(self.meeting, self.cycle), format_section(self.formats),
            archive_section(self.archive),
        )  # fmt: skip

    def to_json(self) -> dict[str, Any]:
        """Return what ``--format json`` says of them, by their names there."""
        return {
            "outlines": outlines_json(self.outlines), "likeness": likeness_json(self.likeness),
            "meeting": meeting_json(self.meeting), "format": format_json(self.formats),
            "archive": archive_json(self.archive),
        }  # fmt: skip


def run_checks(root: Path, facts: Facts, collection: Collection) -> Checks:
    """Return what was found in all that came in, and against what older cycles keep."""
    cycle, older = facts.cycle, list(_find_older(root, facts))
    texts, note = _read_materials([facts, *(one for one, _ in older)])
    archives = [Archive(came, one.cycle) for one, came in older]
    likeness = find_likeness(Archive(collection, cycle), archives, texts, note)

    open_paper = partial(_open, root, cycle.id)
    index, _ = make_index(collection, cycle, open_paper, lay_out=False)
    return Checks(
        cycle, check_outlines(collection, cycle, archives[-1].collection if archives else None),
        likeness, check_meeting(collection, cycle), check_formats(collection, cycle, open_paper), index,
    )  # fmt: skip


def _open(root: Path, cycle: str, paper: CollectedPaper) -> bytes | None:
    try:
        return find_original(root, cycle, paper.digest).read_bytes()
    except OSError:
        return None


def _find_older(root: Path, facts: Facts) -> Iterator[tuple[Facts, Collection]]:
    """Yield the older cycles whose papers are kept and whose facts can be read, the newest last."""
    day, found = facts.cycle.reference_day, []
    for index in sorted((root / FOLDER).glob(f"*/{INDEX}")):
        folder = root / "cycles" / index.parent.name
        other = load_sound(folder) if folder.name != facts.cycle.id and folder.is_dir() else None
        if not isinstance(other, Facts) or not day or not other.cycle.reference_day:
            continue
        if other.cycle.reference_day < day:
            found.append((other.cycle.reference_day, folder.name, other))
    for _, name, other in sorted(found, key=lambda one: one[:2]):
        try:
            yield other, load_collection(root, name, other)
        except HuiqiError:
            continue  # what is kept of it is damaged: collecting that cycle says so


def _read_materials(cycles: list[Facts]) -> tuple[list[str], str]:
    """Return the texts of the study materials, and what has to be said where some could not be read."""
    from huiqi.materials.load import load_materials

    texts: list[str] = []
    note = ""
    for facts in cycles:
        try:
            texts += [page.text for page in load_materials(facts).values()]
        except FindingsError:
            note = "有的学习材料读不出来，引用它的文字没有除去。"
    return texts, note


def mend_papers(root: Path, facts: Facts, collection: Collection) -> tuple[dict[str, Mended], str]:
    """Write mended copies of the papers that are handed on and deviate; return them by their names.

    They lie in a folder of their own beside what was kept; the files that came in stay as they are. The second
    value is the name of the folder where earlier copies are that somebody changed since.

    Raises:
        HuiqiError: a copy cannot be written.
    """
    cycle = facts.cycle
    made: dict[str, Mended] = {}
    for paper in collection.counted:
        data = _open(root, cycle.id, paper) if is_handed_on(cycle, paper.key) else None
        try:
            mended = mend(data) if data is not None else None
        except NoWordFileError:
            continue
        if mended is not None and mended.before:
            stem = clean_name(f"{paper.title}-{name_owner(cycle, paper.key)}")
            if find_same(f"{stem}{MENDED}.docx", made):
                stem = f"{stem}-{paper.digest[:8]}"
            made[f"{stem}{MENDED}.docx"] = mended
    files = {name: mended.document for name, mended in made.items()}
    return made, replace_made(find_folder(root, cycle.id) / MENDED_FOLDER, files)


def archive_papers(
    root: Path, facts: Facts, collection: Collection, maker: PaperMaker, *, lay_out: bool = True
) -> tuple[ArchiveIndex, str]:
    """Write the folder of the archive, the index first, and return the index.

    ``lay_out`` lets LibreOffice count pages, where it is installed. The second value is the name of the folder
    where an earlier one is that somebody wrote into since.

    Raises:
        HuiqiError: it cannot be written, or a template or pandoc fails.
    """
    cycle = facts.cycle

    open_paper = partial(_open, root, cycle.id)
    index, files = make_index(collection, cycle, open_paper, lay_out=lay_out)
    written = make_index_file(index, cycle, maker)
    whole = ({INDEX_FILE: written} if written else {}) | files
    return index, replace_made(find_folder(root, cycle.id) / ARCHIVE_FOLDER, whole)
