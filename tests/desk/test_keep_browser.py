"""History, sheet and materials in real Chromium: by keyboard, at all widths, on paper, with bad files among good."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import pdfplumber
import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.desk.test_desk_browser import SCHEMES
from tests.desk.test_facts_browser import field, hand_in, show
from tests.desk.test_materials_desk import make_png
from tests.support.bars import ask, equip, resize
from tests.support.desks import Desk
from tests.support.samples import BRANCH, SECOND

NOTE = "# 学习提示：党章\n\n## 一、总纲\n\n<script>parent.alert(1)</script>认真学习。\n"


def go(page: Page, desk: Desk, name: str, cycle: str = SECOND) -> None:
    page.goto(f"http://127.0.0.1:{desk.port}/cycles/{cycle}/{name}")


def look_at(page: Page) -> list[str]:
    """Return what is wrong with the page: small in one colour, large in the other."""
    session = page.context.new_cdp_session(page)
    faults: list[str] = []
    for width, scheme in zip((390, 1280), SCHEMES, strict=True):
        resize(session, width, 900)
        page.emulate_media(color_scheme=scheme)
        equip(page)
        found = (*ask(page, "findWide"), *ask(page, "findCut", ""), *ask(page, "findViolations"))
        faults += [f"{width} {scheme}: {one}" for one in found]
    page.emulate_media(color_scheme="light")
    return faults


def test_undo_by_keyboard_and_back_from_the_history(
    opened: Page, desk: Desk, project: Path
) -> None:
    page = show(opened, desk, "meeting")
    file = project / "cycles" / SECOND / "cycle.yml"
    begun = file.read_bytes()
    hand_in(page, field(page, "地点"), "三楼会议室")
    expect(page.locator("#said")).to_contain_text("检查通过")
    changed = file.read_bytes()
    assert changed != begun
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    field(page, "召开时间").fill("上午")
    page.keyboard.press("Control+z")
    expect(field(page, "召开时间")).to_have_value("")
    assert not [url for url in asked if url.endswith("undo")], (
        "inside a field the keys are the browser's own"
    )
    page.get_by_role("button", name="恢复", exact=True).focus()
    page.keyboard.press("Control+z")
    expect(page.locator("#said")).to_contain_text("已撤销（会议 › 地点：清空")
    assert file.read_bytes() == begun
    page.get_by_role("button", name="恢复", exact=True).press("Enter")
    expect(page.locator("#said")).to_contain_text("已恢复（会议 › 地点：填写")
    assert file.read_bytes() == changed

    page.get_by_role("link", name="历史", exact=True).press("Enter")
    page.get_by_role("heading", name="历史", exact=True).wait_for()
    assert look_at(page) == []
    page.get_by_role("link", name="和现在比较：最初的内容").press("Enter")
    page.get_by_role("heading", name="最初的内容和现在比较").wait_for()
    assert look_at(page) == []
    file.write_bytes(changed + b"# elsewhere\n")
    page.get_by_role("button", name="退回到这里").press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="退回").press("Enter")
    conflict = page.get_by_role("dialog", name="文件已被改过")
    conflict.get_by_role("button", name="仍然退回").press("Enter")
    page.get_by_role("heading", name="历史", exact=True).wait_for()
    expect(page.locator(".history li.current h2")).to_contain_text("退回")
    assert file.read_bytes() == begun


def test_the_sheet_on_the_screen_and_on_paper(opened: Page, desk: Desk) -> None:
    go(opened, desk, "sheet", BRANCH)
    opened.get_by_role("heading", name="会议事实核对表").wait_for()
    assert look_at(opened) == []
    with pdfplumber.open(io.BytesIO(opened.pdf(prefer_css_page_size=True))) as paper:
        assert {(round(page.width), round(page.height)) for page in paper.pages} == {(595, 842)}
        # Its fonts map some signs to radicals that look the same.
        texts = [
            unicodedata.normalize("NFKC", page.extract_text())
            for page in paper.pages[:: len(paper.pages) - 1]
        ]
        count = len(paper.pages)
    assert "下载" not in texts[0]
    assert "还要填写" not in texts[0]
    assert all("内部资料" in text.split("\n")[0] for text in texts), "on the last page too"
    assert f"共{count}" in texts[0].split("\n")[-1].replace(" ", "")
    assert "签名" in texts[-1]
    with opened.expect_download() as download:
        opened.get_by_role("link", name="下载 Word 文件").click()
    assert download.value.suggested_filename == "2022年度组织生活会会议事实核对表.docx"
    assert download.value.path().read_bytes().startswith(b"PK")


def test_materials_good_and_bad(opened: Page, desk: Desk, project: Path) -> None:
    go(opened, desk, "materials")
    folder = project / "cycles" / SECOND / "materials"
    files = [("学习提示.md", NOTE), ("坏.docx", "x"), ("另一份.md", NOTE), ("图.gif", "x")]
    sent: list[FilePayload] = [
        {"name": name, "mimeType": "", "buffer": text.encode()} for name, text in files
    ]
    opened.get_by_label("选择学习材料文件").set_input_files(sent)
    said = opened.locator("#said")
    expect(said).to_have_text(
        "“学习提示.md”检查过了；“坏.docx”不能放入；“另一份.md”检查过了；“图.gif”不能放入。"
    )
    first = opened.get_by_role("article", name="学习提示.md")
    opened.get_by_role("article", name="另一份.md").get_by_label("材料标题").fill("留着的题目")
    first.get_by_text("看网站上的样子").click()
    frame = first.frame_locator("iframe")
    frame.get_by_role("heading", name="一、总纲").wait_for()
    assert frame.locator("script").count() == 0
    opened.frames[-1].wait_for_load_state()  # its style sheets too
    family = "getComputedStyle(document.querySelector('article')).fontFamily"
    assert "sans-serif" in opened.frames[-1].evaluate(family), "the theme's style sheets"
    assert look_at(opened) == []
    first.get_by_label("所属学习篇目").select_option("党章")
    first.get_by_role("button", name="放入：学习提示.md", exact=True).press("Enter")
    expect(said).to_have_text("“学习提示.md”已放入。")
    assert [path.name for path in folder.iterdir()] == ["学习提示.md"]
    second = opened.get_by_role("article", name="另一份.md")
    expect(second.get_by_label("材料标题")).to_have_value("留着的题目")
    how = second.get_by_label("放入方式")
    how.select_option("替换：学习提示：党章")
    expect(second.get_by_label("材料标题")).to_be_hidden()
    second.get_by_role("button", name="放入：另一份.md", exact=True).press("Enter")
    expect(said).to_have_text("“学习提示.md”已换成“另一份.md”。")
    opened.get_by_role("button", name="移除：学习提示：党章").press("Enter")
    expect(said).to_have_text("“另一份.md”已移除，可以取回。")
    assert list(folder.iterdir()) == []
    for name in ("坏.docx", "图.gif"):
        opened.get_by_role("button", name=f"知道了：{name}").press("Enter")
        expect(opened.get_by_role("article", name=name)).to_have_count(0)
    opened.get_by_text("移除和替换过的文件（2）").click()
    assert look_at(opened) == []


def drop(page: Page, kind: str, files: list[tuple[str, list[int]]]) -> None:
    """Drag files over the page, or let them fall on it."""
    carried = page.evaluate_handle("""(files) => {
        const carried = new DataTransfer();
        for (const [name, bytes] of files) carried.items.add(new File([new Uint8Array(bytes)], name));
        return carried;
    }""", files)  # fmt: skip
    page.dispatch_event("#drop", kind, {"dataTransfer": carried})


def test_files_are_dropped_onto_the_page(opened: Page, desk: Desk, project: Path) -> None:
    go(opened, desk, "materials")
    text = "# 拖来的学习提示\n\n认真学习。\n\n![示意](示意.png)\n"
    files = [("拖来.md", list(text.encode())), ("示意.png", list(make_png(7)))]
    drop(opened, "dragenter", files)
    expect(opened.locator("#drop")).to_have_class("drop over")
    drop(opened, "drop", files)
    expect(opened.locator("#drop")).to_have_class("drop")
    said = opened.locator("#said")
    expect(said).to_have_text("“示意.png”检查过了；“拖来.md”检查过了。")
    text_item = opened.get_by_role("article", name="拖来.md")
    expect(text_item).to_contain_text("检查通过，没有问题。")
    expect(opened.get_by_role("article", name="示意.png")).to_contain_text("一起放入")
    text_item.get_by_text("看网站上的样子").click()
    picture = text_item.frame_locator("iframe").locator("img")
    picture.wait_for()
    assert picture.evaluate("one => one.complete && one.naturalWidth") == 1
    assert look_at(opened) == []
    opened.get_by_role("button", name="放入：拖来.md", exact=True).click()
    expect(said).to_have_text("“拖来.md”已放入。")
    folder = project / "cycles" / SECOND / "materials"
    assert (folder / "示意.png").read_bytes() == make_png(7)
    opened.get_by_role("button", name="移除：示意.png").click()
    expect(said).to_have_text("“示意.png”已移除，可以取回。")
    assert not (folder / "示意.png").exists()


def test_the_manual_with_its_pictures(opened: Page, desk: Desk) -> None:
    opened.goto(f"http://127.0.0.1:{desk.port}/manual")
    pictures = opened.locator("main img")
    for number in range(pictures.count()):
        picture = pictures.nth(number)
        picture.scroll_into_view_if_needed()
        assert picture.evaluate("one => one.clientHeight / one.clientWidth") == pytest.approx(
            0.625, 0.02
        )
        opened.wait_for_function("one => one.complete", arg=picture.element_handle())
        assert picture.evaluate("one => one.naturalWidth") > 0, picture.get_attribute("src")
        assert len(picture.get_attribute("alt") or "") > 3
    session = opened.context.new_cdp_session(opened)
    for width in (390, 1280):
        for scheme in SCHEMES:
            resize(session, width, 900)
            opened.emulate_media(color_scheme=scheme)
            equip(opened)
            found = (
                *ask(opened, "findWide"),
                *ask(opened, "findCut", ""),
                *ask(opened, "findViolations"),
            )
            assert list(found) == [], (width, scheme)
    opened.emulate_media(color_scheme="light")
