"""What is drawn in a Word file: pictures, text boxes, and what no page can show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from huiqi.materials.images import picture_kind
from huiqi.word.ooxml import Element, R, W

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_FORMATS = {
    ".emf": "EMF 图片", ".wmf": "WMF 图片", ".svg": "SVG 图片", ".tif": "TIFF 图片", ".tiff": "TIFF 图片",
    ".gif": "GIF 图片", ".bmp": "BMP 图片", ".webp": "WebP 图片", ".wdp": "HD 图片",
}  # fmt: skip
_DATA = {
    "chart": "图表", "chartex": "图表", "diagram": "SmartArt 图形", "lockedCanvas": "画布图形", "ink": "墨迹",
}  # fmt: skip
# What a program of today reads of the newer forms beside the older ones.
_KNOWN = {
    "wps", "wpg", "wpc", "wpi", "w14", "w15", "w16", "w16se", "w16cid", "w16du", "wp14", "a14", "c14", "cx", "cx1", "cx2",
    "cx4", "am3d", "aink", "x14ac", "wpsCustomData", "v", "o", "w", "a", "pic", "wp",
}  # fmt: skip


@dataclass(frozen=True)
class Drawn:
    """One thing that is drawn: a picture, the text of a box, a word of art, or a mere name."""

    picture: str = ""  # the relationship that leads to it
    about: str = ""
    box: Element | None = None
    text: str = ""
    missing: str = ""  # what it is that cannot be shown


def choose(element: Element) -> Element | None:
    """Return the branch of an ``mc:AlternateContent`` that Word shows."""
    for choice in element.findall(f"{MC}Choice"):
        if set((choice.get("Requires") or "").split()) <= _KNOWN:
            return choice
    return element.find(f"{MC}Fallback")


def find_drawn(
    element: Element, targets: Mapping[str, str], parts: Mapping[str, bytes]
) -> Iterator[Drawn]:
    """Yield what a ``w:drawing``, ``w:pict`` or ``w:object`` shows, in its order."""
    found = list(_walk(element, targets, parts, _about(element)))
    if element.tag == f"{W}object" and not any(item.picture for item in found):
        program = next((item.get("ProgID") or "" for item in element.iter(f"{_O}OLEObject")), "")
        yield Drawn(missing=f"嵌入的对象（{program}）" if program else "嵌入的对象")
        found = [item for item in found if not item.missing]
    yield from found


def _about(element: Element) -> str:
    return next((item.get("descr") or "" for item in element.iter(f"{_WP}docPr")), "")


def _walk(
    element: Element, targets: Mapping[str, str], parts: Mapping[str, bytes], about: str
) -> Iterator[Drawn]:
    for child in element:
        tag = child.tag
        if tag == f"{MC}AlternateContent":
            chosen = choose(child)
            if chosen is not None:
                yield from _walk(chosen, targets, parts, about)
        elif tag == f"{W}txbxContent":
            yield Drawn(box=child)
        elif tag in (f"{_A}blip", f"{_V}imagedata"):
            yield _picture(child, targets, parts, about)
        elif tag == f"{_V}textpath" and child.get("string"):
            yield Drawn(text=child.get("string"))
        elif tag == f"{_A}graphicData" and (kind := _data_kind(child)):
            yield Drawn(missing=kind)
        elif tag == f"{W}control":
            yield Drawn(missing="控件")
        elif isinstance(tag, str) and tag.rpartition("}")[2] in ("contentPart", "OLEObject"):
            if tag.endswith("contentPart"):
                yield Drawn(missing="墨迹")
        elif tag != f"{_A}blipFill" or _is_drawn(child):
            yield from _walk(child, targets, parts, about)


def _is_drawn(fill: Element) -> bool:
    """Whether a picture that fills a shape is more than the paper of a text box."""
    shape = fill.getparent()
    return (
        shape is None
        or shape.getparent() is None
        or not list(shape.getparent().iter(f"{W}txbxContent"))
    )


def _data_kind(data: Element) -> str:
    uri = (data.get("uri") or "").rpartition("/")[2]
    return _DATA.get(uri, "")


def _picture(
    element: Element, targets: Mapping[str, str], parts: Mapping[str, bytes], about: str
) -> Drawn:
    relation = element.get(f"{R}embed") or element.get(f"{R}id") or element.get(f"{R}pict") or ""
    target = targets.get(relation, "")
    data = parts.get(target)
    if data is not None and picture_kind(data):
        return Drawn(picture=relation, about=about)
    if data is None:
        return Drawn(missing="不在文件中的图片")
    ending = target[target.rfind(".") :].lower()
    return Drawn(missing=_FORMATS.get(ending, "图片"))


def write_picture(drawn: Drawn, number: int) -> Element:
    """Return a picture as pandoc reads it."""
    from lxml import etree

    pic = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
    drawing = etree.Element(f"{W}drawing")
    inline = etree.SubElement(drawing, f"{_WP}inline")
    etree.SubElement(inline, f"{_WP}extent", cx="914400", cy="914400")
    etree.SubElement(inline, f"{_WP}docPr", id=str(number), name="", descr=drawn.about)
    graphic = etree.SubElement(inline, f"{_A}graphic")
    data = etree.SubElement(graphic, f"{_A}graphicData", uri=pic[1:-1])
    fill = etree.SubElement(etree.SubElement(data, f"{pic}pic"), f"{pic}blipFill")
    etree.SubElement(fill, f"{_A}blip").set(f"{R}embed", drawn.picture)
    return drawing
