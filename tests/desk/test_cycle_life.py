"""The life of a cycle at the desk: begun, its dates asked for, compared, archived, opened again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from huiqi.facts.folders import FACTS_FILE, unmark_sample
from huiqi.facts.reading.load import load_cycle
from tests.support.bars import ask, equip
from tests.support.desks import Desk, make_desk_project, open_page
from tests.support.samples import SECOND

TITLE = "松川水务集团党委班子2024年度民主生活会"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has no folder of cycles yet; the samples lie beside it."""
    project = make_desk_project(tmp_path_factory.mktemp("life") / "会 期")
    shutil.move(project / "cycles", project.parent / "cycles")
    (project / "templates").mkdir()
    return project


@pytest.fixture(scope="module")
def page(browser: Browser, desk: Desk) -> Iterator[Page]:
    with open_page(browser, desk, patience=30) as page:
        yield page


@pytest.fixture
def facts(project: Path) -> Path:
    """The file of a cycle of the office's own, approved."""
    folder = project / "cycles" / SECOND
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(project.parent / "cycles" / SECOND, folder)
    path = folder / FACTS_FILE
    path.write_text(unmark_sample(path.read_text("utf-8")), "utf-8", newline="")
    return path


def _is_sound(page: Page) -> list[str]:
    equip(page)
    return ask(page, "findViolations")


def _home(page: Page, desk: Desk) -> None:
    page.goto(f"http://127.0.0.1:{desk.port}/")


def test_the_first_cycle_of_all(page: Page, desk: Desk, project: Path) -> None:
    assert page.get_by_text("还没有会议周期。点“新建会议周期”，从第一次会议开始。").is_visible()
    page.get_by_role("link", name="新建").click()
    page.get_by_label("会议类型").select_option("专题")
    page.get_by_role("button", name="新建").click()
    page.get_by_text("会议年度：应为四位的年份，如 2025，实为空白。").first.wait_for()
    assert page.get_by_text("专题名称：还没有填写，如 党史学习教育。").first.is_visible()
    assert _is_sound(page) == []
    assert not (project / "cycles").exists()
    page.get_by_label("会议年度").fill("２０２５年")
    page.get_by_label("专题名称").fill(" 党纪学习教育 ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cycles/2025-dang-ji-xue-xi-jiao-yu/facts/open")
    cycle = load_cycle(project / "cycles" / "2025-dang-ji-xue-xi-jiao-yu").cycle
    assert (cycle.kind, cycle.cycle_year, cycle.special_name) == ("专题", 2025, "党纪学习教育")
    (project / "cycles" / "cycle.schema.json").write_text("{}", "utf-8")
    shutil.rmtree(project / "cycles" / cycle.id)
    _home(page, desk)
    assert page.get_by_text("还没有会议周期。").is_visible(), "a folder without any"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ({"kind": "年度", "year": "1800"}, "会议年度：应为不小于 1990 的数字，实为数字 1800。改法：核对数字。"),
        ({"kind": "年度", "year": "今年"}, "会议年度：应为四位的年份，如 2025，实为“今年”。"),
        ({"kind": "年会", "year": "2025"}, "不能这样打开。"),
        ({"old": "2024-nothing", "year": "2025"}, "没有这次以前的会议。改法：重新打开这一页，另选一次。"),
    ],
)  # fmt: skip
def test_what_makes_no_cycle_is_said(desk: Desk, data: dict[str, str], error: str) -> None:
    answer = desk.ask("POST", "/new", desk.own, json.dumps(data))
    assert json.loads(answer.text) == {"error": error}


@pytest.mark.usefixtures("facts")
def test_the_next_from_an_older_one(page: Page, desk: Desk, project: Path) -> None:
    page.goto(f"http://127.0.0.1:{desk.port}/new")
    assert page.get_by_label("沿用以前的会议").input_value() == SECOND, (
        "the newest of the office's own"
    )
    assert not page.get_by_label("会议类型").is_visible()
    for name in ("2025-nian-du", "2025-nian-du-2"):
        page.goto(f"http://127.0.0.1:{desk.port}/new")
        page.get_by_label("会议年度").fill("2025")
        page.get_by_role("button", name="新建").click()
        page.wait_for_url(f"**/cycles/{name}/facts/open")
    cycle = load_cycle(project / "cycles" / "2025-nian-du").cycle
    assert (cycle.cycle_year, cycle.theme, len(cycle.members)) == (2025, None, 7)
    shutil.rmtree(project / "cycles" / "2025-nian-du-2")
    _home(page, desk)
    page.get_by_role("link", name="与上次比较：松川水务集团党委班子2025年度").click()
    page.get_by_role("heading", name="与上次比较").wait_for()
    assert page.get_by_label("与哪一次比较").input_value() == SECOND
    assert page.get_by_text("从 上次 到 这次，共").is_visible()
    assert _is_sound(page) == []
    shutil.rmtree(project / "cycles" / "2025-nian-du")


