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
_NUMBER_ZONE, _HEAD_ZONE = 0.12, 0.15  # of the page's height
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
            elif _from_edge(line, height) < _HEAD_ZONE:
                places[_DIGITS.sub("#", "".join(line.text.split()))].append((page, at, line.top))
    for alike in places.values():
        for page, at, top in alike:
            others = {other for other, _, height in alike if abs(height - top) < _SAME_HEIGHT}
            if len(others) >= _enough(len(pages)):
                found[page].add(at)
    return found


def _enough(pages: int) -> int:
    """Return on how many pages a head stands: left and right pages may differ, chapters too."""
    return max(2, min(3, pages // 4))


def _outer(count: int) -> list[int]:
    return [at for at in range(count) if at < _DEEP or at >= count - _DEEP]


def _from_edge(line: Line, height: float) -> float:
    return min(line.bottom, height - line.top) / height


def _is_page_number(line: Line, outermost: bool, height: float) -> bool:
    return (
        outermost and _from_edge(line, height) < _NUMBER_ZONE and bool(_NUMBER.fullmatch(line.text))
    )
