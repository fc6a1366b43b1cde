"""Marks of secrecy on a Word file itself: in its text, its boxes, headers, footers, notes, comments, in what was deleted.

GB/T 9704-2012 has the mark at the top left of the first page; papers that were joined or converted have it
elsewhere, alone in its paragraph or with a star. A sentence that speaks of secrets is no mark, and neither is the column of a
list that says how secret other papers are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from huiqi.materials.screening import holds_secrecy_mark, is_secrecy_mark, tighten
from huiqi.word.ooxml import Element, W, text_of

_WATERMARK = "{urn:schemas-microsoft-com:vml}textpath"
_SIGN = "密"  # in every mark
_OTHER_CODE = re.compile(rb"[^<]*<\?xml[^>]*encoding=[\"'](?!utf-8[\"'])", re.IGNORECASE)
_APART = re.compile(r"\t|\s{2,}|\u3000")
_TITLE_LINES = 6
_BEHIND_TITLE = re.compile("[(〔【\\[](?:绝密|机密|秘密)级?[)〕】\\]]$")
_COLUMN = re.compile("密级|秘密等级|保密级别")
_LISTS = re.compile("题名|标题|文件|材料|名称")
_GONE = (f"{W}del", f"{W}moveFrom")


def may_bear_mark(part: bytes) -> bool:
    """Whether the sign of all marks can stand in a part at all: most hold neither it nor signs by their numbers."""
    plain = part.startswith((b"<", b"\xef\xbb\xbf<")) and not _OTHER_CODE.match(part)
    return not plain or _SIGN.encode() in part or b"&#" in part


def bears_mark(document: Element, others: Iterable[Element]) -> bool:
    """Whether a file bears a mark, by its text and by its headers, footers, notes and comments."""
    return _is_marked(document, titled=True) or any(_is_marked(root) for root in others)


def _is_marked(root: Element, *, titled: bool = False) -> bool:
    drawn = [str(mark.get("string")) for mark in root.iter(_WATERMARK)]
    if not _may_hold(root) and not any(map(_says_mark, drawn)):
        return False
    listed = set(_list_listed(root))
    written = (paragraph for paragraph in root.iter(f"{W}p") if text_of(paragraph).strip())
    first = set(islice(written, _TITLE_LINES)) if titled else set[Element]()
    for paragraph in root.iter(f"{W}p"):
        if paragraph not in listed and _may_hold(paragraph):
            lines = list(list_views(paragraph))
            if any(map(_says_mark, lines)) or (
                paragraph in first and any(map(_ends_titled, lines))
            ):
                return True
    return any(map(_says_mark, drawn))


def _may_hold(element: Element) -> bool:
    """Whether the sign stands in an element at all: so it does not in most."""
    return _SIGN in "".join(element.itertext())


def _ends_titled(line: str) -> bool:
    return _BEHIND_TITLE.search(tighten(line)) is not None


def _says_mark(line: str) -> bool:
    """Whether a line is a mark, has one apart from other words, or holds one with a star."""
    pieces = [line, *_APART.split(line)]
    return any(is_secrecy_mark(piece) for piece in pieces) or holds_secrecy_mark(line)


def list_views(paragraph: Element) -> Iterator[str]:
    """Yield the lines of a paragraph as they are shown, then as they were before changes, then what was deleted."""
    parts = list(_list_parts(paragraph))
    views = [[text for text, gone in parts if not gone]]
    if len(views[0]) < len(parts):
        views += [[text for text, _ in parts], [text for text, gone in parts if gone]]
    for view in views:
        yield from filter(str.strip, "".join(view).split("\n"))


def _list_parts(parent: Element, *, gone: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield the texts of a paragraph, and whether they were deleted; a box in it has paragraphs of its own."""
    for child in parent:
        tag = child.tag
        if tag in (f"{W}t", f"{W}delText"):
            yield child.text or "", gone or tag == f"{W}delText"
        elif tag in (f"{W}br", f"{W}cr"):
            yield "\n", gone
        elif tag in (f"{W}tab", f"{W}ptab"):
            yield "\t", gone
        elif isinstance(tag, str) and tag not in (f"{W}p", f"{W}pPr"):
            yield from _list_parts(child, gone=gone or tag in _GONE)


def _list_listed(root: Element) -> Iterator[Element]:
    """Yield the paragraphs of columns that say how secret the papers of a list are."""
    for table in root.iter(f"{W}tbl"):
        rows = [_list_cells(row) for row in _own(table, f"{W}tr")]
        heads = [(column, tighten(text_of(cell))) for column, cell in rows[0]] if rows else []
        columns = {column for column, text in heads if _COLUMN.search(text)}
        if columns and any(_LISTS.search(text) for _, text in heads):
            for row in rows[1:]:
                for column, cell in row:
                    if column in columns:
                        yield from cell.iter(f"{W}p")


def _list_cells(row: Element) -> list[tuple[int, Element]]:
    """Return the cells of a row with the columns in which they begin."""
    found, column = [], 0
    for cell in _own(row, f"{W}tc"):
        found.append((column, cell))
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        column += 1 if span is None else int(span.get(f"{W}val") or 1)
    return found


def _own(element: Element, tag: str) -> Iterator[Element]:
    """Yield the rows of a table or the cells of a row, and none of a table within."""
    for found in element.iter(tag):
        if next(found.iterancestors(element.tag)) is element:
            yield found
