"""The facts in real Chromium, as a clerk works on them: typed, picked, pasted, moved; nothing is lost."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from huiqi.desk.form.layout import OPEN, SECTIONS
from tests.desk.test_desk_browser import SCHEMES
from tests.support.bars import ask, equip, resize
from tests.support.desks import Desk
from tests.support.drawn import EVERY, open_chance
from tests.support.samples import SECOND


@pytest.fixture
def original(project: Path) -> Iterator[Path]:
    """The sample's file, which is as it was afterwards."""
    path = project / "cycles" / SECOND / "cycle.yml"
    content = path.read_bytes()
    yield path
    path.write_bytes(content)


def show(page: Page, desk: Desk, section: str) -> Page:
    page.goto(f"http://127.0.0.1:{desk.port}/cycles/{SECOND}/facts/{section}")
    page.locator("#facts").wait_for()
    return page


def hand_in(page: Page, field: Locator, text: str) -> None:
    """Type into a field and leave it; wait until it was taken."""
    with page.expect_response(
        lambda answer: answer.request.method == "POST" and "/facts/" in answer.url
    ):
        field.fill(text)
        page.keyboard.press("Tab")


def field(page: Page, label: str) -> Locator:
    return page.get_by_label(label, exact=True)


def wait_for_text(path: Path, text: str) -> None:
    end = time.monotonic() + 30
    while text not in path.read_text("utf-8"):
        assert time.monotonic() < end, text
        time.sleep(0.05)


def test_a_day_is_typed_in_any_form(opened: Page, desk: Desk, original: Path) -> None:
    page = show(opened, desk, "meeting")
    hand_in(page, field(page, "召开日期"), "2025.2.14")
    expect(field(page, "召开日期")).to_have_value("2025年2月14日")
    assert "date: 2025-02-14" in original.read_text("utf-8")
    show(page, desk, "schedule")
    expect(page.locator("#f-preparation-talks-deadline ~ .note")).to_have_text("2025年2月4日")


def test_what_is_filled_in_before_the_page_can_take_it_is_taken(
    opened: Page, desk: Desk, original: Path
) -> None:
    held: list[Route] = []
    opened.route("**/static/facts.js", lambda route: held.append(route))
    address = f"http://127.0.0.1:{desk.port}/cycles/{SECOND}/facts/publication"
    opened.goto(address, wait_until="commit")
    expect(opened.locator("#said")).to_be_attached()
    field(opened, "网址").evaluate("one => { one.value = 'http://huiyi.example/2024/'; }")
    field(opened, "网站显示姓名").evaluate("one => { one.value = '是'; }")
    held[0].continue_()
    for said in ("http://huiyi.example/2024/", "publish_names: true"):
        wait_for_text(original, said)
    opened.unroute("**/static/facts.js")


