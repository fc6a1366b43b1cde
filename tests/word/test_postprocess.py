"""What is done to a body after pandoc: signatures over their dates, the end behind a table."""

from __future__ import annotations

import pytest

from huiqi.word.house_style import load_house_style
from huiqi.word.ooxml import Element, W, parse, text_of
from huiqi.word.postprocess import postprocess
from tests.support.papers import make, part, render
from tests.support.samples import FIRST, make_cycle

_DOCUMENT = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}'
    "</w:body></w:document>"
)


def _body(inner: str) -> Element:
    body = parse(_DOCUMENT.format(inner).encode())[0]
    postprocess(load_house_style(), body, "templates/甲.md")
    return body


def _paragraph(style: str, text: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


@pytest.mark.parametrize(
    ("unit", "right", "below"),
    [
        # The date is seven characters wide and ends four from the edge; both have one middle.
        ("甲乙丙丁", "550", "400"),
        ("甲乙丙丁戊己庚辛壬", "300", "400"),
        # A wide unit ends two from the edge, and the date moves in below it.
        ("甲乙丙丁戊己庚辛壬癸子丑寅", "200", "500"),
        ("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳", "200", "650"),
    ],
)
def test_a_signature_stands_over_the_middle_of_its_date(unit: str, right: str, below: str) -> None:
    body = _body(_paragraph("Signature", unit) + _paragraph("IssueDate", "2022年11月28日"))
    found = [indent.get(f"{W}rightChars") for indent in body.iter(f"{W}ind")]
    assert found == [right, below]


def test_behind_a_table_at_the_end_stands_a_paragraph_without_room() -> None:
    table = (
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="100"/></w:tblGrid>'
        "<w:tr><w:tc><w:tcPr/><w:p/></w:tc></w:tr></w:tbl>"
    )
    last = _body(table)[-1]
    room = last.find(f"{W}pPr/{W}spacing")
    assert last.tag == f"{W}p"
    assert {name: room.get(f"{W}{name}") for name in ("before", "after", "line", "lineRule")} == {
        "before": "0", "after": "0", "line": "20", "lineRule": "exact",
    }  # fmt: skip


_CELL = '<w:tc><w:tcPr/><w:p><w:pPr><w:pStyle w:val="Compact"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p></w:tc>'
_HEAD = "<w:trPr><w:tblHeader/></w:trPr>"


def _table(rows: list[str], columns: int) -> str:
    grid = '<w:gridCol w:w="100"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _row(*texts: str, head: bool = False) -> str:
    cells = "".join(_CELL.format(text) for text in texts)
    return f"<w:tr>{_HEAD if head else ''}{cells}</w:tr>"


def _styles(row: Element) -> list[str]:
    return [mark.get(f"{W}val") for mark in row.iter(f"{W}pStyle")]


@pytest.mark.parametrize(
    ("kind", "first", "second"),
    [
        ("", ["TableHead"] * 4, ["TableText"] * 4),
        ("form", ["TableHead", "TableText"] * 2, ["TableHead", "TableText"] * 2),
        ("labels", ["TableHead"] * 4, ["TableHead", *["TableText"] * 3]),
        ("matrix", ["TableHead"] * 4, ["Matrix"] * 4),
    ],
)
def test_label_cells_look_alike(kind: str, first: list[str], second: list[str]) -> None:
    hint = f'<h:table xmlns:h="urn:huiqi" kind="{kind}"/>'
    table = _table(
        [_row("谈话人", "甲", "谈话对象", "乙", head=True), _row("时间", "", "地点", "")], 4
    )
    rows = list(_body(hint + table).iter(f"{W}tr"))
    assert [_styles(row) for row in rows] == [first, second]
    heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    assert heads == [kind != "form", False]


_WIDE = _table([_row(*"一二三四五六", head=True), _row(*"甲乙丙丁戊己")], 6)


def _pages(body: Element) -> list[str]:
    sizes = (section.find(f"{W}pgSz") for section in body.iter(f"{W}sectPr"))
    return [size.get(f"{W}orient") or "upright" for size in sizes]


@pytest.mark.parametrize(
    ("inner", "pages"),
    [
        (_paragraph("Title", "题") + _WIDE, ["landscape"]),
        # The last section is what the document says where nothing else is said.
        (_paragraph("BodyText", "文") + _paragraph("Heading1", "一") + _WIDE + _paragraph("BodyText", "文"),
         ["upright", "landscape"]),
        (_paragraph("BodyText", "文") + _paragraph("Heading1", "一") + _WIDE, ["upright", "landscape"]),
        (_paragraph("Heading1", "一") + _WIDE + _paragraph("BodyText", "文"), ["landscape"]),
        (_table([_row(*"一二三四五")], 5), []),
    ],
)  # fmt: skip
def test_wide_tables_lie_across_with_their_heading(inner: str, pages: list[str]) -> None:
    assert _pages(_body(inner)) == pages


def _kept(body: Element) -> list[str]:
    """Return what each paragraph of text says of its page: N keeps the next, L keeps two lines."""
    marks = []
    for paragraph in body.iter(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        kept = "N" if properties.find(f"{W}keepNext") is not None else ""
        lines = "L" if properties.find(f"{W}widowControl") is not None else ""
        marks.append(kept + lines or "-")
    return marks


_UNIT, _DATE = _paragraph("Signature", "某委员会"), _paragraph("IssueDate", "2022年1月8日")
_LONG, _SHORT = _paragraph("BodyText", "文" * 60), _paragraph("BodyText", "散会。")
_SIGN = (
    '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>记录人签名：</w:t></w:r>'
    '<w:sdt><w:sdtPr><w:alias w:val="a"/><w:tag w:val="b"/><w:id w:val="0"/><w:placeholder><w:docPart w:val=""/>'
    "</w:placeholder></w:sdtPr><w:sdtContent/></w:sdt></w:p>"
)


@pytest.mark.parametrize(
    ("inner", "kept"),
    [
        # No page holds a signature without text, nor what stands between, nor the note below.
        (_LONG + _LONG + _paragraph("Space", "") + _UNIT + _DATE, ["-", "NL", "-", "-", "-"]),
        (_LONG + _paragraph("Attachment", "附件") + _UNIT + _DATE + _paragraph("BodyText", "（联系人）"),
         ["NL", "-", "-", "N", "L"]),
        # A last page begins with two lines.
        (_LONG + _paragraph("BodyText", "散会。"), ["NL", "L"]),
        (_LONG + _LONG, ["-", "L"]),
        (_LONG + _LONG + _paragraph("CopyBlock", ""), ["-", "NL", "-"]),
        (_paragraph("Heading1", "一") + _paragraph("BodyText", "散会。"), ["-", "L"]),
        (_LONG + _SHORT * 2 + _UNIT + _DATE + _paragraph("CopyBlock", ""), ["-", "NL", "NL", "-", "N", "-"]),
        # Lines to sign on are none; nor do they stand alone below a table.
        (_LONG + _SHORT + _SIGN * 2, ["NL", "NL", "N", "-"]),
        (_paragraph("Heading1", "一") + _SHORT + _SIGN, ["-", "NL", "-"]),
        (_table([_row("甲"), _row("乙")], 1) + _SIGN, ["-", "N", "-"]),
        (_table([_row("甲"), _row("乙")], 1) + _SHORT, ["-", "N", "L"]),
    ],
)  # fmt: skip
def test_what_stays_together(inner: str, kept: list[str]) -> None:
    assert _kept(_body(inner)) == kept


def test_the_lines_of_one_member_stay_together() -> None:
    (data,) = make({"minutes": render(make_cycle(FIRST))["minutes"]}).values()
    lines = [
        paragraph.find(f"{W}pPr/{W}keepNext") is not None
        for paragraph in part(data).iter(f"{W}p")
        if text_of(paragraph).startswith(("个人对照检查：", "批评意见：", "本人表态："))
    ]
    assert lines[:6] == [True, True, False] * 2
