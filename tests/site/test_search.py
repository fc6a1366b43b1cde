"""The search finds every fragment of Chinese, and nothing that is not there."""

from __future__ import annotations

import gzip
import json
import random
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import yaml
from playwright.sync_api import Browser, BrowserContext, Page, expect

from huiqi.site.search.data import DATA_FILE, READINGS_FILE, write_search
from huiqi.site.search.pinyin import list_readings
from huiqi.site.search.terms import load_terms
from tests.support.browsers import serve
from tests.support.drawn import open_chance
from tests.support.projects import ROOT
from tests.support.samples import FIRST, SECOND
from tests.support.search import Matcher, fold, open_matcher, page_of


@pytest.fixture(scope="module", params=[FIRST, SECOND])
def site(request: pytest.FixtureRequest, public: Path) -> Path:
    return public / str(request.param)


@pytest.fixture(params=["file", "http"])
def base(request: pytest.FixtureRequest, public: Path) -> Iterator[str]:
    if request.param == "file":
        yield f"{(public / FIRST).as_uri()}/"
        return
    with serve(public.parent) as address:
        yield f"{address}{public.name}/{FIRST}/"


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Return the one window of this module: a window of its own costs more than a page."""
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    yield page
    page.close()


def ask(page: Page, query: str) -> list[dict[str, str]]:
    """Type a query and return the results that the theme shows."""
    page.click("[data-opens=__search]") if not page.is_visible("input[name=query]") else None
    page.focus("input[name=query]")
    # Until the worker has answered the empty box, the theme would take that for the answer.
    expect(page.locator(".md-search-result__meta")).not_to_contain_text("初始化")
    page.evaluate("document.querySelector('.md-search-result__meta').textContent = ''")
    page.fill("input[name=query]", query)
    page.press("input[name=query]", "End")
    # The theme writes there how much was found, and lists it a little later.
    expect(page.locator(".md-search-result__meta")).to_contain_text("符合条件的结果")
    with suppress(AssertionError):
        expect(page.locator(".md-search-result__link")).not_to_have_count(0, timeout=1000)
    found: list[dict[str, str]] = page.evaluate(_LIST_RESULTS)
    return found


# All at once: asking for each part of each result takes the most time of all.
_LIST_RESULTS = """[...document.querySelectorAll(".md-search-result__link")].map((link) => ({
  href: link.getAttribute("href") ?? "", html: link.innerHTML, text: link.innerText }))"""


QUERIES = {
    "谈心谈话": "谈心谈话",
    "整改措施": "整改措施",
    "带头深刻感悟": "带头深刻感悟",
    "跨加粗和标点": "市委组织部：负责收集",
    "不写引号": "感悟两个确立",
    "换行处": "市委常委班子党史学习教育",
    "两个词": "整改 通报",
    "全角数字": "２０２２年１月",
}


@pytest.mark.parametrize("case", QUERIES)
def test_found_in_the_search_box(case: str, base: str, page: Page) -> None:
    page.goto(f"{base}preparation/talks.html")
    results = ask(page, QUERIES[case])
    assert results
    words = [fold(word) for word in QUERIES[case].split()]
    for result in results[:1]:
        page.goto(result["href"])
        text = fold(page.inner_text("article.md-content__inner"))
        assert all(word in text for word in words)


def test_nothing_found(base: str, page: Page) -> None:
    page.goto(f"{base}plan.html")
    assert ask(page, "不存在的词语") == []
    assert ask(page, "<script>alert(1)</script>") == []
    assert "没有找到" in page.inner_text(".md-search-result__meta")


def test_the_match_is_marked_and_its_sentence_shown(base: str, page: Page) -> None:
    page.goto(f"{base}index.html")
    results = ask(page, "刀刃向内")
    assert any("<mark>刀刃向内</mark>" in result["html"] for result in results)
    assert any("以刀刃向内的自我革命精神" in result["text"] for result in results)


def test_the_data_is_loaded_at_the_first_query_only(public: Path, browser: Browser) -> None:
    with serve(public.parent) as address:
        page, asked = browser.new_page(), []
        page.context.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}{public.name}/{FIRST}/index.html")
        page.wait_for_timeout(300)
        assert not [url for url in asked if DATA_FILE in url]
        ask(page, "整改")
        assert [url for url in asked if DATA_FILE in url]
        page.close()


def test_readings_are_loaded_for_pinyin_only(public: Path, browser: Browser) -> None:
    with serve(public.parent) as address:
        page, asked = browser.new_page(), []
        page.context.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}{public.name}/{FIRST}/index.html")
        assert ask(page, "整改")
        assert not [url for url in asked if READINGS_FILE in url]
        assert ask(page, "txth")
        assert [url for url in asked if READINGS_FILE in url]
        page.close()


def test_who_types_on_while_the_data_loads_sees_the_last_query(public: Path, page: Page) -> None:
    page.goto((public / FIRST / "index.html").as_uri())
    answers, loads = page.evaluate(_ASK_AT_ONCE, ["会议", "谈心谈话", "整改", ""])
    assert (answers, loads) == ([0], 1)


# Asks a worker of its own without waiting; from a file it runs in a frame, where loading takes time.
_ASK_AT_ONCE = """(queries) => new Promise((done) => {
  const worker = new Worker(new URL("assets/search-worker.js", location.href));
  const answers = [];
  worker.onmessage = ({data}) => answers.push(data.data.items.length);
  queries.forEach((query) => worker.postMessage({type: 2, data: query}));
  const loads = () => [...document.querySelectorAll("iframe")].map((frame) =>
    frame.contentDocument.querySelectorAll("script[src*=search-data]").length);
  setTimeout(() => done([answers, Math.max(...loads())]), 1000);
})"""


# The blocks of a page as the browser's own parser sees them, inline markup taken away.
_BLOCKS_OF_PAGE = """(text) => {
  const site = new DOMParser().parseFromString(text, "text/html");
  const inline = /^(A|ABBR|B|CODE|DEL|EM|I|INS|KBD|MARK|N-B|SMALL|SPAN|STRONG|SUB|SUP|U|WBR)$/;
  const blocks = [""];
  const read = (node) => node.childNodes.forEach((child) => {
    if (child.dataset?.search === "off") return;
    if (child.nodeType === Node.TEXT_NODE) blocks[blocks.length - 1] += child.data;
    else if (inline.test(child.nodeName)) read(child);
    else if (!/^(SCRIPT|STYLE|TEMPLATE|#comment)$/.test(child.nodeName)) {
      blocks.push(""); read(child); blocks.push("");
    }
  });
  read(site.querySelector("article.md-content__inner"));
  return [site.title, ...blocks.map((block) => block.trim()).filter(Boolean)];
}"""


@pytest.fixture(scope="module")
def matcher(site: Path, browser: Browser) -> Iterator[Matcher]:
    with open_matcher(browser, site) as matcher:
        yield matcher


@pytest.fixture(scope="module")
def seen(site: Path, context: BrowserContext) -> dict[str, list[str]]:
    """The blocks of every page that is there, read without the engine."""
    page, blocks = context.new_page(), {}
    for path in sorted(site.rglob("*.html")):
        if path.name != "404.html":  # a server's page, nobody searches for it
            title, *shown = page.evaluate(_BLOCKS_OF_PAGE, path.read_text("utf-8"))
            # What the navigation calls a page stands before the site's name.
            name = title.rpartition(" - ")[0]
            blocks[path.relative_to(site).as_posix()] = [name, *shown] if shown else []
    page.close()
    assert len(blocks) > 20
    return blocks


def _draw(chance: random.Random, texts: list[str]) -> str:
    """Return a fragment of 2 to 12 characters that stands in one of the texts."""
    while True:
        text = "".join(chance.choice(texts).split())
        start = chance.randrange(len(text))
        fragment = text[start : start + chance.randint(2, 12)]
        if len(fold(fragment)) >= 2:
            return fragment


def test_random_fragments_are_all_found_and_nothing_else(
    seen: dict[str, list[str]], matcher: Matcher
) -> None:
    chance = open_chance()
    texts = [block for place, blocks in seen.items() for block in blocks if not is_paper(place)]
    fragments = [_draw(chance, texts) for _ in range(200)]
    check_fragments(fragments, seen, matcher)


def test_letters_that_stand_on_a_page_are_no_pinyin(
    seen: dict[str, list[str]], matcher: Matcher
) -> None:
    texts = [block for place, blocks in seen.items() for block in blocks if not is_paper(place)]
    words = {word for text in texts for word in re.findall("[A-Za-z]{2,}", text)}
    assert "KB" in words
    check_fragments(
        sorted({word[at:] for word in words for at in range(len(word) - 1)}), seen, matcher
    )


def is_paper(location: str) -> bool:
    return location.startswith("word/")


def check_fragments(fragments: list[str], seen: dict[str, list[str]], matcher: Matcher) -> None:
    """Every fragment leads to all pages and papers that hold it and to no other, pages first."""
    folded = {location: [fold(block) for block in blocks] for location, blocks in seen.items()}
    for fragment in fragments:
        groups = matcher.ask(fragment)
        found = [page_of(group[0]) for group in groups]
        assert sorted(found) == [
            location
            for location, blocks in folded.items()
            if any(fold(fragment) in block for block in blocks)
        ], fragment
        assert [is_paper(location) for location in found] == sorted(map(is_paper, found)), fragment
        for group in groups:
            assert any("<mark>" in item["title"] + item["text"] for item in group), fragment
        assert groups[0][0]["score"] == max(group[0]["score"] for group in groups)


def _write_page(path: Path, inner: str) -> None:
    article = f'<article class="md-content__inner md-typeset">{inner}</article>'
    path.write_text(f"<html>{article}</html>", "utf-8")


def _write_small(folder: Path) -> Path:
    def write(name: str, inner: str) -> None:
        _write_page(folder / name, inner)

    write(
        "a.html",
        '<h1 id="t">甲<wbr>题</h1><p>一二<strong>三</strong>\n四五</p><h2 id="h">小标题</h2><p>六</p>',
    )
    write(
        "b.html",
        "<h1>乙</h1><table><tr><td>一二</td><td>三四</td></tr></table><script>var 七;</script>",
    )
    write("c.html", "<p>没有标题</p>")
    write(
        "d 一.html",
        '<h1>丙</h1><h2 id="e"></h2><p>前句。他说：“两个ＡＢ确立”，后句；末句</p>'
        "<p>&lt;img src=x onerror=alert(1)&gt; &amp;amp;</p><p>Ⅳ〔2021〕12号"
        + "长" * 99
        + "尾</p><p>阿力·买买提</p>",
    )
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return _write_small(tmp_path)


@pytest.fixture(scope="module")
def asked_small(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Matcher]:
    small = _write_small(tmp_path_factory.mktemp("small"))
    sections = "".join(f'<h2 id="{name}">节</h2><p>壬</p>' for name in "jklmn")
    _write_page(small / "e.html", f'<h1>丁</h1>{sections}<h2 id="o">壬</h2>')
    write_search(small)
    (small / "404.html").write_text("<!doctype html>", "utf-8")
    for script in (ROOT / "theme/assets").glob("search-*.js"):
        shutil.copy2(script, small / "assets")
    with serve(small) as address:
        page = browser.new_page()
        yield Matcher(page, address)
        page.close()


def read_data(site: Path) -> dict[str, Any]:
    text = (site / DATA_FILE).read_text("utf-8")
    assert text.startswith("self.huiqiSearch=")
    data: dict[str, Any] = json.loads(text.removeprefix("self.huiqiSearch=").rstrip(";\n"))
    return data


def test_blocks_of_a_page(small: Path) -> None:
    write_search(small)
    assert read_data(small)["pages"] == [
        "a.html\n甲题\n一二三四五\n\t小标题\th\n六",
        "b.html\n乙\n一二\n三四",
        "d%20%E4%B8%80.html\n丙\n前句。他说：“两个ＡＢ确立”，后句；末句\n"
        "<img src=x onerror=alert(1)> &amp;\nⅣ〔2021〕12号" + "长" * 99 + "尾\n阿力·买买提",
    ]


def test_the_navigation_decides_the_order_of_pages(small: Path) -> None:
    write_search(small, ["d 一.html", "b.html"])
    assert [page[0] for page in read_data(small)["pages"]] == ["d", "b", "a"]


def test_anchors_that_follow_from_their_headings_are_left_out(site: Path) -> None:
    headings = [
        line.split("\t")
        for page in read_data(site)["pages"]
        for line in page.split("\n")
        if line.startswith("\t")
    ]
    assert len(headings) > 100
    assert sum(len(parts) == 2 for parts in headings) > len(headings) / 2


EXCERPTS = {
    "一二三四": "<mark>一二三四</mark>五",
    "两个ab确立": "他说：“<mark>两个ＡＢ确立</mark>”，后句；",
    "「两个Ａb确立」": "他说：“<mark>两个ＡＢ确立</mark>”，后句；",
    "句。他说": "前<mark>句。他说</mark>：“两个ＡＢ确立”，后句；",
    "末句 前句": "<mark>前句</mark>。",
    "iv2021": "<mark>Ⅳ〔2021</mark>〕12号" + "长" * 68 + "…",
    "末\u200b句\u00ad": "<mark>末句</mark>",
    "阿力.买买提": "<mark>阿力·买买提</mark>",
    "阿力•买": "<mark>阿力·买</mark>买提",
    "力 · 买": "阿<mark>力·买</mark>买提",
    "长尾": "…" + "长" * 36 + "<mark>长尾</mark>",
    "<IMG": "<mark>&#60;img</mark> src=x onerror=alert(1)&#62; &#38;amp;",
}


@pytest.mark.parametrize("query", EXCERPTS)
def test_the_excerpt_of_a_match(query: str, asked_small: Matcher) -> None:
    (group,) = asked_small.ask(query)
    assert [item["text"] for item in group] == [EXCERPTS[query]]


@pytest.mark.parametrize(
    "query", ["二三四六", "二丨三", "题一", "两个确立", "__proto__", "六 七", "长长尾尾"]
)
def test_nothing_is_found_across_blocks_or_by_half(query: str, asked_small: Matcher) -> None:
    assert asked_small.ask(query) == []


def test_order_title_before_heading_before_text(matcher: Matcher) -> None:
    titles = [re.sub("<[^>]+>", "", group[0]["title"]) for group in matcher.ask("学习清单")]
    assert titles[0] == "学习清单"
    scores = [group[0]["score"] for group in matcher.ask("职责")]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1]


def test_a_heading_is_shown_before_text_and_not_folded_away(asked_small: Matcher) -> None:
    (group,) = asked_small.ask("壬")
    shown = [item["location"] for item in group if item["score"] == group[0]["score"]]
    query = "?h=%E5%A3%AC"
    assert shown == [f"e.html{query}{anchor}" for anchor in ("", "#o", "#j", "#k")]
    assert [item["location"][-1] for item in group[4:]] == ["l", "m", "n"]


def test_what_comes_from_a_page_is_escaped(matcher: Matcher) -> None:
    for group in matcher.ask("会议"):
        for item in group:
            html = re.sub("</?mark>", "", item["title"] + item["text"])
            assert "<" not in html


def test_a_query_of_signs_alone_finds_nothing(matcher: Matcher) -> None:
    assert matcher.ask("“”") == []
    assert matcher.ask("   ") == []


TERMS = yaml.safe_load((ROOT / "tests/data/search-terms.yml").read_text("utf-8"))
PINYIN = yaml.safe_load((ROOT / "tests/data/search-pinyin.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def first_site(public: Path, browser: Browser) -> Iterator[Matcher]:
    with open_matcher(browser, public / FIRST) as matcher:
        yield matcher


def test_terms_find_the_page_that_one_expects_first(first_site: Matcher) -> None:
    assert len(TERMS) == 60
    found = {term: [page_of(group[0]) for group in first_site.ask(term)] for term in TERMS}
    wrong = {term: found[term][:3] for term, page in TERMS.items() if found[term][:1] != [page]}
    assert not wrong


def test_pinyin_finds_the_page_among_the_first_three(first_site: Matcher) -> None:
    assert len(PINYIN) == 40
    found = {typed: [page_of(group[0]) for group in first_site.ask(typed)][:3] for typed in PINYIN}
    assert not {typed: found[typed] for typed, page in PINYIN.items() if page not in found[typed]}


READINGS = {
    "调研": "diaoyan", "重大": "zhongda", "行业": "hangye", "行动": "xingdong", "会议": "huiyi",
    "会计": "kuaiji", "处分": "chufen", "传达": "chuanda", "调查": "diaocha", "强调": "qiangdiao",
    "率先": "shuaixian", "效率": "xiaolv", "更加": "gengjia", "因为": "yinwei", "为民": "weimin",
    "省委": "shengwei", "反省": "fanxing", "应当": "yingdang", "反应": "fanying", "差距": "chaju",
}  # fmt: skip


@pytest.mark.parametrize("word", READINGS)
def test_readings_of_the_domain(word: str) -> None:
    signs = {reading: set(text) for reading, text in list_readings([word]).items()}
    typed = "".join(next(r for r, text in signs.items() if sign in text) for sign in word)
    assert typed == READINGS[word]


def test_terms_of_the_domain_are_told_apart() -> None:
    terms = load_terms()
    assert len(terms) == len(set(terms)) > 80
    assert all(len(term) > 1 for term in terms)


def test_the_data_is_hardly_larger_than_the_text(site: Path) -> None:
    data = read_data(site)
    text = "\n".join(page.replace("\t", "\n") for page in data["pages"])
    packed = (site / DATA_FILE).read_bytes()
    ratio = len(gzip.compress(packed)) / len(gzip.compress(text.encode()))
    assert ratio <= 1.1, ratio


def test_the_target_page_marks_the_match_across_markup(small: Path, page: Page) -> None:
    article = "<p>一二<strong>三</strong>\n四<em>五</em></p><p>二</p><details><p>三四</p></details>"
    _write_page(small / "m.html", f"<h1>戊</h1>{'<p>长</p>' * 99}{article}")
    scripts = "".join(
        f'<script src="{(ROOT / "theme/assets" / name).as_uri()}"></script>'
        for name in ("search-text.js", "search-page.js")
    )
    path = small / "m.html"
    path.write_text(f'<meta charset="utf-8">{path.read_text("utf-8")}{scripts}', "utf-8")
    page.goto(f"{path.as_uri()}?h={quote('二三四')}")
    assert page.locator("mark").all_inner_texts() == ["二", "三", " 四"]
    assert page.inner_text("p:has(mark)") == "一二三 四五"
    assert page.evaluate("scrollY") > 0
    page.goto(f"{path.as_uri()}?h={quote('“三 ”四 <b>')}")
    assert page.locator("mark").count() == 4
    assert page.locator("details").get_attribute("open") is not None
    page.goto(path.as_uri())
    assert page.locator("mark").count() == 0


def test_a_hit_is_followed_and_marked(base: str, page: Page) -> None:
    page.goto(f"{base}index.html")
    (result, *_) = ask(page, "刀刃向内的自我革命精神")
    page.goto(result["href"])
    marks = page.locator("article mark")
    assert "".join(marks.all_inner_texts()) == "刀刃向内的自我革命精神" * (marks.count() or 1)
    assert marks.first.is_visible()


@pytest.mark.parametrize(
    ("query", "term"), {"谈心谈画面": "谈心谈话", "txntnhau": "谈心谈话"}.items()
)
def test_no_result_offers_the_nearest_terms(query: str, term: str, base: str, page: Page) -> None:
    page.goto(f"{base}index.html")
    assert ask(page, query) == []
    assert "没有找到" in page.inner_text(".md-search-result__meta")
    page.get_by_role("button", name=term, exact=True).click()
    expect(page.locator(".md-search-result__link").nth(1)).to_be_visible()
    expect(page.locator(".search-nearest")).to_be_hidden()


def test_a_paper_is_found_where_it_is_offered(base: str, page: Page) -> None:
    page.goto(f"{base}index.html")
    hits = [hit for hit in ask(page, "个人发言提纲") if "documents.html" in hit["href"]]
    assert any(hit["href"].endswith("#outline") for hit in hits)
