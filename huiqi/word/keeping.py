"""What stays together at a page's end: signature and text, the last lines, what belongs to one person.

Body text may leave single lines at a page's end or top, so that all pages have twenty-two; the exceptions are made
here. No page holds a signature, a line to sign on or the copy block without text, and a last page holds two lines
of text. A row of a table is text.
"""

from __future__ import annotations

from lxml import etree

from huiqi.word.ooxml import W_URI, Element, W, text_of, w
from huiqi.word.text_width import measure_paragraph

_STYLE = etree.XPath("string(w:pPr/w:pStyle/@w:val)", namespaces={"w": W_URI}, smart_strings=False)
_TEXT = ("BodyText", "FirstParagraph", "Flush", "Compact")
_BETWEEN = ("Space", "Attachment", "AttachmentNext", "Signature")
_TWO_LINES = 30  # full characters: what is longer has a second line
_SUBHEADINGS = ("Heading2", "Heading3", "Heading4")
_HEADINGS = ("Heading1", "Heading1NewPage", *_SUBHEADINGS)


def style_of(block: Element) -> str:
    """Return the id of a paragraph's style; nothing for what is no paragraph."""
    return str(_STYLE(block))


def keep_together(body: Element) -> None:
    """Mark the paragraphs of a body that stay with the next one, or keep two lines on a page."""
    blocks = list(body)
    for place, block in enumerate(blocks):
        if style_of(block) == "IssueDate":
            _keep_sign_off(blocks, place)
    _keep_end(blocks)
    _keep_members(blocks)


def _keep_sign_off(blocks: list[Element], date: int) -> None:
    """Keep a signature, its date and what stands below it with the last two lines of text."""
    if date + 1 < len(blocks) and style_of(blocks[date + 1]) in (*_TEXT, "CopyBlock"):
        _keep_next(blocks[date])
    first = date - 1
    while first >= 0 and style_of(blocks[first]) in _BETWEEN:
        first -= 1
    _keep_text(blocks, first, 2)


def _keep_end(blocks: list[Element]) -> None:
    """Let the last page begin with two lines of text at least, signatures and the copy block apart."""
    last = len(blocks) - 1
    while last >= 0 and (style_of(blocks[last]) == "CopyBlock" or _is_signature(blocks[last])):
        last -= 1
    for block in blocks[last + 1 : -1]:
        _keep_next(block)
    if last < len(blocks) - 1:
        _keep_text(blocks, last, 2)
    elif last > 0 and style_of(blocks[last]) in _TEXT:
        _keep_lines(blocks[last])
        _keep_text(blocks, last - 1, 2 - _count_lines(blocks[last]))


def _keep_text(blocks: list[Element], last: int, lines: int) -> None:
    """Keep as many lines of text with what stands below them.

    Raises:
        UnfitError: words are still to be put into a paragraph whose length matters.
    """
    while lines > 0 and last >= 0:
        if style_of(blocks[last]) in _HEADINGS:
            lines -= 1
        elif style_of(blocks[last]) in _TEXT:
            lines -= _count_lines(blocks[last])
            _keep_next(blocks[last])
            _keep_lines(blocks[last])
        else:
            _keep_row(blocks[last])
            return
        last -= 1


def _keep_row(block: Element) -> None:
    """Keep the last row of a table with what stands below it."""
    if block.tag == f"{W}tbl":
        for paragraph in block.findall(f"{W}tr")[-1].iter(f"{W}p"):
            _keep_next(paragraph)


def _count_lines(paragraph: Element) -> int:
    """Return whether one line or two of a paragraph can be kept: of a longer one two stay together."""
    return 1 if measure_paragraph(paragraph) < _TWO_LINES else 2


def _is_signature(block: Element) -> bool:
    """Whether a paragraph is a line to sign on, or for the day below it."""
    return _is_labelled(block) and _label_of(block).endswith(("签名：", "日期："))


def _keep_members(blocks: list[Element]) -> None:
    """Keep the lines to fill below a subheading together, each a label with a place behind it."""
    for place, block in enumerate(blocks):
        if style_of(block) in _SUBHEADINGS:
            end = place + 1
            while end < len(blocks) and _is_labelled(blocks[end]):
                end += 1
            for labelled in blocks[place + 1 : end - 1]:
                _keep_next(labelled)


def _is_labelled(block: Element) -> bool:
    """Whether a paragraph is a label of a few words and one place to fill."""
    controls = block.findall(f"{W}sdt")
    if len(controls) != 1 or style_of(block) not in _TEXT:
        return False
    return _label_of(block).endswith("：")


def _label_of(block: Element) -> str:
    return "".join(text_of(run) for run in block.findall(f"{W}r"))


def _keep_next(paragraph: Element) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties.find(f"{W}keepNext") is None:
        properties.insert(1, w("keepNext"))


def _keep_lines(paragraph: Element) -> None:
    """Leave no single line of a paragraph alone on a page."""
    properties = paragraph.find(f"{W}pPr")
    if properties.find(f"{W}widowControl") is None:
        kept = properties.find(f"{W}keepNext") is not None
        properties.insert(2 if kept else 1, w("widowControl"))
