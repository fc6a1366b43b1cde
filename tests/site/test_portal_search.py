"""One search over all cycles, from the front page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browsers import serve
from tests.support.samples import FIRST, SECOND


@pytest.fixture(params=["http", "file"])
def page(request: pytest.FixtureRequest, browser: Browser, public: Path) -> Iterator[Page]:
    with serve(public) as base:
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.goto(base if request.param == "http" else (public / "index.html").as_uri())
        yield page
        page.close()


def test_a_hit_says_from_which_cycle_it_comes(page: Page) -> None:
    page.get_by_label("搜索全部会议").fill("谈心谈话")
    expect(page.get_by_role("status")).to_contain_text("3 个会议周期的")
    first, _, second = page.locator(".found section").all()
    assert first.locator("h2").inner_text().startswith("松川水务集团党委班子2024年度民主生活会（")
    assert second.locator("h2").inner_text().startswith("市委常委班子党史学习教育专题民主生活会（")
    link = second.get_by_role("link", name="认真开展谈心谈话", exact=True)
    assert (link.get_attribute("href") or "").startswith(f"{FIRST}/preparation/talks.html?h=")
    link.click()
    expect(page.locator("article mark").first).to_have_text("谈心谈话")


def test_year_and_kind_choose_what_is_shown_and_searched(page: Page) -> None:
    shown = page.locator("li[data-cycle]:visible")
    assert shown.count() == 3
    page.get_by_label("年度").select_option("2024")
    expect(shown).to_have_count(1)
    assert shown.get_attribute("data-cycle") == SECOND
    expect(page.get_by_role("status")).to_have_text("1 个会议周期")
    page.get_by_label("搜索全部会议").fill("百年奋斗")
    expect(page.get_by_role("status")).to_have_text("没有找到")
    page.get_by_label("年度").select_option("")
    expect(page.get_by_role("status")).to_contain_text("1 个会议周期的")
    page.get_by_label("类型").select_option("年度")
    expect(page.get_by_role("status")).to_have_text("没有找到")
    page.get_by_label("搜索全部会议").fill("")
    expect(page.locator(".found section")).to_have_count(0)


def test_a_paper_is_found_behind_the_pages(page: Page) -> None:
    page.get_by_label("搜索全部会议").fill("写明问题、事例")
    expect(page.get_by_role("status")).to_contain_text("3 个会议周期的")
    hit = page.locator(".found section").last.locator("li", has_text="个人发言提纲").first
    row = hit.get_by_role("link", name="材料下载：个人发言提纲")
    assert row.get_attribute("href") == f"{FIRST}/documents.html#outline"
    hit.get_by_role("link").first.click()
    expect(page.locator(".sheet mark").first).to_have_text("写明问题、事例")


def test_a_slip_finds_the_term_where_no_cycle_has_what_was_typed(page: Page) -> None:
    box, status = page.get_by_label("搜索全部会议"), page.get_by_role("status")
    box.fill("谈心谈化")
    expect(status).to_contain_text("没有找到“谈心谈化”，以下是“谈心谈话”的结果：3 个会议周期的")
    box.fill("tanxingtanhua")
    expect(status).to_contain_text("以下是“谈心谈话”的结果")
    # One cycle has it: what the other would have found instead is not shown.
    box.fill("百年奋斗")
    expect(status).to_contain_text("1 个会议周期的")
    expect(status).not_to_contain_text("以下是")
