"""A Word file that came in, opened within limits: what it says of itself, and the parts that are read.

Author and last author are not read. Nothing in the file is run, and no address in it is fetched.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from huiqi.collect.reading.main_part import find_main_part
from huiqi.collect.reading.secrecy import bears_mark, may_bear_mark
from huiqi.materials.screening import RefusedError
from huiqi.materials.word_package import (
    DAMAGED,
    is_xml,
    refuse_elsewhere,
    unpack_parts,
)
from huiqi.word.ooxml import Element, W, all_of, parse, text_of

LARGEST = 20 * 1024 * 1024
_MOST_PARAGRAPHS = 20_000
_PARAGRAPH = re.compile(rb"<w:p[ >/]")
_CUSTOM, _CORE = "docProps/custom.xml", "docProps/core.xml"
_BESIDE_NUMBER = r"(?:[\W_]|第|共|页|page|of)*"
# The page and how many there are; a date or a telephone number is none.
_PAGE_NUMBER = re.compile(
    rf"{_BESIDE_NUMBER}(?:\d{{1,4}}(?!\d){_BESIDE_NUMBER}){{,2}}", re.IGNORECASE
)
_KINDS = "[Content_Types].xml"
_READ = {_KINDS, _CUSTOM, _CORE}
_SAVED = "{http://purl.org/dc/terms/}modified"
_PREFIX = "huiqi-"
_MACROS = ("不含宏的 .docx 文件", "含有宏", "另存为 .docx，不选“启用宏”")
_PLAIN_COPY = "新建一个空白文档，把内容全部复制过去，另存为 .docx 再交"


@dataclass(frozen=True)
class FilledFile:
    """What is read of a Word file; ``saved`` is when its program says it was saved, in seconds.

    ``beside`` is what stands beside its text: in headers and footers, notes and comments, and in what was
    deleted; ``margins`` is what somebody wrote into headers and footers; ``marked`` is true where it bears a mark
    of secrecy.
    """

    digest: str
    properties: Mapping[str, str]
    lines: tuple[str, ...]
    beside: tuple[str, ...]
    margins: tuple[str, ...]
    marked: bool
    saved: float | None
    document: bytes = field(repr=False)
    footnotes: bytes = field(default=b"", repr=False)
    endnotes: bytes = field(default=b"", repr=False)

    @property
    def document_digest(self) -> str:
        """The digest of the document.xml; that of the form where the paper is as it was handed out."""
        return hashlib.sha256(self.document).hexdigest()


def open_filled(data: bytes) -> FilledFile:
    """Return what a Word file says.

    Raises:
        RefusedError: it is none, damaged, protected, too large, or holds what is not read.
    """
    if not data:
        raise RefusedError("能打开的 .docx 文件", "文件是空的", "请本人重新交")
    if len(data) > LARGEST:
        raise RefusedError("不超过 20 MB 的文件", "文件过大", "删去图片，或者分成几份")
    main = find_main_part(data)
    own = {main.document, *main.beside, *_READ}
    package = unpack_parts(data, lambda name: name in own or name.endswith(".rels"))
    parts = package.parts
    if not {main.document, _KINDS} <= parts.keys():
        raise RefusedError(*DAMAGED)
    _refuse_foreign_parts(package.names)
    if len(_PARAGRAPH.findall(parts[main.document])) > _MOST_PARAGRAPHS:
        raise RefusedError("不超过 2 万段的文件", "段落过多", "核对文件来源，或者分成几份")
    try:
        roots = {name: parse(part) for name, part in parts.items() if is_xml(name)}
    except etree.XMLSyntaxError as error:
        raise RefusedError(*DAMAGED) from error
    _refuse_own_entities(roots)
    if any("macroenabled" in str(one.get("ContentType")).lower() for one in roots[_KINDS]):
        raise RefusedError(*_MACROS)
    refuse_elsewhere(roots, main.document)
    _refuse_outside(roots)
    document = roots[main.document]
    beside = [roots[name] for name in main.beside if name in roots]
    return FilledFile(
        hashlib.sha256(data).hexdigest(), read_properties(roots.get(_CUSTOM)),
        _list_lines(document), tuple(_list_beside(document, beside)), tuple(_list_margins(beside)),
        any(may_bear_mark(parts[name]) for name in own & parts.keys()) and bears_mark(document, beside),
        _read_saved(roots.get(_CORE)), parts[main.document], parts.get(main.footnotes, b""), parts.get(main.endnotes, b""),
    )  # fmt: skip


def _refuse_foreign_parts(names: tuple[str, ...]) -> None:
    small = [name.lower() for name in names]
    if len(set(small)) != len(small):
        raise RefusedError(*DAMAGED)
    if any("vbaproject" in name for name in small):
        raise RefusedError(*_MACROS)
    if any(name.startswith(("word/embeddings/", "word/activex/")) for name in small):
        raise RefusedError("只有文字和表格的文件", "嵌入了其他文件", "删去嵌入的文件，单独交")


def _refuse_own_entities(roots: Mapping[str, Element]) -> None:
    """Refuse parts that define texts of their own: no Office program writes them, and Word opens none."""
    if any(root.getroottree().docinfo.internalDTD is not None for root in roots.values()):
        raise RefusedError(*DAMAGED)


def _refuse_outside(roots: Mapping[str, Element]) -> None:
    """Refuse what Word would load from elsewhere; a link that somebody has to click is none."""
    for name, root in roots.items():
        for link in root if name.endswith(".rels") else ():
            kind = str(link.get("Type")).rpartition("/")[2]
            if link.get("TargetMode") == "External" and kind != "hyperlink":
                raise RefusedError("内容完整的文件", "要从别处加载内容", _PLAIN_COPY)
            if kind in ("aFChunk", "subDocument"):
                raise RefusedError("只有文字和表格的文件", "嵌入了其他文件", _PLAIN_COPY)


def read_properties(root: Element | None) -> dict[str, str]:
    """Return the properties that we wrote, by their names without the prefix."""
    items = [] if root is None else [item for item in root if isinstance(item.tag, str)]
    named = ((str(item.get("name") or ""), item) for item in items)
    return {
        name.removeprefix(_PREFIX): "".join(item.itertext()).strip()
        for name, item in named
        if name.startswith(_PREFIX)
    }


def _list_lines(root: Element) -> tuple[str, ...]:
    lines = (text_of(paragraph) for paragraph in root.iter(f"{W}p"))
    return tuple(line for line in lines if line.strip())


def _list_beside(document: Element, parts: Iterable[Element]) -> Iterator[str]:
    """Yield what stands in other parts than the text, and what was deleted from it."""
    for root in parts:
        yield from _list_lines(root)
    for gone in all_of(document, "del", "moveFrom"):
        yield from filter(str.strip, ["".join(gone.itertext())])


def _list_margins(parts: Iterable[Element]) -> Iterator[str]:
    """Yield what headers and footers say beside the number of the page, once."""
    roots = (root for root in parts if root.tag in (f"{W}hdr", f"{W}ftr"))
    for line in dict.fromkeys(line.strip() for root in roots for line in _list_lines(root)):
        if not _PAGE_NUMBER.fullmatch(line):
            yield line


def _read_saved(root: Element | None) -> float | None:
    text = (None if root is None else root.findtext(_SAVED)) or ""
    try:
        day = dt.datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    return (day if day.tzinfo else day.replace(tzinfo=dt.UTC)).timestamp()
