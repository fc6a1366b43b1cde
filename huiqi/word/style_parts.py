"""styles.xml and fontTable.xml, written from the house style."""

from __future__ import annotations

from huiqi.word.house_style import CharacterStyle, Font, HouseStyle, Style
from huiqi.word.ooxml import PT, Element, to_bytes, w

LANGUAGE = "zh-CN"
# Where a rule stands, its kind, its width in eighths of a point, its distance in points.
_RULES = {
    "red": ("bottom", "single", 16, 7),
    "thick-thin": ("bottom", "thickThinSmallGap", 24, 8),
    "thin-thick": ("top", "thickThinSmallGap", 24, 0),
}


def write_styles(house_style: HouseStyle) -> bytes:
    """Return styles.xml: the house style's styles, and the plain table that pandoc asks for."""
    root = w("styles")
    root.append(_defaults(house_style))
    root.append(_default_characters())
    root.append(_table_normal())
    for key, style in house_style.styles.paragraphs.items():
        root.append(_paragraph_style(house_style, key, style))
    for key, characters in house_style.styles.characters.items():
        root.append(_character_style(house_style, key, characters))
    root.append(_table())
    return to_bytes(root)


def write_fonts(house_style: HouseStyle) -> bytes:
    """Return fontTable.xml: each font, and what to take where it is missing."""
    root = w("fonts")
    for font in house_style.styles.fonts.values():
        root.append(
            w(
                "font",
                w("altName", val=font.instead),
                w("charset", val="86"),
                w("family", val="modern"),
                w("pitch", val="fixed"),
                name=font.name,
            )
        )
    return to_bytes(root)


def _defaults(house_style: HouseStyle) -> Element:
    font = house_style.styles.fonts[house_style.styles.paragraphs["Normal"].font or ""]
    language = w("lang", val="en-US", eastAsia=LANGUAGE, bidi="ar-SA")
    size = round((house_style.styles.paragraphs["Normal"].size or 16) * 2)
    words = w(
        "rPr", _fonts(font), w("kern", val=0), w("sz", val=size), w("szCs", val=size), language
    )
    spacing = w("spacing", before=0, after=0)
    return w("docDefaults", w("rPrDefault", words), w("pPrDefault", w("pPr", spacing)))


def _fonts(font: Font) -> Element:
    # Quotation marks and dashes belong to both scripts: with one font for all they stay Chinese.
    return w("rFonts", ascii=font.name, hAnsi=font.name, eastAsia=font.name, cs=font.name)


def _default_characters() -> Element:
    return w("style", w("name", val="Default Paragraph Font"), w("uiPriority", val=1),
             w("semiHidden"), type="character", default=1, styleId="DefaultParagraphFont")  # fmt: skip


def _table_normal() -> Element:
    cells = w("tblCellMar", w("top", w=0, type="dxa"), w("left", w=57, type="dxa"),
              w("bottom", w=0, type="dxa"), w("right", w=57, type="dxa"))  # fmt: skip
    properties = w("tblPr", w("tblInd", w=0, type="dxa"), cells)
    return w("style", w("name", val="Normal Table"), w("uiPriority", val=99), w("semiHidden"),
             properties, type="table", default=1, styleId="TableNormal")  # fmt: skip


def _table() -> Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = (w(side, val="single", sz=4, space=0, color="000000") for side in sides)
    properties = w("tblPr", w("tblInd", w=0, type="dxa"), w("tblBorders", *borders))
    return w("style", w("name", val="Table"), w("basedOn", val="TableNormal"), properties,
             type="table", customStyle=1, styleId="Table")  # fmt: skip


def _paragraph_style(house_style: HouseStyle, key: str, style: Style) -> Element:
    own = key not in ("Normal", "Title", "BodyText", "Footer") and not key[-1].isdigit()
    default = 1 if key == "Normal" else None
    return w(
        "style",
        w("name", val=style.name.lower() if key == "Footer" else style.name),
        w("basedOn", val=style.based) if style.based else None,
        w("qFormat"),
        _paragraph_properties(house_style, style),
        _run_properties(house_style, style),
        type="paragraph", default=default, customStyle=1 if own else None, styleId=key,
    )  # fmt: skip


def _paragraph_properties(house_style: HouseStyle, style: Style) -> Element:
    """Return pPr; the schema fixes the order of its children."""
    tabs = w("tabs", w("tab", val="right", pos=house_style.text_width - round(16 * PT)))
    grid = {None: None, False: w("snapToGrid", val=0), True: w("snapToGrid", val=1)}
    return w(
        "pPr",
        w("keepNext") if style.keep_next else None,
        w("pageBreakBefore") if style.new_page else None,
        w("widowControl", val=0) if style.based is None else None,
        _rule(style.rule) if style.rule else None,
        tabs if style.tab else None,
        grid[style.grid],
        _spacing(style),
        _indents(style),
        w("jc", val=style.align) if style.align else None,
        w("outlineLvl", val=style.level - 1) if style.level else None,
    )


def _rule(name: str) -> Element:
    side, kind, width, space = _RULES[name]
    return w("pBdr", w(side, val=kind, sz=width, space=space, color="FF0000"))


def _spacing(style: Style) -> Element | None:
    if style.line is None and style.before is None and style.after is None:
        return None
    line = None if style.line is None else round(style.line * PT)
    return w(
        "spacing",
        before=None if style.before is None else round(style.before * PT),
        after=None if style.after is None else round(style.after * PT),
        line=line,
        lineRule="exact" if line else None,
    )


def _indents(style: Style) -> Element | None:
    given = {
        "left": style.left, "right": style.right, "hanging": style.hanging, "firstLine": style.indent,
    }  # fmt: skip
    attributes: dict[str, int] = {}
    for name, count in given.items():
        if count is not None:
            attributes[f"{name}Chars"] = round(count * 100)
            attributes[name] = round(count * (style.size or 16) * PT)
    return w("ind", **attributes) if attributes else None


def _run_properties(house_style: HouseStyle, style: Style) -> Element:
    font = house_style.styles.fonts[style.font] if style.font else None
    size = None if style.size is None else round(style.size * 2)
    return w(
        "rPr",
        _fonts(font) if font else None,
        # Pandoc's headings are bold by custom; the format is not.
        w("b", val=0) if style.level else None,
        w("color", val=style.color) if style.color else None,
        None if style.tracking is None else w("spacing", val=round(style.tracking * PT)),
        w("sz", val=size) if size else None,
        w("szCs", val=size) if size else None,
    )


def _character_style(house_style: HouseStyle, key: str, style: CharacterStyle) -> Element:
    font = house_style.styles.fonts[style.font] if style.font else None
    words = w(
        "rPr",
        _fonts(font) if font else None,
        w("color", val=style.color) if style.color else None,
        w("u", val="single") if style.underline else None,
        w("shd", val="clear", color="auto", fill=style.shade) if style.shade else None,
    )
    return w("style", w("name", val=style.name), w("basedOn", val="DefaultParagraphFont"), words,
             type="character", customStyle=1, styleId=key)  # fmt: skip
