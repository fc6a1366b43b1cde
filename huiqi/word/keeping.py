"""What stays together at a page's end: signature and text, the last lines, what belongs to one person.

Body text may leave single lines at a page's end or top, so that all pages have twenty-two; the exceptions are made
here. No page holds a signature without text, and a last page holds two lines of text.
"""

from __future__ import annotations

from huiqi.word.ooxml import Element, W, text_of, w
from huiqi.word.shapes import refuse_holes

_TEXT = ("BodyText", "FirstParagraph", "Flush")
_BETWEEN = ("Space", "Attachment", "AttachmentNext", "Signature")
_TWO_LINES = 56  # characters
_SUBHEADINGS = ("Heading2", "Heading3", "Heading4")


def style_of(block: Element) -> str:
    """Return the id of a paragraph's style; nothing for what is no paragraph."""
    style = block.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))


def keep_together(body: Element) -> None:
    """Mark the paragraphs of a body that stay with the next one, or keep two lines on a page."""
    blocks = list(body)
    for place, block in enumerate(blocks):
        if style_of(block) == "IssueDate":
            _keep_sign_off(blocks, place)
    _keep_last(blocks)
    _keep_members(blocks)


def _keep_sign_off(blocks: list[Element], date: int) -> None:
    """Keep a signature, its date and the note below it with the last two lines of text."""
    if date + 1 < len(blocks) and style_of(blocks[date + 1]) in _TEXT:
        _keep_next(blocks[date])
    first = date - 1
    while first >= 0 and style_of(blocks[first]) in _BETWEEN:
        first -= 1
    if first >= 0 and style_of(blocks[first]) in _TEXT:
        _keep_next(blocks[first])
        _keep_lines(blocks[first])


def _keep_last(blocks: list[Element]) -> None:
    """Let the last page begin with two lines of text at least.

    Raises:
        UnfitError: words are still to be put into the last paragraph, whose length matters.
    """
    last = len(blocks) - 1
    while last >= 0 and style_of(blocks[last]) == "CopyBlock":
        last -= 1
    if last < 1 or style_of(blocks[last]) not in (*_TEXT, "Compact"):
        return
    if last < len(blocks) - 1:
        _keep_next(blocks[last])
    _keep_lines(blocks[last])
    # A paragraph of three lines and more can leave two of them to the last page by itself.
    short = len(refuse_holes(text_of(blocks[last]))) < _TWO_LINES
    if short and style_of(blocks[last - 1]) in _TEXT:
        _keep_next(blocks[last - 1])
        _keep_lines(blocks[last - 1])


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
    label = "".join(text_of(run) for run in block.findall(f"{W}r"))
    return label.endswith("：")


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
