"""The real desk in a project of its own: started as a person starts it, asked as a browser asks."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page

from tests.support.projects import ROOT

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    """What the desk answered."""

    status: int
    headers: Message
    text: str


@dataclass(frozen=True)
class Desk:
    """A desk that runs; ``session`` and ``token`` are there once it was opened."""

    process: subprocess.Popen[str]
    redirect: str
    session: str = ""
    token: str = ""
    preview_port: int = 0

    @property
    def file(self) -> Path:
        """The redirect file."""
        return Path(unquote(urlsplit(self.redirect).path))

    @property
    def port(self) -> int:
        """The port of the desk."""
        match = re.search(r"127\.0\.0\.1:(\d+)/open", self.file.read_text("utf-8"))
        assert match
        return int(match[1])

    def ask(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, body: str = "",
        port: int = 0,
    ) -> Answer:  # fmt: skip
        """Send a request; a header of the same name takes the place of the usual Host."""
        port = port or self.port
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        own = {name.lower(): value for name, value in (headers or {}).items()}
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in ({"host": f"127.0.0.1:{port}"} | own).items():
            if value:
                connection.putheader(name, value)
        if method not in ("GET", "HEAD") and "content-length" not in own:
            connection.putheader("content-length", str(len(body.encode())))
        connection.endheaders(body.encode())
        response = connection.getresponse()
        answer = Answer(
            response.status, response.headers, response.read().decode("utf-8", "replace")
        )
        connection.close()
        return answer

    def read_token(self) -> str:
        """Return the token that the redirect file holds now."""
        match = re.search(r'name="token" value="([^"]+)"', self.file.read_text("utf-8"))
        assert match
        return match[1]

    def open(self) -> Desk:
        """Open the desk as the redirect file does."""
        answer = self.ask(
            "POST", "/open", {"content-type": FORM, "origin": "null"}, f"token={self.read_token()}"
        )
        assert answer.status == 200, answer.text
        cookies = dict(
            value.partition(";")[0].split("=", 1)
            for value in answer.headers.get_all("set-cookie", [])
        )
        (preview,) = cookies.keys() - {f"huiqi-desk-{self.port}"}
        match = re.search(r'<meta name="desk-token" content="([^"]+)">', answer.text)
        assert match
        return Desk(
            self.process, self.redirect, cookies[f"huiqi-desk-{self.port}"], match[1],
            int(preview.rpartition("-")[2]),
        )  # fmt: skip

    @property
    def cookie(self) -> str:
        """What the browser sends back to the desk."""
        return f"huiqi-desk-{self.port}={self.session}"

    @property
    def own(self) -> dict[str, str]:
        """The headers of a change that a page of the desk sends."""
        return {
            "cookie": self.cookie, "origin": f"http://127.0.0.1:{self.port}",
            "content-type": "application/json", "x-desk-token": self.token,
        }  # fmt: skip


def make_desk_project(folder: Path) -> Path:
    """Make a project that has nothing but cycles: the samples."""
    folder.mkdir()
    shutil.copytree(ROOT / "cycles", folder / "cycles")
    shutil.copy2(ROOT / "mkdocs.yml", folder)
    return folder


def start_desk(project: Path, *words: str, **settings: str) -> subprocess.Popen[str]:
    """Start the command in a project."""
    return subprocess.Popen(
        [sys.executable, "-m", "huiqi", "desk", *words], cwd=project, text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | settings,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def read_line(process: subprocess.Popen[str]) -> str:
    """Return the next line that a program prints."""
    assert process.stdout
    return process.stdout.readline().rstrip("\n")


def end(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """End a program as a terminal does; return its status and what it said since it was read."""
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


@contextmanager
def run_desk(project: Path, **settings: str) -> Iterator[Desk]:
    """Run the desk of a project, opened."""
    process = start_desk(project, "--no-browser", "--port", "0", **settings)
    try:
        yield Desk(process, read_line(process)).open()
    finally:
        process.kill()
        process.communicate()


@contextmanager
def open_page(
    browser: Browser, desk: Desk, *, patience: float = 15, **settings: Any
) -> Iterator[Page]:
    """Open a desk as a double click does, in a window of its own; ``patience`` in seconds."""
    size = {"width": 1280, "height": 900}
    context = browser.new_context(**{"viewport": size, "reduced_motion": "reduce"} | settings)
    context.set_default_timeout(1000 * patience)
    page = context.new_page()
    page.goto(desk.redirect)
    page.get_by_role("heading", name="会议周期").wait_for()
    yield page
    context.close()
