"""The desk in real Chromium: opened through its file, seen at all widths, and what strangers' pages get."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.support.bars import ask, equip, find_parted, resize
from tests.support.desks import Desk, make_desk_project, run_desk

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture(scope="module")
def another(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_desk_project(tmp_path_factory.mktemp("desk") / "会 期 #1")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(15_000)
    yield context
    context.close()


def open_desk(context: BrowserContext, desk: Desk) -> Page:
    """Open the desk as a double click does."""
    page = context.new_page()
    page.goto(desk.redirect)
    page.wait_for_url(f"http://127.0.0.1:{desk.port}/")
    page.get_by_role("heading", name="会议周期").wait_for()
    return page


def test_it_opens_and_is_its_own(context: BrowserContext, desk: Desk) -> None:
    asked: list[str] = []
    said: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("request", lambda request: said.append(request.headers.get("referer", "")))
    first = desk.read_token()
    page = open_desk(context, desk)
    page.on("console", lambda message: said.append(f"console {message.text}"))
    second = open_desk(context, desk)  # another tab, through the same file
    page.reload()
    page.get_by_role("link", name="会期工作台").click()
    page.wait_for_load_state("networkidle")
    own = (desk.redirect, f"http://127.0.0.1:{desk.port}/")
    assert [url for url in asked if not url.startswith(own)] == []
    assert [url for url in asked if first in url or desk.token in url] == []
    assert [word for word in said if word] == [], "no Referer, no complaint of the policy"
    cookies = {cookie["name"]: cookie for cookie in context.cookies()}
    assert set(cookies) == {f"huiqi-desk-{port}" for port in (desk.port, desk.preview_port)}
    assert all(cookie["httpOnly"] and cookie["sameSite"] == "Strict" for cookie in cookies.values())
    assert page.evaluate("document.cookie") == ""
    assert second.evaluate("history.length") <= 2, "no page with a token lies behind"


def test_another_browser_is_refused_until_it_opens_the_file(browser: Browser, desk: Desk) -> None:
    """As after a restart of the browser: its cookies are gone."""
    context = browser.new_context()
    page = context.new_page()
    answer = page.goto(f"http://127.0.0.1:{desk.port}/")
    assert answer
    assert answer.status == 403
    assert page.get_by_role("heading").inner_text() == "不能打开这个网页"
    open_desk(context, desk)
    context.close()


def test_it_can_be_seen(context: BrowserContext, desk: Desk, tmp_path: Path) -> None:
    page = open_desk(context, desk)
    session = context.new_cdp_session(page)
    faults: list[str] = []
    for width, zoom in ((390, 1), (1280, 1), (320, 4), (1920, 1)):
        resize(session, width, 900 // zoom, zoom)
        equip(page)
        found = [*ask(page, "findWide"), *ask(page, "findCut", ""), *find_parted(page)]
        for scheme in SCHEMES if width in (390, 1280) else ():
            page.emulate_media(color_scheme=scheme)
            found += [f"{scheme}: {one}" for one in ask(page, "findViolations")]
            page.screenshot(path=tmp_path / f"{width}-{scheme}.png")
        faults += [f"{width}: {one}" for one in found]
    assert faults == []


def test_by_keyboard_alone_to_the_end(context: BrowserContext, another: Path) -> None:
    with run_desk(another) as desk:
        other, page = open_desk(context, desk), open_desk(context, desk)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "跳到正文"
        for _ in ("会期工作台", "帮助", "关闭工作台"):
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "关闭工作台"
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="工作台已关闭").wait_for()
        assert page.get_by_role("status").inner_text() == "工作台已关闭，可以关掉这个网页。"
        equip(page)
        assert ask(page, "findViolations") == []
        assert desk.process.wait(10) == 0
    other.get_by_role("button", name="关闭工作台").click()
    other.get_by_text("工作台已经结束或者重新启动过。请从入口重新打开").wait_for()


def test_html_is_swapped_without_losing_what_is_typed(context: BrowserContext, desk: Desk) -> None:
    page = open_desk(context, desk)
    page.evaluate("""async () => {
        const { swap } = await import("/static/desk.js");
        swap('<p>前</p><label>名称 <input id="name" value="甲"></label><p id="old">旧</p>');
        const field = document.getElementById("name");
        field.focus();
        field.value = "甲乙";
        field.setSelectionRange(1, 1);
        swap('<label>名称 <input id="name" value="丙"></label><p id="new">新</p><p>后</p>');
    }""")
    state = page.evaluate("""() => {
        const { id, value, selectionStart } = document.activeElement;
        return [id, value, selectionStart, document.getElementById("main").innerText.trim()];
    }""")
    assert state == ["name", "甲乙", 1, "名称 \n\n新\n\n后"]


# What a page elsewhere tries, and what it tells when it is done.
STRANGER = """<!doctype html><meta charset="utf-8"><title>tries</title>
<iframe src="DESK/" name="frame"></iframe><img src="DESK/beat"><img src="DESK/close">
<form action="DESK/close" method="post" target="frame"><input name="{}" value=""></form>
<script>
const tries = {
  read: () => fetch("DESK/", { credentials: "include" }),
  blind: () => fetch("DESK/", { credentials: "include", mode: "no-cors" }).then((one) => one.text()),
  beat: () => fetch("DESK/beat", { method: "POST", credentials: "include", body: "{}",
    headers: { "Content-Type": "application/json", "X-Desk-Token": "x" } }),
  close: () => fetch("DESK/close", { method: "POST", credentials: "include", mode: "no-cors", body: "{}",
    headers: { "Content-Type": "text/plain" } }).then((one) => one.text()),
  module: () => import("DESK/static/desk.js"),
};
(async () => {
  const found = {};
  for (const [name, one] of Object.entries(tries)) {
    try {
      const text = await one();
      found[name] = typeof text === "string" ? text : "read";
    } catch (error) {
      found[name] = "refused";
    }
  }
  document.forms[0].submit();
  found.stored = Object.keys(localStorage).length;
  window.found = found;
})();
</script>"""


@contextmanager
def serve_text(text: str, host: str = "127.0.0.1") -> Iterator[tuple[str, list[str]]]:
    """Serve a page from a port of its own; yields its address and the cookies that it was sent."""
    cookies: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            cookies.append(self.headers.get("Cookie", ""))
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *words: object) -> None: ...

    with http.server.ThreadingHTTPServer((host, 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://{host}:{server.server_port}/", cookies
        server.shutdown()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_page_elsewhere_neither_reads_nor_changes(
    context: BrowserContext, desk: Desk, host: str
) -> None:
    """The browser takes another port for the same site and sends it the desk's cookie."""
    origin = f"http://127.0.0.1:{desk.port}"
    open_desk(context, desk)
    with serve_text(STRANGER.replace("DESK", origin)) as (address, cookies):
        page = context.new_page()
        page.goto(address.replace("127.0.0.1", host))
        page.wait_for_function("window.found")
        page.wait_for_timeout(300)
        found = page.evaluate("window.found")
        assert (desk.session in cookies[0]) == (host == "127.0.0.1"), "so nothing may rest on it"
        kept = page.content() + "".join(frame.content() for frame in page.frames)
    tries = ("read", "blind", "beat", "close", "module")
    assert found == dict.fromkeys(tries, "refused") | {"stored": 0}
    assert "2024年度" not in kept
    assert desk.ask("POST", "/beat", desk.own, "{}").status == 200, "it runs on"
