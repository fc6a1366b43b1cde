"""A Word file as a package of parts, the same bytes for the same content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from xml.sax.saxutils import escape

from lxml import etree

from huiqi.files.zip_archive import append_to_zip, write_zip
from huiqi.word.glossary import (
    GLOSSARY,
    GLOSSARY_RELATION,
    GLOSSARY_TYPES,
    glossary_parts,
    write_relationships,
)
from huiqi.word.house_style import HouseStyle
from huiqi.word.numbers import BEGINS_NO_LINE, ENDS_NO_LINE
from huiqi.word.ooxml import PT, R_URI, W_URI, Element, W, to_bytes, w
from huiqi.word.sections import FOOTERS, make_section, write_footers
from huiqi.word.style_parts import LANGUAGE, write_fonts, write_styles

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "styles.xml": "styles", "settings.xml": "settings", "fontTable.xml": "fontTable", "theme/theme1.xml": "theme",
}  # fmt: skip
_COPY_DIGITS = 16
# Written as text: a pack has thousands of these parts, and elements take twice as long.
_CUSTOM = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
    "{items}</Properties>"
)
_PROPERTY = (
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="huiqi-{name}">'
    "<vt:lpwstr>{value}</vt:lpwstr></property>"
)


@dataclass(frozen=True)
class Properties:
    """What a file says of itself: its title, and whose copy of which paper it is.

    ``paper`` tells the papers of one document apart; ``people`` are the ids of those it is for, ``office``
    that of the office. ``form`` is the SHA-256 of the document.xml that is handed out: by it the blank is
    found again that a filled paper was made from.
    """

    title: str
    cycle: str
    document: str
    paper: str
    people: tuple[str, ...] = ()
    office: str = ""
    form: str = ""
    anonymous: bool = False
    draft: bool = False

    @property
    def copy(self) -> str:
        """The id of the copy, the same for the same copy; empty for one that tells nothing of its author."""
        if self.anonymous or not self.form:
            return ""
        people = " ".join(self.people)
        key = "\0".join((self.cycle, self.document, self.paper, people, self.office))
        return hashlib.sha256(key.encode()).hexdigest()[:_COPY_DIGITS]


def write_document(house_style: HouseStyle, body: Element, *, letter: bool = False) -> bytes:
    """Return the document.xml around a body; where it says nothing else, it is one upright section.

    A letter shows no page number on its first page.
    """
    if not len(body) or body[-1].tag != f"{W}sectPr":
        body.append(make_section(house_style, letter=letter))
    return to_bytes(body.getparent())


def write_docx(
    house_style: HouseStyle, document: bytes, properties: Properties, prompts: bytes = b""
) -> bytes:
    """Return a Word file with this document.xml and, where it has places to fill, their prompts."""
    parts = {
        "word/document.xml": document,
        "docProps/core.xml": _core(properties.title),
        "docProps/custom.xml": _custom(properties),
    }
    if prompts:
        parts[GLOSSARY] = prompts
    footers = tuple(key for key in FOOTERS if f'"{key}"'.encode() in document)
    return append_to_zip(_shared_archive(house_style, footers, prompts=bool(prompts)), parts)


def write_reference_docx(house_style: HouseStyle) -> bytes:
    """Return an empty file with the house style's styles, for pandoc to take their ids from."""
    root = etree.Element(f"{{{W_URI}}}document", nsmap={"w": W_URI, "r": R_URI})
    root.append(w("body", w("p")))
    document = write_document(house_style, root[0])
    return write_docx(house_style, document, Properties("会期", "", "", "reference"))


@lru_cache
def _shared_archive(house_style: HouseStyle, footers: tuple[str, ...], *, prompts: bool) -> bytes:
    """Return an archive of the parts that files with these footers have in common, compressed once."""
    shared = _shared_parts(house_style, footers, prompts=prompts)
    return write_zip(shared | (glossary_parts(house_style) if prompts else {}))


