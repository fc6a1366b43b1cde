"""The parts of a Word file, rewritten whole: body, notes, styles, relationships."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from huiqi.materials.word.inline import Missing, StoryContext
from huiqi.materials.word.numbering import Numbering
from huiqi.materials.word.story import HEADING, StoryReader, iterate_notes
from huiqi.materials.word.styles import Styles, value_of
from huiqi.word.ooxml import R_URI, W_URI, Element, W, to_bytes, w

_DOCUMENT = "word/document.xml"
_NOTES = {"footnote": "word/footnotes.xml", "endnote": "word/endnotes.xml"}
_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_PREFIXES = {
    "w": W_URI, "r": R_URI, "a": f"{_DRAWING}/main", "pic": f"{_DRAWING}/picture",
    "wp": f"{_DRAWING}/wordprocessingDrawing",
}  # fmt: skip
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"


@dataclass(frozen=True)
class Rewritten:
    """Parts for pandoc, what cannot be shown, and the formats of numbers that are not known."""

    parts: dict[str, bytes]
    missing: tuple[Missing, ...]
    formats: tuple[str, ...]


def rewrite(roots: Mapping[str, Element], parts: Mapping[str, bytes]) -> Rewritten:
    """Return the parts of a Word file that hold text, as Word shows it."""
    styles = Styles(roots.get("word/styles.xml"))
    numbering = Numbering(roots.get("word/numbering.xml"), styles)
    context = StoryContext(styles, numbering, parts)
    made: dict[str, bytes] = {"word/styles.xml": to_bytes(_write_styles())}
    body = roots[_DOCUMENT].find(f"{W}body")
    reader = _reader(context, roots, _DOCUMENT)
    blocks = [] if body is None else reader.read_blocks(body)
    made[_DOCUMENT] = _to_bytes(w("document", w("body", *blocks)))
    _add_links(roots, made, _DOCUMENT, reader)
    for kind, name in _NOTES.items():
        if name in roots:
            reader = _reader(context, roots, name)
            notes = [
                w(kind, *(reader.read_blocks(note, headings=False) or [w("p")]), id=value_of(note, "id"))
                for note in iterate_notes(roots[name], kind)
            ]  # fmt: skip
            made[name] = _to_bytes(w(f"{kind}s", *notes))
            _add_links(roots, made, name, reader)
    return Rewritten(made, tuple(context.missing), tuple(sorted(context.formats)))


def find_targets(roots: Mapping[str, Element], part: str) -> dict[str, str]:
    """Return the parts, or the addresses, that a part's relationships lead to."""
    links = roots.get(rels_of(part))
    folder = posixpath.dirname(part)
    found = {}
    for link in links if links is not None else ():
        target = str(link.get("Target"))
        inside = link.get("TargetMode") != "External"
        if inside:
            target = (
                posixpath.normpath(posixpath.join(folder, target))
                if target[:1] != "/"
                else target[1:]
            )
        found[str(link.get("Id"))] = target
    return found


def rels_of(part: str) -> str:
    """Return the name of the part that holds a part's relationships."""
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


def _reader(context: StoryContext, roots: Mapping[str, Element], part: str) -> StoryReader:
    return StoryReader(context, find_targets(roots, part))


def _add_links(
    roots: Mapping[str, Element], made: dict[str, bytes], part: str, reader: StoryReader
) -> None:
    """Add to the relationships the addresses that fields led to."""
    from lxml import etree

    if not reader.links:
        return
    name = rels_of(part)
    root = roots.get(name)
    root = etree.Element(f"{_PACKAGE}Relationships") if root is None else root
    for address, relation in reader.links.items():
        etree.SubElement(
            root, f"{_PACKAGE}Relationship", Id=relation, Type=_HYPERLINK, Target=address, TargetMode="External",
        )  # fmt: skip
    made[name] = to_bytes(root)


def _to_bytes(root: Element) -> bytes:
    """Return a part with the prefixes at its root by which pandoc knows the names."""
    from lxml import etree

    etree.cleanup_namespaces(root, top_nsmap=_PREFIXES, keep_ns_prefixes=list(_PREFIXES))
    return to_bytes(root)


def _write_styles() -> Element:
    """Return styles by which pandoc knows headings, and nothing else."""
    return w(
        "styles",
        *(
            w(
                "style",
                w("name", val=f"heading {level}"),
                type="paragraph",
                styleId=f"{HEADING}{level}",
            )
            for level in range(1, 7)
        ),
    )
