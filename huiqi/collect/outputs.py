"""What follows from a collection: the sections of the report and the parts of ``--format json``, each from its module.

What a module adds is named here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from huiqi.collect.archive_index.index import archive_json, archive_section, make_index
from huiqi.collect.evaluation import Evaluation, evaluate
from huiqi.collect.format.papers import check_formats, format_json, format_section
from huiqi.collect.likeness.compare import Archive, find_likeness
from huiqi.collect.likeness.show import likeness_json, likeness_section
from huiqi.collect.meeting.show import check_meeting, meeting_json, meeting_section
from huiqi.collect.model import CollectedPaper, Collection
from huiqi.collect.outlines import check_outlines, outlines_json, outlines_section
from huiqi.collect.section import Section
from huiqi.collect.store import find_folder, find_original
from huiqi.facts.reading.load import Facts


@dataclass(frozen=True)
class Outputs:
    """What the office makes of a collection, as sections of the page and as plain data.

    ``formats`` says by the digest of a file how its look stands, in few words.
    """

    evaluation: Evaluation
    sections: tuple[Section, ...]
    data: Mapping[str, object]
    formats: Mapping[str, str]


def make_outputs(root: Path, collection: Collection, facts: Facts) -> Outputs:
    """Return everything that follows from a collection."""
    cycle = facts.cycle

    def open_paper(paper: CollectedPaper) -> bytes | None:
        path = find_original(root, collection.cycle, paper.digest)
        return path.read_bytes() if path.is_file() else None

    evaluation = evaluate(collection, cycle, find_folder(root, cycle.id))
    outlines = check_outlines(collection, cycle)
    likeness = find_likeness(Archive(collection, cycle))
    meeting = check_meeting(collection, cycle)
    formats = check_formats(collection, cycle, open_paper)
    index, _ = make_index(collection, cycle, open_paper, lay_out=False)
    sections = (
        *evaluation.sections(), outlines_section(outlines), likeness_section(likeness),
        meeting_section(meeting, cycle), format_section(formats), archive_section(index),
    )  # fmt: skip
    data = evaluation.as_data() | {
        "outlines": outlines_json(outlines), "likeness": likeness_json(likeness),
        "meeting": meeting_json(meeting), "format": format_json(formats), "archive": archive_json(index),
    }  # fmt: skip
    digests = {(paper.key, paper.file): paper.digest for paper in collection.counted}
    said = {
        digests[one.key, one.file]: f"与格式不符 {len(one.deviations)} 处" if one.deviations else "符合"
        for one in formats
        if one.deviations is not None and (one.key, one.file) in digests
    }  # fmt: skip
    return Outputs(evaluation, sections, data, said)
