"""What stands at a fixed place of the page: the copy block, the head of a letter, the number of a turned page.

DrawingML's text box is no part of ECMA-376, but of Microsoft's extension of 2010; Word writes it as a choice of
``mc:AlternateContent``, and somebody reports that it refuses one that stands bare. A program that does not know
the extension leaves the box out (ECMA-376-3, 10.2.1), instead of refusing the file.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from lxml import etree

from huiqi.word.house_style import HouseStyle
from huiqi.word.ooxml import MM, PT, W_URI, Element, W, w
from huiqi.word.text_width import measure_paragraph

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_WP, _A = f"{_DRAWING}/wordprocessingDrawing", f"{_DRAWING}/main"
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_NAMES = {"mc": _MC, "w": W_URI, "wp": _WP, "a": _A, "wps": _WPS}
_EMU = 635  # a twip
_LINE = 480
_THICK, _THIN = 8, 6  # eighths of a point: 0.35 mm and 0.25 mm


@dataclass(frozen=True)
class Box:
    """A text box: its size in twips, and from what it is placed, by alignment or distance.

    In one that is turned the text runs from top to bottom; one that lies over the text does not move it.
    """

    number: int
    name: str
    width: int
    height: int
    across: tuple[str, str | int]
    down: tuple[str, str | int]
    sits: str = "t"
    turned: bool = False
    over: bool = False


def make_foot(house_style: HouseStyle, lines: list[Element], *, ruled: bool) -> Element:
    """Return a paragraph that holds the lines at the foot of its page, in ruled rows or bare.

    The box lies over the text; the paragraph is as high, so that both have room on the page that it stands on.
    """
    width = house_style.text_width
    height = _LINE * max(1, sum(_count_lines(house_style, line) for line in lines))
    box = Box(
        1, "版记", width, height, ("margin", "left"), ("margin", "bottom"), sits="b", over=True
    )
    drawing = draw_box(box, [_make_table(lines, width), _last()] if ruled else lines)
    room = w("spacing", line=height, lineRule="exact")
    return w("p", w("pPr", w("pStyle", val="CopyBlock"), room), w("r", drawing))


def _count_lines(house_style: HouseStyle, paragraph: Element) -> int:
    """Return how many lines a paragraph of the copy block takes: those of its list stand below each other."""
    style = house_style.styles.paragraphs["CopyList"]
    characters = house_style.text_width / PT / (style.size or 1)
    room = characters - (style.left or 0) - (style.right or 0)
    # A sign that begins no line takes another one down with it.
    return math.ceil((measure_paragraph(paragraph) - (style.hanging or 0)) / (room - 1))


def make_letterhead(house_style: HouseStyle, masthead: list[Element]) -> list[Element]:
    """Return runs that hold a letter's masthead above the text area and the rule at its foot."""
    letter, middle = house_style.page.letter, ("page", "center")
    width, end = round(letter.width * MM), house_style.page.height - letter.foot
    height = round(letter.height * MM) - _shrunk(house_style, masthead)
    head = Box(2, "发文机关标志", width, height, middle, ("page", round(letter.top * MM)))
    rule = Box(3, "信函底线", width, _THICK * 20, middle, ("page", round(end * MM)))
    line = w("p", w("pPr", w("pStyle", val="LetterRule")))
    return [w("r", draw_box(head, masthead)), w("r", draw_box(rule, [line]))]


def _shrunk(house_style: HouseStyle, masthead: list[Element]) -> int:
    """Return by how much a long masthead's line is lower than the style's."""
    usual = round(float(house_style.styles.paragraphs["LetterMasthead"].line or 0) * PT)
    lines = [int(mark.get(f"{W}line")) for one in masthead for mark in one.iter(f"{W}spacing")]
    return usual - min(lines, default=usual)


def _last() -> Element:
    """Return the paragraph that Word wants behind a table; it takes no room."""
    return w("p", w("pPr", w("spacing", line=20, lineRule="exact")))


def _make_table(lines: list[Element], width: int) -> Element:
    def rule(side: str, size: int) -> Element:
        return w(side, val="single", sz=size, space=0, color="000000")

    borders = w("tblBorders", rule("top", _THICK), rule("bottom", _THICK), rule("insideH", _THIN))
    margins = w("tblCellMar", w("left", w=0, type="dxa"), w("right", w=0, type="dxa"))
    properties = w("tblPr", w("tblW", w=width, type="dxa"), borders,
                   w("tblLayout", type="fixed"), margins)  # fmt: skip
    rows = (
        w("tr", w("trPr", w("cantSplit"), w("trHeight", val=_LINE, hRule="atLeast")),
          w("tc", w("tcPr", w("tcW", w=width, type="dxa"), w("vAlign", val="center")), line))
        for line in lines
    )  # fmt: skip
    return w("tbl", properties, w("tblGrid", w("gridCol", w=width)), *rows)


def draw_box(box: Box, content: list[Element]) -> Element:
    """Return the drawing of a text box, in the one form that every program leaves in its place."""
    drawing: Element = etree.fromstring(_anchor(box))
    drawing.find(f".//{{{_WPS}}}txbx").append(w("txbxContent", *content))
    return drawing


def _anchor(box: Box) -> str:
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMES.items())
    width, height = box.width * _EMU, box.height * _EMU
    turned = ' vert="vert"' if box.turned else ""
    wrap = "None" if box.over else "TopAndBottom"
    return f"""<mc:AlternateContent {names}><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0"
 relativeHeight="{box.number}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0">
<wp:simplePos x="0" y="0"/>{_place("H", box.across)}{_place("V", box.down)}
<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrap{wrap}/>
<wp:docPr id="{box.number}" name="{box.name}"/><wp:cNvGraphicFramePr/>
<a:graphic><a:graphicData uri="{_WPS}"><wps:wsp><wps:cNvSpPr txBox="1"/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>
<wps:txbx/><wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{box.sits}"{turned}><a:noAutofit/></wps:bodyPr>
</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent>""".replace(
        "\n", ""
    )


def _place(axis: str, place: tuple[str, str | int]) -> str:
    start, value = place
    said = (
        f"<wp:posOffset>{value * _EMU}</wp:posOffset>"
        if isinstance(value, int)
        else f"<wp:align>{value}</wp:align>"
    )
    return f'<wp:position{axis} relativeFrom="{start}">{said}</wp:position{axis}>'
