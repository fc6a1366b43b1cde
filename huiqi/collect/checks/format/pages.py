"""The page: its size and margins in each section, and the page numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from huiqi.collect.checks.format.fonts import list_same_fonts
from huiqi.collect.checks.format.roles import style_id
from huiqi.collect.checks.format.sizes import say_align, say_size
from huiqi.collect.checks.format.style_sheet import StyleSheet
from huiqi.collect.checks.format.word_file import WordFile
from huiqi.word.house_style import HouseStyle
from huiqi.word.ooxml import MM, Element, R, W

_TOLERANCE = 1.0  # millimetres, as the standard has it for the upper and the binding margin
_SIDES = {"top": "上边距", "bottom": "下边距", "left": "左边距", "right": "右边距"}
TURNED = {"top": "left", "right": "top", "bottom": "right", "left": "bottom"}
_ALIGN = {"default": "right", "even": "left"}
_PAGES = {"default": "单页", "even": "双页"}
_DASHES = "——"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


@dataclass(frozen=True)
class Deviation:
    """One deviation: where, the first words there, in what, what was found and what is expected, in Chinese.

    ``mendable`` ones go with a mended copy, which keeps every word.
    """

    place: str
    words: str
    what: str
    found: str
    expected: str
    mendable: bool = True


def check_pages(file: WordFile, house: HouseStyle) -> Iterator[Deviation]:
    """Yield what deviates in the page and its numbers; sections that agree are named once."""
    sections = list_sections(file.body)
    if not sections:
        yield Deviation(
            "页面", "", "纸张", "没有写明", f"{house.page.width}×{house.page.height}毫米"
        )
        return
    seen: dict[Deviation, None] = {}
    for number, section in enumerate(sections, start=1):
        place = "页面" if len(sections) == 1 else f"第{number}节的页面"
        seen |= dict.fromkeys(_check_section(section, place, house))
    yield from seen
    yield from _check_numbers(file, sections, house)


def list_sections(body: Element) -> list[Element]:
    """Return the sections of a body in order, without those that a revision kept."""
    return [
        one for one in body.iter(f"{W}sectPr") if one.getparent().tag in (f"{W}body", f"{W}pPr")
    ]


def is_across(section: Element) -> bool:
    """Whether the pages of a section lie across."""
    size = section.find(f"{W}pgSz")
    return size is not None and _number(size, "w") > _number(size, "h")


def _number(element: Element, name: str) -> float:
    try:
        return float(element.get(f"{W}{name}", 0))
    except ValueError:
        return 0.0


def _check_section(section: Element, place: str, house: HouseStyle) -> Iterator[Deviation]:
    page, across = house.page, is_across(section)
    width, height = (page.height, page.width) if across else (page.width, page.height)
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    if size is None or abs(_number(size, "w") / MM - width) > _TOLERANCE \
            or abs(_number(size, "h") / MM - height) > _TOLERANCE:  # fmt: skip
        found = (
            "没有写明"
            if size is None
            else f"{_number(size, 'w') / MM:.0f}×{_number(size, 'h') / MM:.0f}毫米"
        )
        yield Deviation(place, "", "纸张", found, f"{width}×{height}毫米")
    for side, name in _SIDES.items():
        expected = page.margins[TURNED[side] if across else side]  # type: ignore[index]
        seen = None if margins is None else abs(_number(margins, side)) / MM
        if seen is None or abs(seen - expected) > _TOLERANCE:
            found = "没有写明" if seen is None else f"{seen:.1f}毫米"
            yield Deviation(place, "", name, found, f"{expected}毫米")


def _check_numbers(
    file: WordFile, sections: list[Element], house: HouseStyle
) -> Iterator[Deviation]:
    settings = file.find_part("settings")
    both = settings is not None and settings.find(f"{W}evenAndOddHeaders") is not None
    if not both:
        yield Deviation("页码", "", "位置", "单页、双页相同", "单页居右，双页居左")
    found: dict[Deviation, None] = {}
    for section in sections:
        for kind in _PAGES if both else ("default",):
            footer = find_footer(file, sections, section, kind)
            found |= dict.fromkeys(_check_footer(file, footer, kind, house))
    yield from found


def find_footer(
    file: WordFile, sections: list[Element], section: Element, kind: str
) -> Element | None:
    """Return the footer of a kind of pages; a section without one has that of the section before."""
    for one in reversed(sections[: sections.index(section) + 1]):
        for reference in one.findall(f"{W}footerReference"):
            if reference.get(f"{W}type", "default") == kind:
                relation = file.relations.get(reference.get(f"{R}id"))
                return file.read_part(relation[1]) if relation else None
    return None


def find_number(footer: Element | None) -> Element | None:
    """Return the paragraph of a footer that holds the page's number."""
    for mark in () if footer is None else footer.iter(f"{W}instrText", f"{W}fldSimple"):
        said = mark.get(f"{W}instr") or mark.text or ""
        if said.split()[:1] == ["PAGE"] and next(mark.iterancestors(_FALLBACK), None) is None:
            return next(mark.iterancestors(f"{W}p"))
    return None


def words_beside(paragraph: Element) -> str:
    """Return the words of a paragraph without digits and blanks."""
    text = "".join(mark.text or "" for mark in paragraph.iter(f"{W}t"))
    return "".join(sign for sign in text if not sign.isdecimal() and not sign.isspace())


def _check_footer(
    file: WordFile, footer: Element | None, kind: str, house: HouseStyle
) -> Iterator[Deviation]:
    paragraph = find_number(footer)
    place = f"{_PAGES[kind]}的页码"
    if paragraph is None:
        yield Deviation(place, "", "页码", "没有", "有，写作“— 1 —”的样子")
        return
    if words_beside(paragraph) != _DASHES:
        yield Deviation(
            place,
            "",
            "样子",
            f"“{words_beside(paragraph)[:8] or '只有数字'}”",
            "数字左右各一条一字线",
        )
    sheet = StyleSheet(file.find_part("styles"), file.find_part("theme"))
    style = style_id(paragraph, sheet)
    align = sheet.paragraph_format(style, paragraph).align
    if align != _ALIGN[kind]:
        yield Deviation(place, "", "对齐", say_align(align), say_align(_ALIGN[kind]))
    yield from _check_type(sheet, style, paragraph, place, house)


def _check_type(
    sheet: StyleSheet, style: str, paragraph: Element, place: str, house: HouseStyle
) -> Iterator[Deviation]:
    run = next(one for one in (*paragraph.iter(f"{W}r"), None)
               if one is None or one.find(f"{W}t") is not None)  # fmt: skip
    actual, number = sheet.run_format(style, run), house.page.number
    font = house.styles.fonts[number.font].name
    seen = actual.fonts.get("ascii", "没有写明")
    if list_same_fonts(house).get(seen, seen) != font:
        yield Deviation(place, "", "字体", seen, font)
    if abs(actual.size - number.size) > 0.26:
        yield Deviation(place, "", "字号", say_size(actual.size), say_size(float(number.size)))
