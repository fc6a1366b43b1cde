"""Where the text of a Word file stands: its parts are found by their relationships, as Word finds them.

Most programs write word/document.xml; Word in the browser writes word/document2.xml too.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from huiqi.materials.screening import RefusedError
from huiqi.materials.word_package import DAMAGED, unpack_parts
from huiqi.word.ooxml import parse

_PACKAGE = "_rels/.rels"
_NOTES = ("footnotes", "endnotes")
_BESIDE = (*_NOTES, "header", "footer", "comments")


@dataclass(frozen=True)
class MainPart:
    """The names of the parts with the text, the foot notes and the end notes; empty where there are none.

    ``beside`` are these notes and the headers, footers and comments.
    """

    document: str
    footnotes: str = ""
    endnotes: str = ""
    beside: tuple[str, ...] = ()


def find_main_part(data: bytes) -> MainPart:
    """Return the parts of a Word file that hold its text.

    Raises:
        RefusedError: it is none, damaged or too large.
    """
    parts = unpack_parts(data, lambda name: name.endswith(".rels")).parts
    found = [name for kind, name in _list_links(parts, _PACKAGE, "") if kind == "officeDocument"]
    if len(found) != 1:
        raise RefusedError(*DAMAGED)
    folder, name = posixpath.split(found[0])
    links = list(_list_links(parts, f"{folder}/_rels/{name}.rels", folder))
    notes = {kind: target for kind, target in links if kind in _NOTES}
    beside = sorted({target for kind, target in links if kind in _BESIDE})
    return MainPart(found[0], notes.get("footnotes", ""), notes.get("endnotes", ""), tuple(beside))


def _list_links(parts: dict[str, bytes], name: str, folder: str) -> Iterator[tuple[str, str]]:
    """Yield the kind and the target of each relationship within the file."""
    try:
        root = parse(parts[name]) if name in parts else ()
    except etree.XMLSyntaxError as error:
        raise RefusedError(*DAMAGED) from error
    for link in root:
        if link.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, str(link.get("Target"))))
            yield str(link.get("Type")).rpartition("/")[2], target.lstrip("/")
