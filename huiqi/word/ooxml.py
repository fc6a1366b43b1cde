"""The names of WordprocessingML, and writing it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree

W_URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_URI = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = f"{{{W_URI}}}"
R = f"{{{R_URI}}}"
MM = 1440 / 25.4  # twips
PT = 20  # twips
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
Element = Any  # lxml's elements, for which there are no exact types


def w(tag: str, /, *children: Element, **attributes: object) -> Element:
    """Return an element of the w namespace; attributes that are None are left out."""
    element = etree.Element(f"{W}{tag}", nsmap={"w": W_URI})
    for name, value in attributes.items():
        if value is not None:
            element.set(f"{W}{name}", str(value))
    element.extend(child for child in children if child is not None)
    return element


def text_element(text: str, tag: str = "t") -> Element:
    """Return an element of text that keeps its blanks."""
    element = w(tag)
    element.text = text
    element.set(XML_SPACE, "preserve")
    return element


def to_bytes(root: Element) -> bytes:
    """Return a part of the package as it is stored."""
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def parse(data: bytes) -> Element:
    """Read a part; nothing outside it is ever fetched. Remarks of XML itself would cut a text in two."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )  # fmt: skip
    return etree.fromstring(data, parser)


def text_of(element: Element) -> str:
    """Return the text that a reader sees in an element."""
    marks = element.iter(f"{W}t", f"{W}noBreakHyphen")
    return "".join("-" if mark.tag == f"{W}noBreakHyphen" else mark.text or "" for mark in marks)


def all_of(element: Element, *tags: str) -> Iterable[Element]:
    """Yield the descendants with these tags of the w namespace."""
    yield from element.iter(*(f"{W}{tag}" for tag in tags))
