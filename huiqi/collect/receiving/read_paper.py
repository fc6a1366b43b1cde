"""One file that came in: opened, recognised, read, or refused with the reason."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from huiqi.collect.kept.states import is_anonymous
from huiqi.collect.model import CollectedPaper, Place, Reading, Refused
from huiqi.collect.reading.filled_file import FilledFile, open_filled
from huiqi.collect.reading.read import read_filled
from huiqi.collect.receiving.incoming import refuse
from huiqi.collect.receiving.traces import hide_names, take_traces
from huiqi.collect.recognition.known_forms import KnownForms
from huiqi.collect.recognition.recognise import ConfidentialError, Recognised, Recogniser
from huiqi.errors import HuiqiError
from huiqi.facts.reading.load import Facts
from huiqi.materials.screening import RefusedError


class Unread(Refused):
    """A file of which nothing is kept but that it was refused."""


@dataclass(frozen=True)
class ReadPaper:
    """A paper that was read, when it says that it was saved, the places of its form, what of its file is kept.

    ``anonymous`` is true where it is nobody's: its file is kept without what tells of its author.
    """

    paper: CollectedPaper
    saved: float | None
    places: tuple[Place, ...]
    data: bytes = field(repr=False)
    anonymous: bool = False


class PaperReader:
    """Reads the papers of one cycle."""

    def __init__(self, root: Path, facts: Facts) -> None:
        forms = KnownForms(root, facts)
        self._recogniser = Recogniser(facts.cycle, forms)
        self._names = tuple(forms.people.names.values())

    def is_other_name(self, kept: str, file: str) -> bool:
        """Whether a file has another name than the one under which the same bytes were kept."""
        return PurePosixPath(hide_names(file, self._names)).name not in (
            PurePosixPath(kept).name,
            PurePosixPath(hide_names(kept, self._names)).name,
        )

    def read(self, data: bytes, file: str) -> ReadPaper | Refused:
        """Return what was written in a file, or why it was not read. One bad file never stops the rest."""
        try:
            opened = open_filled(data)
            recognised = self._recogniser.recognise(opened, PurePosixPath(file).name)
            reading = _read(opened, recognised)
            anonymous = is_anonymous(recognised.key)
            kept = take_traces(data) if anonymous else data
        except ConfidentialError as error:
            return Unread(file, refuse(file, *error.args).why)
        except RefusedError as error:
            return refuse(file, *error.args)
        except HuiqiError:
            raise  # what is kept is damaged: that is of no single file
        except Exception as error:
            # Words of a paper must not stand in a traceback.
            kind = type(error).__name__
            return refuse(
                file,
                "能读的材料",
                f"读取时出错（{kind}）",
                "另存为 .docx 再交；仍然出错的，人工汇总",
            )
        if _is_blank(opened, recognised, reading):
            return refuse(file, "填写后的材料", "没有填写", "填写后再交")
        paper = _make_paper(
            hide_names(file, self._names) if anonymous else file, opened, recognised, reading
        )
        saved = None if anonymous else opened.saved
        return ReadPaper(paper, saved, recognised.found.form.places, kept, anonymous)


def _read(opened: FilledFile, recognised: Recognised) -> Reading:
    """Read the text; what stands in headers and footers belongs to no place."""
    form = recognised.found.form
    reading = read_filled(
        opened.document, form, footnotes=opened.footnotes, endnotes=opened.endnotes
    )
    return replace(reading, unplaced=(*reading.unplaced, *opened.margins))


def _is_blank(opened: FilledFile, recognised: Recognised, reading: Reading) -> bool:
    """Whether nobody wrote in a paper. An anonymous one that somebody saved counts as handed in."""
    if opened.document_digest in (recognised.found.form.digest, opened.properties.get("form")):
        return True
    written = reading.answers or reading.unplaced or reading.notes
    has_places = bool(recognised.found.form.places)
    return has_places and not written and not is_anonymous(recognised.key)


def _make_paper(
    file: str, opened: FilledFile, recognised: Recognised, reading: Reading
) -> CollectedPaper:
    found = recognised.found
    return CollectedPaper(
        file, opened.digest, recognised.key, recognised.title, reading, found.form.digest, 0,
        recognised.how, recognised.doubts, found.older, contested=recognised.contested,
    )  # fmt: skip
