"""A PDF as a study material: its text for reading and search, and a copy fit for handing out."""

from __future__ import annotations

import io
import logging
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from huiqi.materials.ledger import tighten
from huiqi.materials.screening import MaterialText, RefusedError

if TYPE_CHECKING:
    from pypdf import PdfReader

_PAGES = 1000
_LOCKED = ("没有密码的 PDF 文件", "有密码或限制", "去掉密码和限制，重新导出")
_DAMAGED = ("能打开的 PDF 文件", "文件损坏", "重新导出 PDF")
_MOST = 20 * 1024 * 1024  # of all pages' contents, unpacked: reading takes seconds a megabyte


@dataclass(frozen=True)
class Note:
    """Something on the pages that is not in the text: expected, found, remedy."""

    expected: str
    found: str
    remedy: str


@dataclass(frozen=True)
class PdfText:
    """The pages' text as HTML, the copy to hand out, what the file says of itself, and the ledger.

    ``shown`` are the parts of lines that the text has to hold, with their pages; ``signs`` all signs
    that it has to hold, as often as they stand.
    """

    html: str
    pages: int
    copy: bytes
    said: MaterialText
    notes: tuple[Note, ...] = ()
    shown: tuple[tuple[int, str], ...] = ()
    signs: str = ""

    def find_lost(self, page: str) -> list[tuple[int, str]]:
        """Return number of page and words of what is not in the page's text; 0 for single signs."""
        text, at, lost = tighten(page), 0, []
        taken: dict[str, int] = {}
        for number, said in self.shown:
            words = tighten(said)
            found = text.find(words, at, at + 4000)
            if found >= 0:
                at = found + len(words)
                continue
            # Read in another order, which is right in columns and tables; but as often as it stands.
            found = text.find(words, taken.get(words, 0))
            if found < 0:
                lost.append((number, said))
            taken[words] = found + 1
        missing = Counter(tighten(self.signs)) - Counter(text)
        if missing and not lost:
            lost.append((0, "".join(missing.elements())))
        return lost


# A check and the build after it read the same files.
@lru_cache(maxsize=64)
def read_pdf(data: bytes) -> PdfText:
    """Return what a page needs of a PDF.

    Raises:
        RefusedError: it has a password, is damaged, or too long.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    from huiqi.materials.pdf.copy import copy_pages
    from huiqi.materials.pdf.document import read_document

    # They say in English what the refusal says in Chinese.
    for library in ("pypdf", "pdfminer"):
        logging.getLogger(library).setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise RefusedError(*_LOCKED)
        if len(reader.pages) > _PAGES:
            found = f"共 {len(reader.pages)} 页"
            raise RefusedError(f"不超过 {_PAGES} 页的文件", found, "分成几份")
        _refuse_hidden(reader)
        _refuse_long(reader)
        document = read_document(data, reader)
        if not reader.pages:
            raise RefusedError(*_DAMAGED)
        return PdfText(
            document.html, len(reader.pages), copy_pages(reader), MaterialText(document.lines), document.notes,
            document.shown, document.signs,
        )  # fmt: skip
    except RefusedError:
        raise
    except DependencyError as error:
        raise RefusedError(*_LOCKED) from error
    # A damaged file fails in many ways, and none of them may end the build.
    except Exception as error:
        raise RefusedError(*_DAMAGED) from error


def _refuse_hidden(reader: PdfReader) -> None:
    """Refuse hidden layers: without the file's own settings they would show."""
    layers = _get(_get(reader.root_object, "/OCProperties"), "/D")
    if _get(layers, "/OFF") or _get(layers, "/BaseState") == "/OFF":
        raise RefusedError("没有隐藏图层的 PDF 文件", "有隐藏图层", "合并图层后重新导出")


def _get(found: Any, key: str) -> Any:
    from pypdf.generic import DictionaryObject

    return found.get(key, DictionaryObject()).get_object() if found else DictionaryObject()


def _refuse_long(reader: PdfReader) -> None:
    size = 0
    for page in reader.pages:
        contents = page.get_contents()
        size += 0 if contents is None else len(contents.get_data())
        if size > _MOST:
            raise RefusedError("内容不超过 20 MB 的 PDF 文件", "内容过多", "分成几份")
