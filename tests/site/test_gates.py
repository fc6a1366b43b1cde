"""Each gate holds: a planted fault is found, with its file and place."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from huiqi.errors import HuiqiError, KeyPath
from huiqi.facts.fingerprints import take_fingerprints
from huiqi.facts.model.cycle import Cycle
from huiqi.facts.model.parties import Member, Person
from huiqi.facts.model.walk import marks_of
from huiqi.facts.open_facts import Blanks
from huiqi.site.gates import check, sources
from huiqi.site.gates.leaks import find_leaks, list_secrets
from huiqi.site.gates.loads import find_loads
from huiqi.site.pages import complete_nav, find_page_faults
from huiqi.site.theme_data import find_override_faults
from tests.support.projects import ROOT
from tests.support.samples import FIRST, SECOND, make_cycle, make_facts

NUMBER = "中组发〔2021〕99号"
SPLIT = "".join(f"<w:r><w:t>{letter}</w:t></w:r>" for letter in NUMBER)


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _docx(text: str) -> bytes:
    return _zip({"word/document.xml": f"<w:document>{text}</w:document>".encode()})


LEAKS: dict[str, tuple[str, bytes, str]] = {
    "页面": ("a.html", f"<p>{NUMBER}</p>".encode(), "a.html"),
    "页面，分开写": ("a.html", "<p>中组发〔<b>2021</b>〕99号</p>".encode(), "a.html"),
    "页面，字符编号": ("a.html", "<p>&#20013;组发〔2021〕99号</p>".encode(), "a.html"),
    "脚本": ("b.js", f'var x = "{NUMBER}";'.encode(), "b.js"),
    "JSON 转义": ("c.json", NUMBER.encode("unicode_escape"), "c.json"),
    "日历": ("d.ics", f"SUMMARY:{NUMBER}".encode(), "d.ics"),
    "图形": ("e.svg", f"<svg><text>{NUMBER}</text></svg>".encode(), "e.svg"),
    "Word 文件": ("f.docx", _docx(SPLIT), "f.docx（word/document.xml）"),
    "页面属性，字符编号": ("a.html", "<p title='&#20013;组发〔2021〕99号'>".encode(), "a.html"),
    "链接转义": ("a.html", f'<a href="{quote(NUMBER)}.html">'.encode(), "a.html"),
    "日历折行": ("d.ics", b"SUMMARY:" + NUMBER.encode()[:7] + b"\r\n " + NUMBER.encode()[7:], "d.ics"),
    "别的文字文件": ("k.csv", NUMBER.encode(), "k.csv"),
    "文件名": (f"{NUMBER}.pdf", b"", f"{NUMBER}.pdf"),
    "后缀大写": ("F.DOCX", _docx(SPLIT), "F.DOCX（word/document.xml）"),
    "压缩包里的文件名": ("g.zip", _zip({f"{NUMBER}.pdf": b""}), f"g.zip（{NUMBER}.pdf）"),
    "压缩包": ("g.zip", _zip({"x.txt": NUMBER.encode()}), "g.zip（x.txt）"),
    "分行写": ("a.html", "<p>中组发〔2021〕\n  99号</p>".encode(), "a.html"),
    "Word 文件，分行写": ("f.docx", _docx(SPLIT.replace("<w:r>", "\n  <w:r>")), "f.docx（word/document.xml）"),
    "中间有空格": ("j.txt", "中组发〔2021〕 99 号".encode(), "j.txt"),
    "压缩包里的 Word 文件": (
        "h.zip", _zip({"i.docx": _docx(SPLIT)}), "h.zip（i.docx）（word/document.xml）",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", LEAKS)
def test_an_internal_number_is_found(case: str, tmp_path: Path) -> None:
    name, data, place = LEAKS[case]
    (tmp_path / name).write_bytes(data)
    assert [str(finding) for finding in find_leaks(make_cycle(FIRST), tmp_path)] == [
        f"错误 [gate] {place}：应为不含内部事实的网站，实为文号“{NUMBER}”出现在 {place}。"
        "改法：核对写出这项事实的页面。"
    ]


@pytest.mark.parametrize("spelling", [
    "中组发[2021]99号", "中组发〔2021〕第99号", "中组发(2021)99号", "中组发（2021）第99号", "中组发2021年99号",
    "中组发【2021】 99 号", "中组发［2021］99号",
])  # fmt: skip
def test_an_internal_number_is_found_however_it_is_spelled(spelling: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<p>{spelling}</p>", "utf-8")
    assert [finding.found for finding in find_leaks(make_cycle(FIRST), tmp_path)] == [
        f"文号“{''.join(spelling.split())}”出现在 a.html"
    ]


@pytest.mark.parametrize("internal", [True, False])
def test_an_internal_number_of_a_letterhead_is_found(internal: bool, tmp_path: Path) -> None:
    number = {"code": "云委", "year": 2021, "serial": 7, "internal": internal}
    cycle = make_cycle(FIRST, (("documents", 1, "letterhead"), {"number": number}))
    (tmp_path / "a.html").write_text("<p>云委〔2021〕7号</p>", "utf-8")
    found = [finding.found for finding in find_leaks(cycle, tmp_path)]
    assert found == (["文号“云委〔2021〕7号”出现在 a.html"] if internal else [])


def test_a_common_word_that_holds_a_name_can_be_allowed(tmp_path: Path) -> None:
    name, term = (("members", 0, "name"), "高原"), {"term": "青藏高原", "reason": "地名"}
    (tmp_path / "a.html").write_text("<p>青藏高原</p>", "utf-8")
    (tmp_path / "b.html").write_text("<p>高原</p>", "utf-8")
    (finding,) = find_leaks(make_cycle(FIRST, name), tmp_path)
    assert finding.found == "姓名“高原”出现在 a.html、b.html"
    assert "allow_terms" in finding.remedy
    (finding,) = find_leaks(make_cycle(FIRST, name, (("allow_terms",), [term])), tmp_path)
    assert finding.found == "姓名“高原”出现在 b.html"


@pytest.mark.parametrize("spelled", [
    "阿力·买买提", "阿力•买买提", "阿力.买买提", "阿力・买买提", "阿力 · 买买提", "阿力买买提", "阿 力·买买\u200b提",
])  # fmt: skip
def test_a_name_is_found_in_every_spelling(spelled: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<p>{spelled}</p>", "utf-8")
    named = make_cycle(FIRST, (("members", 0, "name"), "阿力·买买提"))
    assert len(list(find_leaks(named, tmp_path))) == 1


@pytest.mark.parametrize("spelled", ["赵一", "赵 一", "赵　一", "赵   一", "赵\u200b \ufeff一"])
def test_blanks_inside_a_name_hide_nothing(spelled: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<p>{spelled}</p>", "utf-8")
    found = [item.found for item in find_leaks(make_cycle(FIRST), tmp_path)]
    assert found == ["姓名“赵一”出现在 a.html"]


def _names_found(cycle: Cycle, site: Path) -> list[str]:
    return [finding.found for finding in find_leaks(cycle, site)]


def test_a_name_is_found_unless_names_are_published(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.html").write_text("<p>由赵一负责</p>", "utf-8")
    found = "姓名“赵一”出现在 0.html、1.html、2.html等 5 个文件"
    assert _names_found(make_cycle(FIRST), tmp_path) == [found]
    assert _names_found(make_cycle(FIRST, (("publish_names",), True)), tmp_path) == []


@pytest.mark.parametrize(
    "text", ["赵　一", "赵&emsp14;一", "赵&nbsp;一", "赵 一", "<b>赵</b>一", "赵&shy;一"]
)
def test_a_spaced_name_is_found(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<p>由{text}负责</p>", "utf-8")
    assert _names_found(make_cycle(FIRST), tmp_path) == ["姓名“赵一”出现在 a.html"]


def test_a_name_that_the_facts_write_with_a_space(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>由赵一负责</p>", "utf-8")
    cycle = make_cycle(FIRST, (("members", 0, "name"), "赵　一"))
    assert _names_found(cycle, tmp_path) == ["姓名“赵　一”出现在 a.html"]


def test_lines_that_meet_make_no_name(tmp_path: Path) -> None:
    """A head of a list ends in 金, the next begins with 五: that is not 金五."""
    (tmp_path / "a.html").write_text("<h2>四、资金</h2>\n<h2>五、队伍</h2>", "utf-8")
    assert _names_found(make_cycle(FIRST), tmp_path) == []


def test_an_open_or_single_letter_name_is_no_secret() -> None:
    changes: list[tuple[KeyPath, Any]] = [
        (("members", 0, "name"), None), (("members", 1, "name"), "甲"), (("members", 2, "name"), "甲乙"),
        (("bodies", 0, "name"), "公开机关"),
    ]  # fmt: skip
    secrets = list_secrets(make_cycle(FIRST, *changes))
    assert "甲乙" in secrets
    assert not {"甲", "公开机关", "None"} & secrets.keys()


@pytest.mark.parametrize(("change", "secret"), [
    ((("basis", 2, "internal"), True), True), ((("basis", 2, "number", "internal"), False), False),
    ((("basis", 2, "number", "serial"), None), False), ((("basis", 2, "number"), None), False),
])  # fmt: skip
def test_when_a_number_is_secret(change: tuple[KeyPath, Any], secret: bool) -> None:
    assert (NUMBER in list_secrets(make_cycle(FIRST, change))) is secret


def test_what_gives_nothing_away_by_itself_is_no_secret() -> None:
    number = {"code": "甲发", "year": 2021, "serial": 5}
    basis = {"title": "《某通知》", "mode": "按照", "issuers": ["organization"], "number": number, "internal": True}  # fmt: skip
    cycle = make_cycle(FIRST, (("basis",), [basis]))
    secrets = list_secrets(cycle)
    assert {"《某通知》", "甲发〔2021〕5号"} <= secrets.keys()
    assert not {"甲发", "按照", "organization"} & secrets.keys()


def test_what_is_also_public_is_no_secret() -> None:
    change = (("allow_terms",), [{"term": "甲乙丙", "reason": "丁戊己"}])
    secrets = list_secrets(
        make_cycle(FIRST, change, (("results", "opinions"), [{"source": "各部门"}]))
    )
    assert not {"甲乙丙", "丁戊己", "各部门"} & secrets.keys()


def test_counts_and_sources_of_results_stay_inside(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>来自匿名信箱</p>", "utf-8")
    cycle = make_cycle(FIRST, (("results", "opinions"), [{"source": "匿名信箱"}]))
    assert _names_found(cycle, tmp_path) == ["来源“匿名信箱”出现在 a.html"]


def test_a_rare_character_is_found_in_json(tmp_path: Path) -> None:
    """JSON writes what lies outside the first 65,536 characters as two escapes."""
    name = "赵𠮷"
    (tmp_path / "a.json").write_text(json.dumps({"name": name}), "utf-8")
    assert "\\ud842" in (tmp_path / "a.json").read_text("utf-8")
    cycle = make_cycle(FIRST, (("members", 0, "name"), name))
    assert _names_found(cycle, tmp_path) == [f"姓名“{name}”出现在 a.json"]


def test_a_clean_site_has_no_leak(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>市委书记，根据上级机关通知</p>", "utf-8")
    (tmp_path / "b.docx").write_bytes(_docx("<w:t>中组发</w:t>"))
    (tmp_path / "c.png").write_bytes(NUMBER.encode())
    assert _names_found(make_cycle(FIRST), tmp_path) == []


@pytest.mark.parametrize(
    "data", [b"PK no archive", _zip({"a.txt": b"a"})[:-30]], ids=["no archive", "cut short"]
)
def test_an_archive_that_cannot_be_read_stops_the_build(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(HuiqiError) as caught:
        list(find_leaks(make_cycle(FIRST), tmp_path))
    assert str(caught.value) == "a.zip：压缩文件损坏或有密码，无法检查。改法：换成能打开的文件。"


def test_words_that_say_nothing_are_no_secret(tmp_path: Path) -> None:
    """An internal notice hides its title and number, not the words 根据 or an id of the facts."""
    (tmp_path / "a.html").write_text('<p id="superior">根据有关要求</p>', "utf-8")
    item = {"title": "《内部通知》", "internal": True, "issuers": ("superior",), "mode": "根据"}
    cycle = make_cycle(FIRST, (("basis",), [item]))
    assert "《内部通知》" in list_secrets(cycle)
    assert not {"superior", "根据"} & list_secrets(cycle).keys()
    assert _names_found(cycle, tmp_path) == []


def test_an_internal_notice_takes_its_title_along(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>《内部通知》</p>", "utf-8")
    item = {"title": "《内部通知》", "internal": True}
    assert _names_found(make_cycle(FIRST, (("basis",), [item])), tmp_path) == [
        "名称“《内部通知》”出现在 a.html"
    ]


LOADS: dict[str, tuple[str, str, str]] = {
    "script": ("a.html", '<p>\n<script src="//cdn.example/x.js"></script>', "//cdn.example/x.js"),
    "img": ("a.html", '<p>\n<img src="https://h.example/x.png">', "https://h.example/x.png"),
    "srcset": ("a.html", '<p>\n<img srcset="a.png 1x, http://h.example/b.png 2x">', "http://h.example/b.png 2x"),
    "stylesheet": ("a.html", '<p>\n<link rel="stylesheet" href="https://f.example/c.css">', "https://f.example/c.css"),
    "preconnect": ("a.html", '<p>\n<link rel="preconnect" href="https://f.example">', "https://f.example"),
    "iframe": ("a.html", '<p>\n<iframe src="https://v.example/"></iframe>', "https://v.example/"),
    "inline style": ("a.html", "<p>\n<style>p{background:url(https://h.example/p.png)}</style>", "https://h.example/p.png"),
    "css url": ("a.css", "p{}\nq{background:url('//h.example/p.png')}", "//h.example/p.png"),
    "css import": ("a.css", 'p{}\n@import "https://h.example/i.css";', "https://h.example/i.css"),
    "svg": ("a.svg", '<svg>\n<image href="https://h.example/p.png"/></svg>', "https://h.example/p.png"),
    "css import, 压紧": ("a.css", 'p{}\n@import"https://h.example/i.css";', "https://h.example/i.css"),
    "style 属性": ("a.html", "<p>\n<p style='background:URL( https://h.example/p.png )'>", "https://h.example/p.png"),
    "style 属性，转义的引号": (
        "a.html", '<p>\n<p style="background:url(&quot;https://h.example/p.png&quot;)">', "https://h.example/p.png",
    ),
    "imagesrcset": ("a.html", '<p>\n<link imagesrcset="//h.example/b.png 2x">', "//h.example/b.png 2x"),
    "base": ("a.html", '<p>\n<base href="https://h.example/">', "https://h.example/"),
    "poster": ("a.html", '<p>\n<video poster="HTTPS://h.example/p.png">', "HTTPS://h.example/p.png"),
    "object": ("a.html", '<p>\n<object data=" //h.example/x"></object>', "//h.example/x"),
    "svg, 旧写法": ("a.svg", '<svg>\n<use xlink:href="https://h.example/a.svg#b"/></svg>', "https://h.example/a.svg#b"),
    "mermaid": ("a.html", '<p>\n<pre class="mermaid">', ".mermaid 图"),
}  # fmt: skip


@pytest.mark.parametrize("case", LOADS)
def test_an_address_of_another_host_is_found(case: str, tmp_path: Path) -> None:
    name, text, address = LOADS[case]
    (tmp_path / name).write_text(text, "utf-8")
    assert [str(finding) for finding in find_loads(tmp_path)] == [
        f"错误 [gate] {name}:2：应为不从其他主机加载内容的网站，实为{address} 出现在 {name}。"
        "改法：把文件放进本站，或删去。"
    ]


@pytest.mark.parametrize("text", [
    '<a href="https://www.example/">外部链接</a>', '<img src="../assets/a.png">', '<img src="data:image/png;base64,AA">',
    '<link rel="canonical" href="https://www.example/">', '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    '<a rel="icon" href="https://www.example/">甲</a>', '<img src>', '<img src="a//b.png">', '<a href="//www.example/">乙</a>',
    '<img src="a.png?x=1,//b">',
    '<form action="https://www.example/"></form>', '<pre class="diagram">', "<p>写作 url(a.png) 的文字</p>",
])  # fmt: skip
def test_what_loads_nothing_is_no_fault(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(text, "utf-8")
    assert list(find_loads(tmp_path)) == []


def test_a_repository_address_is_refused() -> None:
    assert check.find_config_faults({"repo_url": None}) == []
    assert [str(finding) for finding in check.find_config_faults({"repo_url": "https://x"})] == [
        "错误 [gate] mkdocs.yml：应为不写 repo_url，实为写有 repo_url。"
        "改法：删去 repo_url：页面会向代码托管网站取数据。"
    ]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "docs" / "parts").mkdir(parents=True)
    (tmp_path / "docs" / "parts" / "area-page.md").write_text(
        "# {{ area_title(number) }}\n", "utf-8"
    )
    (tmp_path / "docs" / "parts" / "material-page.md").write_text("# 材料\n", "utf-8")
    (tmp_path / "docs" / "parts" / "handout-page.md").write_text("# 链接\n", "utf-8")
    return tmp_path / "docs"


UNDEFINED: dict[str, tuple[str, str, str]] = {
    "页面": ("index.md", "---\ntitle: 甲\n---\n\n{{ cycle.them }}\n", "docs/index.md:5"),
    "宏": ("index.md", "甲\n{{ area_titel(1) }}\n", "docs/index.md:2"),
    "下级": ("index.md", "甲\n\n{{ cycle.team.nam }}\n", "docs/index.md:3"),
    "片段": ("parts/a.md", "甲\n{{ thema }}\n", "docs/parts/a.md:2"),
    "语法": ("index.md", "甲\n{% if %}\n", "docs/index.md:2"),
    "没有的片段": ("index.md", '甲\n{% include "b.md" %}\n', "docs/index.md:2"),
    "片段的语法": ("parts/a.md", "甲\n{% nope %}\n", "docs/parts/a.md:2"),
}


@pytest.mark.parametrize("case", UNDEFINED)
def test_an_undefined_name_in_a_page(case: str, docs: Path) -> None:
    name, text, place = UNDEFINED[case]
    (docs / "index.md").write_text('{% include "a.md" %}\n', "utf-8")
    (docs / name).write_text(text, "utf-8")
    found = find_page_faults(make_cycle(FIRST), docs, [])
    assert [str(finding).split("：")[0] for finding in found] == [f"错误 [gate] {place}"]
    assert all("核对名称的写法；可用的名称见 macros/README.md" in str(finding) for finding in found)


SAID = {
    "{{ nothing }}": "未定义的名称 nothing",
    "{{ nothing() }}": "未定义的名称 nothing",
    "{{ cycle.them }}": "没有 them 这一项",
    '{% include "b.md" %}': "docs/parts/ 中没有 b.md",
    "{% nope %}": "不认识的语句 nope",
    "{{ 1 | nope }}": "未定义的过滤器 nope",
    "{{ area_title(99) }}": "序号超出范围",
    "{% if %}": "模板写法有误（Expected an expression, got 'end of statement block'）",
}


@pytest.mark.parametrize("text", SAID)
def test_what_is_said_of_a_page(text: str, docs: Path) -> None:
    (docs / "index.md").write_text(text, "utf-8")
    assert [str(finding) for finding in find_page_faults(make_cycle(FIRST), docs, [])] == [
        f"错误 [gate] docs/index.md:1：应为能写出的页面，实为{SAID[text]}。"
        "改法：核对名称的写法；可用的名称见 macros/README.md。"
    ]


def test_all_pages_are_reported_at_once(docs: Path) -> None:
    for name in ("a", "b", "c"):
        (docs / f"{name}.md").write_text("{{ nothing }}", "utf-8")
    assert len(find_page_faults(make_cycle(FIRST), docs, [])) == 3


def test_an_undefined_name_in_the_navigation(docs: Path) -> None:
    nav = [{"首页 {{ cycle.them }}": "index.md"}, {"会议": [{"{{ nothing }}": "b.md"}]}]
    found = [finding.file for finding in find_page_faults(make_cycle(FIRST), docs, nav)]
    assert found == [
        "mkdocs.yml（导航“首页 {{ cycle.them }}”）",
        "mkdocs.yml（导航“{{ nothing }}”）",
    ]


def test_the_navigation_has_a_page_for_each_area() -> None:
    nav = complete_nav([{"对照": ["areas/index.md"]}, "index.md"], make_cycle(FIRST))
    assert len(nav[0]["对照"]) == 6
    assert nav[1] == "index.md"


def test_an_undefined_name_in_an_override(tmp_path: Path) -> None:
    text = '{% extends "base.html" %}\n{{ huiqi.titel }}\n{{ nothing }}\n{{ config.site_name }}{{ huiqi.title }}'
    (tmp_path / "main.html").write_text(text, "utf-8")
    found = find_override_faults(tmp_path)
    assert [(finding.file, finding.line, finding.found) for finding in found] == [
        ("theme/main.html", 3, "未定义的名称 nothing"),
        ("theme/main.html", 2, "未定义的名称 huiqi.titel"),
    ]
    assert find_override_faults(ROOT / "theme") == []


def test_a_leftover_in_a_page_or_template(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("甲\n\nx月x日前\n", "utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "b.yml").write_text("- 某某单位\n", "utf-8")
    found = [
        (item.file, item.line)
        for item in sources.find_source_leftovers(sources.read_sources(tmp_path))
    ]
    assert found == [("docs/a.md", 3), ("templates/b.yml", 1)]


def test_the_number_of_an_internal_basis_is_a_secret_as_a_whole() -> None:
    """Though the number itself bears no mark; its parts stand for themselves everywhere."""
    mark, number = ("basis", 2, "internal"), ("basis", 2, "number", "internal")
    for hidden, own in ((True, False), (False, True), (True, True)):
        secrets = list_secrets(make_cycle(FIRST, (mark, hidden), (number, own)))
        assert secrets.get("中组发〔2021〕99号") == "文号", (hidden, own)
    assert "中组发〔2021〕99号" not in list_secrets(
        make_cycle(FIRST, (mark, False), (number, False))
    )


def test_every_name_of_a_person_is_marked() -> None:
    named = [
        (model.__name__, name)
        for model in (Person, Member)
        for name, marks in marks_of(model).items()
        if marks.title == "姓名" and marks.personal_name
    ]
    assert named == [("Person", "name"), ("Member", "name")]
    for sample in (FIRST, SECOND):
        cycle = make_cycle(sample)
        assert {person.name for person in cycle.people} <= set(list_secrets(cycle))


def test_open_slots_and_missing_approval_stop_a_final_build_only(tmp_path: Path) -> None:
    plan = ("preparation", "plan", "approved_on")
    facts = make_facts(FIRST, (("theme",), None), (plan, None))
    blanks: Blanks = {("theme",): ("会议主题", {"docs/theme.md", "docs/index.md"})}
    assert check.check_site(facts, tmp_path, blanks, draft=True, made={}) == []
    messages = [
        str(item) for item in check.check_site(facts, tmp_path, blanks, draft=False, made={})
    ]
    line, place = facts.source.line_of(("theme",)), facts.source.line_of(plan)
    assert messages == [
        f"错误 [slot] cycles/{FIRST}/cycle.yml:{line} theme：应为会议主题，"
        "实为待定，用于 docs/index.md、docs/theme.md。改法：在会议事实中填写；未定时用 --draft 生成草稿。",
        f"错误 [gate] cycles/{FIRST}/cycle.yml:{place} preparation.plan.approved_on："
        "应为方案审核同意日期，实为还没有审核同意。改法：审核同意后填写；在此以前用 --draft 生成送审稿。",
    ]


def test_another_cycles_words_in_pages_and_templates(tmp_path: Path) -> None:
    for name in ("docs/a.md", "templates/b.yml", "docs/parts/c.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("题\n党史学习教育\n", "utf-8")
    first, second = make_cycle(FIRST), make_cycle(SECOND)
    others = [take_fingerprints(first), take_fingerprints(second)]
    assert sources.find_source_words(sources.read_sources(tmp_path), first, others) == []
    found = sources.find_source_words(sources.read_sources(tmp_path), second, others)
    assert [(item.file, item.line) for item in found] == [
        ("docs/a.md", 2), ("docs/parts/c.md", 2), ("templates/b.yml", 2),
    ]  # fmt: skip
    term = (("allow_terms",), [{"term": "党史学习教育", "reason": "常设课程的名称"}])
    assert (
        sources.find_source_words(sources.read_sources(tmp_path), make_cycle(SECOND, term), others)
        == []
    )


@pytest.mark.parametrize("name", ["谈话记录.docx", "assets/发言提纲.PDF", "a.wps", "b.zip"])
def test_an_office_file_beside_the_pages(name: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(b"")
    assert [
        str(finding) for finding in check.find_papers(tmp_path, {"word/outline.docx": b""})
    ] == [
        f"错误 [R20] {name}：应为只有页面的网站，实为混入文件 {name}。"
        "改法：从 docs/ 中移走：填写后的材料不在网站上出现。"
    ]


def test_only_the_very_paper_that_the_build_made_may_stay(tmp_path: Path) -> None:
    (tmp_path / "word").mkdir()
    (tmp_path / "word" / "outline.docx").write_bytes(b"blank")
    made = {"word/outline.docx": b"blank"}
    assert list(check.find_papers(tmp_path, made)) == []
    (tmp_path / "word" / "outline.docx").write_bytes(b"filled in")
    assert [finding.rule for finding in check.find_papers(tmp_path, made)] == ["R20"]


def test_a_page_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_bytes("# a\n\n会议\n".encode("gbk"))
    assert [
        str(finding) for finding in sources.find_source_leftovers(sources.read_sources(tmp_path))
    ] == [
        "错误 [gate] docs/a.md:3：应为UTF-8 编码的文件，实为其他编码。"
        "改法：在记事本中选“文件—另存为”，编码选 UTF-8 后保存。"
    ]
