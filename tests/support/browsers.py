"""Real Chromium and a small web server for tests."""

from __future__ import annotations

import functools
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# The same engine without the windows of a desktop, which cost three times as much a page.
_SHELL = "chromium-headless-shell"
_NAMES = ("chromium", "chromium-browser", "google-chrome")


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
def serve(folder: Path, handler: type[Quiet] = Quiet) -> Iterator[str]:
    """Serve a folder and yield its address."""
    answer = functools.partial(handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
