"""The form of a paper: its fixed texts and its places to fill, in order, as one blank copy has them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any, TypeAlias

from huiqi.collect.model import Place
from huiqi.collect.reading.document import Block, Document, Line, Table
from huiqi.collect.reading.labels import label_places, list_place_marks
from huiqi.collect.reading.take_apart import take_apart
from huiqi.collect.reading.text import is_blank


@dataclass(frozen=True)
class Part:
    """A stretch of a paragraph: fixed text, or the prompt of a place, whose key it has."""

    text: str
    key: str | None = None


@dataclass(frozen=True)
class FormLine:
    """A paragraph of a form. ``heading`` is the id of its style if that is a heading's; ``boxed`` is in a text box."""

    parts: tuple[Part, ...]
    heading: str = ""
    boxed: bool = False


@dataclass(frozen=True)
class FormTable:
    """A table of a form, by rows and cells."""

    rows: tuple[tuple[tuple[FormBlock, ...], ...], ...]


FormBlock: TypeAlias = "FormLine | FormTable"


@dataclass(frozen=True)
class Form:
    """What a paper looks like before somebody writes in it.

    ``document`` and ``paper`` are the ids of the document and of its template; ``digest`` is the SHA-256 of the
    document.xml that the form was taken from.
    """

    document: str
    paper: str
    title: str
    digest: str
    blocks: tuple[FormBlock, ...]
    places: tuple[Place, ...]

    @cached_property
    def by_key(self) -> Mapping[str, Place]:
        """The places by their keys."""
        return {place.key: place for place in self.places}

    def fixed_texts(self) -> tuple[str, ...]:
        """Return the fixed texts in order: headings, labels, heads of tables, words beside a place."""
        return tuple(part.text for part in parts_of(self.blocks) if part.key is None)

    def to_json(self) -> dict[str, Any]:
        """Return the form as JSON knows it: a place is a list of its key, a table or a heading an object."""
        return {
            "document": self.document, "paper": self.paper, "title": self.title, "digest": self.digest,
            "blocks": [_write_block(block) for block in self.blocks],
            "places": [_write_place(place) for place in self.places],
        }  # fmt: skip

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Form:
        """Return the form that was written by ``to_json``."""
        places = tuple(
            Place(**{**one, "choices": tuple(one.get("choices", ()))}) for one in data["places"]
        )
        prompts = {place.key: place.prompt for place in places}
        blocks = tuple(_read_block(block, prompts) for block in data["blocks"])
        return cls(data["document"], data["paper"], data["title"], data["digest"], blocks, places)


def parts_of(blocks: tuple[FormBlock, ...]) -> Iterator[Part]:
    """Yield all parts in order, those of tables cell by cell."""
    for block in blocks:
        if isinstance(block, FormLine):
            yield from block.parts
        else:
            for row in block.rows:
                for cell in row:
                    yield from parts_of(cell)


def take_form(document: bytes, *, document_id: str, paper: str, title: str) -> Form:
    """Return the form of a paper from the document.xml of a blank copy.

    Raises:
        lxml.etree.XMLSyntaxError: it is no XML.
    """
    taken = take_apart(document)
    blocks = tuple(_take_blocks(taken.blocks, _find_places(taken)))
    digest = hashlib.sha256(document).hexdigest()
    return Form(document_id, paper, title, digest, blocks, label_places(taken))


def _find_places(taken: Document) -> dict[int, list[tuple[int, int, str]]]:
    """Return begin, end and key of the places of each line by the line's number."""
    found: dict[int, list[tuple[int, int, str]]] = {}
    for line, marks in list_place_marks(taken).items():
        for mark in marks:
            if mark.end is not None:
                end = mark.end[1] if mark.end[0] == line else len(taken.lines[line].text)
                found.setdefault(line, []).append((mark.begin[1], end, mark.key))
    return found


def _take_blocks(
    blocks: tuple[Block, ...], places: dict[int, list[tuple[int, int, str]]]
) -> Iterator[FormBlock]:
    for block in blocks:
        if isinstance(block, Table):
            yield FormTable(
                tuple(
                    tuple(tuple(_take_blocks(cell.blocks, places)) for cell in row.cells)
                    for row in block.rows
                )
            )
        elif block.number in places or not is_blank(block.text):
            heading = block.style if block.style.startswith("Heading") else ""
            parts = tuple(_take_parts(block, places.get(block.number, [])))
            yield FormLine(parts, heading, block.boxed)


def _take_parts(line: Line, places: list[tuple[int, int, str]]) -> Iterator[Part]:
    place = 0
    for begin, end, key in sorted(places):
        if not is_blank(line.text[place:begin]):
            yield Part(line.text[place:begin])
        yield Part(line.text[begin:end], key)
        place = end
    if not is_blank(line.text[place:]):
        yield Part(line.text[place:])


def _write_block(block: FormBlock) -> Any:
    if isinstance(block, FormTable):
        return {
            "rows": [[[_write_block(one) for one in cell] for cell in row] for row in block.rows]
        }
    parts = [part.text if part.key is None else [part.key] for part in block.parts]
    said = {key: value for key in ("heading", "boxed") if (value := getattr(block, key))}
    return {**said, "parts": parts} if said else parts


def _read_block(data: Any, prompts: Mapping[str, str]) -> FormBlock:
    if isinstance(data, Mapping) and "parts" in data:
        heading, boxed = data.get("heading", ""), data.get("boxed", False)
        return replace(_read_block(data["parts"], prompts), heading=heading, boxed=boxed)
    if isinstance(data, Mapping):
        rows = (
            tuple(tuple(_read_block(one, prompts) for one in cell) for cell in row)
            for row in data["rows"]
        )
        return FormTable(tuple(rows))
    parts = (Part(one) if isinstance(one, str) else Part(prompts[one[0]], one[0]) for one in data)
    return FormLine(tuple(parts))


def _write_place(place: Place) -> dict[str, Any]:
    """Return what is said of a place; what is as usual is left out."""
    usual = {"kind": "text", "choices": (), "list": None, "row": None, "one_line": False}
    said = {key: value for key, value in asdict(place).items() if usual.get(key, "") != value}
    return {key: list(value) if key == "choices" else value for key, value in said.items()}
