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
from playwright.sync_api import Browser, expect

from tests.support.clerk import Clerk
from tests.support.clerk_keyboard import KeyboardClerk
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


@pytest.fixture(params=[Clerk, KeyboardClerk])
def clerk(browser: Browser, project: Path, request: pytest.FixtureRequest) -> Iterator[Clerk]:
    """A clerk with a mouse, and one with keys alone."""
    with (
        run_desk(project) as desk,
        open_page(
            browser, desk, patience=90, accept_downloads=True, viewport=request.param.VIEWPORT
        ) as page,
    ):
        yield request.param(page, desk)


def begin(clerk: Clerk, year: str, old: str = "") -> None:
    """Begin a cycle, empty or from an older one."""
    page = clerk.page
    clerk.press(page.get_by_role("link", name="新建会议周期", exact=True))
    if old:
        clerk.pick(page.get_by_label("沿用以前的会议"), old)
        clerk.fields += 1
    clerk.write(page.get_by_label("会议年度", exact=True), year)
    clerk.fields += 1
    clerk.press(page.get_by_role("button", name="新建", exact=True))
    expect(page.locator("h1")).to_have_text("还要填写", timeout=MINUTE)


def give_date(clerk: Clerk, what: str, day: str) -> None:
    """Write a date into the list of cycles when its turn has come."""
    page = clerk.page
    clerk.press(page.get_by_role("link", name="会期工作台"))
    clerk.write(page.get_by_label(what, exact=True), day)
    clerk.fields += 1
    clerk.press(page.get_by_role("button", name=f"存入{what}").first)
    expect(page.get_by_label(what, exact=True)).to_have_count(0)


def build(clerk: Clerk, what: str) -> None:
    """Build a site of the newest cycle, and its pack."""
    page = clerk.page
    clerk.press(page.get_by_role("link", name="会期工作台"))
    clerk.press(page.locator(".cycles li h2 a").first)
    clerk.press(page.get_by_role("link", name="生成", exact=True))
    clerk.press(page.get_by_role("button", name=f"生成{what}"))
    expect(page.locator(".job")).to_contain_text(f"{what}已生成。", timeout=5 * MINUTE)


def let_out(clerk: Clerk, place: Path) -> Path:
    """Build the final site, review and publish it, and take it along; return the ZIP."""
    page = clerk.page
    build(clerk, "定稿")
    clerk.press(page.get_by_role("link", name="审查和发布", exact=True))
    page.get_by_label("审查人姓名").wait_for(timeout=MINUTE)
    for tick in page.get_by_role("checkbox").all():
        clerk.press(tick)
        expect(tick).to_be_checked()
    clerk.write(page.get_by_label("审查人姓名"), "水十二")
    clerk.press(page.get_by_role("button", name="署名，记录审查"))
    expect(page.locator("#review ~ p").first).to_contain_text("已审查", timeout=MINUTE)
    clerk.write(page.get_by_label("发布位置", exact=True), str(place))
    clerk.press(page.get_by_role("button", name="发布", exact=True))
    clerk.press(page.get_by_role("dialog").get_by_role("button", name="发布"))
    expect(page.locator("#said")).to_contain_text("已发布：", timeout=MINUTE)
    expect(page.locator("main")).to_contain_text("正在显示")
    with page.expect_download(timeout=MINUTE) as waiting:
        clerk.press(page.get_by_role("button", name="打包成一个 ZIP 文件"))
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
    begin(clerk, "2025")
    type_county(clerk)
    put_materials(clerk)
    give_date(clerk, "方案报送日期", "2025年12月30日")
    build(clerk, "草稿")
    give_date(clerk, "方案审核同意日期", "2026年1月4日")
    first = tmp_path / "网站"
    archive, fields = let_out(clerk, first), clerk.fields
    (facts,) = (project / "cycles").glob("*/cycle.yml")
    assert check(project).startswith("提示")
    look_at_published(first, archive, "2025")
    assert "赵一" in facts.read_text("utf-8")

    clerk.press(clerk.page.get_by_role("link", name="会期工作台"))
    clerk.fields = 0
    begin(clerk, "2026", "县委常委班子2025年度民主生活会")
    fill_open(clerk)
    give_date(clerk, "方案报送日期", "2026年12月28日")
    give_date(clerk, "方案审核同意日期", "2027年1月5日")
    next_year = let_out(clerk, first)
    with capsys.disabled():
        print(
            f"\nfields: {fields} (at most {MOST_FIELDS}), next year {clerk.fields} ({MOST_NEXT_YEAR})"
            f"; keys: {getattr(clerk, 'keys', 'none')}"
        )
    look_at_published(first, next_year, "2025", "2026")
    names = {path.name for path in (project / "pack").iterdir() if path.is_dir()}
    assert {name[:4] for name in names} == {"2025", "2026"}
    check(project)
    assert fields <= MOST_FIELDS
    assert clerk.fields <= MOST_NEXT_YEAR


def look_at_published(place: Path, archive: Path, *years: str) -> None:
    """See that the published site and the ZIP have the meetings of these years."""
    live = place.resolve()
    assert live.joinpath("index.html").is_file()
    with zipfile.ZipFile(archive) as packed:
        inside = packed.namelist()
    assert "会议网站/index.html" in inside
    for year in years:
        assert [path for path in live.glob(f"{year}-*") if path.joinpath("plan.html").is_file()], (
            year
        )
        assert [name for name in inside if f"/{year}-" in name and name.endswith("/plan.html")], (
            year
        )


def put_materials(clerk: Clerk) -> None:
    """Put three study materials in."""
    page = clerk.page
    clerk.press(page.get_by_role("link", name="学习材料文件", exact=True))
    expect(page.locator("h1")).to_have_text("学习材料文件")
    page.wait_for_load_state("load")
    for name, reading in (("党章", "党章"), ("准则", ""), ("条例", "")):
        note = f"# 学习提示：{name}\n\n逐条学习，联系实际。\n".encode()
        with page.expect_file_chooser() as chosen:
            clerk.press(page.locator("input[type=file]").first)
        chosen.value.set_files({"name": f"{name}.md", "mimeType": "text/markdown", "buffer": note})
        item = page.get_by_role("article", name=f"{name}.md")
        item.wait_for()
        if reading:
            clerk.pick(item.get_by_label("所属学习篇目"), reading)
            clerk.fields += 1
        put = item.get_by_role("button", name=f"放入：{name}.md", exact=True)
        clerk.press(put)
        expect(put).to_have_count(0)
        clerk.fields += 1


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