def test_dates_are_asked_for_when_their_turn_comes(page: Page, desk: Desk, facts: Path) -> None:
    text = facts.read_text("utf-8")
    for name in ("submitted_on", "approved_on"):
        text = "".join(line for line in text.splitlines(True) if f" {name}:" not in line)
    facts.write_text(text, "utf-8", newline="")
    _home(page, desk)
    for label, day in (("方案报送日期", "2025.1.10"), ("方案审核同意日期", "2025年1月15日")):
        page.get_by_label(label, exact=True).fill("明天")
        page.get_by_role("button", name=f"存入{label}").click()
        page.locator("#said").get_by_text("实为“明天”").wait_for()
        assert page.get_by_label(label, exact=True).input_value() == "明天", "nothing typed is lost"
        assert _is_sound(page) == []
        page.get_by_label(label, exact=True).fill(day)
        page.keyboard.press("Enter")
        page.get_by_label(label, exact=True).wait_for(state="detached")
    plan = load_cycle(facts.parent).cycle.preparation.plan
    assert [str(plan.submitted_on), str(plan.approved_on)] == ["2025-01-10", "2025-01-15"]
    assert page.get_by_text("生成定稿").is_visible()


def test_archived_only_read_and_opened_again(page: Page, desk: Desk, facts: Path) -> None:
    before = facts.read_bytes()
    _home(page, desk)
    page.get_by_role("button", name=f"归档：{TITLE}").click()
    page.get_by_text("会议工作全部结束以后归档。").wait_for()
    assert _is_sound(page) == []
    page.get_by_label("归档日期", exact=True).fill("2025-03-01")
    page.get_by_role("dialog").get_by_role("button", name="归档").click()
    page.get_by_role("button", name=f"重新打开：{TITLE}").wait_for()
    assert str(load_cycle(facts.parent).cycle.archived_on) == "2025-03-01"

    page.goto(f"http://127.0.0.1:{desk.port}/cycles/{SECOND}/facts/meeting")
    assert page.get_by_text("这次会议已归档，只能查看。").is_visible()
    assert page.locator("#facts :is(input, select, textarea):not(:disabled)").count() == 0
    base = page.locator("#facts").get_attribute("data-base")
    data = {"base": base, "path": ["theme"], "text": "别的主题"}
    answer = desk.ask("POST", f"/cycles/{SECOND}/facts/meeting/set", desk.own, json.dumps(data))
    assert json.loads(answer.text) == {
        "error": "这次会议已归档，只能查看。改法：在“会议周期”中点“重新打开”，再修改。"
    }

    _home(page, desk)
    page.get_by_role("button", name=f"重新打开：{TITLE}").click()
    page.get_by_role("dialog").get_by_role("button", name="取消").click()
    assert load_cycle(facts.parent).cycle.archived_on, "it was only asked"
    page.get_by_role("button", name=f"重新打开：{TITLE}").click()
    page.get_by_role("dialog").get_by_role("button", name="重新打开").click()
    page.get_by_role("button", name=f"归档：{TITLE}").wait_for()
    assert facts.read_bytes() == before


def test_a_change_elsewhere_is_not_overwritten(page: Page, desk: Desk, facts: Path) -> None:
    _home(page, desk)
    page.get_by_role("button", name=f"归档：{TITLE}").wait_for()
    text = facts.read_text("utf-8") + "# 在别处改过\n"
    facts.write_text(text, "utf-8", newline="")
    page.get_by_role("button", name=f"归档：{TITLE}").click()
    page.get_by_role("dialog").get_by_role("button", name="归档").click()
    page.locator("#said").get_by_text("会议事实刚在别处改过，已换成现在的内容。").wait_for()
    assert facts.read_text("utf-8") == text
