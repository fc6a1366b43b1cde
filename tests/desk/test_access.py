"""Who may ask the desk for what: requests as strangers send them, one by one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.desks import FORM, Desk

# A change without effect: a sign of life.
BEAT = "/beat"
Headers = dict[str, str]


def fill(headers: Headers, desk: Desk) -> Headers:
    """Put the desk's own values into what stands for them."""
    return {name: value.replace("PORT", str(desk.port)).replace("SESSION", desk.session)
            for name, value in headers.items()}  # fmt: skip


def test_a_page_of_the_desk_reads_and_changes(desk: Desk) -> None:
    page = desk.ask("GET", "/", {"cookie": desk.cookie})
    assert (page.status, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "<h1>会议周期</h1>" in page.text
    head = desk.ask("HEAD", "/", {"cookie": desk.cookie})
    assert (head.status, head.text) == (200, "")
    changed = desk.ask("POST", BEAT, desk.own, "{}")
    assert (changed.status, changed.text) == (200, "{}")


HOSTS = ["evil.example:PORT", "localhost:PORT", "127.0.0.1", "127.0.0.1:PORT.evil.example",
         "127.0.0.1:1PORT", "127.1:PORT", "[::1]:PORT", "127.0.0.1:PORT, 127.0.0.1:PORT"]  # fmt: skip


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_that_is_not_the_bound_address(desk: Desk, host: str) -> None:
    """DNS rebinding: the page's name leads here, and its origin is its own."""
    host = host.replace("PORT", str(desk.port))
    for method, path in (
        ("GET", "/"),
        ("POST", BEAT),
        ("GET", "/static/desk.css"),
        ("POST", "/open"),
    ):
        said = desk.own | {"host": host, "origin": f"http://{host}"}
        assert desk.ask(method, path, said, "{}").status == 403, path
        assert desk.ask(method, path, desk.own | {"host": host}, "{}").status == 403, path


def test_no_host_at_all(desk: Desk) -> None:
    assert desk.ask("GET", "/", {"cookie": desk.cookie, "host": ""}).status in (400, 403)


CHANGES: dict[str, Headers] = {
    "a foreign origin": {"origin": "http://evil.example"},
    "another port's origin": {"origin": "http://127.0.0.1:1"},
    "an origin that begins alike": {"origin": "http://127.0.0.1:PORT.evil.example"},
    "the other scheme": {"origin": "https://127.0.0.1:PORT"},
    "a file's origin": {"origin": "null"},
    "no origin": {"origin": ""},
    "a form": {"content-type": FORM},
    "a form that holds text": {"content-type": "text/plain"},
    "a form with files": {"content-type": "multipart/form-data; boundary=x"},
    "no content type": {"content-type": ""},
    "no token": {"x-desk-token": ""},
    "a wrong token": {"x-desk-token": "x" * 43},
    "the session as token": {"x-desk-token": "SESSION"},
    "no cookie": {"cookie": ""},
    "a wrong cookie": {"cookie": "huiqi-desk-PORT=x"},
    "another port's cookie": {"cookie": "huiqi-desk-1=SESSION"},
    "an empty cookie": {"cookie": "huiqi-desk-PORT="},
    "a page of another site": {"sec-fetch-site": "cross-site"},
    "a page of another port": {"sec-fetch-site": "same-site"},
    "the cookie alone": {"origin": "", "content-type": "", "x-desk-token": ""},
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_that_is_not_the_desks_own(desk: Desk, what: str) -> None:
    answer = desk.ask("POST", BEAT, fill(desk.own | CHANGES[what], desk), "{}")
    assert answer.status == 403
    assert "<h1>不能打开这个网页</h1>" in answer.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
def test_other_methods(desk: Desk, method: str) -> None:
    assert desk.ask(method, BEAT, desk.own, "{}").status == 403


def test_an_image_elsewhere_changes_nothing(desk: Desk) -> None:
    """With the cookie, as a browser sends it to any port of this machine."""
    for path in (BEAT, "/close"):
        assert desk.ask("GET", path, desk.own).status == 403, "old browsers say nothing of it"
        image = {
            "sec-fetch-site": "same-site",
            "sec-fetch-mode": "no-cors",
            "sec-fetch-dest": "image",
        }
        assert desk.ask("GET", path, desk.own | image).status == 403
    assert desk.process.poll() is None


READS: dict[str, tuple[Headers, int]] = {
    "no cookie": ({"cookie": ""}, 403),
    "another port's cookie": ({"cookie": "huiqi-desk-1=SESSION"}, 403),
    "cookies of others around ours": ({"cookie": "a=b; huiqi-desk-PORT=x; huiqi-desk-PORT=SESSION"}, 200),
    "an old browser": ({}, 200),
    "an address that is typed": ({"sec-fetch-site": "none", "sec-fetch-mode": "navigate"}, 200),
    "a link elsewhere": (
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}, 200,
    ),
    "a frame elsewhere": (
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"}, 403,
    ),
    "a script elsewhere": ({"sec-fetch-site": "same-site", "sec-fetch-dest": "script"}, 403),
}  # fmt: skip


@pytest.mark.parametrize("what", READS)
def test_who_reads(desk: Desk, what: str) -> None:
    headers, status = READS[what]
    answer = desk.ask("GET", "/", fill({"cookie": desk.cookie} | headers, desk))
    assert answer.status == status
    assert ("2024年度" in answer.text) == (status == 200)


def test_whoever_gets_the_cookie_finds_no_token(desk: Desk) -> None:
    """Every service on this machine gets the cookie; what changes anything is in no page."""
    for path in ("/", "/nothing", "/static/desk.js", "/static/open.js"):
        assert desk.token not in desk.ask("GET", path, {"cookie": desk.cookie}).text


def test_every_answer_has_its_headers(desk: Desk) -> None:
    answers = [
        desk.ask("GET", "/", {"cookie": desk.cookie}), desk.ask("GET", "/"),
        desk.ask("GET", "/nothing", {"cookie": desk.cookie}), desk.ask("GET", "/static/desk.js"),
        desk.ask("POST", BEAT, desk.own, "no json"), desk.ask("POST", "/open", {}, "token=x"),
    ]  # fmt: skip
    assert [answer.status for answer in answers] == [200, 403, 404, 200, 400, 403]
    for answer in answers:
        headers = answer.headers
        assert headers["content-security-policy"] == (
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; "
            f"frame-src http://127.0.0.1:{desk.preview_port}; frame-ancestors 'none'"
        )
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers
        inline = r"<style|<script(?![^>]* src=)| style=| on\w+="
        assert not re.search(inline, answer.text.partition("/*")[0])


@pytest.mark.parametrize("body", [
    "", "token=", "token=x", "token=x&token=y", "token=%00", "token=" + "x" * 5000, "令牌",
])  # fmt: skip
def test_opening_needs_the_token(desk: Desk, body: str) -> None:
    answer = desk.ask("POST", "/open", {"content-type": FORM, "origin": "null"}, body)
    assert (answer.status, answer.headers["set-cookie"]) == (403, None)


def test_the_cookies_are_strict(desk: Desk) -> None:
    answer = desk.ask("POST", "/open", {"content-type": FORM}, f"token={desk.read_token()}")
    ports = (desk.port, desk.preview_port)
    assert answer.headers.get_all("set-cookie") == [
        f"huiqi-desk-{port}={desk.session}; Path=/; HttpOnly; SameSite=Strict" for port in ports
    ]


@pytest.mark.parametrize("path", [
    "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd",
    "/static/%5c..%5capp.py", "/static/desk.js%00", "/static/", "/..", "/%00",
])  # fmt: skip
def test_no_file_beside_the_static_ones(desk: Desk, path: str) -> None:
    assert desk.ask("GET", path, {"cookie": desk.cookie}).status == 404


def test_what_is_no_object(desk: Desk) -> None:
    for body in ("", "[]", "{", "[" * 100_000, '"a"'):
        answer = desk.ask("POST", BEAT, desk.own, body)
        assert (answer.status, answer.text) == (400, '{"error":"不能这样打开。"}'), body[:9]


def test_nobody_else_on_the_network_is_served(desk: Desk) -> None:
    wanted = {f"0100007F:{port:04X}" for port in (desk.port, desk.preview_port)}
    rows = [line.split() for line in Path("/proc/net/tcp").read_text("utf-8").splitlines()[1:]]
    listening = {
        row[1]
        for row in rows
        if row[3] == "0A" and row[1].endswith(tuple(one[-5:] for one in wanted))
    }
    assert listening == wanted


def test_a_request_that_is_too_long(desk: Desk) -> None:
    long = {"content-length": str(1 << 40)}
    assert desk.ask("POST", BEAT, desk.own | {"cookie": ""} | long).status == 403
    assert desk.ask("POST", BEAT, desk.own | long).status == 413
