"""Pages hold whatever the facts hold: as text, and without a gap where a fact is absent."""

from __future__ import annotations

import html
import json
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from huiqi.build.outcome import Outcome
from huiqi.build.run import build_cycles
from huiqi.errors import HuiqiError, KeyPath
from huiqi.facts.model.cycle import Cycle
from huiqi.files.atomic import replace_folder
from huiqi.site.pages import area_pages, find_page_faults, page_sources, plain_html
from huiqi.site.portal import render_portal
from huiqi.site.site_record import make_site_record
from huiqi.site.theme_data import ThemeData, find_stock_worker, make_theme_data
from huiqi.templating.environment import make_environment
from macros.scope import open_scope
from macros.vocabulary import build_vocabulary
from tests.support.projects import ROOT, copy_project
from tests.support.samples import FIRST, LONG_FORM, SECOND, make_cycle

WILD = (
    "<script>alert(1)</script></title> | *x* _x_ {{ cycle.id }} {% raw %} { x } \\ [a](b) \"q\" 'q' "
    "&amp; ~~x~~ ^x^ $x$ @x ::: `c` <b> <!-- --> ![i](j) [^1]"
)
# Where each wild value goes in the facts, with a sign that begins a block of Markdown.
PLANTED = {
    "name: 市委常委班子": f"# 班子 {WILD}",
    "place: 市委常委会议室": f"- 地点 {WILD}",
    "title: 心怀“国之大者”、履职尽责担当作为": f"1. 方面 {WILD}",
    "name: 市委办公室\n": f"> 单位 {WILD}",
    "name: 市委改革办": f"    部门 {WILD}",
    "post: 市委农办主任": f"* 负责人 {WILD}",
    "title: 上级要求报送的其他资料": f"~~~ 材料 {WILD}",
    "lead: 认真学习领会": f"+ 引导语 {WILD}",
    "text: 通报上年度民主生活会整改措施落实情况和本次会议征求意见情况": f"``` 议程 {WILD}",
}
SHOWN = {
    "index.html": ["# 班子", "- 地点"],
    "overview.html": ["- 地点", "``` 议程"],
    "plan.html": ["> 单位", "+ 引导语", "``` 议程"],
    "duties.html": ["> 单位", "部门"],
    "areas/index.html": ["1. 方面"],
    "areas/great-cause.html": ["1. 方面"],
    "preparation/criticism.html": ["``` 议程"],
    "schedule.html": ["# 班子", "> 单位"],
    "documents.html": ["> 单位", "~~~ 材料"],
    "assignments.html": ["> 单位", "~~~ 材料"],
    "preparation/talks.html": ["* 负责人"],
}


