"""Finishing what pandoc leaves open: tables, sign-offs, the foot of the page, ids."""

from __future__ import annotations

from itertools import pairwise

from lxml import etree

from huiqi.errors import HuiqiError
from huiqi.word.controls import hold_paragraphs, name_controls
from huiqi.word.house_style import HouseStyle
from huiqi.word.keeping import keep_together, style_of
from huiqi.word.numbers import hold_numbers
from huiqi.word.ooxml import PT, R_URI, W_URI, Element, W, all_of, w
from huiqi.word.sections import lay_wide_tables_across, tiny_paragraph
from huiqi.word.tables import set_tables
from huiqi.word.text_boxes import make_foot, make_letterhead
from huiqi.word.text_width import measure_paragraph

_MARK = "{urn:huiqi}"
# What is in a part of its own: by its relationship, or as a note.
_FIND_PARTS = etree.XPath(
    "boolean(.//@r:* | .//w:footnoteReference | .//w:endnoteReference)",
    namespaces={"r": R_URI, "w": W_URI},
)
_CHARACTER = 320  # twips, at the size of the body


def postprocess(house_style: HouseStyle, body: Element, name: str) -> None:
    """Finish the body of one document in its place: moving its blocks elsewhere takes lxml long.

    Raises:
        HuiqiError: the document holds what a paper cannot: an image, a footnote.
        UnfitError: the place of a text follows from words that are still to be put into it.
    """
    _set_masthead(house_style, list(body))
    _set_boxes(house_style, body)
    set_tables(house_style, body)
    _set_sign_off(body)
    keep_together(body)
    hold_numbers(body)
    _number(body)
    _refuse_parts(body, name)
    _refuse_styles(house_style, body, name)
    name_controls(body)
    hold_paragraphs(body)
    # Word wants a paragraph behind a table that ends a document.
    if len(body) and body[-1].tag == f"{W}tbl":
        body.append(tiny_paragraph())
    lay_wide_tables_across(house_style, body)


def _set_boxes(house_style: HouseStyle, body: Element) -> None:
    """Put what stands between the marks of the foot or the letterhead into its box."""
    inside: list[Element] | None = None
    heads: list[Element] = []
    for block in list(body):
        if block.tag in (f"{_MARK}foot", f"{_MARK}letterhead"):
            inside = []
            body.remove(block)
        elif block.tag == f"{_MARK}foot-end":
            ruled = block.get("kind") != "plain"
            body.replace(block, make_foot(house_style, inside or [], ruled=ruled))
            inside = None
        elif block.tag == f"{_MARK}letterhead-end":
            heads, inside = make_letterhead(house_style, inside or []), None
            body.remove(block)
        elif inside is not None:
            inside.append(block)
    if heads:
        # Boxes hang on a paragraph: the first one, which they push down to where it belongs.
        body[0][1:1] = heads


def _set_masthead(house_style: HouseStyle, blocks: list[Element]) -> None:
    """Set a long masthead smaller, so that it keeps to one line; its top edge stays in place."""
    for paragraph in blocks:
        key = style_of(paragraph)
        if key not in ("Masthead", "LetterMasthead"):
            continue
        style = house_style.styles.paragraphs[key]
        usual, line = float(style.size or 0), float(style.line or 0)
        size = min(usual, int(house_style.text_width / PT / measure_paragraph(paragraph)))
        if size < usual:
            shorter = w("spacing", line=round((line - usual + size) * PT), lineRule="exact")
            paragraph.find(f"{W}pPr").append(shorter)
            for run in paragraph.iter(f"{W}r"):
                _set_size(run, size)


def _set_size(run: Element, size: float) -> None:
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = w("rPr")
        run.insert(0, properties)
    for name in ("sz", "szCs"):
        properties.append(w(name, val=round(size * 2)))


def _set_sign_off(body: Element) -> None:
    """Centre a signature over its date."""
    for unit, date in pairwise(list(body)):
        if (style_of(unit), style_of(date)) != ("Signature", "IssueDate"):
            continue
        surplus = (measure_paragraph(unit) - measure_paragraph(date)) / 2
        _set_right(unit, 4 - surplus if surplus < 2 else 2)
        _set_right(date, 4 if surplus < 2 else 2 + surplus)


def _set_right(paragraph: Element, characters: float) -> None:
    indent = w("ind", rightChars=round(characters * 100), right=round(characters * _CHARACTER))
    paragraph.find(f"{W}pPr").append(indent)


def _number(body: Element) -> None:
    """Number bookmarks in order."""
    for number, mark in enumerate(all_of(body, "bookmarkStart"), start=1):
        mark.set(f"{W}id", str(number))
    for number, mark in enumerate(all_of(body, "bookmarkEnd"), start=1):
        mark.set(f"{W}id", str(number))


def _refuse_styles(house_style: HouseStyle, body: Element, name: str) -> None:
    """Refuse what the house style has no style for: code, quotations, headings below the fourth level."""
    known = {*house_style.styles.paragraphs, *house_style.styles.characters}
    used = {mark.get(f"{W}val") for mark in all_of(body, "pStyle", "rStyle")}
    if used - known:
        raise HuiqiError(
            f"{name}：版面没有这类内容的样式（{'、'.join(sorted(used - known))}），如代码、引用、第五级标题。"
            "改法：改写成普通段落或四级以内的标题。"
        )


def _refuse_parts(body: Element, name: str) -> None:
    if _FIND_PARTS(body):
        raise HuiqiError(f"{name}：Word 文件里不能有图片和脚注。改法：从模板中删去图片、脚注。")
    keys = [mark.get(f"{W}name") for mark in all_of(body, "bookmarkStart")]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise HuiqiError(
            f"{name}：填写处的代号 {'、'.join(twice)} 出现不止一次。改法：每处用不同的代号。"
        )