def test_a_link_waits_for_what_is_handed_in(opened: Page, desk: Desk, original: Path) -> None:
    page, held, sent = show(opened, desk, "publication"), list[Route](), list[str]()
    page.route("**/set", lambda route: held.append(route) if not held else route.continue_())
    page.on("request", lambda one: sent.append(one.post_data or "") if "/set" in one.url else None)
    field(page, "网址").fill("http://huiyi.example/2025/")
    field(page, "网站显示姓名").focus()
    for key in ("ArrowUp", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    page.get_by_role("link", name="职责", exact=True).click()
    expect(page.locator("h1")).to_have_text("发布")
    held[0].continue_()
    expect(page.locator("h1")).to_have_text("职责", timeout=30_000)
    page.unroute("**/set")
    assert ["是" in one for one in sent] == [False, True]
    text = original.read_text("utf-8")
    assert "http://huiyi.example/2025/" in text
    assert "publish_names: true" in text


def test_what_is_no_value_stays_in_the_form(opened: Page, desk: Desk, original: Path) -> None:
    before = original.read_bytes()
    page = show(opened, desk, "meeting")
    hand_in(page, field(page, "召开日期"), "2月30日")
    wrong = page.locator(".field.wrong")
    expect(wrong).to_contain_text("没有存入文件")
    expect(wrong).to_contain_text("补上四位的年份")
    assert original.read_bytes() == before
    show(page, desk, "meeting")
    expect(field(page, "召开日期")).to_have_value("2月30日")
    expect(page.get_by_role("link", name="召开日期")).to_be_visible()
    hand_in(page, field(page, "召开日期"), "")
    expect(page.locator(".field.wrong")).to_have_count(0)
    assert original.read_bytes() == before


def test_a_name_that_is_not_there_yet_is_added_on_the_spot(
    opened: Page, desk: Desk, original: Path
) -> None:
    page = show(opened, desk, "meeting")
    hand_in(page, field(page, "记录人"), "孔十一")
    page.get_by_role("button", name="新增人员“孔十一”").click()
    expect(page.locator(".field.wrong")).to_have_count(0, timeout=30_000)
    text = original.read_text("utf-8")
    assert "recorder: 孔十一" in text
    assert "  - {name: 孔十一}" in text


def test_rows_by_keyboard(opened: Page, desk: Desk, original: Path) -> None:
    page = show(opened, desk, "offices")
    fresh = page.locator("#f-bodies tr.fresh textarea")
    hand_in(page, fresh, "省委组织部")
    expect(page.locator("#f-bodies tbody tr")).to_have_count(5)
    page.get_by_role("button", name="上移：省委组织部").press("Enter")
    expect(page.locator("#f-bodies-2-name")).to_have_value("省委组织部")
    expect(page.get_by_role("button", name="下移：省委组织部")).to_be_enabled()
    page.get_by_role("button", name="删除：省委组织部").press("Enter")
    expect(page.locator("#f-bodies tbody tr")).to_have_count(4)
    assert "省委组织部" not in original.read_text("utf-8")


def test_a_table_is_pasted_into_a_cell(opened: Page, desk: Desk, original: Path) -> None:
    page = show(opened, desk, "people")
    page.locator("#f-staff tr.fresh textarea").first.focus()
    page.evaluate("""() => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", "序号\\t姓名\\t职务\\n1\\t孔十\\t干事\\n2\\t曹一\\t科员\\n");
        document.activeElement.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }""")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("共 2 行")
    dialog.get_by_role("button", name="加入").click()
    expect(page.locator("#f-staff tbody tr")).to_have_count(12)
    assert "  - {name: 孔十, post: 干事}\n  - {name: 曹一, post: 科员}\n" in original.read_text(
        "utf-8"
    )


@pytest.mark.parametrize(("choice", "reference", "chair"), [
    ("只在文件里改这一处", "公司", "杨二"), ("整份用文件里的", "集团", "杨二"), ("整份用这里的", "公司", "韩一"),
])  # fmt: skip
def test_somebody_else_has_changed_the_file(
    opened: Page, desk: Desk, original: Path, choice: str, reference: str, chair: str
) -> None:
    page = show(opened, desk, "people")
    before = original.read_text("utf-8")
    text = before.replace("chair: 韩一", "chair: 杨二")
    original.write_text(text, "utf-8", newline="")
    hand_in(page, field(page, "自称"), "公司")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("刚才填写的是“班子 › 自称”")
    expect(dialog).to_contain_text("共 2 处不同")
    row = dialog.get_by_role("row").filter(has_text="班子 › 主要负责同志")
    expect(row.get_by_role("cell")).to_have_text(["韩一", "杨二"])
    expect(dialog.get_by_role("row").filter(visible=True)).to_have_count(3)
    page.keyboard.press("Escape")
    expect(dialog).to_be_visible()
    assert original.read_text("utf-8") == text
    if choice == "整份用这里的":
        look_over_conflict(page)
    with page.expect_response(lambda answer: answer.url.endswith(("/set", "/shown"))):
        dialog.get_by_role("button", name=choice).click()
    expect(dialog).to_be_hidden()
    expect(field(page, "自称")).to_have_value(reference)
    expect(page.locator("#f-team-chair")).to_have_value(chair)
    wanted = before.replace("reference: 集团", f"reference: {reference}")
    assert original.read_text("utf-8") == wanted.replace("chair: 韩一", f"chair: {chair}")


def look_over_conflict(page: Page) -> None:
    """See all facts of both files, on a phone and on a PC, in both colours."""
    page.get_by_label("只看不同的").uncheck()
    dialog = page.get_by_role("dialog")
    assert dialog.get_by_role("row").filter(visible=True).count() > 100
    session = page.context.new_cdp_session(page)
    for width, scheme in zip((390, 1280), SCHEMES, strict=True):
        resize(session, width, 900)
        page.emulate_media(color_scheme=scheme)
        equip(page)
        assert [*ask(page, "findWide"), *ask(page, "findViolations")] == []
    page.emulate_media(color_scheme="light")


def test_while_the_desk_does_not_answer_nothing_is_lost(
    opened: Page, desk: Desk, original: Path
) -> None:
    page = show(opened, desk, "meeting")
    page.context.set_offline(True)
    field(page, "地点").fill("三楼会议室")
    page.keyboard.press("Tab")
    expect(page.get_by_role("status").last).to_contain_text("工作台已经结束")
    expect(field(page, "地点")).to_have_value("三楼会议室")
    page.context.set_offline(False)
    expect(page.get_by_role("status").last).to_contain_text("检查通过", timeout=10_000)
    assert "place: 三楼会议室" in original.read_text("utf-8")


def test_every_input_has_its_facts_title(opened: Page, desk: Desk) -> None:
    for section in SECTIONS:
        page = show(opened, desk, section.id)
        nameless = page.evaluate("""() => [...document.querySelectorAll("#facts [data-path]")]
            .filter((one) => one.matches("input, select, textarea"))
            .filter((one) => !(one.labels[0] ?? document.getElementById(one.getAttribute("aria-labelledby")))
              ?.textContent.trim())
            .map((one) => one.id)""")
        assert nameless == []
        nav = page.get_by_role("navigation", name="会议事实")
        assert nav.get_by_role("link", name=section.title, exact=True).count() == 1


def test_it_can_be_seen(opened: Page, desk: Desk) -> None:
    sections = [OPEN, *SECTIONS]
    faults: list[str] = []
    for section in sections if EVERY else open_chance().sample(sections, 2):
        page = show(opened, desk, section.id)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        session = page.context.new_cdp_session(page)
        for width in (390, 1280, 1920):
            resize(session, width, 900)
            equip(page)
            found = ask(page, "findWide")
            for scheme in SCHEMES if width < 1900 else ():
                page.emulate_media(color_scheme=scheme)
                found += [f"{scheme}: {one}" for one in ask(page, "findViolations")]
            faults += [f"{section.id} {width}: {one}" for one in found]
        session.send("Emulation.clearDeviceMetricsOverride")
        session.detach()
    assert faults == []
