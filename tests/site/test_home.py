"""The home page: who has to do what, by when, and what the browser adds to it."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from huiqi.facts.documents import list_documents
from macros.news import news
from macros.scope import Scope, open_scope
from macros.tasks import Role, Task, common_tasks, role_tasks, roles
from tests.support.samples import FIRST, SECOND, make_cycle


def scope_of(name: str, **changes: object) -> Scope:
    return open_scope(make_cycle(name, *(((key,), value) for key, value in changes.items())))


def role_of(scope: Scope, name: str) -> Role:
    return next(role for role in roles(scope) if role.id == name)


def list_tasks(scope: Scope, role: str) -> tuple[Task, ...]:
    return role_of(scope, role).tasks


def keys(scope: Scope, role: str) -> list[str]:
    return [task.key for task in list_tasks(scope, role)]


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_every_document_is_a_task_of_whoever_drafts_it(name: str) -> None:
    scope = scope_of(name)
    done = {key for role in roles(scope) for key in keys(scope, role.id)}
    drafted = [item for item in list_documents(scope.cycle) if item.drafters]
    assert len(drafted) > 20
    assert {f"draft-{item.id}" for item in drafted} <= done
    assert {f"review-{item.id}" for item in drafted if item.reviewer} <= done


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_tasks_stand_in_order_of_time_and_once(name: str) -> None:
    scope = scope_of(name)
    for role in roles(scope):
        tasks = list_tasks(scope, role.id)
        assert len({task.key for task in tasks}) == len(tasks) > 0, role.id
        days = [scope.cycle.resolve(task.deadline) for task in tasks if task.deadline]
        assert days == sorted(days, key=lambda day: day or dt.date.max), role.id


def test_the_chair_reviews_and_the_members_write() -> None:
    scope = scope_of(FIRST)
    chair, mayor = keys(scope, "secretary"), keys(scope, "mayor")
    assert "review-outline" in chair
    assert "review-outline" not in mayor
    assert {"draft-outline", "talks", "study", "attend"} <= set(mayor) & set(chair)
    # What a member writes, or reviews, reaches him as one of many too: that is no further task.
    assert "receive-outline" not in chair + mayor
    assert "receive-explanation" in chair
    talks = next(task for task in list_tasks(scope, "mayor") if task.key == "talks")
    assert (talks.note, talks.page) == ("共12人", "preparation/talks.md#talk-mayor")


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_common_and_own_tasks_are_all_of_a_members_tasks(name: str) -> None:
    scope = scope_of(name)
    common = set(re.findall('data-task="(.+?)"', common_tasks(scope, roles(scope))))
    assert {"draft-outline", "study", "attend"} <= common
    for member in scope.cycle.members:
        own = set(re.findall('data-task="(.+?)"', role_tasks(scope, role_of(scope, member.id))))
        assert own | common == set(keys(scope, member.id))
        assert not own & common


def test_the_recorder_is_the_person_whom_the_facts_name() -> None:
    scope = scope_of(FIRST)
    assert scope.cycle.meeting.recorder
    assert "draft-minutes" in keys(scope, scope.cycle.meeting.recorder)
    assert "recorder" not in [role.id for role in roles(scope)]


def test_names_are_shown_where_the_facts_allow_it() -> None:
    member = scope_of(FIRST).cycle.members[0]
    assert str(member.name) not in html.unescape(roles(scope_of(FIRST))[0].label)
    labels = {role.id: role.label for role in roles(scope_of(FIRST))}
    assert labels["general-office"] == "市委办公室"
    assert labels["guidance-group"] == "省委党史学习教育第三指导组"
    shown = scope_of(FIRST, publish_names=True)
    assert str(member.name) in html.unescape(roles(shown)[0].label)


def test_only_certain_dates_are_counted() -> None:
    """The second sample's meeting has no date: what hangs on it has none either."""
    scope = scope_of(SECOND)
    rows = role_tasks(scope, role_of(scope, "party-secretary"))
    assert "（最迟" in rows
    assert "data-day" not in rows


