"""The theme's style sheets as a site ships them: what no page uses is gone, nothing else is."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from huiqi.site.css_trim import trim_sheet
from tests.support.bars import search_for, switch_scheme
from tests.support.browsers import serve
from tests.support.samples import FIRST

# Every rule of the theme whose selector finds something in the page, whatever state it asks for,
# and that the sheets of the page have not.
_FIND_LOST = """(sheets) => {
  const flatten = (rules) => [...rules].flatMap((rule) => rule.cssRules && !rule.selectorText
    ? flatten(rule.cssRules) : [rule]);
  const split = (rule) => rule.selectorText ? rule.selectorText.split(/,(?![^(]*\\))/) : [];
  const read = (rules) => flatten(rules).flatMap((rule) =>
    split(rule).map((one) => [one.trim(), ...rule.style]));
  const linked = [...document.styleSheets].filter((one) => /stylesheets/.test(one.href));
  const shipped = new Set(linked.flatMap((one) => read(one.cssRules)).map(String));
  const matches = (selector) => {
    const free = selector.replace(/::[\\w-]+/g, "")
      .replace(/:(hover|focus|focus-within|focus-visible|active|checked|target|indeterminate|valid|invalid|disabled)(?![\\w-])/g, "");
    try { return document.querySelector(free || "*"); } catch (error) { return null; }
  };
  return sheets.flatMap((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return read(sheet.cssRules).filter((one) => !shipped.has(String(one)) && matches(one[0])).map(String);
  });
}"""
_COUNT = "[...document.styleSheets].filter((one) => /stylesheets/.test(one.href)).length"


def find_theme_sheets() -> list[Path]:
    spec = importlib.util.find_spec("material")
    assert spec
    assert spec.origin
    folder = Path(spec.origin).parent / "templates" / "assets" / "stylesheets"
    return sorted(folder.glob("*.min.css"))


def test_what_has_no_name_in_the_site_goes() -> None:
    sheet = """
    /* a remark */ .a, .b.c > p { color: red } .c .b { x: y } p > a[href] { x: y }
    @media print { .b { x: y } } @media screen { .b { x: y } .a:hover { color: red } }
    [data-k=v] { x: y } [data-k="a"] { x: z } [data-k^=v] { x: w } [data-m] { x: y }
    .a:not(.b) { x: y } @keyframes b { to { x: y } } @font-face { x: y }
    """
    names = {"a", "c", "data-k", "href"}
    trimmed = trim_sheet(sheet, names)
    kept = """.a{color:red}p>a[href]{x:y}@mediascreen{.a:hover{color:red}}[data-k="a"]{x:z}
        [data-k^=v]{x:w}.a:not(.b){x:y}@keyframesb{to{x:y}}@font-face{x:y}"""
    assert re.sub(r"\s", "", trimmed) == re.sub(r"\s", "", kept)
    assert trim_sheet(trimmed, names) == trimmed


def test_the_sheets_are_much_smaller(public: Path) -> None:
    for path in find_theme_sheets():
        (shipped,) = (public / FIRST / "assets" / "stylesheets").glob(path.name)
        assert shipped.stat().st_size < 0.7 * path.stat().st_size
        assert "sourceMappingURL" not in shipped.read_text("utf-8")


@pytest.fixture(scope="module")
def server(public: Path) -> Iterator[str]:
    with serve(public) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Page:
    return browser.new_page(viewport={"width": 390, "height": 844}, reduced_motion="reduce")


@pytest.mark.parametrize(
    "name", ["index", "plan", "schedule", "readings", "documents", "preparation/talks", "materials/note-norms", "word/plan"]
)  # fmt: skip
def test_no_page_loses_a_rule(page: Page, server: str, name: str) -> None:
    """With the search open and results in it, and in both colour schemes."""
    texts = [path.read_text("utf-8") for path in find_theme_sheets()]
    page.goto(f"{server}{FIRST}/{name}.html")
    assert page.evaluate(_COUNT) == len(texts)
    lost: list[str] = []
    for scheme in ("light", "dark"):
        switch_scheme(page, scheme)
        lost += page.evaluate(_FIND_LOST, texts)
    if page.locator(".md-search__input").count():
        search_for(page, "谈心谈话")
        page.locator(".md-search-result__link").first.wait_for()
        lost += page.evaluate(_FIND_LOST, texts)
    assert lost == []
