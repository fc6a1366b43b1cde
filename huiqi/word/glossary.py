"""The glossary document: the prompts that cleared places to fill show again.

Without such a part a cleared control shows five non-breaking spaces (ECMA-376-1, 17.5.2.25), which nobody
sees. A building block of the type ``bbPlcHdr`` is looked up by its name (17.5.2.9, 17.12.15); its styles are
those of a part beside it, so that the prompt keeps its colour.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from huiqi.word.house_style import HouseStyle
from huiqi.word.ooxml import Element, text_element, to_bytes, w
from huiqi.word.style_parts import write_styles

GLOSSARY = "word/glossary/document.xml"
_STYLES = "word/glossary/styles.xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
GLOSSARY_RELATION = {"rIdGlossary": (f"{_RELATION}/glossaryDocument", "glossary/document.xml")}
GLOSSARY_TYPES = {
    f"/{GLOSSARY}": f"{_WORD}.document.glossary+xml",
    f"/{_STYLES}": f"{_WORD}.styles+xml",
}


def write_prompts(prompts: Iterable[tuple[str, str, str]]) -> bytes:
    """Return the glossary document with a building block for each name, style and text."""
    blocks = (
        _block(number, name, style, text)
        for number, (name, style, text) in enumerate(prompts, start=1)
    )
    return to_bytes(w("glossaryDocument", w("docParts", *blocks)))


def glossary_parts(house_style: HouseStyle) -> dict[str, bytes]:
    """Return the parts beside the glossary document."""
    styles = {"rId1": (f"{_RELATION}/styles", "styles.xml")}
    return {
        "word/glossary/_rels/document.xml.rels": write_relationships(styles),
        _STYLES: write_styles(house_style),
    }


def write_relationships(targets: dict[str, tuple[str, str]]) -> bytes:
    """Return a part that says what belongs to another, by id: its type and its address."""
    uri = "http://schemas.openxmlformats.org/package/2006/relationships"
    root = etree.Element(f"{{{uri}}}Relationships", nsmap={None: uri})
    for name, (kind, target) in targets.items():
        etree.SubElement(root, f"{{{uri}}}Relationship", Id=name, Type=kind, Target=target)
    return to_bytes(root)


def _block(number: int, name: str, style: str, text: str) -> Element:
    look = w("rPr", w("rStyle", val=style) if style else None, w("rFonts", hint="eastAsia"))
    properties = w(
        "docPartPr",
        w("name", val=name),
        w("category", w("name", val="General"), w("gallery", val="placeholder")),
        w("types", w("type", val="bbPlcHdr")),
        w("behaviors", w("behavior", val="content")),
        w("guid", val=f"{{00000000-0000-4000-8000-{number:012X}}}"),
    )
    return w("docPart", properties, w("docPartBody", w("p", w("r", look, text_element(text)))))
