"""A Word file as a study material: taken apart, stripped, and handed to pandoc as HTML."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from huiqi.files.zip_archive import write_zip
from huiqi.materials.images import picture_kind
from huiqi.materials.screening import MaterialText, RefusedError
from huiqi.materials.word.inline import Missing
from huiqi.materials.word.rewrite import rewrite
from huiqi.materials.word.visible import list_shown
from huiqi.word.ooxml import W, parse, text_of, to_bytes
from huiqi.word.pandoc import UnreadableError, convert_docx

_OLE = b"\xd0\xcf\x11\xe0"
_MOST = 200 * 1024 * 1024  # of all parts together, unpacked
_MOST_XML = 10 * 1024 * 1024  # of one part: pandoc needs a hundred times as much memory
_PARTS = 5000
_DOCUMENT = "word/document.xml"
# What a page is made of; comments, macros, authors and all else stay behind.
_KEPT = {
    "[Content_Types].xml", "_rels/.rels", "word/numbering.xml", "word/_rels/document.xml.rels",
    "word/_rels/footnotes.xml.rels", "word/_rels/endnotes.xml.rels",
}  # fmt: skip
_DAMAGED = ("能打开的 .docx 文件", "文件损坏", "用 Word 或 WPS 打开后另存")


@dataclass(frozen=True)
class WordText:
    """The HTML of a Word file, its pictures by their addresses in it, and what it says of itself.

    ``shown`` is what Word shows, for the ledger; ``missing`` what no page can show; ``formats`` are
    those of numbers that are written in figures instead.
    """

    html: str
    pictures: dict[str, bytes]
    said: MaterialText
    shown: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()
    formats: tuple[str, ...] = ()


# A check and the build after it read the same files.
@lru_cache(maxsize=64)
def read_docx(data: bytes) -> WordText:
    """Return what a page needs of a Word file.

    Raises:
        RefusedError: it has a password, is damaged, too large, or no Word file at all.
    """
    parts = _unpack(data)
    try:
        roots = {name: parse(part) for name, part in parts.items() if _is_xml(name)}
    except etree.XMLSyntaxError as error:
        raise RefusedError(*_DAMAGED) from error
    _refuse_elsewhere(roots)
    said = _read_said(roots)
    shown = tuple(list_shown(roots, parts))
    rewritten = rewrite(roots, parts)
    kept = {
        name: part
        for name, part in parts.items()
        if name in _KEPT or name.startswith("word/media/")
    }
    for name in kept.keys() & roots.keys():
        if name.endswith(".rels"):
            kept[name] = _without_outside(roots[name])
    kept |= rewritten.parts
    try:
        text = convert_docx(write_zip(kept))
    except UnreadableError as error:
        raise RefusedError(*_DAMAGED) from error
    pictures = {
        name.removeprefix("word/"): part for name, part in kept.items() if picture_kind(part)
    }
    return WordText(text, pictures, said, shown, rewritten.missing, rewritten.formats)


def _unpack(data: bytes) -> dict[str, bytes]:
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
            if any(_is_xml(item.filename) and item.file_size > _MOST_XML for item in items):
                raise RefusedError("正文不超过 10 MB 的文件", "正文过长", "分成几份")
            parts = {item.filename: archive.read(item) for item in items if not item.is_dir()}
    # zipfile reports a password as a RuntimeError, and so the subclass of it that stands for an
    # unknown compression.
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, RuntimeError, EOFError,
            OSError, OverflowError, ValueError) as error:  # fmt: skip
        raise RefusedError(*_DAMAGED) from error
    if _DOCUMENT not in parts or "[Content_Types].xml" not in parts:
        raise RefusedError(*_DAMAGED)
    return parts


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _refuse_elsewhere(roots: dict[str, etree._Element]) -> None:
    """Refuse a file whose text is not where this room, unlike pandoc, looks for it."""
    links = roots.get("_rels/.rels")
    targets = [
        str(link.get("Target")).lstrip("/")
        for link in (links if links is not None else ())
        if str(link.get("Type")).endswith("/officeDocument")
    ]
    if targets != [_DOCUMENT] or roots[_DOCUMENT].tag != f"{W}document":
        raise RefusedError(
            "常用的 .docx 文件", "是少见的变体", "用 Word 或 WPS 另存为“Word 文档”，不选“严格”"
        )


def _without_outside(root: etree._Element) -> bytes:
    """Return relationships without pictures and templates from elsewhere; links stay."""
    for relation in list(root):
        outside = relation.get("TargetMode") == "External"
        if outside and not str(relation.get("Type")).endswith("/hyperlink"):
            root.remove(relation)
    return to_bytes(root)


def _read_said(roots: dict[str, etree._Element]) -> MaterialText:
    """Return all but the lines of the text, which are taken from the page itself."""
    heads = sorted(name for name in roots if name.startswith(("word/header", "word/footer")))
    lines, keys = [], set()
    for name in (*heads, _DOCUMENT):
        root = roots.get(name)
        if root is not None:
            if name != _DOCUMENT:
                lines += [text_of(paragraph) for paragraph in root.iter(f"{W}p")]
            keys |= {mark.get(f"{W}name") or "" for mark in root.iter(f"{W}bookmarkStart")}
            keys |= {mark.get(f"{W}val") or "" for mark in root.iter(f"{W}tag")}
    custom = roots.get("docProps/custom.xml")
    names = {item.get("name") or "" for item in custom} if custom is not None else set()
    return MaterialText(
        (), tuple(line for line in lines if line.strip()), frozenset(keys), frozenset(names)
    )
