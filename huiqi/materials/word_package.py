"""A Word file as a package of parts, taken apart within limits: bombs, passwords and damage are refused."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from huiqi.materials.screening import RefusedError
from huiqi.word.ooxml import Element, W

DOCUMENT = "word/document.xml"
DAMAGED = ("能打开的 .docx 文件", "文件损坏", "用 Word 或 WPS 打开后另存")
# zipfile reports a password as a RuntimeError, and so the subclass of it that stands for an
# unknown compression.
ZIP_FAULTS = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, RuntimeError, EOFError, OSError,
    OverflowError, ValueError,
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0"
_MOST = 200 * 1024 * 1024  # of all parts together, unpacked
_MOST_XML = 10 * 1024 * 1024  # of one part: pandoc needs a hundred times as much memory
_PARTS = 5000


@dataclass(frozen=True)
class WordPackage:
    """The names of all parts, and the contents of those that were wanted."""

    names: tuple[str, ...]
    parts: dict[str, bytes]


def unpack_word(data: bytes, wanted: Callable[[str], bool] = lambda _: True) -> WordPackage:
    """Return the parts of a Word file; what is not wanted is not unpacked.

    Raises:
        RefusedError: it has a password, is damaged, too large, or no Word file at all.
    """
    package = unpack_parts(data, wanted)
    if DOCUMENT not in package.parts or "[Content_Types].xml" not in package.parts:
        raise RefusedError(*DAMAGED)
    return package


def unpack_parts(data: bytes, wanted: Callable[[str], bool]) -> WordPackage:
    """Return the wanted parts of an Office file, whichever they are.

    Raises:
        RefusedError: it has a password, is damaged or too large.
    """
    if data.startswith(_OLE):
        raise RefusedError(
            ".docx 文件", "有打开密码，或者是旧的 .doc 格式", "去掉密码，另存为 .docx"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            items = archive.infolist()
            if len(items) > _PARTS or sum(item.file_size for item in items) > _MOST:
                raise RefusedError(
                    "展开后不超过 200 MB 的文件", "展开后过大", "核对文件来源，或者另存"
                )
            if any(is_xml(item.filename) and item.file_size > _MOST_XML for item in items):
                raise RefusedError("正文不超过 10 MB 的文件", "正文过长", "分成几份")
            files = [item for item in items if not item.is_dir()]
            parts = {item.filename: archive.read(item) for item in files if wanted(item.filename)}
    except ZIP_FAULTS as error:
        raise RefusedError(*DAMAGED) from error
    return WordPackage(tuple(item.filename for item in files), parts)


def is_xml(name: str) -> bool:
    """Whether a part holds XML, by its name."""
    return name.endswith((".xml", ".rels"))


def refuse_elsewhere(roots: Mapping[str, Element], document: str = DOCUMENT) -> None:
    """Refuse a file whose text is not where we, unlike pandoc, look for it.

    Raises:
        RefusedError: it is of a rare kind.
    """
    links = roots.get("_rels/.rels")
    targets = [
        str(link.get("Target")).lstrip("/")
        for link in (links if links is not None else ())
        if str(link.get("Type")).endswith("/officeDocument")
    ]
    if targets != [document] or roots[document].tag != f"{W}document":
        raise RefusedError(
            "常用的 .docx 文件", "是少见的变体", "用 Word 或 WPS 另存为“Word 文档”，不选“严格”"
        )
