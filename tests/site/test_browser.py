"""Pages of every kind in real Chromium, over file:// and over http in a subfolder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support.browsers import serve
from tests.support.drawn import draw_pages, open_chance


@pytest.fixture(scope="module")
def server(public: Path) -> Iterator[str]:
    with serve(public.parent) as address:
        yield f"{address}{public.name}/"


class _Watch:
    """Notes whatever the pages do that they should not; it is told which one is opened."""

    def __init__(self, page: Page, base: str) -> None:
        self.faults: list[str] = []
        self.opened = Path()
        page.on("console", lambda said: self._note(said.type in ("error", "warning"), said.text))
        page.on("pageerror", lambda error: self._note(True, str(error)))
        # What is still on its way when the test goes on to the next page is no failure.
        page.on("requestfailed", lambda request: self._note(
            request.failure != "net::ERR_ABORTED", f"{request.failure}: {request.url}"))  # fmt: skip
        page.on("request", lambda request: self._note(
            not request.url.startswith((base, "data:", "blob:")), f"elsewhere: {request.url}"))  # fmt: skip
        page.on(
            "response",
            lambda answer: self._note(answer.status >= 400, f"{answer.status}: {answer.url}"),
        )

    def _note(self, wrong: bool, what: str) -> None:
        if wrong:
            self.faults.append(f"{self.opened}: {what}")


@pytest.mark.parametrize("way", ["file", "http"])
def test_every_page_is_quiet(public: Path, browser: Browser, server: str, way: str) -> None:
    drawn = draw_pages(public.rglob("*.html"), open_chance())
    pages = [path.relative_to(public) for path in drawn]
    assert len(pages) > 20
    base = server if way == "http" else public.as_uri() + "/"
    origin = server.rsplit("/", 2)[0] if way == "http" else "file:"
    page = browser.new_page()
    watch = _Watch(page, origin)
    for name in pages:
        if name.name == "404.html" and way == "file":
            continue  # a server's page: its addresses start at the root
        watch.opened = name
        page.goto(base + name.as_posix(), wait_until="load")
        page.wait_for_timeout(50)
    page.close()
    assert watch.faults == []
