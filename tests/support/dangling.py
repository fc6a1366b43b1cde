"""Finding what leads to nothing in rendered Markdown: sentences, sections, columns, links."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator

_SIGNS = re.compile(
    r"[，、；：][，、；：。]|。[，、；：。]|（）|“”|《》|None|(?<![\d第])0[项个种人次名份]|由[，。；负起审作送]"
    r"|采取等|通过等|根据[的，。]|在的指导|送审定|方案报送[，。；]|向征求|交回。|达到应到人数的方|的的|是：。|\b会议当天将方案"
)
_EMPTY = re.compile(r"<d[dt] markdown></d[dt]>|^\s*(?:-|\d+\\?\.)\s*。?\s*$|\]\(\)|\[\]\((?!#)")
_LINK = re.compile(r"\]\(([^)#:]+\.md)(?:#[^)]*)?\)")
_HEADING = re.compile(r"(#+) ")
_QUIET = re.compile(r"^(?:</?(?:div|article|details|summary|dl)\b[^>]*>|---|:::.*|&nbsp;|\s*)$")
# A paper may have no day; links are the site's, not the pages'; the tables of a page, and those of
# a leadership group's steps, keep the same columns.
_MAY_BE_OPEN = {"期限", "下载", "审核", "版本或日期"}


def find_dangling(markdown: str) -> Iterator[str]:
    """Yield every place of a page or a paper where something leads to nothing."""
    lines = markdown.split("\n")
    for line in lines:
        if (found := _SIGNS.search(line)) and not line.startswith("contents:"):
            yield f"“{found[0]}”：{line[:80]}"
        if _EMPTY.search(line):
            yield f"空的一项：{line[:80]}"
    yield from _find_empty_sections([line for line in lines if not _QUIET.match(line)])
    yield from _find_empty_tables(lines)


def _find_empty_sections(said: list[str]) -> Iterator[str]:
    """Yield sections without a word and colons with nothing behind them."""
    level = 0
    for line, after in zip(said, [*said[1:], "# "], strict=True):
        head, next_head = _HEADING.match(line), _HEADING.match(after)
        level = len(head[1]) if head else level
        if next_head and len(next_head[1]) <= level and (head or line.endswith("：")):
            yield f"后面没有内容：{line[:80]}"


def _find_empty_tables(lines: list[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if not re.fullmatch(r"\|(?:-+\|)+", line.replace(" ", "")):
            continue
        rows = []
        for row in lines[number + 1 :]:
            if not row.startswith("|"):
                break
            rows.append([cell.strip() for cell in row.strip().strip("|").split(" | ")])
        if not rows:
            yield f"没有一行的表：{lines[number - 1]}"
        elif len(rows) > 1 and not any(".fill" in cell for row in rows for cell in row):
            titles = lines[number - 1].strip("| ").split(" | ")
            yield from (
                f"空的一列：{title}"
                for title, cells in zip(titles, zip(*rows, strict=False), strict=False)
                if set(cells) == {"—"} and title not in _MAY_BE_OPEN
            )


def find_lost_links(page: str, markdown: str, pages: Collection[str]) -> Iterator[str]:
    """Yield the links of a page to pages that are not there; addresses are those below docs/."""
    for target in _LINK.findall(markdown):
        address = posixpath.normpath(posixpath.join(posixpath.dirname(page), target))
        if address not in pages and not address.startswith("word/"):
            yield f"没有这一页：{target}"
