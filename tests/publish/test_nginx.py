"""The published site behind the real nginx, with exactly the configuration that huiqi writes."""

from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from huiqi.errors import HuiqiError
from huiqi.files.checksums import site_digest
from huiqi.materials.read_file import MaterialPage
from huiqi.publish.nginx import render_nginx
from huiqi.publish.releases import publish
from tests.conftest import Load
from tests.materials.test_material_attacks import SHOW, make_pdf
from tests.support.bars import search_for
from tests.support.browsers import open_whole
from tests.support.drawn import draw_pages, open_chance
from tests.support.samples import FIRST

PREFIX = "/minzhu/"
GREEN = "0 0.6 0 rg 0 0 600 800 re f"
# A test that runs as root would serve as somebody who may not read its folder.
_MAIN = (
    ("user root;\n" if os.geteuid() == 0 else "")
    + """daemon off;
pid nginx.pid;
error_log stderr;
events {{}}
http {{
    access_log off;
    client_body_temp_path temp;
    proxy_temp_path temp;
    fastcgi_temp_path temp;
    uwsgi_temp_path temp;
    scgi_temp_path temp;
    include {site};
}}
"""
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def run_nginx(folder: Path, configuration: str, port: int, prefix: str = PREFIX) -> Iterator[str]:
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    assert found, "nginx is missing: make test installs it"
    folder.mkdir()
    (folder / "site.conf").write_text(configuration, "utf-8")
    (folder / "nginx.conf").write_text(_MAIN.format(site=folder / "site.conf"), "utf-8")
    command = [found, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    process = subprocess.Popen(command)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}{prefix}"
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="module")
def live(public: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    live = tmp_path_factory.mktemp("www") / "live"
    publish(public, live, site_digest(public))
    return live


@pytest.fixture(scope="module")
def configuration(public: Path, live: Path) -> tuple[str, int]:
    port = free_port()
    listen = f"127.0.0.1:{port}"
    return render_nginx(public, str(live), listen=listen, name="_", prefix=PREFIX), port


@pytest.fixture(scope="module")
def site(configuration: tuple[str, int], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    text, port = configuration
    with run_nginx(tmp_path_factory.mktemp("nginx") / "run", text, port) as address:
        yield address


@contextmanager
def watch(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """Open a page that notes what the policy blocks, and whatever the console complains of."""
    context, faults = browser.new_context(), []
    context.add_init_script(
        "addEventListener('securitypolicyviolation', (event) => "
        "console.error(`blocked ${event.violatedDirective} ${event.blockedURI}`), true)"
    )
    page = context.new_page()
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page, faults
    context.close()


def test_no_page_does_what_the_policy_blocks(browser: Browser, public: Path, site: str) -> None:
    drawn = draw_pages(public.rglob("*.html"), open_chance())
    names = [path.relative_to(public).as_posix() for path in drawn]
    assert len(names) > 20
    with watch(browser) as (page, faults):
        for name in names:
            page.goto(site + name, wait_until="load")
        page.wait_for_timeout(200)
        assert faults == []


def test_everything_works_under_the_policy(browser: Browser, site: str) -> None:
    with watch(browser) as (page, faults):
        page.goto(f"{site}{FIRST}/index.html")
        page.get_by_label("我是：").select_option(index=2)
        page.locator(".my-tasks .tick input:visible").first.check()
        page.locator("#size").click()
        page.locator("#scheme").click()
        for query in ("谈心谈话", "txth"):
            page.locator(".hero h1").click()  # away from fields, where a key is a sign
            search_for(page, query)
            page.locator(".md-search-result__item").first.wait_for()
            page.keyboard.press("Escape")
        page.goto(f"{site}{FIRST}/readings.html")
        page.locator(".readings .tick input").first.check()
        assert page.locator(".study-progress p").first.inner_text().startswith("已读 1 项")
        page.goto(f"{site}{FIRST}/schedule.html")
        page.goto(f"{site}{FIRST}/materials/note-norms.html")
        assert faults == []


def add_pdf(site: Path, material: MaterialPage) -> str:
    """Put a PDF material, as the engine writes it, onto a copy of a page; return its address."""
    rooms = site / FIRST / "materials"
    for name, data in material.files.items():
        (rooms / material.id).mkdir(exist_ok=True)
        (rooms / material.id / name).write_bytes(data)
    text, mark = (rooms / "note-norms.html").read_text("utf-8"), '<div class="material">'
    assert mark in text
    page = rooms / f"{material.id}.html"
    page.write_text(text.replace(mark, f"{mark}\n{material.html}"), "utf-8")
    return page.relative_to(site).as_posix()


def is_green(picture: bytes) -> bool:
    with Image.open(io.BytesIO(picture)) as image:
        x, y = image.width // 2, image.height // 2
        red, green, blue = image.convert("RGB").crop((x, y, x + 1, y + 1)).tobytes()
    return green > 2 * max(red, blue)


def test_at_the_root_with_a_pdf_in_its_frame(
    browser: Browser, public: Path, load: Load, tmp_path: Path
) -> None:
    (material,) = load({"方案.pdf": make_pdf(f"{GREEN} {SHOW.format('F')}")}).values()
    site, port = shutil.copytree(public, tmp_path / "site"), free_port()
    name = add_pdf(site, material)
    text = render_nginx(site, str(site), listen=f"127.0.0.1:{port}", name="_", prefix="/")
    with (
        run_nginx(tmp_path / "run", text, port, "/") as address,
        open_whole(browser) as whole,
        watch(whole) as (page, faults),
    ):
        assert [fetch(f"{address}{place}")[0] for place in ("", "none.html", ".git/x")] == [
            200, 404, 403,
        ]  # fmt: skip
        _, headers = fetch(f"{address}{FIRST}/materials/m0/m0.pdf")
        assert headers["Content-Type"] == "application/pdf"
        page.goto(address)
        page.locator(f"[data-cycle='{FIRST}'] a").click()
        page.wait_for_url(f"{address}{FIRST}/index.html")
        page.goto(address + name)
        page.locator(".viewer summary").click()
        frame, tries = page.locator(".viewer iframe"), 0
        while not is_green(frame.screenshot()):
            tries += 1
            assert tries < 50, "the browser shows the page of the PDF"
            page.wait_for_timeout(200)
        assert faults == []


def test_a_foreign_script_is_blocked(
    browser: Browser, configuration: tuple[str, int], public: Path, tmp_path: Path
) -> None:
    text, port = configuration
    other = free_port()
    shutil.copytree(public, tmp_path / "site")
    page_file = tmp_path / "site" / FIRST / "overview.html"
    script = "<script>document.title='taken'</script></body>"
    page_file.write_text(page_file.read_text("utf-8").replace("</body>", script), "utf-8")
    changed = text.replace(f":{port};", f":{other};")
    root = next(line.split()[1] for line in text.splitlines() if line.strip().startswith("alias"))
    changed = changed.replace(root, f"{tmp_path / 'site'}/;")
    with run_nginx(tmp_path / "run", changed, other) as address, watch(browser) as (page, faults):
        page.goto(f"{address}{FIRST}/overview.html")
        page.wait_for_timeout(100)
        assert "taken" not in page.title()
        assert any("script-src" in fault for fault in faults)


def fetch(address: str, **headers: str) -> tuple[int, Message]:
    request = urllib.request.Request(address, headers=headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return answer.status, answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.headers


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("", "text/html; charset=utf-8"),
        (f"{FIRST}/assets/huiqi.css", "text/css; charset=utf-8"),
        (f"{FIRST}/assets/search-data.js", "text/javascript; charset=utf-8"),
        (f"{FIRST}/calendar/all.ics", "text/calendar; charset=utf-8"),
        (f"{FIRST}/assets/favicon.svg", "image/svg+xml; charset=utf-8"),
        (f"{FIRST}/word/templates.zip", "application/zip"),
        (f"{FIRST}/word/plan.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("SHA256SUMS", "text/plain; charset=utf-8"),
    ],
)  # fmt: skip
def test_headers(site: str, name: str, kind: str) -> None:
    status, headers = fetch(site + name)
    assert (status, headers["Content-Type"]) == (200, kind)
    assert headers["Cache-Control"] == "no-cache"
    assert headers["ETag"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert fetch(site + name, **{"If-None-Match": headers["ETag"]})[0] == 304


def test_what_never_changes_is_kept(site: str, public: Path) -> None:
    (style,) = (public / FIRST / "assets" / "stylesheets").glob("main.*.min.css")
    _, headers = fetch(
        f"{site}{FIRST}/assets/stylesheets/{style.name}", **{"Accept-Encoding": "gzip"}
    )
    assert headers["Cache-Control"] == "max-age=31536000, immutable"
    assert headers["Content-Encoding"] == "gzip"


def test_what_is_not_there_or_hidden(site: str) -> None:
    assert fetch(f"{site}{FIRST}/none.html")[0] == 404
    status, headers = fetch(f"{site}{FIRST}/assets/stylesheets/main.deadbeef.min.css")
    assert (status, headers["Cache-Control"]) == (404, None), "a file may come back"
    assert fetch(f"{site}.git/config")[0] == 403
    assert fetch(f"{site}.well-known/x")[0] == 404
    assert fetch(site.rstrip("/"))[0] == 200, "leads to the address with its slash"


def test_a_closed_group(configuration: tuple[str, int], tmp_path: Path) -> None:
    text, port = configuration
    other = free_port()
    users = tmp_path / "users"
    users.write_text("reader:{PLAIN}secret\n", "utf-8")
    closed = text.replace("# auth_basic", "auth_basic").replace(f":{port};", f":{other};")
    closed = closed.replace("/etc/nginx/huiqi.htpasswd", str(users))
    with run_nginx(tmp_path / "run", closed, other) as address:
        assert fetch(f"{address}index.html")[0] == 401
        token = b64encode(b"reader:secret").decode()
        assert fetch(f"{address}index.html", Authorization=f"Basic {token}")[0] == 200


@pytest.mark.parametrize("fault", ['<p style="x">', '<p onclick="x">', "<style>x{}</style>"])
def test_what_the_policy_would_block_is_named(tmp_path: Path, fault: str) -> None:
    (tmp_path / "a.html").write_text(f"<!doctype html><body>{fault}", "utf-8")
    with pytest.raises(HuiqiError, match=r"a\.html：<"):
        render_nginx(tmp_path, "/srv/x", listen="80", name="_", prefix="/")
