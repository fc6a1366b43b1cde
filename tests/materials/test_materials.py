"""Study materials: what becomes a page, what is refused, and the ticks on the study list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypandoc
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from huiqi.build.run import build_cycles
from huiqi.errors import FindingsError
from huiqi.facts.reading.load import load_cycle
from huiqi.materials.load import check_materials, load_materials
from huiqi.materials.sanitize import clean_html
from tests.conftest import Load
from tests.support.browsers import serve
from tests.support.papers import convert, make, render
from tests.support.projects import copy_project
from tests.support.samples import FIRST, make_cycle, make_facts


def refuse(load: Load, files: dict[str, str | bytes], **more: Any) -> str:
    with pytest.raises(FindingsError) as error:
        load(files, **more)
    return str(error.value)


def test_a_note_stands_for_every_reading_of_the_first_sample() -> None:
    cycle = make_cycle(FIRST)
    notes = [item.reading for item in cycle.materials if item.kind == "学习提示"]
    assert notes == [reading.id for reading in cycle.readings]
    pages = load_materials(make_facts(FIRST))
    for material in cycle.materials:
        text = BeautifulSoup(pages[material.id].html, "html.parser").get_text()
        assert 250 < len(text) < 700, material.id
        assert len(pages[material.id].headings) == 4, material.id


def test_markdown_becomes_clean_html(load: Load) -> None:
    text = "# 总题\n\n第一行\n第二行[^1]\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n## 一、节\n\n文\n\n[^1]: 注文\n"
    page = load({"学习 材料.md": text})["m0"]
    soup = BeautifulSoup(page.html, "html.parser")
    assert [(tag.name, tag["id"]) for tag in soup.find_all(["h2", "h3"])] == [
        ("h2", "总题"), ("h3", "一节"),
    ]  # fmt: skip
    assert page.headings[0]["children"][0]["name"] == "一、节"
    assert "第一行第二行" in soup.get_text()
    assert [cell.get_text() for cell in soup.find_all("td")] == ["1", "2"]
    note = soup.find("a", href="#m-fn:1")
    assert note is not None
    assert soup.find(id="m-fn:1") is not None


EVIL = [
    "<script>alert(1)</script>",
    '<img src="https://x.example/a.png" onerror="alert(1)">',
    '<a href="javascript:alert(1)">点</a>',
    '<a href="data:text/html,x">点</a>',
    '<iframe src="https://x.example"></iframe>',
    '<p style="background:url(https://x.example)" onclick="x()">文</p>',
    '<link rel="stylesheet" href="https://x.example/a.css">',
    "<style>@import 'https://x.example'</style>",
    '<form action="https://x.example"><input autofocus onfocus=alert(1)></form>',
    "<svg><script>alert(1)</script></svg>",
    '<math><mtext></mtext><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "![图](https://x.example/a.png)",
    "[点](vbscript:x)",
    "<!-- 批注 -->",
    '<div class="material" id="__search"><h2 id="__drawer">题</h2></div>',
]


@pytest.mark.parametrize("evil", EVIL)
def test_nothing_runs_and_nothing_is_fetched(load: Load, evil: str) -> None:
    soup = BeautifulSoup(load({"a.md": f"前\n\n{evil}\n\n后"})["m0"].html, "html.parser")
    assert not soup.find_all(["script", "style", "img", "iframe", "link", "form", "input", "svg"])
    for tag in soup.find_all(True):
        assert set(tag.attrs) <= {"id", "href", "rel"}
        assert tag.get("id") not in ("__search", "__drawer")
        assert str(tag.get("href", "#")).startswith(("#", "http"))
    assert "批注" not in str(soup)


def test_template_signs_in_a_material_are_text(public: Path) -> None:
    assert clean_html("<p>{{ cycle.theme }} {% raw %}</p>").html == (
        "<p>{{ cycle.theme }} {% raw %}</p>"
    )
    assert (public / FIRST / "materials" / "note-charter.html").is_file()


def test_text_outside_of_blocks_stays_escaped() -> None:
    assert clean_html("&lt;script&gt;x&lt;/script&gt; &amp;amp;").html == (
        "&lt;script&gt;x&lt;/script&gt; &amp;amp;"
    )


def test_headings_of_one_text_get_anchors_of_their_own() -> None:
    headings = clean_html("<h2>甲</h2><h3>甲</h3><h2>！</h2><h2>甲</h2>").headings
    assert [item["id"] for item in headings] == ["甲", "section", "甲_3"]
    assert headings[0]["children"][0]["id"] == "甲_2"


def test_all_faults_of_the_index_at_once(load: Load) -> None:
    index = [
        {"id": "a", "file": "没有.md", "title": "甲"},
        {"id": "b", "file": "b.md", "title": "乙"},
        {"id": "c", "file": "b.md", "title": "丙"},
        {"id": "d", "file": "../cycle.yml", "title": "丁"},
        {"id": "e", "file": "e.doc", "title": "戊"},
    ]
    said = refuse(load, {"b.md": "文", "多余.md": "文", "e.doc": b"\xd0\xcf"}, index=index)
    for words in ("没有文件“没有.md”", "“b.md”写了两次", "没有文件“../cycle.yml”", "没有列入“多余.md”",
                  "materials[4].file：应为.md、.docx 或 .pdf 文件"):  # fmt: skip
        assert words in said
    assert f"cycles/{FIRST}/cycle.yml:" in said


def test_a_file_in_another_encoding_is_named(load: Load) -> None:
    assert "materials/a.md" in refuse(load, {"a.md": "学习材料".encode("gbk")})


def test_a_file_that_is_too_large_is_named(load: Load) -> None:
    assert "“a.md”过大" in refuse(load, {"a.md": b"a" * (21 * 1024 * 1024)})


def test_a_broken_material_stops_the_build(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project", papers=True)
    (root / "cycles" / FIRST / "materials" / "note-norms.md").unlink()
    (outcome,) = build_cycles(root, (FIRST,), draft=False, report=print)
    assert "note-norms.md" in str(outcome.error)
    assert not (root / "public" / FIRST).exists()


def test_pictures_of_a_text_stand_beside_it(load: Load) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(4) + b"IEND\xaeB`\x82"
    text = "![图](图%201.png)\n\n![图](缺.png)\n\n![图](https://example.com/x.png)\n"
    page = load(
        {"a.md": text, "图 1.png": picture}, index=[{"id": "m", "file": "a.md", "title": "材料"}]
    )["m"]
    assert page.files == {"1.png": picture}
    assert 'src="m/1.png"' in page.html
    assert "example.com" not in page.html
    (hint,) = page.hints
    assert "缺.png、https://example.com/x.png" in hint[1]


def test_the_check_reads_the_materials(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project", papers=True)
    folder = root / "cycles" / FIRST / "materials"
    (folder / "note-norms.md").write_text("![图](缺.png)\n", "utf-8")
    (folder / "note-charter.md").unlink()
    found = check_materials(load_cycle(root / "cycles" / FIRST))
    assert [item.severity for item in found] == ["error"]
    (folder / "note-charter.md").write_text("甲\n", "utf-8")
    (hint,) = check_materials(load_cycle(root / "cycles" / FIRST))
    assert hint.severity == "hint"
    assert "缺.png" in hint.found
    assert hint.line


def test_ticks_are_kept_and_shown_as_a_bar(public: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    address = (public / FIRST / "readings.html").as_uri()
    page.goto(address)
    count = page.locator("[data-reading]").count()
    assert page.inner_text(".study-progress p >> nth=0") == f"已读 0 项，共 {count} 项"
    assert not page.get_by_role("button", name="清除记录").is_visible()
    page.get_by_role("checkbox", name="已读：党章").check()
    page.get_by_role("checkbox", name="已读：党史").check()
    page.goto(address)
    assert page.get_by_role("checkbox", name="已读：党章").is_checked()
    assert page.locator("progress").evaluate("bar => [bar.value, bar.max]") == [2, count]
    page.get_by_role("button", name="清除记录").click()
    page.reload()
    assert page.inner_text(".study-progress p >> nth=0") == f"已读 0 项，共 {count} 项"
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    context.close()


def test_the_list_reads_well_without_scripts(public: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((public / FIRST / "readings.html").as_uri())
    assert page.locator("input[type=checkbox]:visible").count() == 0
    assert page.get_by_role("link", name="学习提示").count() == 14
    page.get_by_role("link", name="学习提示").first.click()
    assert page.locator(".material h2").count() == 4
    assert page.locator(".md-sidebar--secondary a[href^='#']").count() >= 4
    context.close()


def test_size_of_type_and_place_are_remembered(public: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 500})
    page = context.new_page()
    address = (public / FIRST / "materials" / "note-norms.html").as_uri()
    page.goto(address)
    before = page.locator(".material p").first.evaluate("p => getComputedStyle(p).fontSize")
    assert not page.get_by_role("button", name="继续上次的阅读").is_visible()
    size = page.locator("#size")
    size.click()
    size.click()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(400)
    page.goto((public / FIRST / "materials" / "note-charter.html").as_uri())
    after = page.locator(".material p").first.evaluate("p => getComputedStyle(p).fontSize")
    assert float(after[:-2]) > 1.3 * float(before[:-2])
    assert page.locator("#size").get_attribute("title") == "字号：特大"
    page.goto(address)
    page.get_by_role("button", name="继续上次的阅读").click()
    page.wait_for_timeout(600)
    assert page.evaluate("scrollY") > 300
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    context.close()


def test_a_word_file_and_a_pdf_stand_on_the_site(tmp_path: Path, browser: Browser) -> None:
    root = copy_project(tmp_path / "project", papers=True)
    folder = root / "cycles" / FIRST / "materials"
    text = "一、总的要求\n\n关于材料页的一句专用文字。\n\n（一）坚持学习\n\n正文。\n"
    pypandoc.convert_text(text, "docx", "markdown", outputfile=str(folder / "学习 文章.docx"))
    made = make({"plan": render(make_cycle(FIRST), office=False)["plan"]})
    (folder / "方案.pdf").write_bytes(convert(made, "pdf", tmp_path)["plan"].read_bytes())
    facts = root / "cycles" / FIRST / "cycle.yml"
    added = (
        "materials:\n  - {id: article, file: 学习 文章.docx, title: 学习文章, reading: charter}\n"
        "  - {id: scheme, file: 方案.pdf, title: 方案原文, source: 市委办公室}\n"
    )
    facts.write_text(facts.read_text("utf-8").replace("materials:\n", added, 1), "utf-8")
    (outcome,) = build_cycles(root, (FIRST,), draft=False, report=print)
    assert outcome.error is None
    site = root / "public" / FIRST
    page = browser.new_page()
    page.goto((site / "materials" / "article.html").as_uri())
    assert page.locator(".material h2").inner_text() == "一、总的要求"
    with serve(site) as address:
        page.goto(f"{address}materials/scheme.html")
        assert page.locator(".material h2").first.inner_text() == "一、民主生活会主题"
        with page.expect_download() as waiting:
            page.get_by_role("link", name="下载 PDF").click()
        assert waiting.value.suggested_filename == "方案.pdf"
    page.goto((site / "readings.html").as_uri())
    assert page.get_by_role("link", name="学习文章").count() == 1
    assert page.get_by_role("link", name="方案原文").count() == 1
    assert "专用文字" in (site / "assets" / "search-data.js").read_text("utf-8")
    page.close()
