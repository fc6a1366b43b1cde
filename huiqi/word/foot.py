"""The copy block at the foot of the last page: a text box that every program leaves there."""

from __future__ import annotations

from lxml import etree

from huiqi.word.xml import W_URI, Element, w

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_WP, _A = f"{_DRAWING}/wordprocessingDrawing", f"{_DRAWING}/main"
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_NAMES = {"w": W_URI, "wp": _WP, "a": _A, "wps": _WPS}
_EMU = 635  # a twip
_LINE = 480
_THICK, _THIN = 8, 6  # eighths of a point: 0.35 mm and 0.25 mm


def make_foot(lines: list[Element], width: int) -> Element:
    """Return a paragraph that holds the lines in ruled rows at the foot of its page."""
    table = _make_table(lines, width)
    height = max(1, len(lines)) * _LINE * _EMU
    box = w("txbxContent", table, w("p", w("pPr", w("spacing", line=20, lineRule="exact"))))
    drawing: Element = etree.fromstring(_anchor(width * _EMU, height))
    drawing.find(f".//{{{_WPS}}}txbx").append(box)
    return w("p", w("pPr", w("pStyle", val="CopyBlock")), w("r", drawing))


def _make_table(lines: list[Element], width: int) -> Element:
    def rule(side: str, size: int) -> Element:
        return w(side, val="single", sz=size, space=0, color="000000")

    borders = w("tblBorders", rule("top", _THICK), rule("bottom", _THICK), rule("insideH", _THIN))
    margins = w("tblCellMar", w("left", w=0, type="dxa"), w("right", w=0, type="dxa"))
    properties = w("tblPr", w("tblW", w=width, type="dxa"), borders,
                   w("tblLayout", type="fixed"), margins)  # fmt: skip
    rows = (
        w("tr", w("trPr", w("cantSplit"), w("trHeight", val=_LINE, hRule="exact")),
          w("tc", w("tcPr", w("tcW", w=width, type="dxa"), w("vAlign", val="center")), line))
        for line in lines
    )  # fmt: skip
    return w("tbl", properties, w("tblGrid", w("gridCol", w=width)), *rows)


def _anchor(width: int, height: int) -> str:
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMES.items())
    return f"""<w:drawing {names}><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0"
 relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0">
<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin"><wp:align>left</wp:align></wp:positionH>
<wp:positionV relativeFrom="margin"><wp:align>bottom</wp:align></wp:positionV>
<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapTopAndBottom/>
<wp:docPr id="1" name="版记"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="{_WPS}"><wps:wsp><wps:cNvSpPr txBox="1"/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>
<wps:txbx/><wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"><a:noAutofit/></wps:bodyPr>
</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>""".replace("\n", "")