@pytest.fixture(scope="module")
def wild(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A draft whose facts hold markup of every kind; returns public/.

    In the long form nothing goes by a name, so that every name may be another.
    """
    project = copy_project(tmp_path_factory.mktemp("wild") / "project", papers=True)
    path = project / "cycles" / FIRST / "cycle.yml"
    text = (LONG_FORM / FIRST / "cycle.yml").read_text("utf-8")
    for old, value in PLANTED.items():
        assert old in text
        written = f"{old.partition(':')[0]}: {json.dumps(value, ensure_ascii=False)}"
        text = text.replace(old, written + ("\n" if old.endswith("\n") else ""), 1)
    path.write_text(text, "utf-8")
    outcomes = build_cycles(project, (FIRST,), draft=True, report=_ignore)
    assert [outcome.error for outcome in outcomes] == [None]
    return project / "public"


def _ignore(outcome: Outcome) -> None:
    """Report nothing."""


def _read(path: Path) -> BeautifulSoup:
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def _words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("page", SHOWN)
def test_a_value_shows_as_the_text_that_it_is(page: str, wild: Path) -> None:
    article = _read(wild / FIRST / page).find("article")
    assert article is not None
    text = _words(article.get_text())
    assert [start for start in SHOWN[page] if f"{start} {WILD}" not in text] == []


def test_no_value_becomes_markup(wild: Path) -> None:
    pages = sorted(wild.rglob("*.html"))
    assert len(pages) > 20
    for path in pages:
        page = _read(path)
        assert not [tag for tag in page.find_all("script") if "alert" in tag.get_text()], path.name
        assert not [tag for tag in page.find_all(True) if "q" in tag.attrs], path.name
        assert page.find("img", src="j") is None
        assert page.find("a", href="b") is None
        assert page.find("b") is None


def test_titles_and_navigation_show_the_text(wild: Path) -> None:
    page = _read(wild / FIRST / "areas" / "great-cause.html")
    assert page.title is not None
    assert _words(page.title.get_text()).startswith(f"二、1. 方面 {WILD} - # 班子 {WILD}")
    entries = {_words(link.get_text()) for link in page.select("nav a")}
    assert f"二、1. 方面 {WILD}" in entries
    logo = page.select_one("a.md-logo")
    assert logo is not None
    assert str(logo["aria-label"]).startswith(f"# 班子 {WILD}")


def test_the_front_page_shows_the_text(wild: Path) -> None:
    assert f"# 班子 {WILD}" in _words(_read(wild / "index.html").get_text())


def test_the_search_data_holds_the_text(wild: Path) -> None:
    text = (wild / FIRST / "assets" / "search-data.js").read_text("utf-8")
    data = json.loads(text.partition("=")[2].rstrip(";\n"))
    titles = {_words(page.split("\n")[1].split("\t")[0]) for page in data["pages"]}
    assert f"二、1. 方面 {WILD}" in titles


ABSENT: list[list[tuple[KeyPath, Any]]] = [
    [(("campaign",), None), (("guidance_group", "prefix"), None), (("purpose", "importance"), [])],
    [(("guidance_group",), None), (("meeting", "attendees"), []), (("agenda",), [])],
    [(("feedback",), None), (("purpose",), {})],
    [(("preparation",), {}), (("follow_up",), {}), (("results",), None)],
    [(("reading_list",), []), (("materials",), []), (("areas",), []), (("basis",), []),
     (("documents",), [])],
    [(("prep_group",), {}), (("offices", 0, "duties"), []), (("dimensions",), [])],
    [(("meeting",), {}), (("extra_documents",), [])],
]  # fmt: skip
GAP = re.compile("（）|、、|，，|。。|；；|，。|、。|：。|None|由负责|根据，|按照，")


@pytest.mark.parametrize(
    "changes", ABSENT, ids=lambda item: "、".join(str(key[0]) for key, _ in item)
)
def test_every_page_renders_without_these_facts(changes: list[tuple[KeyPath, Any]]) -> None:
    cycle = make_cycle(FIRST, *changes)
    assert find_page_faults(cycle, ROOT / "docs", []) == []
    environment = make_environment(build_vocabulary(open_scope(cycle)), ROOT / "docs" / "parts")
    for name, source in page_sources(cycle, ROOT / "docs").items():
        text = html.unescape(environment.from_string(source).render())
        assert GAP.findall(text) == [], name


def test_plain_html_keeps_the_text_and_drops_the_markup() -> None:
    assert plain_html('甲<wbr>乙&#42;<span class="blank">丙</span>&#60;b&#62; &#34;') == (
        "甲乙*丙&lt;b&gt; &quot;"
    )


def test_an_area_page_has_its_title_and_its_number() -> None:
    pages = dict(area_pages(make_cycle(FIRST, (("areas", 0, "title"), '"甲": <b> \\'))))
    assert len(pages) == 5
    assert pages["areas/two-establishments.md"] == (
        '---\ntitle: "一、&quot;甲&quot;: &lt;b&gt; \\\\"\n---\n'
        '{% set number = 1 %}{% include "area-page.md" %}\n'
    )


def _shown(cycle: Cycle, *, draft: bool) -> ThemeData:
    return make_theme_data(open_scope(cycle), _theme_folders(), draft=draft)


def _theme_folders() -> list[str]:
    spec = find_spec("material")
    assert spec is not None
    return [f"{folder}/templates" for folder in spec.submodule_search_locations or ()]


@pytest.mark.parametrize(("changes", "draft", "mark", "banner"), [
    ([], False, "", "内部资料 请勿外传"), ([], True, "送审稿", "内部资料 请勿外传"),
    ([(("preparation", "plan", "approved_on"), None)], False, "送审稿", "内部资料 请勿外传"),
    ([(("audience",), "public")], False, "", ""),
])  # fmt: skip
def test_what_stands_on_every_page(
    changes: list[tuple[KeyPath, Any]], draft: bool, mark: str, banner: str
) -> None:
    shown = _shown(make_cycle(FIRST, *changes), draft=draft)
    assert (shown.mark, shown.banner, shown.noindex) == (mark, banner, bool(banner))
    assert shown.title == "市委常委班子党史学习教育专题民主生活会"
    assert re.fullmatch(r"assets/javascripts/workers/search\.\w+\.min\.js", shown.stock_worker)


def test_a_theme_without_its_search_worker(tmp_path: Path) -> None:
    with pytest.raises(HuiqiError) as caught:
        find_stock_worker([str(tmp_path)])
    assert str(caught.value) == (
        "主题里没有搜索程序。改法：用 requirements/ 锁定的 mkdocs-material 版本。"
    )


def test_the_front_page_lists_cycles_newest_first() -> None:
    cycles = [make_cycle(FIRST), make_cycle(SECOND, (("audience",), "public"))]
    cards = [make_site_record(cycle, draft=False) for cycle in cycles]
    page = BeautifulSoup(render_portal(cards), "html.parser")
    assert [link["href"] for link in page.find_all("a")] == [
        f"{SECOND}/index.html",
        f"{FIRST}/index.html",
    ]
    whens = [tag.get_text() for tag in page.select(".when")]
    assert whens == ["2025年2月28日前召开，具体时间另行通知", "召开日期：2022年1月13日"]
    assert page.find("meta", attrs={"name": "robots"}) is not None
    assert 'name="robots"' not in render_portal(cards[1:])


def _site(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "index.html").write_text(text, "utf-8")
    return folder


def test_a_fresh_site_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    fresh, live = _site(tmp_path / "fresh", "新"), _site(tmp_path / "live", "旧")
    replace_folder(fresh, live, tmp_path / "old")
    assert (live / "index.html").read_text("utf-8") == "新"
    assert not fresh.exists()


def test_a_site_that_cannot_be_replaced_stays(tmp_path: Path) -> None:
    live = _site(tmp_path / "live", "旧")
    with pytest.raises(
        HuiqiError,
        match=r"^不能更换 .*/live/（.+）。改法：关闭打开着 .*/live/ 的窗口和程序，再生成一次。$",
    ):
        replace_folder(tmp_path / "missing", live, tmp_path / "old")
    assert (live / "index.html").read_text("utf-8") == "旧"
    assert [path.name for path in tmp_path.iterdir()] == ["live"]
