"""The whole way at the desk, from an empty folder to a published and bundled site; the fields are counted.

It takes minutes, so only `make test EVERY=1` walks it.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.clerk import Clerk
from tests.support.county import type_county
from tests.support.desks import open_page, run_desk
from tests.support.drawn import EVERY
from tests.support.projects import ROOT, copy_project

pytestmark = pytest.mark.skipif(not EVERY, reason="walked with EVERY=1")
MOST_FIELDS, MOST_NEXT_YEAR = 260, 40
MINUTE = 60_000


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project without any cycle."""
    project = copy_project(tmp_path / "会 期")
    shutil.rmtree(project / "cycles")
    return project


@pytest.fixture
def clerk(browser: Browser, project: Path) -> Iterator[Clerk]:
    with (
        run_desk(project) as desk,
        open_page(browser, desk, patience=30, accept_downloads=True) as page,
    ):
        yield Clerk(page, desk)


def begin(clerk: Clerk, year: str, old: str = "") -> None:
    """Begin a cycle, empty or from an older one."""
    page = clerk.page
    page.get_by_role("link", name="新建", exact=True).click()
    if old:
        page.get_by_label("沿用以前的会议").select_option(label=old)
        clerk.fields += 1
    page.get_by_label("会议年度", exact=True).fill(year)
    clerk.fields += 1
    page.get_by_role("button", name="新建", exact=True).click()
    expect(page.locator("h1")).to_have_text("还要填写", timeout=MINUTE)


def give_date(page: Page, what: str, day: str) -> None:
    """Write a date into the list of cycles when its turn has come."""
    page.get_by_role("link", name="会期工作台").click()
    page.get_by_label(what, exact=True).fill(day)
    page.get_by_role("button", name=f"存入{what}").first.click()
    expect(page.get_by_label(what, exact=True)).to_have_count(0)


def let_out(page: Page, place: Path) -> Path:
    """Build the final site, review and publish it, and take it along; return the ZIP."""
    page.get_by_role("link", name="会期工作台").click()
    page.locator(".cycles li h2 a").first.click()
    page.get_by_role("link", name="生成", exact=True).click()
    page.get_by_role("button", name="生成定稿").click()
    expect(page.locator("main")).to_contain_text("打开网站", timeout=3 * MINUTE)
    page.get_by_role("link", name="审查和发布", exact=True).click()
    for tick in page.get_by_role("checkbox").all():
        tick.check()
    page.get_by_label("审查人姓名").fill("水十二")
    page.get_by_role("button", name="署名，记录审查").click()
    expect(page.locator("#review ~ p").first).to_contain_text("已审查", timeout=MINUTE)
    page.get_by_label("发布位置", exact=True).fill(str(place))
    page.get_by_role("button", name="发布", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="发布").click()
    expect(page.locator("main")).to_contain_text("正在显示", timeout=MINUTE)
    with page.expect_download(timeout=MINUTE) as waiting:
        page.get_by_role("button", name="打包成一个 ZIP 文件").click()
    return Path(waiting.value.path())


def check(project: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "huiqi", "check"], cwd=project, text=True, capture_output=True,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_the_county_from_nothing_and_next_year_from_it(
    clerk: Clerk, project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = clerk.page
    begin(clerk, "2025")
    type_county(clerk)
    page.get_by_role("link", name="材料文件", exact=True).click()
    expect(page.locator("h1")).to_have_text("材料文件")
    page.wait_for_load_state("load")
    for name, reading in (("党章", "党章"), ("准则", ""), ("条例", "")):
        note = f"# 学习提示：{name}\n\n逐条学习，联系实际。\n".encode()
        page.locator("input[type=file]").first.set_input_files(
            {"name": f"{name}.md", "mimeType": "text/markdown", "buffer": note}
        )
        item = page.get_by_role("article", name=f"{name}.md")
        item.wait_for()
        if reading:
            item.get_by_label("所属学习篇目").select_option(label=reading)
            clerk.fields += 1
        put = item.get_by_role("button", name=f"放入：{name}.md", exact=True)
        put.click()
        expect(put).to_have_count(0)
        clerk.fields += 1
    give_date(page, "方案报送日期", "2025年12月30日")
    give_date(page, "方案审核同意日期", "2026年1月4日")
    clerk.fields += 2
    archive = let_out(page, tmp_path / "网站")
    (facts,) = (project / "cycles").glob("*/cycle.yml")
    first = clerk.fields
    assert check(project).startswith("提示")
    assert (tmp_path / "网站").resolve().joinpath("index.html").is_file()
    with zipfile.ZipFile(archive) as packed:
        assert "会议网站/index.html" in packed.namelist()
    text = facts.read_text("utf-8")
    assert "赵一" in text

    page.get_by_role("link", name="会期工作台").click()
    clerk.fields = 0
    begin(clerk, "2026", "县委常委班子2025年度民主生活会")
    fill_open(clerk)
    with capsys.disabled():
        print(
            f"\nfields: {first} (at most {MOST_FIELDS}), next year {clerk.fields} ({MOST_NEXT_YEAR})"
        )
    assert first <= MOST_FIELDS
    assert clerk.fields <= MOST_NEXT_YEAR


# What is new each year, by what the field is called.
NEW = {
    "会议主题": "深入学习贯彻习近平新时代中国特色社会主义思想，持续改进作风，扎实做好各项工作",
    "最迟召开日期": "2027年1月29日", "指导组编号": "3", "召开日期": "2027年1月21日",
}  # fmt: skip


def fill_open(clerk: Clerk) -> None:
    """Fill in what the desk lists as open, until nothing is."""
    page = clerk.page
    for number in range(MOST_NEXT_YEAR):
        fields = page.locator("#facts [data-path]:not(button)")
        waiting = [one for one in fields.all() if not one.input_value()]
        labels = [one.evaluate("one => one.labels[0].textContent.trim()") for one in waiting]
        left = [
            (one, label)
            for one, label in zip(waiting, labels, strict=True)
            if "审核同意" not in label
        ]
        if not left:
            return
        field, label = left[0]
        clerk.put(field, NEW.get(label, f"第{number}项：{label}的内容"))
    raise AssertionError("there is no end of open facts")
