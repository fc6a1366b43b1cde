"""The preview's port: what it serves, to whom, and a site's search in the desk's frame."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from huiqi.facts.reading.load import load_cycle
from huiqi.site.mkdocs_build import build_site
from tests.support.desks import Answer, Desk, make_desk_project
from tests.support.projects import ROOT
from tests.support.samples import BRANCH


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the preview of one cycle, as the real builder makes it."""
    project = make_desk_project(tmp_path_factory.mktemp("desk") / "会 期 #1")
    preview = project / ".desk" / BRANCH / "preview"
    built = ROOT / "public" / BRANCH  # `make test` builds it before; it is the same site
    if (built / "index.html").is_file():
        shutil.copytree(built, preview)
    else:
        build_site(ROOT, load_cycle(ROOT / "cycles" / BRANCH), preview, draft=True)
    (project / ".desk" / "secret.txt").write_text("草稿", "utf-8")
    (preview / "link.txt").symlink_to(project / ".desk" / "secret.txt")
    (preview / "空 格.html").write_text("<script>1</script>", "utf-8")
    return project


def look(
    desk: Desk, path: str, headers: dict[str, str] | None = None, method: str = "GET"
) -> Answer:
    cookie = f"huiqi-desk-{desk.preview_port}={desk.session}"
    return desk.ask(method, path, {"cookie": cookie} | (headers or {}), port=desk.preview_port)


def test_it_serves_the_site_with_its_own_policy(desk: Desk) -> None:
    page = look(desk, f"/{BRANCH}/index.html")
    assert (page.status, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    policy = page.headers["content-security-policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["frame-ancestors"] == f"http://127.0.0.1:{desk.port}"
    assert rules["connect-src"] == "'self'"
    assert rules["script-src"].startswith("'self' 'sha256-")
    assert "unsafe" not in policy
    other = look(desk, f"/{BRANCH}/%E7%A9%BA%20%E6%A0%BC.html").headers["content-security-policy"]
    assert "'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='" in other
    assert other != policy, "each page has its own scripts' hashes"
    data = look(desk, f"/{BRANCH}/cycle.json")
    assert (data.status, data.headers["content-type"]) == (200, "application/json")
    for answer in (page, data, look(desk, "/2020-none/"), look(desk, f"/{BRANCH}/none.html")):
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert (
            f"frame-ancestors http://127.0.0.1:{desk.port}"
            in answer.headers["content-security-policy"]
        )


@pytest.mark.parametrize(("path", "status", "heading"), [
    (f"/{BRANCH}/", 200, ""), (f"/{BRANCH}", 307, ""), ("/", 404, "没有这一页"),
    ("/2020-none/index.html", 404, "尚未生成预览"), ("/../x/", 404, ""),
    (f"/{BRANCH}/none.html", 404, "没有这一页"), (f"/{BRANCH}/assets", 404, "没有这一页"),
    (f"/{BRANCH}/../../secret.txt", 404, ""), (f"/{BRANCH}/%2e%2e/%2e%2e/secret.txt", 404, ""),
    (f"/{BRANCH}/..%2f..%2fsecret.txt", 404, ""), ("/..%2f..%2fcycles/x", 404, ""),
    (f"/{BRANCH}//etc/passwd", 404, ""), (f"/{BRANCH}/%2fetc%2fpasswd", 404, ""),
    (f"/{BRANCH}/%5c..%5c..%5csecret.txt", 404, ""), (f"/{BRANCH}/link.txt", 404, ""),
    (f"/{BRANCH}/%00", 404, ""), (f"/{BRANCH}/{'x' * 5000}", 404, ""), ("/secret.txt/", 404, ""),
])  # fmt: skip
def test_what_there_is_and_nothing_beside_it(
    desk: Desk, path: str, status: int, heading: str
) -> None:
    answer = look(desk, path)
    assert answer.status == status
    assert "草稿</" not in answer.text[:20]
    assert heading in answer.text


OTHERS: dict[str, dict[str, str]] = {
    "no cookie": {"cookie": ""},
    "the desk's cookie alone": {"cookie": "huiqi-desk-1=x"},
    "another host": {"host": "localhost:PORT"},
    "a rebound name": {"host": "evil.example:PORT"},
    "a script elsewhere": {"sec-fetch-site": "same-site", "sec-fetch-dest": "script"},
    "a request of another site": {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors"},
}


@pytest.mark.parametrize("what", OTHERS)
def test_who_may_not_read(desk: Desk, what: str) -> None:
    headers = {
        name: value.replace("PORT", str(desk.preview_port)) for name, value in OTHERS[what].items()
    }
    assert look(desk, f"/{BRANCH}/index.html", headers).status == 403


def test_it_only_reads(desk: Desk) -> None:
    assert look(desk, f"/{BRANCH}/index.html", method="HEAD").status == 200
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert look(desk, f"/{BRANCH}/index.html", desk.own, method).status == 403
    assert look(desk, "/beat", desk.own, "POST").status == 403, "nothing of the desk answers here"


def test_the_search_works_in_the_desks_frame(browser: Browser, desk: Desk) -> None:
    """And the site cannot reach the desk, which receives no cookie that a script could read."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    complaints: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text))
    page.goto(desk.redirect)
    page.get_by_role("heading", name="会议周期").wait_for()
    page.evaluate("""(address) => {
        const frame = document.createElement("iframe");
        frame.name = "preview";
        frame.title = "预览";
        frame.width = 1100;
        frame.height = 700;
        frame.sandbox = "allow-scripts allow-same-origin";
        frame.src = address;
        document.getElementById("main").replaceChildren(frame);
    }""", f"http://127.0.0.1:{desk.preview_port}/{BRANCH}/index.html")  # fmt: skip
    frame = page.frame_locator("iframe")
    frame.locator("h1").first.wait_for()
    field = frame.get_by_role("textbox", name="搜索")
    field.click()
    field.press_sequentially("组织生活会")
    field.press("Shift")
    frame.locator(".md-search-result__link").first.wait_for()
    assert complaints == []
    inner = page.frame("preview")
    assert inner
    assert inner.evaluate("document.cookie") == ""
    desks = f"http://127.0.0.1:{desk.port}/"
    answered: list[str] = []
    context.on("response", lambda response: answered.append(response.url))
    tried = inner.evaluate(
        """async (desk) => {
            const image = (address) => new Promise((done) => Object.assign(new Image(), {
                src: address, onload: () => done("loaded"), onerror: () => done("refused") }));
            const read = fetch(desk, { mode: "no-cors" }).then(() => "read", () => "refused");
            let parent = "refused";
            try { parent = window.parent.document.title; } catch (error) {}
            try { window.top.location = "about:blank"; } catch (error) {}
            return [await read, await image(`${desk}close`), parent, window.open(desk) === null];
        }""", desks,
    )  # fmt: skip
    assert tried == ["refused", "refused", "refused", True]
    assert set(answered) <= {f"{desks}beat"}, "the desk's own page says that it is there"
    inner.evaluate("(desk) => { location = desk; }", desks)
    page.wait_for_timeout(500)
    assert "会议周期" not in "".join(one.content() for one in page.frames[1:])
    assert page.url == desks
    own = (desks, desk.redirect, f"http://127.0.0.1:{desk.preview_port}/")
    assert [url for url in asked if not url.startswith((*own, "data:", "blob:"))] == []
    context.close()
