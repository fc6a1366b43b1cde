"""Real Chromium and a small web server for tests."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# The same engine without the windows of a desktop, which cost three times as much a page; it shows no PDF.
_SHELL = "chromium-headless-shell"
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FORGET = "if (self === top) { localStorage.clear(); sessionStorage.clear(); }"


class Quiet(SimpleHTTPRequestHandler):
    """Answers requests for files."""

    protocol_version = "HTTP/1.1"  # a connection serves many requests, as on any real server

    def log_message(self, *words: object) -> None:
        """Say nothing: tests look at failed requests themselves."""


def find_chromium() -> str:
    """Return the path of the whole Chromium that the system has."""
    return _find(*_NAMES)


def _find(*names: str) -> str:
    found = next((path for name in names if (path := shutil.which(name))), None)
    assert found, "Chromium is missing: make test installs it"
    return found


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Start the Chromium that the system has, without windows where there is one made for it."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=_find(_SHELL, *_NAMES), args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def open_whole(browser: Browser) -> Iterator[Browser]:
    """Start the whole Chromium beside the one that runs, for what only the whole one can show."""
    whole = browser.browser_type.launch(executable_path=find_chromium(), args=FLAGS)
    yield whole
    whole.close()


class Windows:
    """Windows by their settings, one of a kind; each page begins as in a new one, nothing is kept."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._pages: dict[str, Page] = {}

    def get(self, width: int, **settings: Any) -> Page:
        """Return the window of these settings, as the last test left it."""
        key = repr((width, sorted(settings.items())))
        if key not in self._pages:
            size = {"width": width, "height": 844}
            context = self._browser.new_context(**{"viewport": size} | settings)
            context.add_init_script(_FORGET)
            self._pages[key] = context.new_page()
        return self._pages[key]


@contextmanager
def serve(folder: Path, handler: type[Quiet] = Quiet) -> Iterator[str]:
    """Serve a folder and yield its address."""
    answer = functools.partial(handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
