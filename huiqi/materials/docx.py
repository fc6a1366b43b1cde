"""A Word file as a study material: taken apart, stripped, and handed to pandoc as HTML."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from huiqi.files.zip_archive import write_zip
from huiqi.materials.images import picture_kind
from huiqi.materials.screening import MaterialText, RefusedError
from huiqi.materials.word.inline import Missing
from huiqi.materials.word.rewrite import rewrite
from huiqi.materials.word.visible import list_shown
from huiqi.materials.word_package import DAMAGED, DOCUMENT, is_xml, refuse_elsewhere, unpack_word
from huiqi.word.ooxml import W, parse, text_of, to_bytes
from huiqi.word.pandoc import UnreadableError, convert_docx

# What a page is made of; comments, macros, authors and all else stay behind.
_KEPT = {
    "[Content_Types].xml", "_rels/.rels", "word/numbering.xml", "word/_rels/document.xml.rels",
    "word/_rels/footnotes.xml.rels", "word/_rels/endnotes.xml.rels",
}  # fmt: skip


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
    parts = unpack_word(data).parts
    try:
        roots = {name: parse(part) for name, part in parts.items() if is_xml(name)}
    except etree.XMLSyntaxError as error:
        raise RefusedError(*DAMAGED) from error
    refuse_elsewhere(roots)
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
        raise RefusedError(*DAMAGED) from error
    pictures = {
        name.removeprefix("word/"): part for name, part in kept.items() if picture_kind(part)
    }
    return WordText(text, pictures, said, shown, rewritten.missing, rewritten.formats)


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
    for name in (*heads, DOCUMENT):
        root = roots.get(name)
        if root is not None:
            if name != DOCUMENT:
                lines += [text_of(paragraph) for paragraph in root.iter(f"{W}p")]
            keys |= {mark.get(f"{W}name") or "" for mark in root.iter(f"{W}bookmarkStart")}
            keys |= {mark.get(f"{W}val") or "" for mark in root.iter(f"{W}tag")}
    custom = roots.get("docProps/custom.xml")
    names = {item.get("name") or "" for item in custom} if custom is not None else set()
    return MaterialText(
        (), tuple(line for line in lines if line.strip()), frozenset(keys), frozenset(names)
    )