@pytest.fixture
def page(public: Path, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.clock.set_fixed_time(dt.datetime(2022, 1, 9, 10))
    page.goto((public / FIRST / "index.html").as_uri())
    yield page
    context.close()


def test_a_role_and_its_ticks_are_kept(page: Page) -> None:
    page.select_option("#my-role", "mayor")
    assert page.locator(".my-tasks details:visible").count() == 1
    assert page.inner_text(".next-task").startswith(
        "下一项：接收谈心谈话安排表，还有 1 天。已完成 0 项"
    )
    page.check("details[open] [aria-label='已完成：接收谈心谈话安排表']")
    assert "已完成 1 项" in page.inner_text(".next-task")
    page.reload()
    assert page.input_value("#my-role") == "mayor"
    assert page.inner_text(".next-task").startswith(
        "下一项：填写谈心谈话记录表，还有 1 天。已完成 1 项"
    )
    page.select_option("#my-role", "secretary")
    assert "已完成 0 项" in page.inner_text(".next-task")
    page.select_option("#my-role", "")
    assert page.locator(".my-tasks details:visible").count() == 0


@pytest.mark.parametrize(
    ("given", "chosen"), [("general-office", "general-office"), ("<img>", ""), ("", "")]
)
def test_a_link_names_the_role(page: Page, given: str, chosen: str) -> None:
    page.goto(f"{page.url}?role={given}")
    assert page.input_value("#my-role") == chosen
    assert page.locator(".my-tasks details:visible").count() == bool(chosen)


def test_what_is_kept_may_be_broken(page: Page) -> None:
    page.evaluate(
        """() => { localStorage.setItem("huiqi:2021-party-history:role", "{");
        localStorage.setItem("huiqi:2021-party-history:done:mayor", "7"); }"""
    )
    page.reload()
    page.select_option("#my-role", "mayor")
    assert "已完成 0 项" in page.inner_text(".next-task")


def test_the_way_says_what_comes_next(page: Page) -> None:
    lines = page.locator(".way li").all_inner_texts()
    assert len(lines) == 12
    (following,) = [line for line in lines if "下一项" in line]
    assert following.startswith("谈心谈话")
    assert following.endswith("下一项，还有 1 天")
    assert lines[0].endswith("已过")


def test_without_scripts_every_role_can_be_opened(public: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto((public / FIRST / "index.html").as_uri())
    assert page.locator(".my-tasks details:visible").count() == 24
    page.click("summary:has-text('市委办公室') >> nth=0")
    assert page.locator("[data-role=general-office] .task:visible").count() > 20
    assert page.locator(".way li").first.inner_text().endswith("2021年12月17日")
    context.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
def test_the_chosen_tasks_fit_every_width(width: int, page: Page) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for role in ("mayor", "general-office"):
        page.goto(f"{page.url.partition('?')[0]}?role={role}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator("details[open] .task:visible").count() > 10


def test_remarks_stand_on_the_home_page_newest_first() -> None:
    remarks = [
        {"date": "2022-01-04", "text": "会议地点改为第二会议室"},
        {"date": "2022-01-06", "text": "{chair}的**谈话**安排有调整"},
    ]
    told = news(open_scope(make_cycle(FIRST, (("remarks",), remarks))))
    assert re.findall(r"2022年1月\d日", told) == ["2022年1月6日", "2022年1月4日"]
    assert "市委书记的" in told
    assert "**谈话**" not in told
    assert news(open_scope(make_cycle(FIRST))) == ""


def test_what_was_read_is_counted_on_the_home_page(public: Path, browser: Browser) -> None:
    page = browser.new_context().new_page()
    page.goto((public / FIRST / "readings.html").as_uri())
    for number in range(3):
        page.locator(".readings .tick input").nth(number).check()
    page.goto((public / FIRST / "index.html").as_uri())
    assert page.locator(".tiles a", has_text="学习清单").inner_text().endswith("已读3项")
    page.context.close()


def test_a_larger_size_of_type_is_kept_on_every_page(public: Path, browser: Browser) -> None:
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto((public / FIRST / "index.html").as_uri())
    size = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
    usual = page.evaluate(size)
    button = page.get_by_role("button", name="字号：标准，换成大")
    button.click()
    page.goto((public / FIRST / "overview.html").as_uri())
    assert page.get_by_role("button", name="字号：大，换成特大").is_visible()
    assert page.evaluate(size) > 1.15 * usual
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.context.close()
