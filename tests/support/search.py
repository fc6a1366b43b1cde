"""Asking a site's search, as a reader through the theme's box or as the theme asks the worker."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from playwright.sync_api import Browser, Page

from tests.support.browsers import serve

Item = dict[str, Any]
_IGNORED = re.compile(
    r"[\s\u00ad\u200b-\u200d\u2060\"'`“”‘’《》〈〉「」『』【】〔〕（）()\[\]{}·•・‧∙⋅]"
)


def fold(text: str) -> str:
    """Return a text without what the search passes over."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text).lower())


def page_of(item: Item) -> str:
    """Return the page that a hit leads to, without query and anchor."""
    return unquote(re.split("[?#]", item["location"])[0])


class Matcher:
    """Asks the worker itself, beside the theme."""

    def __init__(self, page: Page, base: str) -> None:
        """Start the worker of the site at an address."""
        self.page = page
        page.goto(f"{base}404.html")
        page.evaluate(
            """() => { window.asked = new Worker("assets/search-worker.js");
            window.ask = (query) => new Promise((done) => {
              window.asked.onmessage = ({data}) => data.type === 3 && done(data.data);
              window.asked.postMessage({type: 2, data: query}); }); }"""
        )

    def ask(self, query: str) -> list[list[Item]]:
        """Return the hits of a query, one list a page or paper."""
        items: list[list[Item]] = self._answer(query)["items"]
        return items

    def corrected(self, query: str) -> list[str]:
        """Return what was looked for in place of a query that finds nothing."""
        words: list[str] = self._answer(query)["corrected"]
        return words

    def _answer(self, query: str) -> dict[str, Any]:
        answer: dict[str, Any] = self.page.evaluate("(query) => window.ask(query)", query)
        return answer


@contextmanager
def open_matcher(browser: Browser, site: Path) -> Iterator[Matcher]:
    """Serve a site and yield who asks its search."""
    with serve(site.parent.parent) as address:
        page = browser.new_page()
        yield Matcher(page, f"{address}{site.parent.name}/{site.name}/")
        page.close()
