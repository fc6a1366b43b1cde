"""Study materials made to harm: nothing runs, nothing hidden is published, no mark gets past."""

from __future__ import annotations

import io
import zlib
from typing import Any

import pypandoc
import pytest
from pypdf import PdfReader

from huiqi.build.run import build_cycles
from huiqi.errors import FindingsError
from huiqi.materials.docx import read_docx
from huiqi.materials.images import strip_picture
from huiqi.materials.pdf.read import read_pdf
from huiqi.materials.read_file import MaterialPage
from huiqi.materials.screening import MaterialText, RefusedError, refuse_secrets
from tests.conftest import Load
from tests.materials.test_docx import PNG, W_NS, change, insert
from tests.support.projects import copy_project
from tests.support.samples import FIRST, make_cycle


@pytest.fixture
def plain_docx(tmp_path: Any) -> bytes:
    out = tmp_path / "plain.docx"
    pypandoc.convert_text("学习通知\n\n正文一句。\n", "docx", "markdown", outputfile=str(out))
    return bytes(out.read_bytes())


def test_headings_and_titles_are_text_in_the_whole_page(tmp_path: Any) -> None:
    root = copy_project(tmp_path / "project", papers=True)
    folder = root / "cycles" / FIRST / "materials"
    text = "# `<img src=x onerror=alert(1)>` 一\n\n## `<script>window.pwned=1</script>` 二\n"
    (folder / "note-charter.md").write_text(text, "utf-8")
    facts = root / "cycles" / FIRST / "cycle.yml"
    (folder / "x.md").write_text("正文\n", "utf-8")
    added = 'materials:\n  - {id: odd, file: x.md, title: "{{ 1/0 }}{% raw %}"}\n'
    allowed = 'allow_terms: [{term: "{{ 1/0 }}{% raw %}", reason: 题名}]'
    text = facts.read_text("utf-8").replace("materials:\n", added, 1)
    facts.write_text(f"{text.replace('allow_terms: []', '')}\n{allowed}\n", "utf-8")
    (outcome,) = build_cycles(root, (FIRST,), draft=False, report=print)
    assert outcome.error is None
    site = root / "public" / FIRST / "materials"
    built = (site / "note-charter.html").read_text("utf-8")
    assert "onerror=alert(1)&gt;" in built
    assert "<img src=x" not in built
    assert "<script>window" not in built
    assert "{{ 1/0 }}" in (site / "odd.html").read_text("utf-8").replace("&#123;", "{").replace(
        "&#125;", "}"
    )


HIDDEN = {
    "run": "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏字</w:t></w:r></w:p>",
    "style": '<w:p><w:r><w:rPr><w:rStyle w:val="Gone"/></w:rPr><w:t>藏字</w:t></w:r></w:p>',
    "based": '<w:p><w:pPr><w:pStyle w:val="Child"/></w:pPr><w:r><w:t>藏字</w:t></w:r></w:p>',
    "deleted row": "<w:tbl><w:tr><w:trPr><w:del w:id='1'/></w:trPr><w:tc><w:p><w:r><w:t>藏字</w:t>"
    "</w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    "row": "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>露字</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:trPr>"
    "<w:hidden/></w:trPr><w:tc><w:p><w:r><w:t>藏字</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
}
STYLES = (
    f'<w:styles {W_NS}><w:style w:type="character" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr>'
    '</w:style><w:style w:type="paragraph" w:styleId="Child"><w:basedOn w:val="Gone"/></w:style>'
    "</w:styles>"
)


@pytest.mark.parametrize("case", HIDDEN)
def test_hidden_text_of_a_word_file_stays_hidden(case: str, plain_docx: bytes) -> None:
    data = change(insert(plain_docx, HIDDEN[case]), word_S_styles__xml=STYLES)
    shown = read_docx(data).html
    assert "藏字" not in shown
    assert "正文一句" in shown
    assert ("露字" in shown) == (case == "row")


def test_text_that_is_not_hidden_stays(plain_docx: bytes) -> None:
    run = '<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>露字</w:t></w:r></w:p>'
    assert "露字" in read_docx(insert(plain_docx, run)).html


