"""The preview, sites, packs and papers, made by the real builder behind the desk and seen in Chromium."""

from __future__ import annotations

import http.client
import io
import json
import re
import time
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page, expect

from huiqi.desk.making.preview_tasks import PageTask, PreviewMade, make_page
from tests.support.bars import ask, equip
from tests.support.desks import Answer, Desk, make_desk_project, open_page
from tests.support.drawn import EVERY
from tests.support.projects import ROOT
from tests.support.samples import BRANCH

HOME = f"/cycles/{BRANCH}"
PLACE = '["meeting", "place"]'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = make_desk_project(tmp_path_factory.mktemp("making") / "会 期 #1")
    for room in ("docs", "huiqi", "macros", "templates", "theme"):
        (project / room).symlink_to(ROOT / room)
    return project


def get(desk: Desk, path: str) -> Answer:
    return desk.ask("GET", path, {"cookie": desk.cookie})


def look(desk: Desk, path: str) -> Answer:
    """Ask the preview's port."""
    cookie = f"huiqi-desk-{desk.preview_port}={desk.session}"
    return desk.ask("GET", path, {"cookie": cookie}, port=desk.preview_port)


def post(desk: Desk, address: str, **data: object) -> Answer:
    return desk.ask("POST", address, desk.own, json.dumps(data))


