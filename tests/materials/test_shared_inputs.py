"""Small files of every kind that used to lose something, with the exact words of their pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiqi.materials.hints import hint_markdown, hint_pdf
from huiqi.materials.markdown.read import read_markdown
from huiqi.materials.pdf.read import read_pdf
from huiqi.materials.sanitize import clean_html
from tests.support.projects import ROOT
from tests.support.word_files import show

DATA = ROOT / "tests" / "data" / "materials"
WORD = {
    "textbox-anchor": "p:第一段。|p:会议由书记主持，全体成员参加。|p:文本框里的话|p:第三段。",
    "ragged-first": "td:甲|td:乙|td:|td:一|td:二|td:三",
    "ragged-nogridafter": "td:标题行|td:|td:一|td:二|td:三",
    "customXml-inline": "p:由办公室负责。",
    "dir": "p:前中间后",
    "num-heading": "h2:一、总体要求|h3:（一）学习|p:正文甲。|h2:二、工作安排",
    "num-plain": "h2:一、总体要求|p:正文甲。|h3:（一）方法步骤|p:正文乙。|p:1. 学习研讨|p:正文丙。|h2:二、组织领导|p:正文丁。",
    "circ-list": "p:①甲|p:②乙",
    "outline-level": "h2:总体要求|p:正文。|h2:工作安排",
    "toc-outline": "h2:一、总体要求|p:正文。|h2:二、工作安排",
    "fldChar-eq": "p:代号①后",
    "ruby": "p:前砺（lì）后",
    "altChunk": "p:前文|p:〔图形〕",
    "ole": "p:附件〔图形〕",
    "dstrike": "p:保留已删",
    "rowdel-cell": "td:留",
    "track-para": "p:前半句后半句",
    "math": "p:票数x ≥ 2/3通过",
    "tabs": "p:姓名\u3000职务\u3000日期",
    "underline-blank": "p:姓名：__________职务：__________",
}
HINTS = {
    "altChunk": "“文件.docx”“前文”之后有插入的文件，网页上以〔图形〕代替",
    "ole": "“文件.docx”“附件”之后有嵌入的对象（Excel.Sheet.12），网页上以〔图形〕代替",
}


@pytest.mark.parametrize("name", WORD)
def test_a_word_file_loses_nothing(name: str) -> None:
    blocks, page, hints = show((DATA / f"{name}.docx").read_bytes())
    assert "|".join(blocks) == WORD[name]
    assert [hint[1] for hint in hints] == ([HINTS[name]] if name in HINTS else [])
    if name == "dstrike":
        assert "<del>已删</del>" in page.html
    if name == "ragged-nogridafter":
        assert 'colspan="2"' in page.html


PDF = {
    "header-footer": "<p>加强组织领导，各级党委要把这项工作摆上重要议事日程，认真研究部署，明确责任分工，主要负责同志带头抓，"
    "分管负责同志具体抓，确保取得实效。</p>",
    "raw-GBKp-EUC-H": "<p>民主生活会方案</p>",
}


@pytest.mark.parametrize("name", PDF)
def test_a_pdf_is_read_as_it_looks(name: str) -> None:
    pdf = read_pdf((DATA / f"{name}.pdf").read_bytes())
    page = clean_html(pdf.html)
    assert page.html == PDF[name]
    assert hint_pdf("文件.pdf", pdf, page.text) == []


MARKDOWN = {
    "list-two-spaces": "<ul>\n<li>甲<ul>\n<li>乙</li>\n<li>丙</li>\n</ul>\n</li>\n</ul>",
    "fenced": "<pre><code>第一行\n第二行\n</code></pre>",
    "four-space-paragraph": "<p>前一段。</p>\n<p>首行四格的段落。</p>",
    "fullwidth-list": "<p>１．甲</p>\n<p>２．乙</p>",
    "star-numbers": "<p>面积 3*4*5 平方。</p>",
    "strike-task": "<p><del>删去</del></p>\n<ul>\n<li>☐ 未做</li>\n</ul>",
}


@pytest.mark.parametrize("name", MARKDOWN)
def test_markdown_is_read_as_it_is_meant(name: str) -> None:
    text = read_markdown(Path(DATA / f"{name}.md").read_text("utf-8"))
    page = clean_html(text.html, numbered=False)
    assert page.html == MARKDOWN[name]
    assert hint_markdown("文件.md", text, page.text) == []