def test_a_word_file_that_points_elsewhere_is_refused(plain_docx: bytes) -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Target="word/styles.xml" Type="http://x/officeDocument"/></Relationships>'
    )
    strict = '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
    for broken in (
        change(plain_docx, **{"_rels/.rels": rels}),
        change(plain_docx, word_S_document__xml=strict),
    ):
        with pytest.raises(RefusedError, match="变体"):
            read_docx(broken)


def make_pdf(
    content: str, *, page: str = "", root: str = "", font: str = "F", resources: str = ""
) -> bytes:
    """Return a PDF of one page with some keys added."""
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{root}>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R{page}"
        f"/Resources<</Font<</{font} 5 0 R>>{resources}>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Type/OCG/Name(layer)>>",
    ]
    out, places = b"%PDF-1.7\n", []
    for number, item in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{item}\nendobj\n".encode()
    start = len(out)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    end = f"trailer\n<</Size {len(objects) + 1}/Root 1 0 R/ID[(idone)(idtwo)]>>\nstartxref\n{start}\n%%EOF"
    return out + end.encode()


SHOW = "BT /{0} 12 Tf 50 700 Td (shown) Tj ET"


def test_the_copy_of_a_pdf_has_nothing_beside_its_pages() -> None:
    added = (
        "/PresSteps<</NA<</S/JavaScript/JS(scriptinit)>>>>/Foo(privatekey)/AA<</O<</JS(opening)>>>>"
    )
    properties = "/Properties<</P<</Author(somebody)>>>>"
    data = make_pdf(SHOW.format("F"), page=added, resources=properties)
    words = (b"scriptinit", b"privatekey", b"opening", b"somebody", b"idone")
    assert all(word in data for word in words)
    copy = read_pdf(data).copy
    assert not [word for word in words if word in copy]


@pytest.mark.parametrize("name", ["B", "AA", "Metadata", "Thumb"])
def test_a_font_may_be_called_like_what_is_dropped(name: str) -> None:
    copy = read_pdf(make_pdf(SHOW.format(name), font=name)).copy
    assert PdfReader(io.BytesIO(copy)).pages[0].extract_text() == "shown"


@pytest.mark.parametrize("layers", ["/OFF[6 0 R]", "/BaseState/OFF"])
def test_hidden_layers_are_refused(layers: str) -> None:
    root = f"/OCProperties<</OCGs[6 0 R]/D<<{layers}>>>>"
    with pytest.raises(RefusedError, match="图层"):
        read_pdf(make_pdf(SHOW.format("F"), root=root))
    assert read_pdf(make_pdf(SHOW.format("F"), root="/OCProperties<</OCGs[6 0 R]/D<<>>>>")).pages


def test_a_pdf_of_too_much_content_is_refused() -> None:
    with pytest.raises(RefusedError, match="20 MB"):
        read_pdf(make_pdf("% " + "x" * 21 * 1024 * 1024))


@pytest.mark.parametrize("filter_", ["FooDecode", "JBIG2Decode"])
def test_a_pdf_that_cannot_be_unpacked_is_refused(filter_: str) -> None:
    data = make_pdf("x").replace(b"<</Length 1>>", f"<</Length 1/Filter/{filter_}>>".encode())
    with pytest.raises(RefusedError, match="PDF"):
        read_pdf(data)


def test_pictures_lose_their_makers() -> None:
    head, tail = PNG[:33], PNG[33:]
    text = b"Author\0ZHANGSAN"
    chunk = (
        len(text).to_bytes(4, "big")
        + b"tEXt"
        + text
        + zlib.crc32(b"tEXt" + text).to_bytes(4, "big")
    )
    assert strip_picture(head + chunk + tail + b"behind the end") == PNG
    app = b"\xff\xe1\x00\x0aZHANGSAN"
    scan = b"\xff\xda\x00\x02data\xff\xd9"
    assert strip_picture(b"\xff\xd8" + app + scan + b"more") == b"\xff\xd8" + scan
    for broken in (PNG[:-4], b"\xff\xd8\xff\xda\x00\x02data", b"\xff\xd8"):
        with pytest.raises(ValueError, match="end"):
            strip_picture(broken)


