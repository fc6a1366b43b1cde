"""A PDF as a study material: its text for reading and search, and a copy fit for handing out."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import DependencyError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from huiqi.chinese import close_gaps
from huiqi.materials.images import strip_jpeg
from huiqi.materials.screening import MaterialText, RefusedError

_PAGES = 1000
_LOCKED = ("没有密码的 PDF 文件", "有密码或限制", "去掉密码和限制，重新导出")
_DAMAGED = ("能打开的 PDF 文件", "文件损坏", "重新导出 PDF")
_MOST = 20 * 1024 * 1024  # of all pages' contents, unpacked: reading takes seconds a megabyte
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
# pypdf says in English what the refusal says in Chinese.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)
_RADICALS = re.compile("[\u2f00-\u2fdf]")
_SENTENCE_ENDS = tuple("。！？；：")
_FULL_LINE = 0.8  # a line shorter than this share of the longest ends its paragraph


@dataclass(frozen=True)
class PdfText:
    """The paragraphs of each page, the copy to hand out, and what the file says of itself."""

    pages: list[list[str]]
    copy: bytes
    said: MaterialText


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
            raise RefusedError(*_LOCKED)
        if len(reader.pages) > _PAGES:
            raise RefusedError(
                f"不超过 {_PAGES} 页的文件", f"共 {len(reader.pages)} 页", "分成几份"
            )
        _refuse_hidden(reader)
        _refuse_long(reader)
        lines = [_extract(page).splitlines() for page in reader.pages]
        copy = _copy(reader)
    except RefusedError:
        raise
    except DependencyError as error:
        raise RefusedError(*_LOCKED) from error
    # A damaged file fails in many ways, and none of them may end the build.
    except Exception as error:
        locked = b"/Encrypt" in data
        raise RefusedError(*(_LOCKED if locked else _DAMAGED)) from error
    if not lines:
        raise RefusedError(*_DAMAGED)
    said = MaterialText(tuple(line for page in lines for line in page if line.strip()))
    return PdfText([list(_join_lines(page)) for page in lines], copy, said)


def _extract(page: PageObject) -> str:
    """Return a page's text; look-alikes from the block of radicals become the signs they stand for."""
    text = page.extract_text()
    return _RADICALS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def _refuse_hidden(reader: PdfReader) -> None:
    """Refuse hidden layers: without the file's own settings they would show."""
    layers = _get(_get(reader.root_object, "/OCProperties"), "/D")
    if _get(layers, "/OFF") or _get(layers, "/BaseState") == "/OFF":
        raise RefusedError("没有隐藏图层的 PDF 文件", "有隐藏图层", "合并图层后重新导出")


def _get(found: Any, key: str) -> Any:
    return found.get(key, DictionaryObject()).get_object() if found else DictionaryObject()


def _refuse_long(reader: PdfReader) -> None:
    size = 0
    for page in reader.pages:
        contents = page.get_contents()
        size += 0 if contents is None else len(contents.get_data())
        if size > _MOST:
            raise RefusedError("内容不超过 20 MB 的 PDF 文件", "内容过多", "分成几份")


def _copy(reader: PdfReader) -> bytes:
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
