"""All pages of a PDF as one text: margins left out, columns in order, paragraphs over pages joined."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

from huiqi.materials.pdf.columns import Block, find_blocks
from huiqi.materials.pdf.fonts import find_mute_fonts
from huiqi.materials.pdf.glyphs import PageGlyphs, read_glyphs
from huiqi.materials.pdf.lines import Line, find_lines
from huiqi.materials.pdf.margins import find_margins
from huiqi.materials.pdf.paragraphs import goes_on, is_open, join_lines, split_paragraphs
from huiqi.materials.pdf.read import Note
from huiqi.materials.pdf.tables import Table, find_tables
from huiqi.materials.word.signs import MARK

if TYPE_CHECKING:
    from pypdf import PdfReader

_PICTURE = 0.03  # share of a page; a smaller one is an ornament
_GROUND = 0.8  # a picture as large as this lies below the text
_MANY = 0.2  # share of a page's signs that nobody can read: it is treated as a picture
_FEW_LINES = 5  # a page of fewer does not show how wide its text is set
_NOTES = {"/FreeText", "/Widget", "/Stamp", "/Ink", "/Line", "/Square", "/Circle", "/Polygon"}
_TEXT_LAYER = "有文字层的 PDF"
_SCAN_REMEDY = "搜索不到其中的内容；用文字识别软件处理后替换"


@dataclass(frozen=True)
class DocumentText:
    """The pages as HTML, all their lines for the screening, notes, and what the ledger asks for."""

    html: str
    lines: tuple[str, ...]
    notes: tuple[Note, ...]
    shown: tuple[tuple[int, str], ...]
    signs: str = ""


@dataclass
class _Page:
    number: int
    glyphs: PageGlyphs
    lines: list[Line]
    tables: list[Table]
    pictures: list[float]  # how far down the page each stands
    unreadable: bool = False
    annotated: bool = False

    @property
    def is_picture(self) -> bool:
        """Whether nothing of the page can be read."""
        return self.unreadable or not (self.lines or self.tables)


@dataclass
class _Text:
    """Paragraphs while they are joined over the pages."""

    parts: list[str] = field(default_factory=list)
    open_lines: list[Line] = field(default_factory=list)
    right: float = 0.0

    def add(self, html: str) -> None:
        self.close()
        self.parts.append(html)

    def close(self) -> None:
        if self.open_lines:
            self.parts.append(f"<p>{escape(join_lines(self.open_lines))}</p>")
            self.open_lines = []


def read_document(data: bytes, reader: PdfReader) -> DocumentText:
    """Return the text of a PDF that is known to be whole and open."""
    pages = list(_read_pages(data, reader))
    margins = find_margins([page.lines for page in pages], [page.glyphs.height for page in pages])
    shown, every, signs = list[tuple[int, str]](), list[str](), list[str]()
    for page, outside in zip(pages, margins, strict=True):
        every += [line.text for line in page.lines]
        every += [line.text for table in page.tables for line in table.lines] + [
            page.glyphs.slanted
        ]
        left_out = {id(glyph) for at in outside for glyph in page.lines[at].glyphs}
        page.lines = [line for at, line in enumerate(page.lines) if at not in outside]
        if not page.is_picture:
            signs += [glyph.text for glyph in page.glyphs.glyphs if id(glyph) not in left_out]
            lines = [*page.lines, *(line for table in page.tables for line in table.lines)]
            shown += [(page.number, part.text) for line in lines for part in line.segments]
    if not any(page.lines or page.tables for page in pages if not page.unreadable):
        scan = Note(_TEXT_LAYER, _whole_scan(pages), _SCAN_REMEDY)
        return DocumentText("", _not_blank(every), (scan,), ())
    html = "".join(_write(pages))
    return DocumentText(
        html, _not_blank(every), tuple(_list_notes(pages)), tuple(shown), "".join(signs)
    )


def _whole_scan(pages: Sequence[_Page]) -> str:
    return (
        "的字体不说明是什么字，读不出文字" if any(page.unreadable for page in pages) else "只有图像"
    )


def _not_blank(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(line for line in lines if line.strip())


def _read_pages(data: bytes, reader: PdfReader) -> Iterator[_Page]:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        for number, page in enumerate(document.pages, start=1):
            source = reader.pages[number - 1]
            glyphs = read_glyphs(page, find_mute_fonts(source))
            tables, rest = (
                ([], glyphs.glyphs) if glyphs.turned else find_tables(page, glyphs.glyphs)
            )
            kinds = {str(item.get_object().get("/Subtype")) for item in source.get("/Annots") or ()}
            yield _Page(
                number, glyphs, find_lines(rest), tables, list(_find_pictures(page)),
                glyphs.unreadable > _MANY * max(1, len(glyphs.glyphs)), bool(kinds & _NOTES),
            )  # fmt: skip
            page.close()


def _find_pictures(page: Any) -> Iterator[float]:
    whole = float(page.width) * float(page.height)
    for image in page.images:
        share = (image["x1"] - image["x0"]) * (image["bottom"] - image["top"]) / whole
        if share > _PICTURE and (share < _GROUND or not page.chars):
            yield float(image["top"])


def _write(pages: Sequence[_Page]) -> Iterator[str]:
    text = _Text()
    left, right = _edges(pages)
    for page in pages:
        if page.is_picture:
            text.add(f"<p>{MARK}</p>")
            continue
        for block in _order(page):
            if isinstance(block, Block):
                _add_block(text, block, (left, right))
            else:
                text.add(block.write() if isinstance(block, Table) else f"<p>{MARK}</p>")
    text.close()
    yield from text.parts


def _edges(pages: Sequence[_Page]) -> tuple[float, float]:
    """Return between which edges the text of the whole file is set."""
    lines = sorted(
        (line for page in pages if not page.is_picture for line in page.lines),
        key=lambda line: line.x0,
    )
    if not lines:
        return 0.0, 0.0
    return lines[len(lines) // 20].x0, sorted(line.x1 for line in lines)[-1 - len(lines) // 20]


def _order(page: _Page) -> Iterator[Block | Table | float]:
    """Yield blocks, tables and pictures from the head of a page to its foot."""
    fixed: list[Table | float] = sorted(
        [*page.tables, *page.pictures],
        key=lambda item: item.top if isinstance(item, Table) else item,
    )
    rest = page.lines
    for item in fixed:
        top = item.top if isinstance(item, Table) else item
        yield from find_blocks([line for line in rest if line.top < top])
        rest = [line for line in rest if line.top >= top]
        yield item
    yield from find_blocks(rest)


def _add_block(text: _Text, block: Block, edges: tuple[float, float]) -> None:
    """Add a block; its first paragraph may go on from the column or page before."""
    if len(block.lines) < _FEW_LINES and edges[0] <= block.left and block.right <= edges[1]:
        block = Block(block.lines, *edges)
    for at, paragraph in enumerate(split_paragraphs(block)):
        before = text.open_lines
        joined = at == 0 and before and is_open(before, text.right)
        if joined and goes_on(paragraph[0], block.left, before[-1]):
            text.open_lines = before + paragraph
        else:
            text.close()
            text.open_lines = paragraph
        text.right = block.right


def _list_notes(pages: Sequence[_Page]) -> Iterator[Note]:
    scans = [page for page in pages if page.is_picture and not page.unreadable]
    if scans:
        yield Note(_TEXT_LAYER, f"第{_numbers(scans)}页只有图像，网页上以{MARK}代替", _SCAN_REMEDY)
    mute = [page for page in pages if page.unreadable]
    if mute:
        found = f"第{_numbers(mute)}页的字体不说明是什么字，读不出文字，网页上以{MARK}代替"
        yield Note(_TEXT_LAYER, found, _SCAN_REMEDY)
    some = [page for page in pages if page.glyphs.unreadable and not page.unreadable]
    if some:
        found = f"第{_numbers(some)}页有认不出的字，网页上以〓代替"
        yield Note("认得出的字", found, "打开原版页面核对；能找到原文件就重新导出 PDF")
    drawn = [page for page in pages if page.pictures and not page.is_picture]
    if drawn:
        found = f"第{_numbers(drawn)}页有图片，网页上以{MARK}代替"
        yield Note("能在网页上显示的内容", found, "请读者打开原版页面，或者用文字写明图片的内容")
    slanted = [page for page in pages if page.glyphs.slanted]
    if slanted:
        words = slanted[0].glyphs.slanted[:12]
        found = f"第{_numbers(slanted)}页有斜排或竖排的文字（“{words}”），没有列入正文"
        yield Note("横排的文字", found, "是水印就不必处理；是正文就改为横排")
    noted = [page for page in pages if page.annotated]
    if noted:
        found = f"第{_numbers(noted)}页有批注、图章或表单，网页和下载的文件里都没有"
        yield Note("写在页面上的内容", found, "要公开就打印成 PDF 再替换")


def _numbers(pages: Sequence[_Page]) -> str:
    numbers = [str(page.number) for page in pages]
    return "、".join(numbers[:10]) + ("等" if len(numbers) > 10 else "")