def said(load: Load, text: str) -> str:
    """Return why a text was refused; empty where it became a page."""
    try:
        pages: dict[str, MaterialPage] = load({"a.md": text})
    except FindingsError as error:
        return str(error)
    assert pages
    return ""


@pytest.mark.parametrize(
    "head",
    [
        "**机密**", "# 秘密", "> 机密", "- 秘密", "机密<br>文", "<p align=right>机密</p>", "机**密**★1年",
        "&#26426;密", "机密&#9733;1年", "机&nbsp;密★", "机密☆1年", "机密⭐1年", "★机密", "（机密）", "【机密】",
        "密级：机密", "机密级", "机密·1年", "机密1年", "機密★1年", "000001 机密", "机密 特急", "机密\t第001号", "机\u200b密",
        "正文中有一处绝密★长期", "| 甲 | 机密 |\n|---|---|\n| 一 | 二 |",
    ],
)  # fmt: skip
def test_a_mark_is_seen_as_the_reader_sees_it(head: str, load: Load) -> None:
    assert "密级标志" in said(load, f"{head}\n\n关于学习的通知\n")


@pytest.mark.parametrize(
    "text",
    [
        "保守党和国家的秘密，不得泄露机密。", "密级标志如“机密★1年”标在左上角。", "秘密等级怎样确定",
        "Q：什么是党性？\n\n    \t代码", "会议记录怎么写\n\n赵一同志说明",
    ],
)  # fmt: skip
def test_what_only_speaks_of_marks_becomes_a_page(text: str, load: Load) -> None:
    assert said(load, f"学习文章\n\n{text}\n") == ""


def test_heads_and_feet_do_not_hide_the_text() -> None:
    many = tuple(f"页眉{number}" for number in range(30))
    for lines in (("机密", "通知"), ("个人发言", "提纲", "赵", "一"), ("个⼈发⾔提纲", "赵⼀")):
        with pytest.raises(RefusedError):
            refuse_secrets(make_cycle(FIRST), "材料.docx", MaterialText(lines, many))
    with pytest.raises(RefusedError, match="密级"):
        refuse_secrets(make_cycle(FIRST), "材料.docx", MaterialText(("正文",), (*many, "机密★1年")))


def test_signs_that_cannot_be_written_are_left_out(load: Load) -> None:
    page = load({"a.md": "# a&#1;b&#xFFFE;\n\n<a id='x&#1;'>文</a>\u0001。\n"})["m0"]
    assert page.headings[0]["name"] == "ab"


def test_deep_nesting_is_read_to_its_end(load: Load) -> None:
    assert "末句" in load({"a.md": f"{'<div>' * 400}<p>末句</p>"})["m0"].html


def test_files_that_are_none_are_named(load: Load, tmp_path: Any) -> None:
    folder = tmp_path / "materials"
    folder.mkdir()
    (folder / "夹.pdf").mkdir()
    (folder / "环.md").symlink_to("环.md")
    (tmp_path / "外.md").write_text("外", "utf-8")
    (folder / "出.md").symlink_to(tmp_path / "外.md")
    index = [
        {"id": f"m{n}", "file": name, "title": "甲"}
        for n, name in enumerate(["夹.pdf", "环.md", "出.md"])
    ]
    with pytest.raises(FindingsError) as error:
        load({}, index=index)
    assert str(error.value).count("是文件夹，或者指向别处") == 3


def test_a_path_is_no_description_of_a_picture(load: Load) -> None:
    page = load({"a.md": "![C:\\\\Users\\\\张三\\\\1.png](1.png) ![图示](1.png)\n", "1.png": PNG},
                index=[{"id": "m", "file": "a.md", "title": "甲"}])["m"]  # fmt: skip
    assert "张三" not in page.html
    assert 'alt="图示"' in page.html
