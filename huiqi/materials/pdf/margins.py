"""What stands in a PDF's margins: running heads, feet and page numbers, which are no text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from huiqi.materials.pdf.lines import Line

_NUMBER = re.compile(
    r"[-—–―－·•~\s\u3000]*(?:第\s*)?(?:\d{1,4}|[ivxIVX]{1,5}|[一二三四五六七八九十〇]{1,4}(?=\s*页))(?:\s*页)?"
    r"(?:\s*[/／,，]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–―－·•~\s\u3000]*"
)
_DIGITS = re.compile(r"\d+|(?<=第)[一二三四五六七八九十〇]+(?=页)")
_NUMBER_ZONE = 0.12  # of the page's height
# A head is set apart from the text, or smaller; a title or a last line may stand as far out.
_HEAD_ZONE, _SMALL_HEAD_ZONE, _SMALLER = 0.11, 0.15, 0.9
_DEEP = 3  # lines at each end of a page that may be heads
_SAME_HEIGHT = 4.0  # points


def find_margins(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[set[int]]:
    """Return for each page which of its lines, by number, stand in the margins."""
    found: list[set[int]] = [set() for _ in pages]
    places: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
    for page, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        for at in _outer(len(lines)):
            line = lines[at]
            if _is_page_number(line, at in (0, len(lines) - 1), height):
                found[page].add(at)
            elif _may_be_head(lines, at, height):
                places[_DIGITS.sub("#", "".join(line.text.split()))].append((page, at, line.top))
    for alike in places.values():
        for page, at, top in alike:
            others = {other for other, _, height in alike if abs(height - top) < _SAME_HEIGHT}
            # Left and right pages may differ.
            alike_pages = [other for other in range(len(pages)) if other % 2 == page % 2]
            if len(others) >= 2 and len(others & set(alike_pages)) >= len(alike_pages) / 2:
                found[page].add(at)
    return found


def _may_be_head(lines: Sequence[Line], at: int, height: float) -> bool:
    """Whether a line stands apart from the text, near the edge."""
    line, size = lines[at], _body_size(lines)
    small = line.size < _SMALLER * size
    if _from_edge(line, height) > (_SMALL_HEAD_ZONE if small else _HEAD_ZONE):
        return False
    inner = at + 1 if line.top < height / 2 else at - 1
    if not 0 <= inner < len(lines):
        return True
    gap = abs(lines[inner].bottom - line.bottom) / max(size, 1.0)
    return (
        small or gap > 2.2 or (inner in _outer(len(lines)) and _may_be_head(lines, inner, height))
    )


def _body_size(lines: Sequence[Line]) -> float:
    sizes = sorted(line.size for line in lines)
    return sizes[len(sizes) // 2]


def _outer(count: int) -> list[int]:
    return [at for at in range(count) if at < _DEEP or at >= count - _DEEP]


def _from_edge(line: Line, height: float) -> float:
    return min(line.bottom, height - line.top) / height


def _is_page_number(line: Line, outermost: bool, height: float) -> bool:
    return (
        outermost and _from_edge(line, height) < _NUMBER_ZONE and bool(_NUMBER.fullmatch(line.text))
    )
