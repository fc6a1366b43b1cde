"""The tables of a crowd in real Chromium: on a phone, at a desk, for readers of screens, on paper."""

from __future__ import annotations

import io
from pathlib import Path

import pdfplumber
import pytest
from playwright.sync_api import Page

from huiqi.build.run import build_cycles
from huiqi.facts.documents import list_documents
from huiqi.facts.reading.load import load_cycle
from tests.support.browsers import Windows
from tests.support.projects import copy_project
from tests.support.samples import FIRST, make_cycle

MEMBERS, DEPARTMENTS, NARROW = 12, 30, 390
MARGIN = 20  # millimetres beside the text on paper
LONG = "市委常委、市人大常委会党组副书记、市总工会主席"


def crowd(folder: Path) -> Path:
    """Write a project whose first sample has 12 members, 30 departments, and shows names."""
    project = copy_project(folder, papers=True)
    path = project / "cycles" / FIRST / "cycle.yml"
    text = path.read_text("utf-8").replace("publish_names: false", "publish_names: true")
    more = range(14, DEPARTMENTS + 1)
    ids = ", ".join(f"more-{number}" for number in more)
    member = f"  - {{id: more, name: 欧阳十二, post: {LONG}, branch: 支部, oversees: [{ids}]}}\n"
    departments = "".join(
        f"  - {{id: more-{number}, name: 第{number}局, head: head-{number}}}\n" for number in more
    )
    heads = "".join(
        f"  - {{id: head-{number}, name: 司马{number}, post: 第{number}局党组书记、局长}}\n"
        for number in more
    )
    text = text.replace("\ndepartments:\n", f"{member}\ndepartments:\n")
    text = text.replace("\nstaff:\n", f"{departments}\nstaff:\n{heads}")
    path.write_text(text, "utf-8")
    return project


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the crowded cycle and return its site."""
    project = crowd(tmp_path_factory.mktemp("crowd") / "project")
    cycle = load_cycle(project / "cycles" / FIRST).cycle
    assert (len(cycle.members), len(cycle.departments)) == (MEMBERS, DEPARTMENTS)
    outcomes = build_cycles(project, (FIRST,), draft=False, report=print)
    assert [outcome.error for outcome in outcomes] == [None]
    return project / "public" / FIRST


@pytest.fixture
def page(windows: Windows) -> Page:
    page = windows.get(NARROW)
    page.set_viewport_size({"width": NARROW, "height": 844})
    page.emulate_media(media="null")
    return page


@pytest.mark.parametrize("name", ["preparation/talks", "assignments", "duties"])
@pytest.mark.parametrize("width", [320, NARROW, 1280])
def test_a_crowd_does_not_scroll_the_page(full: Path, page: Page, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto((full / f"{name}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_on_a_phone_the_table_scrolls_in_its_box(full: Path, page: Page) -> None:
    page.goto((full / "preparation" / "talks.html").as_uri())
    box = page.get_by_role("region", name="谈话总表")
    box.focus()
    assert box.evaluate("(box) => box.scrollWidth > box.clientWidth")
    head = box.locator("tbody th").first
    before = head.bounding_box()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelector('.matrix').scrollLeft > 50")
    after = head.bounding_box()
    assert before
    assert after
    assert abs(before["x"] - after["x"]) < 2, "the first column stays in sight"


def test_a_member_finds_the_own_list_from_home(full: Path, page: Page) -> None:
    page.goto(f"{(full / 'index.html').as_uri()}?role=more")
    page.click("details[open] a:has(n-b:text-is('谈心谈话'))")
    page.wait_for_url("**/preparation/talks.html#talk-more")
    entry = page.locator("#talk-more")
    assert entry.inner_text().startswith(f"欧阳十二（{LONG}） 共28人")
    place = entry.bounding_box()
    assert place
    assert 0 < place["y"] < 400, "the header covers it, or it is far below"
    first = page.locator(".matrix").bounding_box()
    assert first
    assert first["y"] > place["y"], "on a phone the lists come before the table"


def test_a_reader_of_screens_gets_a_table(full: Path, page: Page) -> None:
    page.goto((full / "preparation" / "talks.html").as_uri())
    table = page.get_by_role("region", name="谈话总表").get_by_role("table")
    assert table.get_by_role("columnheader").count() >= MEMBERS + 2
    assert table.get_by_role("rowheader").count() >= MEMBERS + DEPARTMENTS
    assert table.get_by_role("img", name="主要负责同志同每个班子成员必谈").count() == 2 * 11
    assert table.get_by_role("img", name="班子成员与分管部门主要负责同志之间必谈").count() == 30


@pytest.mark.parametrize("name", ["preparation/talks", "assignments"])
def test_paper_cuts_no_column(full: Path, page: Page, name: str) -> None:
    page.goto((full / f"{name}.html").as_uri())
    width = round((210 - 2 * MARGIN) / 25.4 * 96)
    page.set_viewport_size({"width": width, "height": 1000})
    page.emulate_media(media="print")
    wide = page.evaluate(
        """(width) => [...document.querySelectorAll('.marks, .marks th, .marks td, .marks span')]
        .filter((box) => box.getBoundingClientRect().right > width + 1
          || (box.tagName === 'TD' && box.scrollWidth > box.clientWidth + 1))
        .map((box) => box.textContent)""",
        width,
    )
    assert wide == []
    with pdfplumber.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as paper:
        assert round(paper.pages[0].width) == 595
        signs = [
            sign for sheet in paper.pages for sign in sheet.chars if sign["text"] in "◆○■起审收存"
        ]
        assert all(sign["x0"] > MARGIN / 25.4 * 72 - 2 for sign in signs)
        assert all(sign["x1"] < 595 - MARGIN / 25.4 * 72 + 2 for sign in signs)
        drawn = [sign["text"] for sign in signs]
    if name == "preparation/talks":
        # Chair with members and back; members among each other; each head once; the key.
        assert [drawn.count(sign) for sign in "◆○■"] == [2 * 11 + 1, 11 * 10 + 1, 30 + 1]
    else:
        assert drawn.count("存") >= len(
            [item for item in list_documents(make_cycle(FIRST)) if "archive" in item.receivers]
        )
