"""The office's working table of opinions: a Word file with one row an opinion, to be sorted and marked.

Each row is known again by a bookmark round its number, ``yj_CODE_ROW``, which Word, WPS and LibreOffice carry along
when a row is moved, and by the code in its last cell, which survives where bookmarks do not. There are no content
controls: rows are to be moved, copied and deleted freely.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from huiqi.collect.naming.wording import Wording
from huiqi.collect.office.opinions.model import SOME_MEMBER, TEAM, UNKNOWN, Entry
from huiqi.word.house_style import load_house_style
from huiqi.word.ooxml import Element, text_element, w
from huiqi.word.package import Properties, write_document, write_docx
from huiqi.word.pandoc import Source, convert_documents
from huiqi.word.postprocess import postprocess

TITLE = "意见整理表"
COLUMNS = ("序号", "原话", "来源", "方面", "对象", "重复于", "备注", "编号")
BOOKMARK = "yj"
_WIDTHS = (800, 5700, 1900, 2100, 1900, 1000, 2000, 1700)
_KEY = "opinions"


def write_table(entries: Sequence[Entry], wording: Wording) -> bytes:
    """Return the Word file: how it is used, then one row an opinion."""
    house_style = load_house_style()
    bodies, _ = convert_documents(house_style, {_KEY: Source(_explain(wording), "typed")})
    body = bodies[_KEY]
    for block in _make_table(entries, wording):
        body.append(block)
    postprocess(house_style, body, TITLE)
    document = write_document(house_style, body)
    return write_docx(house_style, document, Properties(TITLE, wording.cycle.id, "", _KEY))


def _explain(wording: Wording) -> str:
    """Return title and instructions as Markdown."""
    areas = "；".join(wording.all_areas)
    lines = (
        "移动行或者改“序号”来排列；“序号”改过的，按“序号”排列。",
        "与另一条重复的，在“重复于”写那一条的序号；两条都保留，不归并。",
        f"“方面”写其中一项：{areas}。“对象”写“{wording.team}”或者{wording.member_word}的姓名。“来源”写单位或者座谈会，不写个人。",
        "“原话”不要改动：改动的不采用，并会指出。“编号”用来辨认，不要改动。",
        "只收到纸质件的意见，可以在表末增加行录入，“编号”空着。",
    )
    listed = "\n\n".join(f"{number}\\. {line}" for number, line in enumerate(lines, start=1))
    return f'::: {{custom-style="Title"}}\n{TITLE}\n:::\n\n{listed}\n'


def _make_table(entries: Sequence[Entry], wording: Wording) -> Iterable[Element]:
    marker = w("tbl").makeelement("{urn:huiqi}table", {"height": "1"})
    numbers = {entry.opinion.code: number for number, entry in enumerate(entries, start=1)}
    properties = w("tblPr", w("tblStyle", val="Table"), w("tblLook", val="0020", firstRow=1))
    grid = w("tblGrid", *(w("gridCol", w=width) for width in _WIDTHS))
    head = w("tr", w("trPr", w("tblHeader")), *(_cell([name]) for name in COLUMNS))
    rows = (_make_row(entry, numbers, wording) for entry in entries)
    return marker, w("tbl", properties, grid, head, *rows)


def _make_row(entry: Entry, numbers: Mapping[str, int], wording: Wording) -> Element:
    opinion = entry.opinion
    number = numbers[opinion.code]
    note = "；".join(one for one in (entry.note, opinion.to_look_at) if one)
    first = _cell([str(number)])
    start = w("bookmarkStart", id=0, name=f"{BOOKMARK}_{opinion.code}_{number}")
    first[1].insert(1, start)
    first[1].append(w("bookmarkEnd", id=0))
    duplicate = numbers.get(entry.duplicate_of or "")
    texts: tuple[list[str], ...] = (
        opinion.text.split("\n"), [opinion.source], [opinion.area], [name_target(opinion.target, wording)],
        [str(duplicate) if duplicate else ""], [note], [opinion.code],
    )  # fmt: skip
    return w("tr", first, *(_cell(one) for one in texts))


def name_target(target: str, wording: Wording) -> str:
    """Return for whom an opinion is, as the table writes it."""
    known: Mapping[str, Any] = {TEAM: wording.team, SOME_MEMBER: "", UNKNOWN: ""}
    return str(known[target] if target in known else wording.members[target])


def _cell(paragraphs: Sequence[str]) -> Element:
    return w("tc", w("tcPr"), *(_paragraph(text) for text in paragraphs))


def _paragraph(text: str) -> Element:
    style = w("pPr", w("pStyle", val="Compact"))
    return w("p", style, *([_run(text)] if text else []))


def _run(text: str) -> Element:
    return w("r", w("rPr", w("rFonts", hint="eastAsia")), text_element(text))
