"""The pictures of the manual, taken from the real pages of a sample: ``make manual``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Page

from huiqi.collect.run import collect
from tests.collect.filled_project import CRITICISM, OPINIONS, OUTLINE, fill_in, put
from tests.support.browsers import open_browser
from tests.support.desks import Desk, open_page, run_desk
from tests.support.projects import ROOT, copy_project
from tests.support.samples import SECOND

FOLDER = ROOT / "huiqi" / "desk" / "static" / "manual"


def main() -> None:
    """Take all pictures anew."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        project = copy_project(Path(scratch) / "会期")
        collect(project, SECOND, [put(Path(scratch) / "交回", _fill_papers())])
        size = {"width": 1280, "height": 800}
        with (
            run_desk(project) as desk,
            open_browser() as browser,
            open_page(browser, desk, viewport=size, locale="zh-CN") as page,
        ):
            _take_all(page, desk)


def _fill_papers() -> dict[str, bytes]:
    """Return some filled papers of the sample."""
    filled: dict[str, dict[str, list[str]]] = {
        OPINIONS: {"author": ["党委工作部"], "team_1": ["集中学习研讨偏少。"], "team_2": ["到基层单位调研不够。"]},
        OUTLINE: {"problems_1": ["学习不够经常。"]}, CRITICISM: {"problem_1": ["督促落实不够。"]},
    }  # fmt: skip
    return {name: fill_in(name, answers) for name, answers in filled.items()}


def _take_all(page: Page, desk: Desk) -> None:
    facts = f"http://127.0.0.1:{desk.port}/cycles/{SECOND}/facts"
    _take(page, "cycles")
    _take_collected(page, f"http://127.0.0.1:{desk.port}/cycles/{SECOND}/collected")
    page.goto(f"{facts}/people")
    page.locator("#facts").wait_for()
    _take(page, "facts")
    page.goto(f"{facts}/meeting")
    field = page.get_by_label("召开日期", exact=True)
    with page.expect_response(lambda answer: answer.url.endswith("/set")):
        field.fill("2月30日")
        page.keyboard.press("Tab")
    page.locator(".field.wrong").wait_for()
    _take(page, "findings")
    page.set_viewport_size({"width": 1600, "height": 1000})
    page.get_by_text("预览是最新的").wait_for(timeout=180_000)
    page.frame_locator("iframe").get_by_role("heading").first.wait_for()
    _take(page, "preview")


def _take_collected(page: Page, place: str) -> None:
    page.goto(place)
    page.locator("#missing-title").wait_for()
    _take(page, "collected")
    page.goto(f"{place}/office")
    page.get_by_role("button", name="生成意见整理表").click()
    page.locator("#edited").wait_for()
    page.reload()
    page.locator("#edited").wait_for()
    _take(page, "office")


def _take(page: Page, name: str) -> None:
    page.wait_for_timeout(800)  # the page asks for news now and then: it is never idle
    page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")


if __name__ == "__main__":
    main()
