"""Word files as study materials: read, stripped, or refused."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pypandoc
import pytest
from bs4 import BeautifulSoup

from huiqi.materials.docx import read_docx
from huiqi.materials.sanitize import clean_html
from huiqi.materials.screening import MaterialText, RefusedError, refuse_secrets
from tests.support.papers import convert, make, render
from tests.support.samples import FIRST, make_cycle

W_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data).to_bytes(4, "big")
    return len(data).to_bytes(4, "big") + kind + data + check


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0")
    + _chunk(b"IDAT", zlib.compress(b"\0\0"))
    + _chunk(b"IEND", b"")
)


@pytest.fixture
def docx(tmp_path: Path) -> bytes:
    """A Word file with a table, a footnote, a link and a picture, headings by number alone."""
    (tmp_path / "p.png").write_bytes(PNG)
    text = (
        "某市公开发布的学习文章\n\n一、总的要求\n\n正文**加粗**一句。[^1]\n\n（一）坚持学习\n\n"
        f"| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n![图]({tmp_path / 'p.png'})\n\n"
        "[网页](https://www.example.com/)\n\n二、这一段以句号结尾，是正文。\n\n[^1]: 注文。\n"
    )
    out = tmp_path / "a.docx"
    pypandoc.convert_text(text, "docx", "markdown", outputfile=str(out))
    return out.read_bytes()


def change(data: bytes, **parts: str | bytes | None) -> bytes:
    """Return a Word file with some parts replaced, added or left out; __ stands for a dot."""
    named = {name.replace("__", ".").replace("_S_", "/"): part for name, part in parts.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for item in old.namelist():
            if item not in named:
                new.writestr(item, old.read(item))
        for name, part in named.items():
            if part is not None:
                new.writestr(name, part)
    return stream.getvalue()


def insert(data: bytes, xml: str) -> bytes:
    """Return a Word file with something put at the head of its body."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        text = archive.read("word/document.xml").decode()
    return change(data, word_S_document__xml=text.replace("<w:body>", f"<w:body>{xml}", 1))


def test_a_word_file_becomes_a_page(docx: bytes) -> None:
    word = read_docx(docx)
    ((name, picture),) = word.pictures.items()
    assert picture == PNG
    clean = clean_html(word.html, {name: "m/1.png"})
    text, headings = clean.html, clean.headings
    soup = BeautifulSoup(text, "html.parser")
    assert [item["name"] for item in headings] == ["一、总的要求"]
    assert [item["name"] for item in headings[0]["children"]] == ["（一）坚持学习"]
    assert [cell.get_text() for cell in soup.find_all("td")] == ["1", "2"]
    assert [image["src"] for image in soup.find_all("img")] == ["m/1.png"]
    assert "注文。" in soup.get_text()
    assert soup.find("a", href="https://www.example.com/") is not None


TRACKED = """<w:p><w:ins w:id="1" w:author="改稿人甲" w:date="2021-01-01T00:00:00Z"><w:r><w:t>新增的话</w:t></w:r></w:ins>
<w:del w:id="2" w:author="改稿人甲" w:date="2021-01-01T00:00:00Z"><w:r><w:delText>删去的话</w:delText></w:r></w:del>
<w:commentRangeStart w:id="0"/><w:r><w:t>批注处</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>"""


def test_changes_comments_and_authors_never_reach_the_page(docx: bytes) -> None:
    comment = f'<w:comments {W_NS}><w:comment w:id="0" w:author="改稿人甲"><w:p><w:r><w:t>批注的话</w:t></w:r></w:p></w:comment></w:comments>'
    text = read_docx(change(insert(docx, TRACKED), word_S_comments__xml=comment)).html
    assert "新增的话" in text
    assert "批注处" in text
    for word in ("删去的话", "批注的话", "改稿人"):
        assert word not in text


