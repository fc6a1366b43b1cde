"""The blank papers of a cycle: in its pack, on its site, or rendered from the facts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from huiqi.collect.model import CopyKey
from huiqi.collect.naming.paper_names import name_paper
from huiqi.collect.reading.filled_file import read_properties
from huiqi.collect.reading.forms import Form, take_form
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.reading.load import Facts
from huiqi.materials.screening import RefusedError
from huiqi.materials.word_package import DOCUMENT, unpack_word
from huiqi.word.ooxml import parse
from macros.scope import Rendition, Scope

_CUSTOM = "docProps/custom.xml"


@dataclass(frozen=True)
class Blank:
    """A blank paper: whose it is, by its own properties, and its document.xml."""

    key: CopyKey
    file: str
    properties: Mapping[str, str]
    document: bytes = field(repr=False)

    @property
    def digest(self) -> str:
        """The digest of the form as it is in the file."""
        return hashlib.sha256(self.document).hexdigest()

    @property
    def written(self) -> str:
        """The digest of the form as the file was made; another one where somebody changed it since."""
        return self.properties.get("form", "")


def list_blanks(folder: Path) -> Iterator[Blank]:
    """Yield the papers of a folder in order; what is none of ours is left out."""
    for path in sorted(folder.rglob("*.docx")):
        if path.name.startswith("~$"):
            continue  # Word holds a paper open, and on Windows this file too
        blank = read_blank(path.read_bytes(), path.relative_to(folder).as_posix())
        if blank:
            yield blank


def read_blank(data: bytes, file: str) -> Blank | None:
    """Return a paper that we made; None for any other file."""
    try:
        parts = unpack_word(data, lambda name: name in (DOCUMENT, _CUSTOM, "[Content_Types].xml"))
        properties = read_properties(parse(parts.parts[_CUSTOM]))
    except (RefusedError, KeyError, etree.XMLSyntaxError):
        return None
    key = key_of(properties)
    return Blank(key, file, properties, parts.parts[DOCUMENT]) if key else None


def key_of(properties: Mapping[str, str]) -> CopyKey | None:
    """Return which copy a file says it is; None where it says nothing."""
    document, paper = properties.get("document"), properties.get("paper")
    if not document or not paper:
        return None
    people = tuple(properties.get("people", "").split())
    return CopyKey(document, paper, people, properties.get("office") or None)


def take_blank(cycle: Cycle, blank: Blank) -> Form:
    """Return the form of a blank paper."""
    title = name_paper(cycle, blank.key)
    return take_form(
        blank.document, document_id=blank.key.document, paper=blank.key.paper, title=title
    )


def render_blanks(root: Path, facts: Facts, papers: set[str]) -> Iterator[Blank]:
    """Yield the papers of these templates as the facts have them now; a draft where facts are open."""
    from huiqi.word.copies import all_copies
    from huiqi.word.pack_folder import open_paper_maker

    maker, scope = open_paper_maker(root), Scope(facts.cycle, Rendition.office())
    copies = [copy for copy in all_copies(facts.cycle) if copy.template.id in papers]
    rendered = maker.render(scope, copies)
    waiting = [paper.copy for paper in rendered if paper.blanks]
    final = [paper for paper in rendered if not paper.blanks]
    drafts = (
        maker.render(Scope(facts.cycle, Rendition.office()), waiting, draft=True) if waiting else []
    )
    made = maker.make_files([*final, *drafts], facts.cycle.id)
    for key, data in made.items():
        blank = read_blank(data, f"{key}.docx")
        if blank:
            yield blank
