"""Paragraphs of a PDF: in it every line ends, whether or not its sentence does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from statistics import median

from huiqi.chinese import close_gaps
from huiqi.materials.pdf.columns import Block
from huiqi.materials.pdf.lines import Line

SENTENCE_ENDS = tuple("。！？；：")
_INDENT = 1.2  # of the size, and the room that a line may leave at its end
_SHORT, _SHORT_SENTENCE = 2.2, 1.2
_NUMBERED = re.compile(
    r"[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十百零]{1,7}[章节条编]|\d{1,2}[.．、]\D|[①-⑳]"
)


def split_paragraphs(block: Block) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph."""
    pitches = [
        two.bottom - one.bottom for one, two in zip(block.lines, block.lines[1:], strict=False)
    ]
    pitch = median(pitches) if pitches else 0.0
    paragraph: list[Line] = []
    for line in block.lines:
        if paragraph and _begins(paragraph, line, block, pitch):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def is_open(paragraph: list[Line], right: float) -> bool:
    """Whether a paragraph at a page's end goes on at the next page's head."""
    last = paragraph[-1]
    return (
        not _is_short(last, right)
        and not last.text.endswith(SENTENCE_ENDS)
        and not _is_spread(last)
    )


def goes_on(line: Line, left: float, before: Line) -> bool:
    """Whether a page's first line goes on with the paragraph of the page before."""
    alike = abs(line.size - before.size) < 0.12 * before.size
    return (
        alike
        and line.x0 < left + _INDENT * line.size
        and not _is_spread(line)
        and not _NUMBERED.match(line.text)
    )


def join_lines(lines: Iterable[Line]) -> str:
    """Return the text of a paragraph's lines."""
    return close_gaps(" ".join(line.text for line in lines))


def _begins(paragraph: list[Line], line: Line, block: Block, pitch: float) -> bool:
    """Whether a line begins a paragraph of its own."""
    last = paragraph[-1]
    size = max(line.size, last.size)
    if abs(line.size - last.size) > 0.12 * size or _is_spread(line) or _is_spread(last):
        return True
    if line.bottom - last.bottom > 1.5 * pitch or _is_short(last, block.right):
        return True
    indented = line.x0 > block.left + _INDENT * size
    ended = last.text.endswith(SENTENCE_ENDS)
    if indented and (line.x0 > last.x0 + _INDENT * size or (len(paragraph) == 1 and ended)):
        return True
    return ended and bool(_NUMBERED.match(line.text))


def _is_short(line: Line, right: float) -> bool:
    room = _SHORT_SENTENCE if line.text.endswith(SENTENCE_ENDS) else _SHORT
    return line.x1 < right - room * line.size


def _is_spread(line: Line) -> bool:
    """Whether a line holds things side by side: a row without drawn lines, a signature."""
    return len(line.segments) > 1
