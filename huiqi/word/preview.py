"""A paper as a page: pandoc's HTML of the same document, shown as it looks on paper."""

from __future__ import annotations

import re

from lxml import etree, html

from huiqi.word.ooxml import Element

_PIXELS = 96 / 2.54  # a centimetre
_WIDTH = re.compile(r"width:\s*([\d.]+)%")


def split_pages(text: str) -> dict[str, str]:
    """Return the HTML of each paper by its key.

    Style attributes become plain ones: a strict content policy would drop them.
    """
    if not text:
        return {}
    root = html.fragment_fromstring(text, create_parent="div")
    pages: dict[str, str] = {}
    for paper in root.findall("div"):
        for table in paper.iter("table"):
            _plain_table(table)
        _fit_masthead(paper)
        key = paper.attrib.pop("id")
        paper.set("class", "paper")
        written = etree.tostring(paper, encoding="unicode", method="html", with_tail=False)
        # The writer does not know that this element has no end. A blank line would end the block
        # for the Markdown around it.
        pages[key] = re.sub(r"\n\s*\n", "\n", written.replace("</wbr>", ""))
    return pages


def _fit_masthead(paper: Element) -> None:
    """Mark a masthead that is too long for its size, so that it keeps to one line."""
    for masthead in paper.xpath(".//div[contains(@data-custom-style, '标志')]"):
        length = len("".join(masthead.itertext()).strip())
        masthead.set("class", "longer" if length > 16 else "long" if length > 11 else "short")


def _mark_labels(table: Element, kind: str) -> None:
    """Make the labels of a form, or of a list's first column, heads, and values cells."""
    if kind not in ("form", "labels"):
        return
    for row in table.iter("tr"):
        for number, cell in enumerate(row):
            if kind == "form":
                cell.tag = "td" if number % 2 else "th"
            elif number == 0:
                cell.tag = "th"
            if cell.tag == "th" and row.getparent().tag == "tbody":
                cell.set("scope", "row")


def _plain_table(table: Element) -> None:
    table.attrib.pop("style", None)
    for column in table.iter("col"):
        match = _WIDTH.search(column.attrib.pop("style", ""))
        if match:
            column.set("width", f"{match[1]}%")
    # The first row of a form is a row like the others: a cell to fill in names nothing.
    for cell in table.iter("th"):
        if not "".join(cell.itertext()).strip():
            cell.tag = "td"
    around = table.getparent()
    _mark_labels(table, around.get("kind", ""))
    # Pandoc gives data- to the names that HTML does not know; these it knows, for other elements.
    if kind := around.attrib.pop("kind", None):
        around.set("data-kind", kind)
    height = around.attrib.pop("height", None)
    if height:
        for cell in table.xpath(".//tbody/tr/*[1]"):
            cell.set("height", str(round(float(height) * _PIXELS)))
