"""The copy of a PDF that is handed out: its pages, and nothing that says more than they show."""

from __future__ import annotations

import io
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from huiqi.materials.images import strip_jpeg

# What draws a page; scripts, notes, forms and names of makers are all elsewhere.
_PAGE_KEPT = {
    "/Type", "/Parent", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit", "/Contents", "/Resources", "/Group",
}  # fmt: skip
_STREAM_DROPPED = (
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
    "/AF",
    "/OPI",
    "/StructParent",
    "/StructParents",
)


def copy_pages(reader: PdfReader) -> bytes:
    """Return the pages alone, the same bytes for the same file."""
    writer, seen = PdfWriter(), set[int]()
    for page in reader.pages:
        for key in page.keys() - _PAGE_KEPT:
            del page[key]
        _strip(page.get("/Resources"), seen)
        _strip(page.get("/Contents"), seen)
        writer.add_page(page)
    writer.metadata = None
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _strip(item: Any, seen: set[int]) -> None:
    """Take away what says more than the page shows, in everything that it is drawn with.

    Other dictionaries keep all: their keys are names of fonts, pictures and signs.
    """
    waiting = [item]
    while waiting:
        found = waiting.pop()
        found = found.get_object() if isinstance(found, IndirectObject) else found
        if id(found) in seen:
            continue
        seen.add(id(found))
        if isinstance(found, StreamObject):
            _strip_stream(found)
        if isinstance(found, DictionaryObject):
            if "/Properties" in found and not isinstance(found, StreamObject):
                del found["/Properties"]
            waiting += list(found.values())
        elif isinstance(found, ArrayObject):
            waiting += list(found)


def _strip_stream(stream: StreamObject) -> None:
    for key in _STREAM_DROPPED:
        stream.pop(key, None)
    if stream.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
        try:
            stream._data = strip_jpeg(stream._data)  # set_data would pack it anew
        except ValueError:
            return  # a viewer will not draw it either
