"""Who talks with whom: each person's list and the one table agree with the pairs that are due."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser, Page

from huiqi.build import build_cycles
from huiqi.cycle import Cycle
from huiqi.cycle.load import load_cycle
from huiqi.documents import list_documents
from huiqi.errors import KeyPath
from huiqi.pages import open_scope
from macros.talk_table import list_talkers, outside_heads, talk_counts, talk_lists, talk_table
from macros.talks import list_talk_pairs
from macros.tasks import roles
from tests.projects import copy_project
from tests.samples import FIRST, SECOND, make_cycle

Changes = list[tuple[KeyPath, Any]]
CASES: dict[str, tuple[str, Changes]] = {
    "first": (FIRST, []),
    "second": (SECOND, []),
    "no chair yet": (FIRST, [(("team", "chair"), None)]),
    "a member heads a department": (FIRST, [(("departments", 1, "head"), "law-head")]),
    "the chair heads a department": (FIRST, [(("departments", 1, "head"), "secretary")]),
    "one head for two members": (FIRST, [(("departments", 3, "head"), "head-government")]),
    "no head yet": (FIRST, [(("departments", 1, "head"), None)]),
    "heads alone": (FIRST, [(("preparation", "talks", "kinds"), ["member-head"])]),
    "no heads": (FIRST, [(("preparation", "talks", "kinds"), ["chair-member", "member-member"])]),
}
MEMBERS, DEPARTMENTS, NARROW = 12, 30, 390
MARGIN = 20  # millimetres beside the text on paper
LONG = "市委常委、市人大常委会党组副书记、市总工会主席"


def cycle_of(case: str) -> Cycle:
    name, changes = CASES[case]
    return make_cycle(name, *changes)


def read(markup: str) -> BeautifulSoup:
    return BeautifulSoup(markup, "html.parser")


def grid(cycle: Cycle) -> tuple[list[str], dict[str, list[Tag]]]:
    """Return the table's columns, and the cells of each row by its heading."""
    table = read(talk_table(open_scope(cycle)))
    columns = [th.get_text() for th in table.select("thead th")[1:]]
    rows = [tr for tr in table.select("tbody tr") if tr.select("th[scope=row]")]
    return columns, {row.th.get_text(): row.find_all("td") for row in rows if row.th}


@pytest.mark.parametrize("case", CASES)
def test_everybody_has_the_partners_of_the_pairs(case: str) -> None:
    cycle = cycle_of(case)
    talkers = {talker.id: talker for talker in list_talkers(cycle)}
    departments = {item.id for item in cycle.departments}
    pairs = {frozenset(pair.people) for pair in list_talk_pairs(cycle)}
    said = {
        frozenset((talker.id, partner))
        for talker in talkers.values()
        for partners in talker.partners.values()
        for partner in partners
        if not {talker.id, partner} & departments
    }
    assert said == pairs
    assert sum(talker.count for talker in talkers.values()) == 2 * len(pairs) > 0
    for talker in talkers.values():
        for partners in talker.partners.values():
            assert len(set(partners)) == len(partners)
            for partner in partners:
                back = [name for names in talkers[partner].partners.values() for name in names]
                assert talker.id in back


@pytest.mark.parametrize("case", CASES)
def test_the_order_of_the_facts_is_kept(case: str) -> None:
    cycle = cycle_of(case)
    order = [item.id for item in cycle.members]
    order += [item.head or item.id for item in cycle.departments if item.head not in order]
    talkers = [talker.id for talker in list_talkers(cycle)]
    assert talkers == [name for name in dict.fromkeys(order) if name in talkers]
    for talker in list_talkers(cycle):
        members = [name for name in talker.partners.get("members", ()) if name in order]
        assert members == sorted(members, key=order.index)


@pytest.mark.parametrize("case", CASES)
def test_the_table_is_symmetric_and_counts_agree(case: str) -> None:
    cycle = cycle_of(case)
    columns, rows = grid(cycle)
    assert columns.pop() == "次数"
    marks = {name: [bool(cell.find("i")) for cell in cells[:-1]] for name, cells in rows.items()}
    for number, one in enumerate(columns):
        for other, name in enumerate(columns):
            if one in marks and name in marks:
                assert marks[one][other] == marks[name][number]
        assert not marks.get(one, [False] * len(columns))[number], "nobody talks alone"
    total = 0
    for place, (name, cells) in enumerate(rows.items()):
        count = int(cells[-1].get_text())
        if name in columns:
            below = [row for row in marks if row not in columns]
            heads = sum(marks[row][columns.index(name)] for row in below)
            assert count == sum(marks[name]) + heads
        else:
            assert count == sum(marks[name])
            assert place >= len([row for row in rows if row in columns]), "heads come last"
        total += count
    assert total == 2 * len(list_talk_pairs(cycle))


