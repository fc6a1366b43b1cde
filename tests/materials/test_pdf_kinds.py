"""What a PDF shows, kind by kind, and what is said of what it cannot give."""

from __future__ import annotations

import pytest

from tests.support.pdf_files import grid, image, lines, make_pages, mute, show_pdf, slanted, words

FULL = "加强组织领导各级党委要把这项工作摆上重要议事日程认真研究部署明确"  # 32 signs: a line of 384 points
HALF = "左栏的文字一行有十四个汉字整"


def page_of(*texts: str, top: float = 700) -> str:
    return lines(72, top, *texts)


KINDS = {
    "lines become paragraphs": (
        [page_of("　　" + FULL[:30], FULL, "取得实效。", "　　第二段。")],
        f"<p>{FULL[:30]}{FULL}取得实效。</p><p>第二段。</p>",
    ),
    "numbers become headings": (
        [page_of("一、总体要求", "　　" + FULL[:30], "正文。", "（一）方法", "　　正文。")],
        '<h2 id="一总体要求">一、总体要求</h2><p>' + FULL[:30] + '正文。</p><h3 id="一方法">（一）方法</h3><p>正文。</p>',
    ),
    "quotation marks in another font, drawn last": (
        [words(84, 700, "一是") + words(120, 700, "四个意识") + words(180, 700, "要牢。") + words(108, 702, "“") + words(168, 702, "”")],
        "<p>一是“四个意识”要牢。</p>",
    ),
    "quotation marks drawn first": (
        [words(72, 698, "“") + words(132, 698, "”") + words(84, 700, "巡视整改") + words(144, 700, "是检验。")],
        "<p>“巡视整改”是检验。</p>",
    ),
    "heads of left and right pages, feet with a count": (
        [
            words(72 if at % 2 else 400, 805, ("单数页书眉" if at % 2 else "双数页书眉"), 9) + page_of(FULL, "第" + FULL[:31])
            + words(260, 40, f"第 {at} 页 共 4 页", 9)
            for at in range(1, 5)
        ],
        "<p>" + (FULL + "第" + FULL[:31]) * 4 + "</p>",
    ),
    "a page number between dashes": ([page_of("正文。") + words(280, 40, "—1—")], "<p>正文。</p>"),
    "a last line that stands on two pages is no foot": (
        [lines(72, 700, *["正文。"] * 30, "表态：同意。", pitch=20), lines(72, 700, *["正文。"] * 30, "表态：同意。", pitch=20)],
        ("<p>正文。</p>" * 30 + "<p>表态：同意。</p>") * 2,
    ),
    "two columns below a title": (
        [words(200, 760, "题目", 18) + lines(72, 700, *[HALF] * 6, pitch=18) + lines(300, 700, *["右" + HALF[1:]] * 6, pitch=18)],
        "<p>题目</p><p>" + HALF * 6 + ("右" + HALF[1:]) * 6 + "</p>",
    ),
    "two columns whose lines do not stand side by side": (
        [lines(72, 700, *[HALF] * 6, pitch=18) + lines(300, 691, *["右" + HALF[1:]] * 6, pitch=18)],
        "<p>" + HALF * 6 + ("右" + HALF[1:]) * 6 + "</p>",
    ),
    "a list of names is no columns": (
        [lines(72, 700, *["张某甲"] * 5) + lines(200, 700, *["李某乙"] * 5)],
        "<p>张某甲\u3000李某乙</p>" * 5,
    ),
    "bold by printing thrice": (
        [words(72, 700, "重要通知") + words(72.4, 700, "重要通知") + words(72.2, 700.3, "重要通知")], "<p>重要通知</p>",
    ),
    "bold sign by sign": (["".join(words(72 + 12 * at, 700, sign) * 2 for at, sign in enumerate("会议会议"))], "<p>会议会议</p>"),
    "a table": (
        [grid((72, 172, 272), (720, 695, 670)) + words(80, 700, "姓名") + words(180, 700, "职务") + words(80, 675, "赵某") + words(180, 675, "书记")],
        "<table><tbody><tr><td>姓名</td><td>职务</td></tr><tr><td>赵某</td><td>书记</td></tr></tbody></table>",
    ),
    "a table with a cell over two columns, between paragraphs": (
        [
            page_of("前文。", top=760)
            + "72 720 m 272 720 l S\n72 695 m 272 695 l S\n72 670 m 272 670 l S\n72 720 m 72 670 l S\n272 720 m 272 670 l S\n172 695 m 172 670 l S\n"
            + words(80, 700, "标题") + words(80, 675, "甲") + words(180, 675, "乙") + page_of("后文。", top=600)
        ],
        '<p>前文。</p><table><tbody><tr><td colspan="2">标题</td></tr><tr><td>甲</td><td>乙</td></tr></tbody></table><p>后文。</p>',
    ),
    "rows without lines stay rows": (
        [words(72, 700, "甲") + words(200, 700, "一") + words(72, 680, "乙") + words(200, 680, "二")],
        "<p>甲\u3000一</p><p>乙\u3000二</p>",
    ),
    "a box around words is no table": ([grid((60, 400), (720, 600)) + page_of("框中的话。")], "<p>框中的话。</p>"),
    "a page that is set across": (
        ["".join(f"BT /F 12 Tf 0 1 -1 0 {100 + 20 * at} 72 Tm <{text.encode('utf-16-be').hex()}> Tj ET\n" for at, text in enumerate(("横排的第一行。", "横排的第二行字多。")))],
        "<p>横排的第一行。</p><p>横排的第二行字多。</p>",
    ),
    "look-alikes of signs": ([page_of("⼈民⽣活。")], "<p>人民生活。</p>"),
    "articles of a statute": (
        [page_of("第一条　为了规范工作。", "第二条　本办法适用于本市。")],
        '<p id="第一条">第一条　为了规范工作。</p><p id="第二条">第二条　本办法适用于本市。</p>',
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", KINDS)
def test_a_pdf_is_read_as_it_looks(case: str) -> None:
    contents, wanted = KINDS[case]
    html, hints = show_pdf(make_pages(*contents))
    assert html == wanted
    assert hints == []


SILENT = "BT /S 12 Tf 1 0 0 1 72 640 Tm <0003000400050006000700080009> Tj ET\n"
LOSSES = {
    "a scan": ([image(0, 0, 595, 842)], "只有图像", ""),
    "a scan among pages": ([page_of("正文。"), image(0, 0, 595, 842)], "第2页只有图像", "<p>〔图形〕</p>"),
    "a font without a table of its characters": ([mute(72, 700, "abcdefg")], "的字体不说明是什么字", ""),
    "codes without a table": ([SILENT], "的字体不说明是什么字", ""),
    "a page in a mute font": ([page_of("正文。"), mute(72, 700, "!bcdefg")], "第2页的字体不说明是什么字", "<p>〔图形〕</p>"),
    "one word in a mute font": ([page_of("正文正文正文正文正文正文。") + mute(72, 660, "ab")], "第1页有认不出的字", "〓〓"),
    "one word in codes": ([page_of(*["正文正文正文正文正文正文。"] * 4) + SILENT], "第1页有认不出的字", "〓"),
    "a watermark": ([page_of("正文。") + slanted(200, 300, "内部资料")], "第1页有斜排或竖排的文字（“内部资料”）", "<p>正文。</p>"),
    "a picture": ([page_of("图前。", top=760) + image(100, 400, 300, 200) + page_of("图后。", top=300)], "第1页有图片", "<p>图前。</p><p>〔图形〕</p><p>图后。</p>"),
}  # fmt: skip


@pytest.mark.parametrize("case", LOSSES)
def test_what_a_pdf_cannot_give_is_named(case: str) -> None:
    contents, said, shown = LOSSES[case]
    html, hints = show_pdf(make_pages(*contents))
    assert len(hints) == 1
    assert hints[0][1].startswith(f"“文件.pdf”{said}")
    assert shown in html


def test_what_is_written_onto_a_page_is_named() -> None:
    note = "/Annots[<</Type/Annot/Subtype/FreeText/Rect[50 550 200 650]/Contents(note)>>]"
    html, (hint,) = show_pdf(make_pages(page_of("正文。"), page=note))
    assert html == "<p>正文。</p>"
    assert "第1页有批注、图章或表单" in hint[1]
