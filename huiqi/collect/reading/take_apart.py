"""From document.xml to lines, tables and marks: what Word shows with all changes accepted."""

from __future__ import annotations

from huiqi.collect.reading.document import Document
from huiqi.collect.reading.text import is_blank
from huiqi.collect.reading.walker import Walker
from huiqi.word.ooxml import Element, W, all_of, parse

TRACKED = "含修订痕迹：插入的文字计入，删除的文字不计入"
ECHOED = "另存时重复写出的同一段文字已去掉"
_SEEN = {
    ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"): TRACKED,
    ("commentReference", "commentRangeStart"): "含批注：批注的文字不计入",
    ("altChunk", "subDoc"): "含嵌入的其他文件：未读",
    ("vanish",): "含隐藏文字：隐藏的文字计入",
}  # fmt: skip


def take_apart(document: bytes, footnotes: bytes = b"", endnotes: bytes = b"") -> Document:
    """Return what a document.xml says. The notes' parts give the texts of foot and end notes.

    Raises:
        lxml.etree.XMLSyntaxError: a part is no XML.
    """
    root = parse(document)
    body = root.find(f"{W}body")
    walker = Walker({"footnote": _read_notes(footnotes), "endnote": _read_notes(endnotes)})
    blocks = () if body is None else tuple(walker.read_whole(body))
    notes = [*_list_seen(root), *([ECHOED] if walker.echoed else [])]
    return Document(blocks, tuple(walker.lines), walker.marks.list_all(), tuple(notes))


def _list_seen(root: Element) -> list[str]:
    """Return notes on what is in a file beside its words."""
    return [
        note for tags, note in _SEEN.items() if next(iter(all_of(root, *tags)), None) is not None
    ]


def _read_notes(part: bytes) -> dict[str, tuple[str, ...]]:
    """Return the paragraphs of each note by its id; the separators are none."""
    found: dict[str, tuple[str, ...]] = {}
    for note in parse(part) if part else ():
        if note.get(f"{W}type") in (None, "normal"):
            walker = Walker({})
            walker.read_whole(note)
            texts = tuple(line.text for line in walker.lines if not is_blank(line.text))
            found[note.get(f"{W}id")] = texts
    return found
