"""Every page of every cycle in real Chromium, over file:// and over http in a subfolder."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from huiqi.build import build_cycles
from tests.projects import copy_project

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        """Say nothing: the test looks at failed requests itself."""


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_project(tmp_path_factory.mktemp("browser") / "会 期 #1")
    outcomes = build_cycles(project, (), draft=False, report=print)
    assert [outcome.error for outcome in outcomes] == [None, None]
    return project / "public"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    found = next((path for name in CHROMIUMS if (path := shutil.which(name))), None)
    assert found, "Chromium is missing: make test installs it"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server(public: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(public.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}/{public.name}/"
        httpd.shutdown()


class _Watch:
    """Notes whatever a page does that it should not."""

    def __init__(self, page: Page, base: str) -> None:
        self.faults: list[str] = []
        page.on("console", lambda said: self._note(said.type in ("error", "warning"), said.text))
        page.on("pageerror", lambda error: self._note(True, str(error)))
        page.on("requestfailed", lambda request: self._note(True, f"failed: {request.url}"))
        page.on("request", lambda request: self._note(
            not request.url.startswith((base, "data:", "blob:")), f"elsewhere: {request.url}"))  # fmt: skip
        page.on(
            "response",
            lambda answer: self._note(answer.status >= 400, f"{answer.status}: {answer.url}"),
        )

    def _note(self, wrong: bool, what: str) -> None:
        if wrong:
            self.faults.append(what)


@pytest.mark.parametrize("way", ["file", "http"])
def test_every_page_is_quiet(public: Path, browser: Browser, server: str, way: str) -> None:
    pages = sorted(path.relative_to(public) for path in public.rglob("*.html"))
    assert len(pages) > 40
    base = server if way == "http" else public.as_uri() + "/"
    origin = server.rsplit("/", 2)[0] if way == "http" else "file:"
    page, faults = browser.new_page(), []
    for name in pages:
        if name.name == "404.html" and way == "file":
            continue  # a server's page: its addresses start at the root
        watch = _Watch(page, origin)
        page.goto(base + name.as_posix(), wait_until="load")
        page.wait_for_timeout(50)
        faults += [f"{name}: {fault}" for fault in watch.faults]
    page.close()
    assert faults == []


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_scrolls_sideways(public: Path, browser: Browser, width: int) -> None:
    page, wide = browser.new_page(viewport={"width": width, "height": 844}), []
    for path in sorted(public.rglob("*.html")):
        page.goto(path.as_uri(), wait_until="load")
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(path.relative_to(public).as_posix())
    page.close()
    assert wide == []
