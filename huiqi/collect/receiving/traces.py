"""What of an anonymous paper could tell whose it is, beside its words: taken away before it is kept.

Only parts that words, looks and pictures need are kept, found by their relationships as Word finds them: whatever
else a program adds, today or tomorrow, may name somebody.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from huiqi.collect.receiving.pictures import strip_picture
from huiqi.files.zip_archive import write_zip
from huiqi.materials.word_package import unpack_parts
from huiqi.word.ooxml import Element, parse

_HIDDEN = "不署名"
_KINDS, _PACKAGE, _NOWHERE = "[Content_Types].xml", "_rels/.rels", "about:blank"
_CORE = b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
_APP = b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
_FIXED = {"core-properties": _CORE, "extended-properties": _APP}
_NEEDED = {
    *_FIXED, "custom-properties", "officeDocument", "glossaryDocument", "styles", "stylesWithEffects", "settings",
    "webSettings", "fontTable", "font", "theme", "numbering", "header", "footer", "footnotes", "endnotes", "comments",
    "commentsExtended", "commentsIds", "commentsExtensible", "hyperlink", "image", "chart", "chartStyle",
    "chartColorStyle", "diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors", "diagramDrawing",
}  # fmt: skip
_PROPERTY = re.compile(rb"<(?:\w+:)?property\b[^>]*>.*?</(?:\w+:)?property>", re.DOTALL)
_OURS = re.compile(rb"""\bname=["']huiqi-""")
_VALUE = rb"""(?:"[^"]*"|'[^']*')"""
_TAG = re.compile(rb"""<(?:[^<>"']++|"[^"]*+"|'[^']*+')++>""")
# Who wrote a change or a remark; the attribute has to be there. When it was need not be said.
_AUTHOR = re.compile(rb"(\s\w+:(?:author|initials|userId|ed)=)" + _VALUE)
# Numbers of one sitting at one machine: papers that share them are one person's.
_SITTING = re.compile(rb"\s\w+:(?:rsid\w*|date|dateUtc)=" + _VALUE)
# What settings know of sittings, of the machine's templates and of what other programs noted.
_SETTINGS = re.compile(
    rb"<\w+:(rsids|docVars|mailMerge)\b[^>]*(?:/>|(?<!/)>.*?</\w+:\1>)|<\w+:(?:docId|attachedTemplate)\b[^>]*/>",
    re.DOTALL,
)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def hide_names(file: str, names: Iterable[str]) -> str:
    """Return the path of a file without anybody's name, however it is spaced."""
    for name in sorted(names, key=len, reverse=True):
        if len(name) > 1:
            file = re.sub(r"\s*".join(map(re.escape, name)), _HIDDEN, file)
    return file


def take_traces(data: bytes) -> bytes:
    """Return a Word file without author, company and times, with the same words; twice gives the same bytes.

    The document itself stays byte for byte, unless it names authors of changes or numbers its sittings.
    """
    parts = unpack_parts(data, lambda _: True).parts
    kinds = dict(_walk(parts, _PACKAGE, ""))
    kept = {name: _clean(kind, parts[name]) for name, kind in kinds.items()}
    links = {name: parts[name] for name in (_PACKAGE, *map(_links_of, kinds)) if name in parts}
    kept |= {name: _filter_links(part) for name, part in links.items()}
    kept[_KINDS] = _filter_kinds(parts[_KINDS], kept)
    return write_zip({name: kept[name] for name in parts if name in kept})


def _walk(parts: Mapping[str, bytes], links: str, folder: str) -> Iterator[tuple[str, str]]:
    """Yield the names and kinds of all parts that are needed, each once."""
    seen, waiting = set[str](), [(links, folder)]
    while waiting:
        links, folder = waiting.pop()
        for link in parse(parts[links]) if links in parts else ():
            target = posixpath.join("/", folder, str(link.get("Target")))
            name = posixpath.normpath(target).lstrip("/")
            if _is_needed(link) and name in parts and name not in seen:
                seen.add(name)
                waiting.append((_links_of(name), posixpath.dirname(name)))
                yield name, _kind_of(link)


def _links_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _kind_of(link: Element) -> str:
    return str(link.get("Type")).rpartition("/")[2]


def _is_needed(link: Element) -> bool:
    return isinstance(link.tag, str) and _kind_of(link) in _NEEDED


def _filter_links(part: bytes) -> bytes:
    """Return relationships without those of parts that go; where a link leads is no word of the paper."""
    root, changed = parse(part), False
    for link in list(root):
        if not _is_needed(link):
            root.remove(link)
            changed = True
        elif link.get("TargetMode") == "External" and link.get("Target") != _NOWHERE:
            link.set("Target", _NOWHERE)
            changed = True
    return _write(root) if changed else part


def _filter_kinds(part: bytes, kept: Mapping[str, bytes]) -> bytes:
    root, changed = parse(part), False
    for kind in list(root):
        name = kind.get("PartName")
        if name is not None and str(name).lstrip("/") not in kept:
            root.remove(kind)
            changed = True
    return _write(root) if changed else part


def _write(root: Element) -> bytes:
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return written


def _clean(kind: str, part: bytes) -> bytes:
    if kind in _FIXED:
        return _FIXED[kind]
    if kind in ("image", "font"):
        return strip_picture(part) if kind == "image" else part
    text = _write(parse(part)) if part.startswith(_UTF_16) else part
    if kind == "custom-properties":
        return _PROPERTY.sub(lambda one: one[0] if _OURS.search(one[0]) else b"", text)
    return _TAG.sub(lambda tag: _clean_tag(tag[0]), _SETTINGS.sub(b"", text))


def _clean_tag(tag: bytes) -> bytes:
    return _AUTHOR.sub(rb'\1""', _SITTING.sub(b"", tag)) if b":" in tag else tag
