"""Papers whose look somebody changed, or that were written in a file of another make."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from huiqi.files.zip_archive import write_zip
from huiqi.word.glossary import write_relationships
from huiqi.word.ooxml import Element, W, text_element, to_bytes, w
from tests.support.filling import find_control, pack_again, write_into
from tests.support.papers import part

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"
 ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"
 ContentType="application/xml"/><Override PartName="/word/document.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override
 PartName="/word/styles.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override
 PartName="/word/settings.xml"
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override
 PartName="/word/theme/theme1.xml" ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/></Types>
"""
_THEME = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"><a:themeElements><a:fontScheme
 name="Office"><a:majorFont><a:latin typeface="Cambria"/><a:ea typeface=""/><a:font script="Hans"
 typeface="宋体"/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/><a:font script="Hans"
 typeface="等线"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>
"""


def fill_outline(data: bytes, answers: Mapping[str, list[str]]) -> bytes:
    """Return an outline with some places filled."""
    root = part(data)
    for key, paragraphs in answers.items():
        write_into(find_control(root, key), paragraphs)
    return pack_again(data, root)


def change(data: bytes, damage: Callable[[Element], None]) -> bytes:
    """Return a file whose document.xml was changed."""
    root = part(data)
    damage(root)
    return pack_again(data, root)


def find_paragraph(root: Element, words: str) -> Element:
    """Return the first paragraph with some words."""
    return next(
        one
        for one in root.iter(f"{W}p")
        if words in "".join(t.text or "" for t in one.iter(f"{W}t"))
    )


def set_runs(paragraph: Element, *formats: Element) -> None:
    """Give all runs of a paragraph direct formatting."""
    for run in paragraph.iter(f"{W}r"):
        properties = run.find(f"{W}rPr")
        if properties is None:
            properties = w("rPr")
            run.insert(0, properties)
        for one in formats:
            for old in properties.findall(one.tag):
                properties.remove(old)
            copied = w(one.tag.removeprefix(W))
            copied.attrib.update(one.attrib)
            properties.append(copied)


def write_foreign(paragraphs: Iterable[tuple[str, Element | None]]) -> bytes:
    """Return a file as Word makes it from nothing: its own ids of styles, theme fonts, no page numbers.

    A paragraph is its words and its direct formatting (pPr), if any.
    """
    body = w("body")
    for text, properties in paragraphs:
        body.append(w("p", properties, w("r", text_element(text))))
    margins = w(
        "pgMar", top=1440, right=1800, bottom=1440, left=1800, header=851, footer=992, gutter=0
    )
    body.append(w("sectPr", w("pgSz", w=12240, h=15840), margins))
    return write_zip({
        "[Content_Types].xml": _TYPES.encode(),
        "_rels/.rels": write_relationships({"rId1": (f"{_OFFICE}/officeDocument", "word/document.xml")}),
        "word/document.xml": to_bytes(w("document", body)),
        "word/_rels/document.xml.rels": write_relationships({
            "rId1": (f"{_OFFICE}/styles", "styles.xml"), "rId2": (f"{_OFFICE}/settings", "settings.xml"),
            "rId3": (f"{_OFFICE}/theme", "theme/theme1.xml"),
        }),
        "word/styles.xml": to_bytes(_styles()),
        "word/settings.xml": to_bytes(w("settings", w("zoom", percent=100), w("compat"))),
        "word/theme/theme1.xml": _THEME.encode(),
    })  # fmt: skip


def _styles() -> Element:
    fonts = w(
        "rFonts", asciiTheme="minorHAnsi", eastAsiaTheme="minorEastAsia", hAnsiTheme="minorHAnsi"
    )
    defaults = w("docDefaults", w("rPrDefault", w("rPr", fonts)), w("pPrDefault"))
    normal = w(
        "style", w("name", val="Normal"), w("qFormat"), w("pPr", w("jc", val="both")),
        w("rPr", w("kern", val=2), w("sz", val=21), w("szCs", val=22)),
        type="paragraph", default=1, styleId="a",
    )  # fmt: skip
    heading = w(
        "style", w("name", val="heading 1"), w("basedOn", val="a"), w("next", val="a"),
        w("pPr", w("keepNext"), w("spacing", before=340, after=330, line=578, lineRule="auto"), w("outlineLvl", val=0)),
        w("rPr", w("b"), w("bCs"), w("kern", val=44), w("sz", val=44), w("szCs", val=44)),
        type="paragraph", styleId="1",
    )  # fmt: skip
    return w("styles", defaults, normal, heading)
