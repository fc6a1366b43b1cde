"""A blank paper that is being filled in and damaged, with what has to be read in it afterwards."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from random import Random
from typing import Literal

from huiqi.word.ooxml import Element, W, parse, text_element, text_of, to_bytes, w

SpotKind = Literal["block", "cell", "tail", "inline"]
DOCUMENT = "word/document.xml"


@dataclass
class Spot:
    """One place of a blank: its controls, its paragraph, and whether it takes more than one."""

    key: str
    kind: SpotKind
    control: Element
    inner: Element
    paragraph: Element
    prompt: str
    date: bool = False
    choices: tuple[str, ...] = ()

    @property
    def single(self) -> bool:
        """Whether the place holds one line."""
        return self.kind == "inline" or self.date or bool(self.choices)

    @property
    def content(self) -> Element:
        """What the inner control holds."""
        return self.inner.find(f"{W}sdtContent")


@dataclass
class Sheet:
    """A paper on somebody's screen.

    ``answers`` is what has to be read, ``strays`` what stands where no place is, ``either`` what may be part of
    an answer or stand alone. ``rows`` are the rows of lists whose rows were added, cut or moved: their numbers are
    free, their cells stay together. ``forbidden`` nobody says any more: deleted words, comments. Of ``doubtful`` keys
    nothing but a silent error is wrong; of ``bare_doubtful`` keys so once tags and bookmarks are gone. ``loose`` answers are compared by
    their characters, not by their paragraphs. ``flagged`` must be named as unsure, or in a note. ``remarks`` are
    words of which the notes must hold one.
    """

    parts: Mapping[str, bytes]
    root: Element
    chance: Random
    spots: dict[str, Spot] = field(default_factory=dict)
    answers: dict[str, list[str]] = field(default_factory=dict)
    strays: list[str] = field(default_factory=list)
    either: list[str] = field(default_factory=list)
    rows: list[dict[str, list[str]]] = field(default_factory=list)
    free: set[str] = field(default_factory=set)
    forbidden: list[str] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)
    bare_doubtful: set[str] = field(default_factory=set)
    loose: set[str] = field(default_factory=set)
    flagged: set[str] = field(default_factory=set)
    remarks: list[str] = field(default_factory=list)
    more: dict[str, bytes] = field(default_factory=dict)
    fixed: list[Element] = field(default_factory=list)
    fixed_runs: list[Element] = field(default_factory=list)
    copies: int = 1

    @property
    def body(self) -> Element:
        """The body of the paper."""
        return self.root.find(f"{W}body")

    def doubt(self, keys: Iterable[str], *, always: bool = False) -> None:
        """Note that somebody who sees the file could not be sure of these places either."""
        (self.doubtful if always else self.bare_doubtful).update(keys)


def open_sheet(data: bytes, chance: Random) -> Sheet:
    """Open a blank paper."""
    parts = read_parts(data)
    root = parse(parts[DOCUMENT])
    sheet = Sheet(parts, root, chance)
    for tag in root.iter(f"{W}tag"):
        spot = _read_spot(tag.getparent().getparent(), tag.get(f"{W}val"))
        sheet.spots[spot.key] = spot
    sheet.fixed = [item for item in root.iter(f"{W}p") if _is_fixed(item)]
    for spot in sheet.spots.values():
        sheet.fixed_runs.extend(spot.paragraph.findall(f"{W}r"))
    return sheet


def _is_fixed(paragraph: Element) -> bool:
    """Whether a paragraph of a blank has words, and no place to fill."""
    boxed = any(True for _ in paragraph.iterancestors(f"{W}txbxContent", f"{W}sdt"))
    return not boxed and paragraph.find(f".//{W}sdt") is None and bool(text_of(paragraph).strip())


def _read_spot(control: Element, key: str) -> Spot:
    inner = next(control.iterdescendants(f"{W}sdt"), control)
    paragraph = next(inner.iterancestors(f"{W}p"))
    holder = control.getparent().tag
    ended = any(mark.getparent() is paragraph for mark in _ends_of(control, key))
    kinds: dict[str, SpotKind] = {f"{W}body": "block", f"{W}tr": "cell"}
    kind = kinds.get(holder, "inline" if ended else "tail")
    if holder == f"{W}p" and paragraph.getparent().tag == f"{W}tc":
        kind = "inline"
    properties = inner.find(f"{W}sdtPr")
    choices = tuple(item.get(f"{W}value") for item in properties.iter(f"{W}listItem"))
    date = properties.find(f"{W}date") is not None
    return Spot(key, kind, control, inner, paragraph, text_of(inner), date, choices)


def _ends_of(control: Element, key: str) -> Iterator[Element]:
    root = control.getroottree().getroot()
    ids = {
        mark.get(f"{W}id") for mark in root.iter(f"{W}bookmarkStart") if mark.get(f"{W}name") == key
    }
    return (mark for mark in root.iter(f"{W}bookmarkEnd") if mark.get(f"{W}id") in ids)


def read_parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def parse_shown(data: bytes) -> dict[str, Element]:
    """Return the parts of a package as trees; notes that nothing refers to, which nobody sees, are left out."""
    roots = {name: parse(part) for name, part in read_parts(data).items() if name.endswith(".xml")}
    for kind in ("footnote", "endnote"):
        marks = roots[DOCUMENT].iter(f"{W}{kind}Reference")
        used = {mark.get(f"{W}id") for mark in marks}
        for note in list(roots.get(f"word/{kind}s.xml", ())):
            if note.get(f"{W}id") not in used:
                note.getparent().remove(note)
    return roots


def write_parts(parts: Mapping[str, bytes]) -> bytes:
    """Return a package of these parts."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def write_sheet(sheet: Sheet) -> bytes:
    """Return the file as it stands now."""
    return write_parts({**sheet.parts, **sheet.more, DOCUMENT: to_bytes(sheet.root)})


def run(text: str, properties: Element = None) -> Element:
    """Return a run; line breaks and tabs of the text become elements."""
    made = w("r", deepcopy(properties) if properties is not None else None)
    for number, line in enumerate(text.split("\n")):
        if number:
            made.append(w("br"))
        for place, piece in enumerate(line.split("\t")):
            if place:
                made.append(w("tab"))
            if piece:
                made.append(text_element(piece))
    return made


def paragraph_like(model: Element, *texts: str) -> Element:
    """Return a paragraph with another one's properties."""
    return w("p", deepcopy(model.find(f"{W}pPr")), *(run(text) for text in texts))


def plain_paragraphs(sheet: Sheet) -> list[Element]:
    """Return the paragraphs of the template without a place to fill that are still there."""
    return [item for item in sheet.fixed if any(up is sheet.root for up in item.iterancestors())]


def headings(sheet: Sheet) -> list[Element]:
    """Return the headings that stand in the body itself, without the title."""
    found = []
    for item in plain_paragraphs(sheet):
        style = item.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else style.get(f"{W}val", "")
        if item.getparent() is sheet.body and name.startswith("Heading"):
            found.append(item)
    return found


def set_text(paragraph: Element, text: str) -> None:
    """Give a paragraph other words in the look of its first run."""
    properties = paragraph.find(f"{W}r/{W}rPr")
    for item in list(paragraph):
        if item.tag != f"{W}pPr":
            paragraph.remove(item)
    paragraph.append(run(text, properties))
