"""The sections of a document: upright pages, and pages on which wide tables lie across.

A table that lies across has its head at the binding edge on odd pages and at the cut on even ones (GB/T 9704—2012,
7.4), which is the left edge of the upright sheet both times: one rotation. The page number keeps its place on the
sheet, so on these pages it stands turned beside the text area.
"""

from __future__ import annotations

from lxml import etree

from huiqi.word.house_style import HouseStyle
from huiqi.word.keeping import style_of
from huiqi.word.ooxml import MM, PT, R_URI, W_URI, Element, R, W, text_element, to_bytes, w
from huiqi.word.tables import is_wide
from huiqi.word.text_boxes import Box, draw_box

# The footers by the ids of their relationships.
FOOTERS = {
    "rIdOdd": "footer1.xml", "rIdEven": "footer2.xml",
    "rIdOddAcross": "footer3.xml", "rIdEvenAcross": "footer4.xml",
}  # fmt: skip
_UPRIGHT, _ACROSS = ("rIdOdd", "rIdEven"), ("rIdOddAcross", "rIdEvenAcross")
_HEADINGS = ("Heading1", "Heading2", "Heading3", "Heading4")
_FIRST_BOX = 9  # behind those of the text
_NUMBER_LINE = 320  # twips: room for a turned page number


def make_section(house_style: HouseStyle, *, letter: bool = False) -> Element:
    """Return an upright section: page, margins, grid, page numbers."""
    page = house_style.page
    margins = {str(side): round(value * MM) for side, value in page.margins.items()}
    size = w("pgSz", w=round(page.width * MM), h=round(page.height * MM))
    return _make_section(house_style, _UPRIGHT, size, margins, letter=letter)


def _make_across(house_style: HouseStyle) -> Element:
    """Return a section of pages that are read turned to the right: their top is the sheet's left edge."""
    page = house_style.page
    margins = {str(side): round(value * MM) for side, value in page.margins.items()}
    turned = {"top": "left", "right": "top", "bottom": "right", "left": "bottom"}
    size = w(
        "pgSz", w=round(page.height * MM), h=round(page.width * MM), orient="landscape", code=9
    )
    moved = {side: margins[upright] for side, upright in turned.items()}
    return _make_section(house_style, _ACROSS, size, moved)


def _make_section(
    house_style: HouseStyle,
    footers: tuple[str, str],
    size: Element,
    margins: dict[str, int],
    *,
    letter: bool = False,
) -> Element:
    section = w("sectPr")
    for kind, key in zip(("default", "even"), footers, strict=True):
        footer = w("footerReference", type=kind)
        footer.set(f"{R}id", key)
        section.append(footer)
    section.append(size)
    distance = round(house_style.page.footer * MM)
    section.append(w("pgMar", **margins, header=851, footer=distance, gutter=0))
    if letter:
        section.append(w("titlePg"))
    section.append(w("docGrid", type="lines", linePitch=round(house_style.page.grid_pitch * PT)))
    return section


def lay_wide_tables_across(house_style: HouseStyle, body: Element) -> None:
    """Put each wide table on pages of its own, across, with the heading above it.

    Where no heading stands above it, all from the beginning lies across.
    """
    for table in body.findall(f"{W}tbl"):
        if is_wide(table, house_style.text_width):
            first = _find_first(table)
            if first is not None and first.getprevious() is not None:
                _end_section(first.getprevious(), make_section(house_style))
            behind = table.getnext()
            if behind is None or behind.getnext() is None:
                body.append(_make_across(house_style))
            else:
                table.addnext(tiny_paragraph())
                _end_section(table.getnext(), _make_across(house_style))


def _find_first(table: Element) -> Element | None:
    """Return the heading above a table; none where the document begins with what lies across."""
    before = table.getprevious()
    while before is not None:
        if style_of(before) in _HEADINGS:
            return before
        before = before.getprevious()
    return None


def _end_section(block: Element, section: Element) -> None:
    """Let a section end with a block: a paragraph, or one of no room behind a table."""
    if block.tag != f"{W}p":
        block.addnext(tiny_paragraph())
        block = block.getnext()
    block.find(f"{W}pPr").append(section)


def tiny_paragraph() -> Element:
    """Return a paragraph that takes no room: behind a full page it would begin an empty one."""
    room = w("spacing", before=0, after=0, line=20, lineRule="exact")
    return w("p", w("pPr", w("pStyle", val="Compact"), room, w("rPr", w("sz", val=2))))


def write_footers(house_style: HouseStyle) -> dict[str, bytes]:
    """Return the footers by the names of their parts."""
    names = iter(FOOTERS.values())
    upright = {next(names): _write_footer(_number(house_style, side)) for side in ("right", "left")}
    turned = {
        next(names): _write_footer(_turn(house_style, _number(house_style, side), box))
        for box, side in enumerate(("right", "left"), start=_FIRST_BOX)
    }
    return upright | turned


def _write_footer(paragraph: Element) -> bytes:
    # Nothing here refers to another part. Readers of Word files look for the prefix all the same, as Word declares it
    # in every part with text (docx2python 3.7 stops without it).
    footer = etree.Element(f"{W}ftr", nsmap={"w": W_URI, "r": R_URI})
    footer.append(paragraph)
    return to_bytes(footer)


def _turn(house_style: HouseStyle, number: Element, box_id: int) -> Element:
    """Return the footer of a page that lies across: a box beside the text area, with the text turned.

    The middle of the number is as far from the text area as on an upright page.
    """
    page = house_style.page
    height = house_style.text_width
    down = ("page", round(page.margins["left"] * MM))
    left = ("page", round(page.footer * MM))
    box = Box(box_id, "页码", _NUMBER_LINE, height, left, down, turned=True)
    return w("p", w("pPr", w("pStyle", val="Footer")), w("r", draw_box(box, [number])))


def _number(house_style: HouseStyle, side: str) -> Element:
    """Return the page number: — 1 — one character from the edge, on its side of the page."""
    indent = round(house_style.page.number.size * PT)
    place = w("ind", **{f"{side}Chars": 100, side: indent})
    layout = w("pPr", w("pStyle", val="Footer"), place, w("jc", val=side))
    field = [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", text_element(" PAGE ", "instrText")),
        w("r", w("fldChar", fldCharType="separate")),
        w("r", text_element("1")),
        w("r", w("fldChar", fldCharType="end")),
    ]
    before, after = (
        w("r", w("rPr", w("rFonts", hint="eastAsia")), text_element(dash)) for dash in ("— ", " —")
    )
    return w("p", layout, before, *field, after)
