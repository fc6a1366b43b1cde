"""What Word shows, kind by kind: each file's blocks on its page, in order, with the exact words."""

from __future__ import annotations

import pytest

from huiqi.materials.docx import read_docx
from huiqi.materials.hints import hint_word
from huiqi.materials.sanitize import clean_html
from tests.materials.test_docx import PNG
from tests.support.word_files import (
    cell,
    definition,
    field,
    level,
    listed,
    make_docx,
    numbered,
    old_box,
    paragraph,
    picture,
    run,
    show,
    table,
    text_box,
)  # fmt: skip

LEVELS = definition(
    level(0, "chineseCountingThousand", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3."),
    level(3, "decimalEnclosedCircleChinese", "%4"),
)  # fmt: skip
HEADINGS = (
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
    '<w:outlineLvl w:val="0"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/>'
    '<w:basedOn w:val="1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
)
STYLED = HEADINGS.replace(
    '<w:numPr><w:ilvl w:val="1"/></w:numPr>', '<w:numPr><w:numId w:val="1"/></w:numPr>'
)
LINKED = definition(
    level(0, "chineseCounting", "%1、", '<w:pStyle w:val="1"/>'),
    level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="2"/>'),
)
DECIMAL = definition(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"))
RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
TITLE = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
STRUCK = '<w:style w:type="character" w:styleId="S"><w:rPr><w:dstrike/></w:rPr></w:style>'
DELETED = '<w:rPr><w:del w:id="1" w:author="甲"/></w:rPr>'
M = "<m:oMath>{}</m:oMath>"
TEXT = "<m:r><m:t>{}</m:t></m:r>"


def math(inner: str) -> str:
    return M.format(inner)


def symbol(text: str) -> str:
    return TEXT.format(text)


NUMBERS = {
    "levels of one list": (
        numbered("甲") + numbered("乙", 1) + numbered("丙", 2) + numbered("丁", 3) + numbered("戊", 3) + numbered("己"),
        LEVELS + listed(),
        "h2:一、甲|h3:（一）乙|p:1. 丙|p:①丁|p:②戊|h2:二、己",
    ),
    "articles of a statute": (
        numbered("为了规范工作。") + numbered("本办法适用于本市。") + paragraph("正文。") + numbered("解释权。"),
        definition(level(0, "chineseCountingThousand", "第%1条", start=10)) + listed(),
        "p:第十条\u3000为了规范工作。|p:第十一条\u3000本办法适用于本市。|p:正文。|p:第十二条\u3000解释权。",
    ),
    "a blank or nothing behind the number": (
        numbered("甲。") + numbered("乙。", 1),
        definition(level(0, "decimal", "%1", '<w:suff w:val="space"/>'), level(1, "decimal", "%2", '<w:suff w:val="nothing"/>'))
        + listed(),
        "p:1 甲。|p:1乙。",
    ),
    "two lists of one definition go on counting": (
        numbered("甲") + numbered("乙") + numbered("丙", number=2),
        DECIMAL + listed(1) + listed(2),
        "p:1. 甲|p:2. 乙|p:3. 丙",
    ),
    "one that says where it begins restarts, once": (
        numbered("甲") + numbered("乙") + numbered("丙", number=2) + numbered("丁", number=2),
        DECIMAL + listed(1) + listed(2, more=RESTART),
        "p:1. 甲|p:2. 乙|p:1. 丙|p:2. 丁",
    ),
    "a list goes on behind a heading": (
        numbered("甲。") + paragraph("题", properties='<w:outlineLvl w:val="0"/>') + numbered("乙。"),
        DECIMAL + listed(),
        "p:1. 甲。|h2:题|p:2. 乙。",
    ),
    "deeper levels restart, unless they say not": (
        numbered("甲") + numbered("乙", 1) + numbered("丙", 1) + numbered("丁") + numbered("戊", 1),
        definition(level(0, "decimal", "%1."), level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>')) + listed(),
        "p:1. 甲|p:1) 乙|p:2) 丙|p:2. 丁|p:3) 戊",
    ),
    "numbers of several levels, in figures where the file says so": (
        numbered("甲") + numbered("乙", 1) + numbered("丙", 1),
        definition(level(0, "chineseCounting", "第%1章"), level(1, "decimal", "%1.%2", "<w:isLgl/>")) + listed(),
        "h2:第一章\u3000甲|p:1.1 乙|p:1.2 丙",
    ),
    "a newer format beside an older one": (
        numbered("甲"),
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002"/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback>'
        '</mc:AlternateContent><w:lvlText w:val="（%1）"/></w:lvl></w:abstractNum>' + listed(),
        "p:（3）甲",
    ),
    "a deleted paragraph is not counted": (
        numbered("甲") + numbered("乙", properties=DELETED).replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
        + numbered("丙"),
        DECIMAL + listed(),
        "p:1. 甲|p:2. 丙",
    ),
    "bullets stay a list": (
        numbered("甲") + numbered("乙"), definition(level(0, "bullet", "\uf0b7")) + listed(), "li:甲|li:乙",
    ),
    "WPS counts with a Japanese name": (
        "".join(numbered("项") for _ in range(11)),
        definition(level(0, "japaneseCounting", "%1．")) + listed(),
        "|".join(f"p:{said}．项" for said in "一 二 三 四 五 六 七 八 九 十 十一".split()),  # noqa: SIM905
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", NUMBERS)
def test_numbers_stand_as_word_shows_them(case: str) -> None:
    body, numbering, wanted = NUMBERS[case]
    blocks, _, hints = show(make_docx(body, numbering=numbering))
    assert "|".join(blocks) == wanted
    assert hints == []


def test_a_format_that_is_not_known_is_named() -> None:
    numbering = definition(level(0, "hebrew1", "%1.")) + listed()
    blocks, _, (hint,) = show(make_docx(numbered("甲"), numbering=numbering))
    assert blocks == ["p:1. 甲"]
    assert "（hebrew1）" in hint[1]


@pytest.mark.parametrize("styles", [HEADINGS, STYLED])
def test_headings_are_numbered_by_their_styles(styles: str) -> None:
    lists = (LEVELS if styles is HEADINGS else LINKED) + listed()
    body = "".join(
        paragraph(text, properties=f'<w:pStyle w:val="{style}"/>')
        for text, style in (("甲", 1), ("乙", 2), ("丙", 2), ("丁", 1), ("戊", 2))
    )
    blocks, _, hints = show(make_docx(body, numbering=lists, styles=styles))
    assert blocks == ["h2:一、甲", "h3:（一）乙", "h3:（二）丙", "h2:二、丁", "h3:（一）戊"]
    assert hints == []


KINDS = {
    "a box before the words": (paragraph(text_box(paragraph("框中")), "句子。"), "p:框中|p:句子。"),
    "an old box in a sentence": (
        paragraph("前半，", old_box(paragraph("框一"), paragraph("框二")), "后半。"),
        "p:前半，后半。|p:框一|p:框二",
    ),
    "a box with a table in a cell": (
        table(cell("甲") + f"<w:tc>{paragraph('乙', text_box(table(cell('丙') + cell('丁'), grid=2)))}</w:tc>", grid=2),
        "td:甲|p:乙|td:丙|td:丁",
    ),
    "boxes in a box": (
        paragraph("外", text_box(paragraph("中", old_box(paragraph("内"))))), "p:外|p:中|p:内",
    ),
    "words of art": (
        paragraph('<w:r><w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict></w:r>', "后"), "p:艺术字后",
    ),
    "gaps at both ends of a row": (
        table('<w:trPr><w:gridBefore w:val="1"/><w:gridAfter w:val="1"/></w:trPr>' + cell("中"), cell("一") + cell("二") + cell("三"), grid=3),
        "td:|td:中|td:|td:一|td:二|td:三",
    ),
    "a grid too short": (table(cell("一") + cell("二") + cell("三"), cell("四"), grid=1), "td:一|td:二|td:三|td:四|td:"),
    "a grid without columns": (
        table(cell("一") + cell("二"), cell("三", '<w:gridSpan w:val="2"/>')), "td:一|td:二|td:三",
    ),
    "cells merged downwards, one without a first": (
        table(cell("一", '<w:vMerge w:val="restart"/>') + cell("二"), cell("", "<w:vMerge/>") + cell("三", "<w:vMerge/>"), grid=2),
        "td:一|td:二|td:三",
    ),
    "cells merged across in the older way": (
        table(cell("一", '<w:hMerge w:val="restart"/>') + cell("", "<w:hMerge/>"), cell("二") + cell("三"), grid=2),
        "td:一|td:二|td:三",
    ),
    "rows and cells in wrappers": (
        "<w:tbl><w:tblGrid/><w:customXml><w:tr><w:sdt><w:sdtContent>" + cell("一") + "</w:sdtContent></w:sdt></w:tr></w:customXml></w:tbl>",
        "td:一",
    ),
    "blocks in wrappers": (
        f'<w:customXml w:element="x">{paragraph("甲")}</w:customXml><w:sdt><w:sdtContent>{paragraph("乙")}</w:sdtContent></w:sdt>',
        "p:甲|p:乙",
    ),
    "runs in a turned text": (paragraph("<w:bdo w:val='rtl'>" + run("甲乙") + "</w:bdo>", "丙"), "p:甲乙丙"),
    "a smart tag in a dir": (
        paragraph("<w:dir w:val='ltr'><w:smartTag>" + run("甲") + "</w:smartTag></w:dir>", "乙"), "p:甲乙",
    ),
    "levels of the outline": (
        paragraph("甲", properties='<w:outlineLvl w:val="1"/>') + paragraph("乙", properties='<w:outlineLvl w:val="2"/>')
        + paragraph("文", properties='<w:outlineLvl w:val="9"/>'),
        "h2:甲|h3:乙|p:文",
    ),
    "a table of contents in a field": (
        paragraph(field(" TOC \\o ", run("一、甲\t1"))) + paragraph("一、甲", properties='<w:outlineLvl w:val="0"/>'), "h2:一、甲",
    ),
    "a table of contents in a control": (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>'
        + paragraph("目录") + "</w:sdtContent></w:sdt>" + paragraph("正文"),
        "p:正文",
    ),
    "a square and a fraction in a field": (
        paragraph("甲", field("eq \\o\\ac(□,3)"), "乙", field("EQ \\F(2,3)", ""), "丙"), "p:甲③乙2/3丙",
    ),
    "the older way of a reading": (paragraph(field('EQ \\* jc2 \\* "Font:宋体" \\* hps10 \\o\\ad(\\s\\up 9(lì),砺)'), "石"), "p:砺（lì）石"),
    "results of simple fields": (
        paragraph('<w:fldSimple w:instr=" DATE ">' + run("2021年8月1日") + "</w:fldSimple>", "印发，第", field("PAGE", run("3")), "页"),
        "p:2021年8月1日印发，第3页",
    ),
    "ruby over two words": (
        paragraph("<w:r><w:ruby><w:rt>" + run("chū xīn") + "</w:rt><w:rubyBase>" + run("初心") + "</w:rubyBase></w:ruby></w:r>"), "p:初心（chū xīn）",
    ),
    "boxes to tick": (
        paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "是", '<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>', "否",
                  run("þ", '<w:rFonts w:ascii="Wingdings"/>')),
        "p:☑是□否☑",
    ),
    "fields to tick": (
        paragraph('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData></w:fldChar></w:r>'
                  "<w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>", "同意"),
        "p:☒同意",
    ),
    "struck twice by a style, deleted, moved": (
        paragraph("甲", run("乙", '<w:rStyle w:val="S"/>'), "<w:del>" + run("丙") + "</w:del><w:moveFrom>" + run("丁") + "</w:moveFrom>",
                  "<w:moveTo>" + run("戊") + "</w:moveTo>"),
        "p:甲乙戊",
    ),
    "a deleted row": (
        table("<w:trPr><w:del w:id='1'/></w:trPr>" + cell("删"), cell("留"), grid=1), "td:留",
    ),
    "deleted marks of two paragraphs": (
        paragraph("前", properties=DELETED) + paragraph("中", properties=DELETED) + paragraph("后"), "p:前中后",
    ),
    "a hidden mark runs on": (
        paragraph("一、题。", properties="<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + paragraph("正文。"), "p:一、题。正文。",
    ),
    "a root and powers": (
        paragraph(math("<m:rad><m:deg/><m:e>" + symbol("2") + "</m:e></m:rad>" + symbol("+") + "<m:sSup><m:e>" + symbol("x") + "</m:e><m:sup>"
                       + symbol("2") + "</m:sup></m:sSup>"), "。"),
        "p:√2+x²。",
    ),
    "a fraction of sums": (
        paragraph(math("<m:f><m:num>" + symbol("a+b") + "</m:num><m:den>" + symbol("2") + "</m:den></m:f>" + symbol("≤c"))), "p:(a+b)/2 ≤ c",
    ),
    "a line to fill by tabs": (
        paragraph("签名：<w:r/>".replace("<w:r/>", ""), '<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:tab/></w:r>', "日期"), "p:签名：________日期",
    ),
    "a tab before the words is an indent": (paragraph("<w:r><w:tab/></w:r>", "甲", "<w:r><w:noBreakHyphen/></w:r>", "乙"), "p:甲-乙"),
    "a title": (paragraph("总题", properties='<w:pStyle w:val="T"/>') + paragraph("文"), "p:总题|p:文"),
    "an indent is no quotation": (paragraph("文", properties='<w:ind w:left="720"/>'), "p:文"),
}  # fmt: skip


@pytest.mark.parametrize("case", KINDS)
def test_what_word_shows_stands_on_the_page(case: str) -> None:
    body, wanted = KINDS[case]
    blocks, _, hints = show(make_docx(body, styles=STRUCK + TITLE))
    assert "|".join(blocks) == wanted
    assert hints == []


@pytest.mark.parametrize("case", KINDS)
def test_a_page_that_loses_a_sign_is_named(case: str) -> None:
    """Whatever Word shows, the ledger misses each sign of it that is not on the page."""
    word = read_docx(make_docx(KINDS[case][0], styles=STRUCK + TITLE))
    page = clean_html(word.html, {name: name for name in word.pictures}).text
    signs = [place for place, sign in enumerate(page) if not sign.isspace()]
    silent = [
        page[place] for place in signs
        if not hint_word("文件.docx", word, page[:place] + page[place + 1 :])
    ]  # fmt: skip
    assert signs
    assert silent == []


CHART = (
    '<w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/{}">'
    "<c:chart/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)
UNSHOWN = {
    "a chart": (paragraph("图一", CHART.format("chart")), "p:图一〔图形〕", "图表"),
    "a diagram": (paragraph("图二", CHART.format("diagram")), "p:图二〔图形〕", "SmartArt 图形"),
    "an EMF": (paragraph("图三", picture("e")), "p:图三〔图形〕", "EMF 图片"),
    "a picture that is not there": (paragraph("图四", picture("x")), "p:图四〔图形〕", "不在文件中的图片"),
    "a linked picture": (paragraph("图五", picture("l")), "p:图五〔图形〕", "不在文件中的图片"),
    "an object in a cell": (table(cell("甲") + f'<w:tc>{paragraph("<w:r><w:object/></w:r>")}</w:tc>', grid=2), "td:甲|td:〔图形〕", "嵌入的对象"),
    "a part of another file": (paragraph("前") + '<w:altChunk r:id="c"/>' + paragraph("后"), "p:前|p:〔图形〕|p:后", "插入的文件"),
    "a field that nobody can draw": (paragraph("前", field("EQ \\q(1)")), "p:前〔图形〕", "认不出的符号或公式"),
}  # fmt: skip


@pytest.mark.parametrize("case", UNSHOWN)
def test_what_cannot_be_shown_leaves_its_place_and_a_hint(case: str) -> None:
    body, wanted, what = UNSHOWN[case]
    links = {
        "e": ("image", "media/1.emf"),
        "l": ("image", "https://x.example/1.png"),
        "c": ("aFChunk", "a.htm"),
    }
    data = make_docx(
        body, links=links, word_S_media_S_1__emf=b"\x01\0\0\0", word_S_a__htm=b"<p>x</p>"
    )
    blocks, page, hints = show(data)
    assert "|".join(blocks) == wanted
    assert "x.example" not in page.html
    assert [f"有{what}，网页上以〔图形〕代替" in hint[1] for hint in hints] == [True]
    assert "文件.docx" in hints[0][1]


def test_a_picture_stands_where_it_is_and_a_link_leads_on() -> None:
    link = '<w:hyperlink r:id="h">' + run("网页") + "</w:hyperlink>"
    body = paragraph(
        "前", picture("p"), "后", link, field('HYPERLINK "https://b.example/"', run("乙"))
    )
    links = {"p": ("image", "media/1.png"), "h": ("hyperlink", "https://a.example/")}
    _, page, hints = show(make_docx(body, links=links, word_S_media_S_1__png=PNG))
    assert page.html.index("前") < page.html.index("media/1.png") < page.html.index("后")
    assert 'href="https://a.example/"' in page.html
    assert 'href="https://b.example/"' in page.html
    assert hints == []


def test_notes_stand_at_the_end() -> None:
    note = f'<w:footnotes NAMES><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote><w:footnote w:id="2">{paragraph("注文")}</w:footnote></w:footnotes>'
    body = paragraph("正文", '<w:r><w:footnoteReference w:id="2"/></w:r>', "。")
    links = {"f": ("footnotes", "footnotes.xml")}
    blocks, _, hints = show(make_docx(body, links=links, word_S_footnotes__xml=note))
    assert "注文" in blocks[-1]
    assert hints == []
