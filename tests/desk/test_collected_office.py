"""What the office has made of the papers at the desk: tables, summaries, lists, counts, mended copies; all forgotten."""

from __future__ import annotations

import base64
import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from huiqi.collect.office.evaluation import TABLE
from huiqi.collect.run import collect
from huiqi.facts.reading.load import load_cycle
from huiqi.word.ooxml import parse
from huiqi.word.pack import make_pack, write_pack
from huiqi.word.paper_maker import PaperMaker
from tests.collect.filled import document_of, fill
from tests.support.bars import ask, equip
from tests.support.desks import Desk, make_desk_project, open_page
from tests.support.filling import pack_again
from tests.support.projects import ROOT
from tests.support.samples import SECOND

PLACE = f"/cycles/{SECOND}/collected/office"
FILLED: dict[str, dict[str, list[str]]] = {
    "D06-征求意见表-党委工作部": {"author": ["某部门"], "team_1": ["示例意见一。"], "team_other": ["示例意见二。"]},
    "D13-个人发言提纲-韩一": {"problems_1": ["示例问题一。"]},
}  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project of the samples in which two papers came in, and the sample says nothing of results."""
    project = make_desk_project(tmp_path_factory.mktemp("office") / "会 期 #1")
    shutil.copytree(ROOT / "docs" / "parts", project / "docs" / "parts")
    facts = load_cycle(project / "cycles" / SECOND)
    pack = make_pack(
        PaperMaker(ROOT / "docs" / "parts"), facts, ("outline", "opinion-form"), draft=False
    )
    write_pack(pack.files, "材料包", project / "pack" / SECOND)
    handed_in = project / "交回"
    handed_in.mkdir()
    for name, answers in FILLED.items():
        (path,) = (project / "pack" / SECOND).rglob(f"{name}.docx")
        data = path.read_bytes()
        (handed_in / path.name).write_bytes(pack_again(data, fill(document_of(data), answers)))
    collect(project, SECOND, [handed_in])
    return project


@pytest.fixture(scope="module")
def page(browser: Browser, desk: Desk) -> Iterator[Page]:
    with open_page(browser, desk, patience=60, accept_downloads=True) as page:
        page.goto(f"http://127.0.0.1:{desk.port}{PLACE}")
        yield page


def post(desk: Desk, action: str, **data: object) -> dict[str, Any]:
    answer = desk.ask("POST", f"{PLACE}/{action}", desk.own, json.dumps(data))
    told: dict[str, Any] = json.loads(answer.text)
    return told | {"status": answer.status}


def expect_said(page: Page, text: str) -> None:
    expect(page.locator("#said")).to_contain_text(text, timeout=60_000)  # pandoc on a busy machine


def download(page: Page, link: str) -> bytes:
    with page.expect_download() as found:
        page.click(link)
    return Path(found.value.path()).read_bytes()


def test_table_and_summaries(page: Page, tmp_path: Path) -> None:
    page.click("text=生成意见整理表")
    expect_said(page, "意见2条。")
    path = tmp_path / "改好的.docx"
    path.write_bytes(download(page, f"a[href$='{quote(TABLE)}']"))
    page.set_input_files("#edited", path)
    expect_said(page, "已收下改好的意见整理表，")
    page.click("[data-post$=make-summaries]")
    expect_said(page, "意见2条。")
    expect(page.locator("#office")).to_contain_text(
        "核对：意见汇总表共2条，与统计一致", timeout=60_000
    )
    with zipfile.ZipFile(io.BytesIO(download(page, "a[href$='summaries.zip']"))) as archive:
        names = [name.rpartition("/")[2] for name in archive.namelist()]
    assert {"D07-意见汇总表.docx", "D08-征求意见情况报告.docx"} <= set(names)


def test_lists_have_the_problems(page: Page, project: Path) -> None:
    page.click("[data-post$=make-lists]")
    expect_said(page, "列出问题3条。")
    (path,) = (project / "collected" / SECOND / "整理").rglob("D21-*韩一.docx")
    assert "示例问题一。" in document_of(path.read_bytes()).decode()
    # What was said of the summaries is still there, and after the page is opened again.
    for _ in range(2):
        expect(page.locator("#office")).to_contain_text("核对：意见汇总表共2条，与统计一致")
        page.reload()
    assert page.locator(f"a[href$='{quote(path.name)}']").count() == 1


def test_ticked_counts_go_into_the_facts_and_can_be_taken_back(
    page: Page, desk: Desk, project: Path
) -> None:
    facts = project / "cycles" / SECOND / "cycle.yml"
    before = facts.read_bytes()
    page.click("text=把勾选的写入会议事实")
    expect_said(page, "没有勾选。")
    assert facts.read_bytes() == before
    boxes = page.locator("#counts-form input")
    assert [boxes.nth(n).is_checked() for n in range(boxes.count())] == [False] * boxes.count()
    page.check("input[value=problems_found]")
    page.click("text=把勾选的写入会议事实")
    expect_said(page, "已写入会议事实：查摆问题条数。")
    results = load_cycle(facts.parent).cycle.results
    assert results
    assert (results.problems_found, results.opinions) == (1, ())
    expect(page.locator("input[value=problems_found]")).to_have_count(0)
    page.goto(f"http://127.0.0.1:{desk.port}/cycles/{SECOND}/history")
    page.get_by_role("button", name="撤销").first.click()
    page.get_by_text("已撤销").first.wait_for()
    assert (
        load_cycle(facts.parent).cycle.results == load_cycle(ROOT / "cycles" / SECOND).cycle.results
    )


def test_counts_that_were_not_shown_are_not_written(desk: Desk, project: Path) -> None:
    before = (project / "cycles" / SECOND / "cycle.yml").read_bytes()
    told = post(desk, "write-counts", fields=["problems_found"], seen="0" * 64)
    assert told["said"].startswith("统计的数或者会议事实刚才有变化，没有写入。")
    assert (project / "cycles" / SECOND / "cycle.yml").read_bytes() == before


def test_what_is_no_table_is_refused_and_an_edited_one_kept(desk: Desk, project: Path) -> None:
    place = project / "collected" / SECOND / "整理"
    made = (place / TABLE).read_bytes()
    data = base64.b64encode(b"x").decode()
    told = post(desk, "take-table", name="表.docx", data=data)
    assert told["error"] == "“表.docx” 不是 Word 文件，或者已经损坏。改法：另存为 .docx。"
    assert (place / TABLE).read_bytes() == made
    edited = pack_again(
        made, parse(document_of(made).replace(b"</w:body>", b"<!-- 1 --></w:body>"))
    )
    (place / TABLE).write_bytes(edited)
    told = post(desk, "take-table", name="表.docx", data=base64.b64encode(made).decode())
    assert "留作 意见整理表-旧1.docx" in told["said"]
    assert (place / "意见整理表-旧1.docx").read_bytes() == edited


@pytest.mark.parametrize(
    "name",
    ["table/../index.json", "table/%2e%2e/index.json", "x.zip", "mended.zip", "table/x.docx"],
)
def test_only_what_was_made_is_handed_over(desk: Desk, name: str) -> None:
    assert desk.ask("GET", f"{PLACE}/{name}", {"cookie": desk.cookie}).status == 404


def test_mended_copies_and_the_archive(desk: Desk, project: Path) -> None:
    assert post(desk, "mend")["said"] == "没有要改正版式的。"
    told = post(desk, "archive")
    assert told["said"] == "归档2项。"
    names = {path.name for path in (project / "collected" / SECOND / "归档").iterdir()}
    assert len(names) == 3
    assert all(quote(name) in told["main"] for name in names)


def test_on_screens_and_forgotten(page: Page, desk: Desk, project: Path) -> None:
    said = list[str]()
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"http://127.0.0.1:{desk.port}{PLACE}")
    equip(page)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert ask(page, "findWide") == [], width
    assert ask(page, "findViolations", None) == []
    page.click("#wipe")
    page.click("text=不清除")
    assert (project / "collected" / SECOND / "index.json").exists()
    page.click("#wipe")
    page.click("dialog button:text-is('清除')")
    expect_said(page, f"已清除 collected/{SECOND}/。")
    assert not (project / "collected" / SECOND).exists()
    assert said == []