def _shared_parts(
    house_style: HouseStyle, footers: tuple[str, ...], *, prompts: bool
) -> dict[str, bytes]:
    """Return the parts that all files with these footers have in common."""
    names = {key: FOOTERS[key] for key in footers}
    written = write_footers(house_style)
    return {
        "[Content_Types].xml": _content_types(names.values(), prompts=prompts),
        "_rels/.rels": write_relationships({
            "rId1": (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
            "rId2": (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            "rId3": (f"{_OFFICE}/relationships/custom-properties", "docProps/custom.xml"),
        }),
        "word/_rels/document.xml.rels": write_relationships({
            f"rId{number}": (f"{_OFFICE}/relationships/{kind}", name)
            for number, (name, kind) in enumerate(_PARTS.items(), start=1)
        } | {
            key: (f"{_OFFICE}/relationships/footer", name) for key, name in names.items()
        } | (GLOSSARY_RELATION if prompts else {})),
        "word/styles.xml": write_styles(house_style),
        "word/settings.xml": _settings(house_style),
        "word/fontTable.xml": write_fonts(house_style),
        "word/theme/theme1.xml": house_style.theme,
        **{f"word/{name}": written[name] for name in names.values()},
    }  # fmt: skip


def _content_types(footers: Iterable[str], *, prompts: bool) -> bytes:
    uri = f"{_PACKAGE}/content-types"
    root = etree.Element(f"{{{uri}}}Types", nsmap={None: uri})
    package = "application/vnd.openxmlformats-package"
    for extension, kind in (("rels", f"{package}.relationships+xml"), ("xml", "application/xml")):
        etree.SubElement(root, f"{{{uri}}}Default", Extension=extension, ContentType=kind)
    kinds = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/docProps/core.xml": f"{package}.core-properties+xml",
        "/docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    } | {f"/word/{name}": f"{_WORD}.{kind}+xml" for name, kind in _PARTS.items()}
    kinds["/word/theme/theme1.xml"] = "application/vnd.openxmlformats-officedocument.theme+xml"
    kinds |= {f"/word/{name}": f"{_WORD}.footer+xml" for name in footers}
    kinds |= GLOSSARY_TYPES if prompts else {}
    for name, kind in kinds.items():
        etree.SubElement(root, f"{{{uri}}}Override", PartName=name, ContentType=kind)
    return to_bytes(root)


def _settings(house_style: HouseStyle) -> bytes:
    compatibility = w(
        "compat", w("spaceForUL"), w("balanceSingleByteDoubleByteWidth"), w("doNotLeaveBackslashAlone"),
        w("ulTrailSpace"), w("doNotExpandShiftReturn"), w("adjustLineHeightInTable"), w("useFELayout"),
        w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15),
    )  # fmt: skip
    return to_bytes(
        w(
            "settings", w("zoom", percent=100), w("defaultTabStop", val=640), w("evenAndOddHeaders"),
            w("drawingGridVerticalSpacing", val=round(house_style.page.grid_pitch * PT)), w("characterSpacingControl", val="compressPunctuation"),
            w("noLineBreaksAfter", lang=LANGUAGE, val=ENDS_NO_LINE), w("noLineBreaksBefore", lang=LANGUAGE, val=BEGINS_NO_LINE),
            compatibility, w("themeFontLang", val=LANGUAGE, eastAsia=LANGUAGE),
        )
    )  # fmt: skip


@lru_cache(maxsize=256)
def _core(title: str) -> bytes:
    uri, dc = f"{_PACKAGE}/metadata/core-properties", "http://purl.org/dc/elements/1.1/"
    root = etree.Element(f"{{{uri}}}coreProperties", nsmap={"cp": uri, "dc": dc})
    etree.SubElement(root, f"{{{dc}}}title").text = title
    etree.SubElement(root, f"{{{dc}}}language").text = LANGUAGE
    return to_bytes(root)


def _custom(properties: Properties) -> bytes:
    values = {
        "cycle": properties.cycle, "document": properties.document, "paper": properties.paper,
        "people": " ".join(properties.people),
    }  # fmt: skip
    more = {
        "office": properties.office, "form": properties.form, "copy": properties.copy,
        "draft": "yes" if properties.draft else "",
    }  # fmt: skip
    values |= {name: value for name, value in more.items() if value}
    items = "".join(
        _PROPERTY.format(number=number, name=name, value=escape(value))
        for number, (name, value) in enumerate(values.items(), start=2)
    )
    return _CUSTOM.format(items=items).encode()