@pytest.mark.parametrize("case", CASES)
def test_marks_differ_in_shape_and_have_names(case: str) -> None:
    cycle = cycle_of(case)
    scope = open_scope(cycle)
    signs = {
        (tag.get_text(), str(tag["aria-label"])) for tag in read(talk_table(scope)).select("i")
    }
    kinds = {pair.kind for pair in list_talk_pairs(cycle)}
    assert len({sign for sign, _ in signs}) == len({name for _, name in signs}) == len(kinds)
    assert all(f"| {sign} {name} |" in talk_counts(scope) for sign, name in signs)


def test_counts_and_lists_of_few() -> None:
    few: Changes = [
        (("members",), [{"id": "secretary", "post": "书记", "branch": "一", "oversees": ["reform-office"]},
                        {"id": "mayor", "post": "市长、书记", "branch": "二", "oversees_none": True}]),
        (("prep_group",), {"leader": "secretary", "deputies": [], "members": []}),
    ]  # fmt: skip
    scope = open_scope(make_cycle(FIRST, *few))
    assert talk_counts(scope).splitlines()[2:] == [
        "| ◆ 主要负责同志同每个班子成员必谈 | 1 |", "| ○ 班子成员相互之间必谈 | 0 |",
        "| ■ 班子成员与分管部门主要负责同志之间必谈 | 1 |", "| 合计 | 2 |",
    ]  # fmt: skip
    entries = read(talk_lists(scope)).select("dl > div")
    assert [(entry["id"], entry.get_text("|", strip=True)) for entry in entries] == [
        ("talk-secretary", "书记|共2人|班子成员|市长、书记|分管部门主要负责同志|市委改革办主任"),
        ("talk-mayor", "市长、书记|共1人|主要负责同志|书记"),
        ("talk-head-reform", "市委改革办主任|共1人|主要负责同志|书记"),
    ]


def test_partners_with_a_comma_inside_are_kept_apart() -> None:
    entry = read(talk_lists(open_scope(make_cycle(FIRST)))).select_one("#talk-secretary")
    assert entry is not None
    line = entry.find_all("dd")[0].get_text()
    assert line.startswith("班子成员市委副书记、市长；市委副书记；")
    assert not line.endswith("；")


def test_an_open_head_is_a_blank_with_his_department() -> None:
    scope = open_scope(cycle_of("no head yet"))
    shown = html.unescape(talk_lists(scope))
    blank = '市政府办公室<span class="blank">〔主要负责同志：待定〕</span>'
    assert shown.count(blank) == 2, "in the member's list, and with an entry of his own"
    assert scope.blanks[("departments", 1, "head")][0] == "主要负责同志"
    assert "市政府办公室" not in talk_table(scope)


@pytest.mark.parametrize("case", CASES)
def test_tasks_lead_to_an_entry_that_is_there(case: str) -> None:
    cycle = cycle_of(case)
    scope = open_scope(cycle)
    lists = talk_lists(scope)
    talks = [task for role in roles(scope) for task in role.tasks if task.key == "talks"]
    assert len(talks) >= len([talker for talker in list_talkers(cycle) if talker.count]) - len(
        outside_heads(cycle)
    )
    for task in talks:
        page, _, anchor = task.page.partition("#")
        assert page == "preparation/talks.md"
        assert not anchor or f'id="{anchor}"' in lists or f"{{ #{anchor} }}" in lists
    own = {task.page.partition("#")[2] for task in talks}
    assert {f"talk-{member.id}" for member in cycle.members if f"talk-{member.id}" in lists} <= own


def crowd(folder: Path) -> Path:
    """Write a project whose first sample has 12 members, 30 departments, and shows names."""
    project = copy_project(folder)
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
    for mark, lines in (("departments:", member), ("staff:", departments), ("# ---", heads)):
        start = text.index(f"\n{mark}", text.index("\nmembers:")) + 1
        start = start - 1 if mark != "# ---" else start
        text = text[:start] + ("" if text[start - 1] == "\n" else "\n") + lines + text[start:]
    path.write_text(re.sub(r"\n{3,}", "\n\n", text), "utf-8")
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
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": NARROW, "height": 844})
    yield page
    page.close()


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
    page.click("details[open] a:text-is('谈心谈话')")
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
