"""What each paragraph of a paper is, and so which style of the house it ought to have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from huiqi.collect.checks.format.levels import level_of
from huiqi.collect.checks.format.style_sheet import StyleSheet
from huiqi.word.house_style import HouseStyle
from huiqi.word.ooxml import Element, W

_TEXT = ("BodyText", "FirstParagraph", "Normal")
_HEADINGS = ("Heading1", "Heading1NewPage", "Heading2", "Heading3", "Heading4")
_DATE = re.compile(r"^\d{4}年\d{1,2}月\d{1,2}日$")
_TITLE_LENGTH, _LINE_LENGTH = 60, 40
_SENTENCE = ("。", "；", "：", "，", "！", "？")
_TITLES = ("提纲", "材料", "报告", "方案", "清单", "通报", "记录", "请示", "通知", "主持词")
_INSIDE = (f"{W}txbxContent", f"{W}del", f"{W}moveFrom")
_BLANKS = " \t\u00a0\u3000"


@dataclass(frozen=True, eq=False)
class Block:
    """A paragraph with words: where it stands, its words, its own style (an id) and that of the house."""

    element: Element
    place: str
    text: str
    style: str
    role: str


def text_of_paragraph(paragraph: Element) -> str:
    """Return the words of a paragraph: without boxes that hang on it and without what was deleted."""
    signs = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "-"}
    return "".join(
        signs.get(mark.tag, mark.text or "")
        for run in runs_of(paragraph)
        for mark in run
        if mark.tag == f"{W}t" or mark.tag in signs
    )


def runs_of(paragraph: Element) -> Iterator[Element]:
    """Yield the runs of a paragraph itself, those in its places to fill too."""
    for child in paragraph:
        if child.tag == f"{W}r":
            yield child
        elif child.tag not in _INSIDE:
            yield from runs_of(child)


def style_id(paragraph: Element, sheet: StyleSheet) -> str:
    """Return the id of a paragraph's style."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return sheet.default if style is None else str(style.get(f"{W}val"))


def list_blocks(body: Element, sheet: StyleSheet, house: HouseStyle) -> Iterator[Block]:
    """Yield the paragraphs with words, in order, with what each is; those in text boxes are left out."""
    names = {style.name.lower(): key for key, style in house.styles.paragraphs.items()}
    number, tables, titled = 0, 0, _has_title(body, sheet, names)
    for item in _list_items(body):
        if item.tag == f"{W}tbl":
            tables += 1
            yield from _list_cells(item, f"第{tables}个表格", sheet, names)
            continue
        text = text_of_paragraph(item)
        if not text.strip(_BLANKS + "\n"):
            continue
        number += 1
        style = style_id(item, sheet)
        known = names.get(sheet.name_of(style).lower())
        role = _role_of(item, text, known, sheet, first=number == 1 and not titled)
        yield Block(item, f"第{number}段", text, style, role)


def _list_items(container: Element) -> Iterator[Element]:
    """Yield paragraphs and tables of a body in order, those in controls too."""
    for child in container:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag"):
            yield from _list_items(child)


def _has_title(body: Element, sheet: StyleSheet, names: dict[str, str]) -> bool:
    return any(names.get(sheet.name_of(style_id(one, sheet)).lower()) in ("Title", "IssuedTitle")
               for one in body.iter(f"{W}p"))  # fmt: skip


def _role_of(
    paragraph: Element, text: str, known: str | None, sheet: StyleSheet, *, first: bool
) -> str:
    """Return the house's style for a paragraph."""
    level = level_of(text)
    if known in _HEADINGS and level is not None:
        return known if known.startswith(level) else level
    if level is not None and known in (*_TEXT, None):
        return level
    if known is not None and known != "Normal":
        return known
    actual = sheet.paragraph_format(style_id(paragraph, sheet), paragraph)
    return _guess(text.strip(_BLANKS), actual.align, first=first)


def _guess(text: str, align: str, *, first: bool) -> str:
    """Return what a paragraph without a style of the house is, by its place, words and alignment."""
    short = len(text) <= _LINE_LENGTH and not text.endswith(_SENTENCE)
    if (
        first
        and len(text) <= _TITLE_LENGTH
        and (text.endswith(_TITLES) or (align == "center" and not text.endswith(_SENTENCE)))
    ):
        return "Title"
    if align == "center" and short:
        return "Centered"
    if (align == "right" and short) or _DATE.match(text):
        return "IssueDate" if _DATE.match(text) else "Signature"
    return "BodyText"


def _list_cells(
    table: Element, name: str, sheet: StyleSheet, names: dict[str, str]
) -> Iterator[Block]:
    for row, line in enumerate(_rows(table), start=1):
        head = row == 1 and line.find(f"{W}trPr/{W}tblHeader") is not None
        for column, cell in enumerate(_find_within(line, f"{W}tc"), start=1):
            for paragraph in _find_within(cell, f"{W}p"):
                text = text_of_paragraph(paragraph)
                style = style_id(paragraph, sheet)
                known = names.get(sheet.name_of(style).lower())
                if text.strip(_BLANKS + "\n"):
                    role = (
                        known if known in ("TableText", "TableHead", "Matrix", "Compact") else None
                    )
                    place = f"{name}第{row}行第{column}列"
                    yield Block(
                        paragraph,
                        place,
                        text,
                        style,
                        role or ("TableHead" if head else "TableText"),
                    )


def _rows(table: Element) -> Iterator[Element]:
    yield from _find_within(table, f"{W}tr")


def _find_within(container: Element, tag: str) -> Iterator[Element]:
    """Yield elements of a kind below a container, through controls, but none inside each other."""
    for child in container:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _find_within(child, tag)
