"""Marks of secrecy are seen wherever they stand on a paper itself, and only there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from huiqi.collect.reading.filled_file import open_filled
from huiqi.word.ooxml import W_URI, to_bytes
from tests.collect.filled import blank_papers, document_of, fill
from tests.collect.filled_project import OUTLINE, Parts, change_parts, fill_in
from tests.support.samples import SECOND

_MARK = "机密★1年"
_HEADING = "一、上年度整改落实情况"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _text(words: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'


def _before(block: str, *, heading: str = "") -> Callable[[], bytes]:
    """Return an outline with a block before its first paragraph, or before a heading."""

    def make() -> bytes:
        data = fill_in(OUTLINE, {"problems_1": ["问题。"]})
        document = document_of(data).decode()
        place = document.index("<w:body>") + len("<w:body>")
        if heading:
            place = document.rindex("<w:p>", 0, document.index(heading))
        changed = document[:place] + block + document[place:]
        return change_parts(data, {"word/document.xml": changed.encode()})

    return make


def _paragraph(*words: str, heading: str = _HEADING) -> Callable[[], bytes]:
    return _before(f"<w:p>{''.join(words)}</w:p>", heading=heading)


def _answer(*texts: str) -> Callable[[], bytes]:
    return lambda: fill_in(OUTLINE, {"problems_1": texts})


def _beside(kind: str, content: str, name: str = "") -> Callable[[], bytes]:
    """Return an outline with another part: a header, a footer, notes, comments."""

    def make() -> bytes:
        data = fill_in(OUTLINE, {"problems_1": ["问题。"]})
        part = name or f"{kind}9.xml"
        links = document_of(data, "word/_rels/document.xml.rels").decode()
        link = f'<Relationship Id="rIdMore" Type="{_REL}/{kind}" Target="{part}"/></Relationships>'
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        more = f'<w:{root} xmlns:w="{W_URI}" xmlns:v="urn:schemas-microsoft-com:vml">{content}</w:{root}>'
        parts: Parts = {
            "word/_rels/document.xml.rels": links.replace("</Relationships>", link).encode(),
            f"word/{part}": more.encode(),
        }
        return change_parts(data, parts)

    return make


def _box(words: str) -> str:
    return f"<w:pict><w:txbxContent><w:p>{_text(words)}</w:p></w:txbxContent></w:pict>"


def _index(column: str, words: str, change: Callable[[str], str] = str) -> Callable[[], bytes]:
    """Return the index of the archive with words in a column."""

    def make() -> bytes:
        data = blank_papers(SECOND)["archive-list"]
        document = to_bytes(
            fill(document_of(data), {f"{column}_1": [words], f"{column}_2": [words]})
        )
        return change_parts(data, {"word/document.xml": change(document.decode()).encode()})

    return make


_P = f"<w:p>{_text(_MARK)}</w:p>"
_MARKED = {
    "at the top of the page": _paragraph(_text("机密"), heading=""),
    "with the number of the copy": _paragraph(_text("000001 机密"), heading=""),
    "behind the title": _paragraph(_text("关于整改情况的报告（秘密）"), heading=""),
    "a tab beside it": _paragraph(_text("样例集团"), "<w:r><w:tab/></w:r>", _text("机密"), heading=""),
    "by the number of its sign": _paragraph(_text("机&#23494;"), heading=""),
    "cut into runs": _paragraph(_text("机"), _text("密"), heading=""),
    "behind a soft break": _paragraph(_text("文件"), "<w:r><w:br/></w:r>", _text("机密")),
    "later, in its paragraph": _paragraph(_text("秘密"), heading="二、存在的问题"),
    "later, with a star": _answer(f"本件{_MARK}"),
    "in brackets behind an answer": _answer(f"问题（{_MARK}）。"),
    "in a text box": _paragraph(f"<w:r>{_box('绝密')}</w:r>", heading="二、存在的问题"),
    "in a cell beside its label": _before(
        f"<w:tbl><w:tr><w:tc><w:p>{_text('密级')}</w:p></w:tc><w:tc><w:p>{_text('机密')}</w:p></w:tc></w:tr></w:tbl>"
    ),
    "in a sheet for the paper itself": _before(
        f"<w:tbl><w:tr><w:tc><w:p>{_text('密级')}</w:p></w:tc><w:tc><w:p>{_text('缓急')}</w:p></w:tc></w:tr>"
        f"<w:tr><w:tc><w:p>{_text('机密')}</w:p></w:tc><w:tc><w:p>{_text('特急')}</w:p></w:tc></w:tr></w:tbl>"
    ),
    "inserted": _paragraph(f"<w:ins>{_text(_MARK)}</w:ins>"),
    "deleted": _paragraph(f"<w:del>{_text(_MARK, 'delText')}</w:del>"),
    "deleted, and replaced": _paragraph(
        f"<w:del>{_text('机密', 'delText')}</w:del><w:ins>{_text('公开')}</w:ins>"
    ),
    "deleted in part": _paragraph(_text("机密"), f"<w:del>{_text('★1年', 'delText')}</w:del>"),
    "moved away": _paragraph(f"<w:moveFrom>{_text(_MARK)}</w:moveFrom>"),
    "in a header": _beside("header", _P),
    "in a footer by another name": _beside("footer", f"<w:p>{_text('秘密')}</w:p>", "foot-of-annex.xml"),
    "as a watermark": _beside("header", '<w:p><w:r><w:pict><v:shape><v:textpath string="机密"/></v:shape></w:pict></w:r></w:p>'),
    "in a footnote": _beside("footnotes", f'<w:footnote w:id="2">{_P}</w:footnote>'),
    "in an endnote": _beside("endnotes", f'<w:endnote w:id="2">{_P}</w:endnote>'),
    "in a comment": _beside("comments", f'<w:comment w:id="2"><w:p>{_text(f"此件应标{_MARK}")}</w:p></w:comment>'),
    "in another column of the index": _index("note", f"原件{_MARK}"),
    "in a list without names": _index("mark", _MARK, lambda text: text.replace("题名", "序列")),
}  # fmt: skip
_UNMARKED = {
    "a sentence of an answer": _answer("严守党和国家的秘密，没有发生泄露机密的情况。"),
    "a short sentence": _answer("保守国家秘密"),
    "a quoted mark": _answer("没有按规定标注“机密★1年”。"),
    "a heading of an answer": _answer("保守秘密", "机密文件管理不严", "绝密级文件的传阅登记不全"),
    "a footnote that speaks of it": _beside("footnotes", f'<w:footnote w:id="2"><w:p>{_text("指国家秘密。")}</w:p></w:footnote>'),
    "a comment that speaks of it": _beside("comments", f'<w:comment w:id="2"><w:p>{_text("是否涉及国家秘密？")}</w:p></w:comment>'),
    "a deleted sentence": _paragraph(f"<w:del>{_text('不涉及国家秘密。', 'delText')}</w:del>"),
    "the index of the archive": _index("mark", _MARK),
    "the index, without a star": _index("mark", "秘密"),
}  # fmt: skip


@pytest.mark.parametrize("where", _MARKED)
def test_a_mark_on_the_paper_itself_is_seen(where: str) -> None:
    assert open_filled(_MARKED[where]()).marked


@pytest.mark.parametrize("where", _UNMARKED)
def test_what_only_speaks_of_secrets_is_no_mark(where: str) -> None:
    assert not open_filled(_UNMARKED[where]()).marked


@pytest.mark.parametrize("code", ["utf-16", "gb18030", "utf-8-sig"])
def test_a_mark_is_seen_in_every_coding(code: str) -> None:
    data = _paragraph(_text("机密"))()
    document = document_of(data).decode().partition("?>")[2]
    head = f'<?xml version="1.0" encoding="{code.removesuffix("-sig")}"?>'
    assert open_filled(
        change_parts(data, {"word/document.xml": (head + document).encode(code)})
    ).marked
