"""What is done to a body after pandoc: signatures over their dates, the end behind a table."""

from __future__ import annotations

import pytest

from huiqi.word.house_style import load_house_style
from huiqi.word.ooxml import Element, W, parse
from huiqi.word.postprocess import postprocess

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
