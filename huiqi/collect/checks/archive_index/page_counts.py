"""How many pages a paper has, and who says so."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from huiqi.collect.checks.archive_index.libreoffice import count_laid_out_pages
from huiqi.materials.word_package import ZIP_FAULTS
from huiqi.word.ooxml import parse

By = Literal["both", "layout", "file", "nobody"]
# Programs break lines in their own ways: a count is certain where the layout agrees with what the file says.
SAYINGS: Mapping[By, str] = {
    "both": "", "layout": "页数按 LibreOffice 排版", "file": "页数为文件所记，请核对", "nobody": "页数待数",
}  # fmt: skip
# The same in the index itself, whose last column is narrow.
SHORT: Mapping[By, str] = {"both": "", "layout": "页数按排版计", "file": "页数请核对", "nobody": ""}
_APP = "docProps/app.xml"
_PAGES = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Pages"


@dataclass(frozen=True)
class PageCount:
    """A number of pages, None where nobody knows; by whom; what the file said where that is another number."""

    pages: int | None
    by: By
    said: int | None = None

    @property
    def note(self) -> str:
        """What has to be known about the number, in Chinese; nothing where it is certain."""
        note = SAYINGS[self.by]
        return f"{note}，文件所记为{self.said}页" if self.by == "layout" and self.said else note


def count_pages(files: Mapping[str, bytes], *, lay_out: bool = True) -> dict[str, PageCount]:
    """Return the pages of each file by its key; ``lay_out`` asks LibreOffice, where it is installed."""
    laid_out = count_laid_out_pages(files) if lay_out else {}
    return {key: _decide(laid_out.get(key), read_pages(data)) for key, data in files.items()}


def _decide(laid_out: int | None, said: int | None) -> PageCount:
    if laid_out is None:
        return PageCount(said, "file" if said else "nobody")
    if laid_out == said:
        return PageCount(laid_out, "both")
    return PageCount(laid_out, "layout", said)


def read_pages(data: bytes) -> int | None:
    """Return how many pages the program that saved a file says that it has."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            properties = parse(archive.read(_APP))
    except (*ZIP_FAULTS, KeyError, etree.XMLSyntaxError):
        return None
    text = properties.findtext(_PAGES)
    return int(text) if text and text.isdecimal() and int(text) else None
