"""Markdown as office staff write it: read as it is meant, and hints where that is not certain."""

from __future__ import annotations

import pytest

from huiqi.materials.hints import HintText, hint_markdown
from huiqi.materials.markdown.read import read_markdown
from huiqi.materials.sanitize import clean_html


def show(source: str) -> tuple[str, list[HintText]]:
    text = read_markdown(source)
    page = clean_html(text.html, numbered=False)
    return page.html.replace("\n", ""), hint_markdown("文件.md", text, page.text)


ITEMS = "<ul><li>甲</li><li>乙</li></ul>"
TABLE = "<table><thead><tr><th>甲</th><th>乙</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
KINDS = {
    "a list right behind its sentence": ("内容如下：\n- 甲\n- 乙", f"<p>内容如下：</p>{ITEMS}"),
    "a counted list right behind its sentence": ("如下：\n1. 甲\n2. 乙", "<p>如下：</p><ol><li>甲</li><li>乙</li></ol>"),
    "a table right behind its sentence": ("如下：\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n后文。", f"<p>如下：</p>{TABLE}<p>后文。</p>"),
    "a table without the line below its head": ("| 甲 | 乙 |\n| 1 | 2 |", TABLE),
    "a row longer than the head": (
        "甲 | 乙\n--- | ---\n1 | 2 | 3",
        "<table><thead><tr><th>甲</th><th>乙</th><th></th></tr></thead><tbody><tr><td>1</td><td>2</td><td>3</td></tr></tbody></table>",
    ),
    "three blanks nest": ("1. 甲\n   - 一\n   - 二\n2. 乙", "<ol><li>甲<ul><li>一</li><li>二</li></ul></li><li>乙</li></ol>"),
    "two blanks nest twice": ("- 甲\n  - 一\n    - 壹\n- 乙", "<ul><li>甲<ul><li>一<ul><li>壹</li></ul></li></ul></li><li>乙</li></ul>"),
    "a paragraph below an item": ("- 甲\n\n  文\n- 乙", "<ul><li><p>甲</p><p>文</p></li><li><p>乙</p></li></ul>"),
    "a tab is an indent": ("前。\n\n\t首行。\n\n\t次段。", "<p>前。</p><p>首行。</p><p>次段。</p>"),
    "wide blanks begin a paragraph": ("　　一段。\n　　二段。", "<p>一段。</p><p>二段。</p>"),
    "code stays code": ("    x = 1", "<pre><code>x = 1</code></pre>"),
    "a fence of waves": ("前\n~~~\n**甲**\n- 乙\n~~~\n后", "<p>前</p><pre><code>**甲**- 乙</code></pre><p>后</p>"),
    "a fence that names a language": ("``` text\n甲\n```", "<pre><code>甲</code></pre>"),
    "products": ("2*3*4*5 与 (1)*(2)*(3)", "<p>2*3*4*5 与 (1)*(2)*(3)</p>"),
    "bold and struck among Chinese": ("**重点：**正文~~删去~~后", "<p><strong>重点：</strong>正文<del>删去</del>后</p>"),
    "boxes ticked and not": ("- [x] 做了\n- [ ] 没做", "<ul><li>☑ 做了</li><li>☐ 没做</li></ul>"),
    "numbers line by line": ("一、甲\n二、乙\n（一）丙\n1、丁\n①戊", "<p>一、甲</p><p>二、乙</p><p>（一）丙</p><p>1、丁</p><p>①戊</p>"),
    "numbers that no list would count": ("1. 甲\n3. 乙\n7. 丙", "<p>1. 甲</p><p>3. 乙</p><p>7. 丙</p>"),
    "a list goes on behind a paragraph": ("1. 甲\n\n文。\n\n2. 乙", '<ol><li>甲</li></ol><p>文。</p><ol start="2"><li>乙</li></ol>'),
    "all ones are counted": ("1. 甲\n1. 乙", "<ol><li>甲</li><li>乙</li></ol>"),
    "brackets behind numbers": ("1) 甲\n2) 乙", "<ol><li>甲</li><li>乙</li></ol>"),
    "a line to fill": ("姓名：______ 职务：______", "<p>姓名：______ 职务：______</p>"),
    "words in angle brackets": ("填<姓名>或<name>。", "<p>填&lt;姓名&gt;或&lt;name&gt;。</p>"),
    "a note that is no address": ("[注]: 这是说明", "<p>[注]: 这是说明</p>"),
    "a room is no heading": ("#3 会议室", "<p>#3 会议室</p>"),
    "a line below a sentence is a line": ("正文。\n---\n后", "<p>正文。</p><hr><p>后</p>"),
    "articles can be linked to": ("第一条　甲。\n第二条之一　乙。", '<p id="第一条">第一条　甲。</p><p id="第二条之一">第二条之一　乙。</p>'),
    "breaks that are typed": ("甲  \n乙\\\n丙", "<p>甲<br>乙<br>丙</p>"),
    "a quotation": ("> 一\n> 二\n\n后", "<blockquote><p>一二</p></blockquote><p>后</p>"),
    "lines of one paragraph": ("没有写完的\n一句话", "<p>没有写完的一句话</p>"),
}  # fmt: skip


@pytest.mark.parametrize("case", KINDS)
def test_markdown_is_read_as_it_is_meant(case: str) -> None:
    source, wanted = KINDS[case]
    html, hints = show(source)
    assert html == wanted
    assert hints == []


LOSSES = {
    "what a file says of itself": ("---\ntitle: 题\n---\n正文", "第1行：第1至3行是文件自身的说明"),
    "a fence without an end": ("前\n\n```\n甲", "第3行：代码框没有结束"),
    "words behind an item": ("- 甲\n- 乙\n后文", "第3行：“后文”之前没有空行"),
    "lines that may be paragraphs": ("短句。\n" + "长句" * 20, "第1行：“短句。”之后没有空行"),
    "a sign of somebody's own": ("王\ue000同志", "“王”之后有自造字（U+E000），全文共1个"),
    "a note defined twice": ("甲[^1]\n\n[^1]: 一注\n\n[^1]: 二注", "缺“一注”"),
    "a box in HTML": ("<div>\n- [x] 办了\n</div>", "☑"),
    "marks of Markdown in HTML": (
        "<div>\n正文[^1]\n</div>\n\n[^1]: 注",
        "第5行：“正文”之后多出“1”",
    ),
    "a fence without an end in a quotation": ("前\n\n> ```\n> 甲", "第3行：代码框没有结束"),
    "a year that begins a list": ("2021. 年份\n正文", "第2行：“正文”之前没有空行"),
    "signs of the upper planes": ("甲\U000f0001乙\U000f0002", "全文共2个"),
}


@pytest.mark.parametrize("case", LOSSES)
def test_what_is_lost_or_doubtful_is_named_with_its_line(case: str) -> None:
    source, said = LOSSES[case]
    _, hints = show(source)
    assert any(said in hint[1] for hint in hints), hints
    assert all(hint[1].startswith("“文件.md”") for hint in hints)