def test_pictures_from_elsewhere_and_macros_are_left_out(docx: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        rels = archive.read("word/_rels/document.xml.rels").decode()
    outside = rels.replace('Target="media/', 'TargetMode="External" Target="https://x.example/')
    word = read_docx(
        change(docx, word_S__rels_S_document__xml__rels=outside, word_S_vbaProject__bin=b"macro")
    )
    assert "x.example" not in clean_html(word.html, {name: name for name in word.pictures}).html


BROKEN = {
    "空文件": b"",
    "不是压缩文件": b"PK\x03\x04 no",
    "有密码": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_refused(case: str) -> None:
    with pytest.raises(RefusedError):
        read_docx(BROKEN[case])


def test_damaged_parts_are_refused(docx: bytes) -> None:
    for broken in (
        change(docx, word_S_document__xml=None),
        change(docx, word_S_document__xml=b"<w:document"),
        change(docx, word_S_styles__xml='<!DOCTYPE a [<!ENTITY b "c">]><a>&b;'),
        docx[: len(docx) // 2],
    ):
        with pytest.raises(RefusedError):
            read_docx(broken)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bomb:
        for number in range(25):
            bomb.writestr(f"word/media/{number}.png", b"\0" * 10_000_000)
    assert len(stream.getvalue()) < 1_000_000
    with pytest.raises(RefusedError, match="展开后过大"):
        read_docx(stream.getvalue())


def check(name: str, data: bytes) -> None:
    refuse_secrets(make_cycle(FIRST), name, read_docx(data).said)


def test_papers_of_the_pack_are_recognised(docx: bytes, tmp_path: Path) -> None:
    made = make(render(make_cycle(FIRST)))
    for name, data in made.items():
        with pytest.raises(RefusedError, match="会期生成"):
            check(f"{name}.docx", data)
    check("文章.docx", docx)
    # LibreOffice keeps the bookmarks of a paper whose properties were taken away.
    bare = {
        name: change(made[name], docProps_S_custom__xml=None)
        for name in ("outline", "talk-record", "minutes", "criticism-form")
    }
    for data in bare.values():
        with pytest.raises(RefusedError, match="填写处"):
            check("材料.docx", data)
    saved = convert({"outline": bare["outline"]}, "docx", tmp_path)["outline"]
    with pytest.raises(RefusedError, match="填写处"):
        check("材料.docx", change(saved.read_bytes(), docProps_S_custom__xml=None))


LINES = {
    "标题和姓名": (["市委常委班子党史学习教育专题民主生活会个人发言提纲", "水一"], "发言提纲"),
    "姓名中有空格": (["个人发言提纲（水 一）"], "发言提纲"),
    "谈心谈话记录": (["谈心谈话记录表", "谈话人：水一"], "谈心谈话记录"),
    "密级": (["机密★1年", "关于学习的通知"], "密级"),
    "单独一行": (["秘 密", "关于学习的通知"], "密级"),
    "正文中的标志": (["通知", *["正文"] * 20, "本件为绝密★长期"], "密级"),
}


@pytest.mark.parametrize("case", LINES)
def test_what_must_not_be_published_is_refused(case: str) -> None:
    cycle = make_cycle(FIRST)
    lines, word = LINES[case]
    name = cycle.members[0].name or ""
    texts = [line.replace("水一", name).replace("水 一", " ".join(name)) for line in lines]
    with pytest.raises(RefusedError, match=word):
        refuse_secrets(cycle, "材料.md", MaterialText(tuple(texts)))


PLAIN = [
    ["保守党和国家的秘密", "不得泄露机密、绝密文件"],
    ["个人发言提纲", "发言提纲怎样写：直奔主题"],
    ["关于谈心谈话的若干要求", "谈心谈话记录由双方核对"],
    ["学习文章", *["正文"] * 20, "秘密"],
]


@pytest.mark.parametrize("lines", PLAIN)
def test_the_mere_word_is_no_mark(lines: list[str]) -> None:
    refuse_secrets(make_cycle(FIRST), "材料.md", MaterialText(tuple(lines)))


def test_a_name_in_the_file_name_counts() -> None:
    cycle = make_cycle(FIRST)
    with pytest.raises(RefusedError):
        refuse_secrets(cycle, f"{cycle.members[1].name}个人发言提纲.docx", MaterialText(("正文",)))
