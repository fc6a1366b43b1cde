"""A Word file as far as its look is concerned: its parts, and how they hang together."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass

from lxml import etree

from huiqi.materials.word_package import DOCUMENT, ZIP_FAULTS
from huiqi.word.ooxml import R_URI, Element, W, parse


class NoWordFileError(Exception):
    """What is no Word file of the usual kind, or lacks its text."""


@dataclass(frozen=True)
class WordFile:
    """The parts of a Word file by name, in their order, and those that say how it looks, parsed."""

    parts: dict[str, bytes]
    name: str
    document: Element
    relations: dict[str, tuple[str, str]]

    @property
    def body(self) -> Element:
        """The body of the document."""
        return self.document.find(f"{W}body")

    def find_part(self, kind: str) -> Element | None:
        """Return the part of a kind (``styles``, ``settings``, ``theme``); None where there is none."""
        return next((self.read_part(target) for relation, target in self.relations.values()
                     if relation == f"{R_URI}/{kind}"), None)  # fmt: skip

    def name_part(self, kind: str) -> str | None:
        """Return the name of the part of a kind."""
        return next((target for relation, target in self.relations.values()
                     if relation == f"{R_URI}/{kind}" and target in self.parts), None)  # fmt: skip

    def read_part(self, name: str) -> Element | None:
        """Return a part by its name; None where it is missing or damaged."""
        try:
            return parse(self.parts[name])
        except (KeyError, etree.XMLSyntaxError):
            return None


def open_word_file(data: bytes) -> WordFile:
    """Read a Word file whose size and safety have been checked.

    Raises:
        NoWordFileError: it is none, it is damaged, or of the strict kind.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist() if name[-1:] != "/"}
        name = _find_document(parts)
        document = parse(parts[name])
    except (*ZIP_FAULTS, KeyError, etree.XMLSyntaxError) as error:
        raise NoWordFileError from error
    if document.find(f"{W}body") is None:
        raise NoWordFileError
    return WordFile(parts, name, document, _read_relations(parts, name))


def _find_document(parts: dict[str, bytes]) -> str:
    wanted = f"{R_URI}/officeDocument"
    found = (target for kind, target in _read_relations(parts, "").values() if kind == wanted)
    return next(found, DOCUMENT)


def name_relations(part: str) -> str:
    """Return the name of the part that says what belongs to a part."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _read_relations(parts: dict[str, bytes], part: str) -> dict[str, tuple[str, str]]:
    """Return type and target of each relationship by its id; addresses outside the file are left out."""
    listed = parts.get(name_relations(part))
    folder = posixpath.dirname(part)
    return {
        item.get("Id"): (item.get("Type"), _join(folder, item.get("Target", "")))
        for item in (parse(listed) if listed else ())
        if item.get("TargetMode") != "External"
    }


def _join(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join(f"/{folder}", target)).lstrip("/")