def download(desk: Desk, path: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", desk.port, timeout=60)
    connection.request("GET", path, headers={"cookie": desk.cookie})
    response = connection.getresponse()
    data = response.read()
    connection.close()
    return response, data


def find_name(response: http.client.HTTPResponse) -> str:
    place = response.headers["content-disposition"]
    assert place.startswith("attachment; filename*="), place
    return unquote(place.partition("''")[2])


def await_that(find: Callable[[], Any], seconds: float = 60) -> Any:
    """Return the first answer that is not empty."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = find()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError("it did not come about")


def await_preview(desk: Desk, *, field: str = "") -> dict[str, Any]:
    """Return how the preview stands once nothing is being made."""

    def find() -> dict[str, Any] | None:
        answer = get(desk, f"{HOME}/preview/state?field={quote(field)}")
        state: dict[str, Any] = json.loads(answer.text)
        return None if state["making"] else state

    found: dict[str, Any] = await_that(find)
    return found


def await_job(desk: Desk) -> tuple[str, str]:
    """Return what is said of a build, and the page, once it is over."""

    def find() -> tuple[str, str] | None:
        state = json.loads(get(desk, f"{HOME}/make/progress").text)
        return (state["said"], state["main"]) if state["over"] else None

    found: tuple[str, str] = await_that(find)
    return found


def find_text(desk: Desk, words: str) -> str:
    """Return the page 生成 if it says so, else nothing."""
    text = get(desk, f"{HOME}/make").text
    return text if words in text else ""


def facts_file(project: Path) -> Path:
    return project / "cycles" / BRANCH / "cycle.yml"


def test_the_preview_follows_the_facts(desk: Desk, project: Path) -> None:
    first = json.loads(get(desk, f"{HOME}/preview/state").text)
    assert (first["making"], first["there"], first["version"]) == (True, False, 0)
    assert "正在生成预览，第一次要几秒钟" in first["notice"]
    state = await_preview(desk, field='["areas", 1, "text"]')
    assert (state["version"], state["pages"][0]) == (1, "areas/vanguard.html")
    assert "预览是最新的。" in state["notice"]
    page = look(desk, f"/{BRANCH}/areas/vanguard.html")
    assert 'class="mark">预览 ' in page.text
    assert '<script defer src="../assets/preview-page.js" data-made="' in page.text
    assert not (project / "public" / BRANCH).exists(), "nothing of it is to be published"

    # Saved in the form, as the page does it; then in a text editor.
    base = re.search(r'data-base="(\w+)"', get(desk, f"{HOME}/facts/meeting").text)
    assert base
    saved = post(
        desk, f"{HOME}/facts/meeting/set",
        base=base[1], path=["meeting", "place"], text="三楼排练厅",
    )  # fmt: skip
    assert saved.status == 200
    assert await_preview(desk)["version"] == 2
    assert "三楼排练厅" in look(desk, f"/{BRANCH}/overview.html").text
    text = facts_file(project).read_text("utf-8")
    facts_file(project).write_text(text.replace("三楼排练厅", "四楼排练厅"), "utf-8")
    assert await_preview(desk)["version"] == 3
    assert "四楼排练厅" in look(desk, f"/{BRANCH}/overview.html").text


PAGES = (
    "index.html", "plan.html", "documents.html", "areas/index.html", "areas/vanguard.html",
    "preparation/make-plan.html", "word/plan.html", "materials/{material}.html",
)  # fmt: skip


def test_a_page_made_alone_is_that_of_the_whole_site(desk: Desk, project: Path) -> None:
    await_preview(desk)
    site = project / ".desk" / BRANCH / "preview"
    material = next((site / "materials").glob("*.html")).stem
    for page in (page.format(material=material) for page in PAGES):
        before = (site / page).read_bytes()
        (site / page).write_bytes(b"old")
        made = make_page(PageTask(project, BRANCH, page))
        assert made.error is None
        assert (site / page).read_bytes() == before, page
    assert make_page(PageTask(project, BRANCH, "none.html")) == PreviewMade({})
    assert make_page(PageTask(project, BRANCH, "../secret.txt")) == PreviewMade({})
    assert [path.name for path in site.parent.glob("preview*")] == ["preview"]


def test_the_page_that_is_seen_comes_first(desk: Desk, project: Path) -> None:
    """The others follow; while the facts go on changing, what would be old is not finished."""
    before = await_preview(desk)
    address = f"{HOME}/preview/state?at=overview.html"
    first = json.loads(get(desk, address).text)
    assert (first["page"], first["version"]) == ("overview.html", before["version"])
    text = facts_file(project).read_text("utf-8")
    for place in ("五楼排练厅", "六楼排练厅"):
        fresh = re.sub("(?m)^  place: .*$", f"  place: {place}", text)
        facts_file(project).write_text(fresh, "utf-8")
        seen = await_that(partial(find_other, desk, address, first["made"]))
        assert place in look(desk, f"/{BRANCH}/overview.html").text
        first = seen
    assert await_preview(desk)["version"] > before["version"]
    assert json.loads(get(desk, address).text)["made"] == first["made"], "it is not shown anew"


def find_other(desk: Desk, address: str, made: str) -> dict[str, Any] | None:
    state: dict[str, Any] = json.loads(get(desk, address).text)
    return state if state["made"] != made else None


def test_what_cannot_be_built_leaves_the_last_preview(desk: Desk, project: Path) -> None:
    before = await_preview(desk)["version"]
    text = facts_file(project).read_text("utf-8")
    facts_file(project).write_text(text.replace("readings: [党章, ", "readings: [没有, "), "utf-8")
    state = await_preview(desk)
    assert state["version"] == before
    assert "<strong>未更新</strong> 显示的是上一次生成的预览。" in state["notice"]
    assert f'href="{HOME}/facts/areas#f-areas-1-readings' in state["notice"]
    assert look(desk, f"/{BRANCH}/index.html").status == 200
    folder = project / ".desk" / BRANCH
    assert [path.name for path in folder.glob("preview*")] == ["preview"], "nothing half is left"
    facts_file(project).write_text(text, "utf-8")
    assert await_preview(desk)["version"] == before + 1


def test_sites_and_packs_are_made(desk: Desk, project: Path) -> None:
    assert "还没有生成网站。" in get(desk, f"{HOME}/make").text
    assert look(desk, f"/built/{BRANCH}/index.html").status == 404
    assert get(desk, f"{HOME}/papers/all.zip").status == 404
    text = facts_file(project).read_text("utf-8")
    facts_file(project).write_text(re.sub("(?m)^theme: .*$", "theme: null", text), "utf-8")
    assert post(desk, f"{HOME}/make/final").status == 200
    assert post(desk, f"{HOME}/make/draft").text == (
        '{"error":"正在生成定稿。改法：等它结束以后再生成。"}'
    )
    closing = post(desk, "/close")
    assert (closing.status, "正在生成定稿" in closing.text) == (409, True)
    said, page = await_job(desk)
    assert said == "定稿没有生成，原来的保持不变。"
    assert f'<a href="{HOME}/facts/meeting#f-theme">会议主题</a>：还要填写' in re.sub(
        "</?n-b>", "", page
    )
    assert not (project / "public" / BRANCH).exists()

    post(desk, f"{HOME}/make/draft")
    said, page = await_job(desk)
    assert said == "草稿已生成。"
    assert "现有草稿，" in page
    assert look(desk, f"/built/{BRANCH}/index.html").status == 200
    facts_file(project).write_text(text, "utf-8")
    assert "会议事实此后有改动" in get(desk, f"{HOME}/make").text


def test_a_build_elsewhere_is_waited_for(desk: Desk, project: Path) -> None:
    with FileLock(project / ".cache" / "huiqi" / "lock"):
        post(desk, f"{HOME}/make/pack")
        page = await_that(lambda: find_text(desk, "另一个程序正在生成，等它结束后接着生成。"))
        assert "不等了</button>" in page
    assert await_job(desk)[0] == "全部材料已生成。"
    response, data = download(desk, f"{HOME}/papers/all.zip")
    assert find_name(response).endswith("组织生活会材料.zip")
    assert response.headers["cache-control"] == "no-store"
    assert data == (project / "pack" / f"{BRANCH}.zip").read_bytes()


def test_papers_one_by_one(desk: Desk) -> None:
    listed = get(desk, f"{HOME}/papers").text
    assert listed.count("<details") > 15
    assert "<summary>01-柏一（党支部书记、馆长） " in listed
    key = "opinion-summary-member--secretary"
    response, data = download(desk, f"{HOME}/papers/{key}.docx")
    assert (response.headers["content-type"], find_name(response)) == (
        WORD,
        "D07-对党员的意见汇总表-柏一.docx",
    )
    assert "柏一" in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    response, data = download(
        desk, f"{HOME}/papers/folder.zip?name={quote('01-柏一（党支部书记、馆长）')}"
    )
    assert find_name(response) == "01-柏一（党支部书记、馆长）.zip"
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert "D07-对党员的意见汇总表-柏一.docx" in names
    assert names[0] == "00-目录.txt"
    shown = look(desk, f"/{BRANCH}/paper/{key}.html")
    assert shown.status == 200
    assert "柏一" in shown.text
    assert "'sha256-" not in shown.headers["content-security-policy"], "no script stands in it"


@pytest.mark.parametrize("path", [
    f"{HOME}/papers/none.docx", f"{HOME}/papers/none", f"{HOME}/papers/folder.zip?name=..",
    f"{HOME}/papers/..%2fcycle.docx", "/cycles/2020-none/make", "/cycles/2020-none/preview",
    "/cycles/2020-none/preview/state", "/cycles/2020-none/papers/all.zip", "/cycles/.desk/preview/state",
])  # fmt: skip
def test_what_there_is_not(desk: Desk, path: str) -> None:
    assert get(desk, path).status == 404
    assert desk.ask("GET", path).status == 403, "nor without the cookie"


@pytest.mark.parametrize("path", [
    f"/{BRANCH}/paper/none.html", "/2020-none/paper/plan.html",
    "/built/2020-none/index.html", f"/built/{BRANCH}/..%2f..%2fcycles/{BRANCH}/cycle.yml",
    f"/built/../cycles/{BRANCH}/cycle.yml", "/built/x/y",
])  # fmt: skip
def test_what_the_preview_port_has_not(desk: Desk, path: str) -> None:
    assert look(desk, path).status == 404


@pytest.fixture
def page(browser: Browser, desk: Desk) -> Iterator[Page]:
    with open_page(browser, desk, patience=60) as page:
        yield page


def go(page: Page, desk: Desk, path: str) -> None:
    page.goto(f"http://127.0.0.1:{desk.port}{HOME}/{path}")


def frame_path(page: Page) -> str:
    """Return which page of the site the frame shows."""
    (frame,) = page.frames[1:]
    return frame.url.partition(f"/{BRANCH}/")[2]


def test_the_frame_follows_the_form(page: Page, desk: Desk) -> None:
    go(page, desk, "facts/areas")
    shown = page.frame_locator("#preview iframe")
    shown.get_by_role("heading", level=1).first.wait_for()
    text = page.locator("""[data-path='["areas", 1, "text"]']""")
    page.locator("details", has=text).evaluate("(card) => (card.open = true)")
    text.focus()
    shown.get_by_role("heading", name="党员意识", level=1).wait_for()
    assert frame_path(page) == "areas/vanguard.html"
    (frame,) = page.frames[1:]
    frame.evaluate("() => (document.body.style.minHeight = '3000px', scrollTo(0, 120))")
    text.fill("增强党员意识，按时参加组织生活（预览中看）。")
    text.blur()
    shown.get_by_text("（预览中看）").first.wait_for()
    expect(page.get_by_text("预览是最新的。")).to_be_visible(timeout=60_000)
    assert frame_path(page) == "areas/vanguard.html"
    (frame,) = page.frames[1:]
    frame.wait_for_function("scrollY > 0")  # at the same place
    # The switch is remembered; what the frame may do is limited.
    page.get_by_role("switch", name="显示预览").uncheck()
    expect(page.locator("#preview")).to_be_hidden()
    page.reload()
    expect(page.get_by_role("switch", name="显示预览")).not_to_be_checked()
    expect(page.locator("#preview")).to_be_hidden()
    page.get_by_role("switch", name="显示预览").check()
    shown.get_by_role("heading", name="党员意识", level=1).wait_for()
    sandbox = page.locator("#preview iframe").get_attribute("sandbox")
    assert sandbox == "allow-scripts allow-same-origin"


def see(page: Page) -> list[str]:
    """Return what is wrong with the page at a phone's and a PC's width."""
    faults: list[str] = []
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        equip(page)
        faults += [f"{width}: {one}" for one in ask(page, "findWide")]
        faults += [f"{width}: {one}" for one in ask(page, "findViolations")]
    return faults


@pytest.mark.skipif(not EVERY, reason="takes twenty seconds of processor: looked at with EVERY=1")
def test_it_can_be_seen_and_used_by_keyboard(page: Page, desk: Desk) -> None:
    go(page, desk, "preview")
    page.frame_locator("#preview iframe").get_by_role("heading", level=1).first.wait_for()
    assert see(page) == []
    go(page, desk, "make")
    page.get_by_text("下载这个文件夹").first.wait_for(state="attached")
    page.get_by_role("button", name="生成草稿").focus()
    page.keyboard.press("Enter")
    said = page.locator("#said")
    expect(said).to_have_text(re.compile("^正在生成草稿：第 . 步，共 4 步，"))
    assert ask_once(page) == []
    page.reload()  # the tab may go and come again
    done = re.compile("草稿已生成。|草稿没有变化")
    expect(page.locator(".job")).to_contain_text(done, timeout=60_000)
    assert see(page) == []
    page.locator("#papers details").first.locator("summary").press("Enter")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载：D07-对党员的意见汇总表-柏一").press("Enter")
    assert download.value.suggested_filename == "D07-对党员的意见汇总表-柏一.docx"
    page.get_by_role("link", name="查看：D07-对党员的意见汇总表-柏一").press("Enter")
    page.get_by_role("heading", name="D07-对党员的意见汇总表-柏一").wait_for()
    page.frame_locator("#preview iframe").get_by_text("柏一").first.wait_for()
    assert see(page) == []


def ask_once(page: Page) -> list[str]:
    equip(page)
    return ask(page, "findViolations")
