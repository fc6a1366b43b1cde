"""Word files made from a few lines of WordprocessingML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from bs4 import BeautifulSoup

from huiqi.materials.docx import WordText, read_docx
from huiqi.materials.hints import HintText, hint_word
from huiqi.materials.sanitize import CleanText, clean_html

_URI = "http://schemas.openxmlformats.org"
NAMES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": f"{_URI}/wordprocessingml/2006/main",
        "r": f"{_URI}/officeDocument/2006/relationships",
        "mc": f"{_URI}/markup-compatibility/2006",
        "a": f"{_URI}/drawingml/2006/main",
        "pic": f"{_URI}/drawingml/2006/picture",
        "c": f"{_URI}/drawingml/2006/chart",
        "wp": f"{_URI}/drawingml/2006/wordprocessingDrawing",
        "m": f"{_URI}/officeDocument/2006/math",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_TYPES = (
    f'{_HEAD}<Types xmlns="{_URI}/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="png" ContentType="image/png"/><Default Extension="emf" ContentType="image/x-emf"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)


def relations(links: Mapping[str, tuple[str, str]]) -> str:
    """Return a part of relationships: id to kind and target; an address is outside of the file."""
    items = "".join(
        f'<Relationship Id="{name}" Type="{_URI}/officeDocument/2006/relationships/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if "://" in target else "/>")
        for name, (kind, target) in links.items()
    )
    return (
        f'{_HEAD}<Relationships xmlns="{_URI}/package/2006/relationships">{items}</Relationships>'
    )


def make_docx(
    body: str, *, numbering: str = "", styles: str = "", links: Mapping[str, tuple[str, str]] | None = None,
    **parts: str | bytes,
) -> bytes:  # fmt: skip
    """Return a Word file; other parts are named with ``_S_`` for a slash and ``__`` for a dot."""
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": relations({"r1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f"{_HEAD}<w:document {NAMES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": relations(links or {}),
    }
    if numbering:
        made["word/numbering.xml"] = f"{_HEAD}<w:numbering {NAMES}>{numbering}</w:numbering>"
    if styles:
        made["word/styles.xml"] = f"{_HEAD}<w:styles {NAMES}>{styles}</w:styles>"
    for name, part in parts.items():
        text = part.replace("NAMES", NAMES) if isinstance(part, str) else part
        made[name.replace("_S_", "/").replace("__", ".")] = text
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in made.items():
            archive.writestr(name, part)
    return stream.getvalue()


def run(text: str, properties: str = "") -> str:
    """Return a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*parts: str, properties: str = "") -> str:
    """Return a paragraph; plain words become a run."""
    runs = "".join(part if part.startswith("<") else run(part) for part in parts)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def numbered(text: str, level: int = 0, number: int = 1, properties: str = "") -> str:
    """Return a paragraph of a list."""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(text, properties=properties + place)


def level(number: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    """Return a level of a list's definition."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def definition(*levels: str, number: int = 0, more: str = "") -> str:
    """Return a definition of lists."""
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(levels)}</w:abstractNum>'


def listed(number: int = 1, of: int = 0, more: str = "") -> str:
    """Return a list of a definition."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def cell(text: str, properties: str = "") -> str:
    """Return a cell of a table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text) if text else '<w:p/>'}</w:tc>"


def table(*rows: str, grid: int = 0) -> str:
    """Return a table; each row is what stands in its ``w:tr``."""
    columns = '<w:gridCol w:w="2000"/>' * grid
    return f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def text_box(*blocks: str) -> str:
    """Return a run with a box as Word writes it: the newer form beside the older one."""
    inner = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="1" name="b"/>'
        f'<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>{inner}'
        "</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f"<v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def old_box(*blocks: str) -> str:
    """Return a run with a box in VML alone, as WPS and Word 2007 write it."""
    inner = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
    return f"<w:r><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></w:r>"


def picture(relation: str) -> str:
    """Return a run with a picture."""
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="p"/><a:graphic><a:graphicData '
        f'uri="{_URI}/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def field(code: str, result: str | None = None) -> str:
    """Return a field in its long form."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    shown = "" if result is None else mark.format("separate") + result
    code = f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
    return f"{mark.format('begin')}{code}{shown}{mark.format('end')}"


def show(data: bytes) -> tuple[list[str], CleanText, list[HintText]]:
    """Return the blocks of a Word file's page (with their tags), the page, and its hints."""
    word: WordText = read_docx(data)
    page = clean_html(word.html, {name: name for name in word.pictures})
    soup = BeautifulSoup(page.html, "html.parser")
    tags = ["p", "h2", "h3", "h4", "h5", "h6", "li", "td", "th"]
    blocks = [
        f"{'li' if item.parent and item.parent.name == 'li' else item.name}:{item.get_text().strip()}"
        for item in soup.find_all(tags)
        if not item.find(["p", "li", "h2", "h3", "h4"])
    ]
    return blocks, page, hint_word("文件.docx", word, page.text)
