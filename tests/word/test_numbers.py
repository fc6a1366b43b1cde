"""Numbers that no line's end parts: what is written, and what LibreOffice makes of it."""

from __future__ import annotations

import re
from pathlib import Path

import pdfplumber

from huiqi.word.house_style import load_house_style
from huiqi.word.numbers import BEGINS_NO_LINE, hold_numbers
from huiqi.word.ooxml import W, parse, text_of
from huiqi.word.package import Properties, write_document, write_docx
from tests.support.papers import convert, make, part, render
from tests.support.samples import FIRST, make_cycle

_START = (
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
)
_END = b"</w:body></w:document>"


def _paragraph(text: str) -> bytes:
    return f'<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'.encode()


def test_a_hyphen_in_a_number_does_not_break() -> None:
    body = parse(_START + _paragraph("电话0000-0000000-1，甲-乙") + _END)[0]
    hold_numbers(body)
    assert [child.tag.removeprefix(W) for child in body[0][1]] == ["t", *["noBreakHyphen", "t"] * 2]
    assert text_of(body) == "电话0000-0000000-1，甲-乙"


def test_settings_keep_digits_from_the_beginning_of_a_line() -> None:
    (data,) = make({"agenda": render(make_cycle(FIRST))["agenda"]}).values()
    (mark,) = part(data, "word/settings.xml").iter(f"{W}noLineBreaksBefore")
    assert mark.get(f"{W}val") == BEGINS_NO_LINE
    assert set("0123456789年月日，。》") <= set(BEGINS_NO_LINE)


def test_no_line_parts_a_number_wherever_it_falls(tmp_path: Path) -> None:
    texts = ("文" * pad + "（2021年12月20日）100周年、3.14和后面的字" for pad in range(12, 30))
    body = parse(_START + b"".join(map(_paragraph, texts)) + _END)[0]
    document = write_document(load_house_style(), body)
    made = write_docx(load_house_style(), document, Properties("", "", "", ""))
    path = convert({"x": made}, "pdf", tmp_path)["x"]
    with pdfplumber.open(path) as pages:
        lines = [line["text"] for page in pages.pages for line in page.extract_text_lines()]
    text = "\n".join(lines).replace(" ", "")
    assert text.count("2021") == 18
    assert re.findall(r"[0-9.]\n[0-9.]", text) == []
