"""Slips of pinyin and of one character find the term where nothing else is found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from huiqi.site.search.pinyin import list_common_readings
from tests.support.browsers import serve
from tests.support.samples import FIRST
from tests.support.search import Matcher, open_matcher

SLIPS = {
    # zh/z, ch/c, sh/s, ng/n, l/n, one way and the other
    "zengqiuyijian": "征求意见", "zenggaicuoshi": "整改措施", "zucici": "主持词",
    "duizaojianca": "对照检查", "sangjidangzuzhi": "上级党组织", "tanxingtanhua": "谈心谈话",
    "tangxingtanghua": "谈心谈话", "yijianhuizhong": "意见汇总", "minzhushenhuohui": "民主生活会",
    "ningdaobanzi": "领导班子", "pipinheziwopiping": "批评和自我批评",
    # one letter
    "tanxintanhau": "谈心谈话", "tanxintnhua": "谈心谈话", "zhengqiuyijiam": "征求意见", "zhengggaicuoshi": "整改措施",
    # one sign: another, missing, surplus, transposed; and signs that sound alike
    "谈心谈化": "谈心谈话", "谈心话": "谈心谈话", "谈心心谈话": "谈心谈话", "谈谈心话": "谈心谈话",
    "主持磁": "主持词", "整改搓施": "整改措施", "征求意件": "征求意见", "征求易件": "征求意见",
    "典评": "点评", "龟档": "归档", "民主生火会": "民主生活会", "对照检察": "对照检查", "领到班子": "领导班子",
}  # fmt: skip


@pytest.fixture(scope="module")
def matcher(public: Path, browser: Browser) -> Iterator[Matcher]:
    with open_matcher(browser, public / FIRST) as matcher:
        yield matcher


def test_slips_find_the_term(matcher: Matcher) -> None:
    found = {typed: matcher.corrected(typed) for typed in SLIPS}
    print(found)
    assert {typed: meant for typed, meant in found.items() if SLIPS[typed] not in meant} == {}


EXACT = ["谈心谈话", "txth", "tanxintanhua", "整改 通报", "写明问题", "KB"]


@pytest.mark.parametrize("query", EXACT)
def test_what_is_found_is_not_corrected(query: str, matcher: Matcher) -> None:
    assert matcher.corrected(query) == []
    assert matcher.ask(query)


def test_of_several_words_the_wrong_one_is_corrected(matcher: Matcher) -> None:
    assert matcher.corrected("党史 谈心谈化") == ["党史 谈心谈话"]
    assert matcher.corrected("党史 不存在的词语") == []


@pytest.mark.parametrize(
    "query", ["不存在的词语", "qqqqqqqq", "<script>alert(1)</script>", "“”", "x"]
)
def test_what_is_like_nothing_finds_nothing(query: str, matcher: Matcher) -> None:
    assert matcher.ask(query) == []


def test_each_common_sign_has_a_reading() -> None:
    readings = list_common_readings()
    assert sum(map(len, readings.values())) == 3755
    assert all(reading.isascii() and reading.isalpha() for reading in readings)
    assert ("绿" in readings["lv"], "女" in readings["nv"], "词" in readings["ci"]) == (True,) * 3


@pytest.mark.parametrize("scheme", ["file", "http"])
def test_the_box_says_what_was_found_instead(scheme: str, public: Path, browser: Browser) -> None:
    with serve(public.parent) as address:
        base = f"{address}{public.name}" if scheme == "http" else public.as_uri()
        page = browser.new_page()
        page.goto(f"{base}/{FIRST}/index.html")
        note = page.locator(".search-nearest")
        page.locator(".md-search__input").fill("谈心谈化")
        expect(note).to_have_text("没有找到“谈心谈化”，以下是“谈心谈话”的结果。")
        expect(page.locator(".md-search-result__link").first).to_contain_text("谈心谈话")
        page.locator(".md-search__input").fill("谈心谈话")
        expect(note).to_be_hidden()
        page.close()
