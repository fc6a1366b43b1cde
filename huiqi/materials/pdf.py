"""A PDF as a study material: its text for reading and search, and a copy fit for handing out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from huiqi.chinese import close_gaps
from huiqi.materials.refuse import RefusedError, Said

_PAGES = 1000
_DAMAGED = ("能打开的 PDF 文件", "文件损坏", "重新导出 PDF")
# Who made the file, when and with what; notes, forms, scripts and files that it carries.
_DROPPED = (
    "/AA", "/Annots", "/AF", "/B", "/LastModified", "/Metadata", "/OpenAction", "/PieceInfo", "/Thumb",
)  # fmt: skip
_SENTENCE_ENDS = tuple("。！？；：")
_FULL_LINE = 0.8  # a line shorter than this share of the longest ends its paragraph


@dataclass(frozen=True)
class PdfText:
    """The paragraphs of each page, the copy to hand out, and what the file says of itself."""

    pages: list[list[str]]
    copy: bytes
    said: Said


# A check and the build after it read the same files.
@lru_cache(maxsize=64)
def read_pdf(data: bytes) -> PdfText:
    """Return what a page needs of a PDF.

    Raises:
        RefusedError: it has a password, is damaged, or too long.
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise RefusedError("没有密码的 PDF 文件", "有密码或限制", "去掉密码和限制，重新导出")
        if len(reader.pages) > _PAGES:
            raise RefusedError(
                f"不超过 {_PAGES} 页的文件", f"共 {len(reader.pages)} 页", "分成几份"
            )
        lines = [page.extract_text().splitlines() for page in reader.pages]
        copy = _copy(reader)
    # A damaged file fails in many ways, and none of them may end the build.
    except (PyPdfError, ArithmeticError, AttributeError, LookupError, OSError, RecursionError,
            TypeError, ValueError) as error:  # fmt: skip
        raise RefusedError(*_DAMAGED) from error
    if not lines:
        raise RefusedError(*_DAMAGED)
    said = Said(tuple(line for page in lines for line in page if line.strip()))
    return PdfText([list(_join_lines(page)) for page in lines], copy, said)


def _copy(reader: PdfReader) -> bytes:
    """Return the pages alone, the same bytes for the same file."""
    writer = PdfWriter()
    for page in reader.pages:
        _strip(page, set())
        writer.add_page(page)
    writer.metadata = None
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _strip(item: Any, seen: set[int]) -> None:
    """Take away what says more than the page shows, in everything that hangs on it."""
    waiting = [item]
    while waiting:
        found = waiting.pop()
        found = found.get_object() if isinstance(found, IndirectObject) else found
        if id(found) in seen:
            continue
        seen.add(id(found))
        if isinstance(found, DictionaryObject):
            for key in _DROPPED:
                found.pop(key, None)
            waiting += [value for key, value in found.items() if key != "/Parent"]
        elif isinstance(found, ArrayObject):
            waiting += list(found)


def _join_lines(lines: list[str]) -> Iterator[str]:
    """Yield paragraphs: in a PDF every line ends, whether or not its sentence does."""
    lines = [" ".join(line.split()) for line in lines if line.strip()]
    full = _FULL_LINE * max(map(len, lines), default=0)
    paragraph: list[str] = []
    for line in lines:
        paragraph.append(line)
        if line.endswith(_SENTENCE_ENDS) or len(line) < full:
            yield close_gaps(" ".join(paragraph))
            paragraph = []
    if paragraph:
        yield close_gaps(" ".join(paragraph))
