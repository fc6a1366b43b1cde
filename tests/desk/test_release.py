"""From the built sites to the reader and back, by the desk alone: reviewed, published, taken along, withdrawn."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from huiqi.compare.history import find_last_published
from huiqi.files.checksums import write_checksums
from tests.support.bars import ask, equip
from tests.support.desks import Desk, open_page
from tests.support.projects import copy_built
from tests.support.samples import FIRST, SECOND

TITLE = "松川水务集团党委班子2024年度民主生活会"
TICKS = ("发布范围", "姓名", "日期", "地点", "文号", "电话", "网址", "供下载的文件", "与上次相比")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, public: Path) -> Path:
    return copy_built(public, tmp_path_factory.mktemp("release") / "会 期", SECOND)


@pytest.fixture
def page(browser: Browser, desk: Desk) -> Iterator[Page]:
    with open_page(browser, desk, patience=30, accept_downloads=True) as page:
        page.get_by_role("link", name=f"审查和发布：{TITLE}").click()
        page.get_by_role("heading", name="审查和发布").wait_for()
        yield page


def _ask(desk: Desk, name: str, **data: object) -> dict[str, object]:
    answer = desk.ask("POST", f"/cycles/{SECOND}/release/{name}", desk.own, json.dumps(data))
    found: dict[str, object] = json.loads(answer.text)
    return found


def _change(project: Path, text: str) -> None:
    """Let the built site be another, as a build of other facts would leave it."""
    index = project / "public" / SECOND / "index.html"
    index.write_text(index.read_text("utf-8").replace("</body>", f"{text}</body>"), "utf-8")
    write_checksums(project / "public")


def _said(page: Page, text: str) -> None:
    page.locator("#said").get_by_text(text).wait_for()


def _answer(page: Page, button: str) -> str:
    """Press a button of the dialog and return what it said."""
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=button, exact=True).wait_for()
    text = dialog.inner_text()
    dialog.get_by_role("button", name=button, exact=True).click()
    return text


def _sign(page: Page) -> None:
    for tick in TICKS:
        page.get_by_label(f"{tick}：已核对").check()
    page.get_by_label("审查人姓名").fill("毕三")
    page.get_by_role("button", name="署名，记录审查").click()
    page.get_by_text("已审查。审查人：毕三").wait_for()


def _publish(page: Page, place: Path) -> str:
    page.get_by_label("发布位置").fill(str(place))
    page.get_by_role("button", name="发布", exact=True).click()
    return _answer(page, "发布")


def test_what_is_not_ready_or_not_a_place_is_refused(desk: Desk, tmp_path: Path) -> None:
    project = desk.file.parents[2]
    (tmp_path / "别的").mkdir()
    (tmp_path / "别的" / "文件.txt").write_text("别的", "utf-8")
    unsigned = "现在的网站还没有审查。改法：先在上面审查、署名，再发布。"
    strange = f"{tmp_path / '别的'} 已有别的内容，不是由会期发布的。改法：换一个发布位置，或者先移走那里的内容。"
    cases: list[tuple[str, dict[str, object], str]] = [
        ("plan", {"action": "publish", "place": str(tmp_path / "live")}, unsigned),
        ("do", {"action": "copy", "place": str(tmp_path), "stamp": ""}, unsigned),
        ("pack", {}, unsigned),
        ("plan", {"action": "withdraw", "place": str(tmp_path / "live")}, f"{tmp_path / 'live'} 没有由会期发布过网站。改法：核对位置。"),
        ("plan", {"action": "return", "place": str(tmp_path / "live"), "to": "x"}, "那里没有保留这一版。改法：重新打开这一页，另选一版。"),
        ("look", {"place": ""}, "还没有填写位置。改法：写出完整的位置，如 /srv/www/minzhu。"),
        ("look", {"place": "网站"}, "“网站”不是完整的位置。改法：从磁盘写起，如 /srv/www/minzhu。"),
        ("look", {"place": str(project / "cycles" / "x")}, f"{project / 'cycles' / 'x'} 在会期自己的文件夹中。改法：换一个位置。"),
        ("look", {"place": str(tmp_path / "没有" / "live")}, f"没有文件夹 {tmp_path / '没有'}。改法：核对发布位置，或者先建这个文件夹。"),
        ("look", {"place": str(tmp_path / "别的")}, strange),
        ("sign", {"digest": "0", "reviewer": "毕三", "ticked": list(TICKS)}, "网站在您查看以后又有变动，没有记录。改法：重新打开这一页，再审查一次。"),
        ("check", {"place": str(tmp_path / "没有")}, f"没有 {tmp_path / '没有'}。改法：核对位置。"),
        ("check", {"place": str(tmp_path / "别的" / "文件.txt")}, "文件.txt 不是会期的网站，也不是完好的 ZIP 文件。改法：核对位置，或者重新发布、打包。"),
        ("plan", {"action": "burn"}, "不能这样打开。"),
    ]  # fmt: skip
    said = [(action, data, _ask(desk, action, **data).get("error")) for action, data, _ in cases]
    assert said == cases
    assert (
        desk.ask("GET", f"/cycles/{SECOND}/release/bundle", {"cookie": desk.cookie}).status == 404
    )
    assert {path.name for path in tmp_path.iterdir()} == {"别的"}
    assert not (project / "reviews").exists()


def test_signed_published_put_back_and_withdrawn(page: Page, project: Path, tmp_path: Path) -> None:
    live = tmp_path / "网站"
    assert page.get_by_role("button", name="发布", exact=True).is_disabled()
    page.get_by_label("姓名：已核对").check()
    page.get_by_role("button", name="署名，记录审查").click()
    _said(page, "还没有确认：发布范围、日期、地点、文号、电话、网址、供下载的文件、与上次相比。")
    _said(page, "还没有填写审查人姓名。")
    equip(page)
    assert ask(page, "findViolations") == []
    _sign(page)
    (record,) = (project / "reviews").iterdir()
    assert record.read_text("utf-8").startswith("审查人：毕三\n")
    assert "  电话（1）：0000-1111111\n" in record.read_text("utf-8"), "what was seen"

    told = _publish(page, live)
    assert [line for line in told.split("\n") if line] == [
        "发布", "发布的网站", TITLE, "审查人", "毕三", "发布到", str(live), "那里现在", "没有网站",
        "将要做的", "放上这些网站", "发布", "取消",
    ]  # fmt: skip
    _said(page, "已发布：现在是第 1 版")
    assert (live / SECOND / "index.html").is_file()
    assert find_last_published(project / "cycles" / SECOND)
    page.reload()
    assert page.get_by_label("发布位置").input_value() == str(live), "it is remembered"
    page.get_by_role("button", name="核对", exact=True).click()
    page.get_by_text("网站与清单一致").wait_for()

    _change(project, "<p>电话 0000-2222222</p>")
    page.reload()
    page.get_by_text("以后，网站有改动，要重新审查。").wait_for()
    assert page.get_by_text("网站上的电话：新增 0000-2222222").is_visible()
    _sign(page)
    told = _publish(page, live)
    assert f"）：{TITLE}" in told
    assert "将要做的\n换成新的一版；第 1 版" in told
    _said(page, "已发布：现在是第 2 版")
    equip(page)
    assert ask(page, "findViolations") == []

    page.get_by_role("button", name="退回到第 1 版").click()
    _answer(page, "取消")
    assert live.readlink().name.startswith("000002")
    page.get_by_role("button", name="退回到第 1 版").click()
    _answer(page, "退回")
    _said(page, "已退回：现在是第 1 版")
    assert "0000-2222222" not in (live / SECOND / "index.html").read_text("utf-8")

    page.get_by_role("button", name="撤下网站").click()
    assert "连同保留的 2 版一起删去，不能再退回" in _answer(page, "继续撤下")
    assert f"真的撤下“{TITLE}”？" in _answer(page, "取消")
    assert live.is_dir(), "asked twice"
    page.get_by_role("button", name="撤下网站").click()
    _answer(page, "继续撤下")
    _answer(page, "撤下")
    _said(page, f"已撤下：{TITLE}。")
    assert list(tmp_path.iterdir()) == []


def test_taken_along(page: Page, desk: Desk, project: Path, tmp_path: Path) -> None:
    if page.get_by_label("姓名：已核对").is_visible():
        _sign(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="打包成一个 ZIP 文件").click()
    assert download.value.suggested_filename == "会议网站.zip"
    download.value.save_as(tmp_path / "带走.zip")
    with zipfile.ZipFile(tmp_path / "带走.zip") as archive:
        assert f"会议网站/{SECOND}/index.html" in archive.namelist()
    page.get_by_label("U 盘或者文件夹的位置").fill(str(tmp_path))
    page.get_by_role("button", name="复制到文件夹").click()
    assert "没有“会议网站”" in _answer(page, "复制")
    _said(page, "已复制。打开那里的“打开网站.html”就能看。")
    assert {path.name for path in tmp_path.iterdir()} == {"带走.zip", "会议网站", "打开网站.html"}
    page.get_by_label("要核对的位置").fill(str(tmp_path / "带走.zip"))
    page.get_by_role("button", name="核对", exact=True).click()
    page.get_by_text("带走.zip与清单一致").wait_for()
    (tmp_path / "会议网站" / "index.html").write_text("改过", "utf-8")
    found = _ask(desk, "check", place=str(tmp_path / "会议网站"))
    assert found["said"] == "核对完毕，与清单不符。"
    assert "<li>index.html</li>" in str(found["html"])
    text = str(_ask(desk, "configure", place="/srv/www/minzhu")["text"])
    assert "/srv/www/minzhu" in text
    _change(project, "<p>又改</p>")
    stale = _ask(desk, "do", action="copy", place=str(tmp_path), stamp="old")
    assert stale["error"] == "现在的网站还没有审查。改法：先在上面审查、署名，再发布。"
    answer = desk.ask("GET", f"/cycles/{FIRST}/release", {"cookie": desk.cookie})
    assert "这次会议还没有生成网站，不在其中。" in answer.text
