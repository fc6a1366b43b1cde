"""The pages that lead to the sites: made from what each built site says of itself."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, replace
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from huiqi.site.portal import render_latest, write_portal
from huiqi.site.site_record import (
    SITE_RECORD,
    list_site_records,
    make_site_record,
    read_site_record,
    render_site_record,
)
from tests.support.samples import FIRST, SECOND, make_cycle


def _put(public: Path, name: str, *, draft: bool = False) -> Path:
    site = public / name
    site.mkdir(parents=True)
    (site / SITE_RECORD).write_text(
        render_site_record(make_site_record(make_cycle(name), draft=draft)), "utf-8"
    )
    (site / "index.html").write_text(f"<title>{name}</title>", "utf-8")
    return site


def test_a_card_says_public_facts_as_plain_text() -> None:
    cycle = make_cycle(FIRST, (("theme",), "学习“*甲*”与<乙>"), (("meeting", "place"), "一号楼"))
    said = asdict(make_site_record(cycle, draft=False))
    steps = said.pop("steps")
    assert steps[0] == {"day": "2021-12-17", "what": "制定实施方案", "certain": True}
    assert {step["what"] for step in steps} > {"谈心谈话，收齐谈话记录", "召开民主生活会"}
    assert said == {
        "id": FIRST, "title": "市委常委班子党史学习教育专题民主生活会", "theme": "学习“*甲*”与<乙>",
        "kind": "专题", "year": "2021", "when": "召开日期：2022年1月13日", "state": "final",
        "audience": "internal", "sample": False,
    }  # fmt: skip


@pytest.mark.parametrize(("archived", "draft", "state"), [
    (None, False, "final"), (None, True, "draft"), ("2022-03-01", False, "archived"),
])  # fmt: skip
def test_the_state_of_a_cycle(archived: str | None, draft: bool, state: str) -> None:
    cycle = make_cycle(FIRST, (("archived_on",), archived))
    assert make_site_record(cycle, draft=draft).state == state


def test_what_is_no_site_of_ours_is_not_listed(tmp_path: Path) -> None:
    public = tmp_path / "public"
    _put(public, FIRST)
    broken = {
        "a": "",
        "b": "[]",
        "c": "{",
        "d": '{"id": "d"}',
        "e": (public / FIRST / SITE_RECORD).read_text("utf-8"),
    }
    for name, text in broken.items():
        (public / name).mkdir()
        (public / name / SITE_RECORD).write_text(text, "utf-8")
    (public / "f").mkdir()
    assert [card.id for card in list_site_records(public)] == [FIRST]
    assert read_site_record(public / "e") is None, "another cycle's record"
    assert list(list_site_records(tmp_path / "nothing")) == []


def test_a_draft_is_marked_and_texts_are_escaped(tmp_path: Path) -> None:
    site = _put(tmp_path, FIRST, draft=True)
    text = (site / SITE_RECORD).read_text("utf-8")
    (site / SITE_RECORD).write_text(text.replace("市委常委班子", "<script>"), "utf-8")
    write_portal(tmp_path)
    page = (tmp_path / "index.html").read_text("utf-8")
    assert '<span class="when">送审稿　召开日期：2022年1月13日</span>' in page
    assert "&lt;script&gt;" in page
    assert "<script>" not in page


def test_no_site_at_all(tmp_path: Path) -> None:
    write_portal(tmp_path)
    assert "<li>" not in (tmp_path / "index.html").read_text("utf-8")
    assert 'href="index.html"' in render_latest([])


@pytest.mark.parametrize("script", [True, False])
def test_the_address_that_stays_leads_to_the_newest(
    tmp_path: Path, browser: Browser, script: bool
) -> None:
    public = tmp_path / "会 期 #1"
    for name in (FIRST, SECOND):
        _put(public, name)
    write_portal(public)
    with browser.new_context(java_script_enabled=script) as context:
        page = context.new_page()
        page.goto(f"{(public / 'latest.html').as_uri()}?role=chair#top")
        page.wait_for_url(f"**/{SECOND}/index.html*")
        assert page.url.endswith("/index.html?role=chair#top" if script else "/index.html")
        assert page.title() == SECOND


def _list_sites(public: Path, years: list[int]) -> None:
    for number, year in enumerate(years):
        cycle = make_cycle((FIRST, SECOND)[number % 2])
        record = replace(
            make_site_record(cycle, draft=False), id=f"{year}-{number}", year=str(year)
        )
        (public / record.id).mkdir(parents=True)
        (public / record.id / SITE_RECORD).write_text(render_site_record(record), "utf-8")
    write_portal(public)


def test_the_newest_comes_first_and_older_ones_by_year(tmp_path: Path) -> None:
    _list_sites(tmp_path, [2019, 2020, 2020, 2021])
    page = (tmp_path / "index.html").read_text("utf-8")
    assert re.findall('<h2>(.*)</h2>|<li data-cycle="(.*?)"', page) == [
        ("最近一次会议", ""), ("", "2021-3"), ("2020年", ""), ("", "2020-2"), ("", "2020-1"), ("2019年", ""), ("", "2019-0"),
    ]  # fmt: skip


def test_a_site_of_an_older_version_is_listed_without_steps(tmp_path: Path) -> None:
    site = _put(tmp_path, FIRST)
    data = json.loads((site / SITE_RECORD).read_bytes())
    assert data["steps"]
    old = {name: value for name, value in data.items() if name != "steps"}
    (site / SITE_RECORD).write_text(json.dumps(old), "utf-8")
    (record,) = list_site_records(tmp_path)
    assert (record.title, record.steps) == (data["title"], ())
    write_portal(tmp_path)
    assert 'class="next"' not in (tmp_path / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    "steps", [1, [1], [{"day": 1}], [{"day": 1, "what": "甲", "certain": True}]]
)
def test_a_record_with_broken_steps_is_none_of_ours(tmp_path: Path, steps: object) -> None:
    site = _put(tmp_path, FIRST)
    data = json.loads((site / SITE_RECORD).read_bytes()) | {"steps": steps}
    (site / SITE_RECORD).write_text(json.dumps(data), "utf-8")
    assert list(list_site_records(tmp_path)) == []


NEXT = {
    "2025-01-20": "下一项：制定实施方案，最迟2025年2月3日，还有 14 天",
    "2025-02-13": "下一项：学习研讨，最迟2025年2月13日，今天",
    "2026-01-01": "各项工作的期限已过",
}


@pytest.mark.parametrize("today", NEXT)
def test_what_is_due_next(today: str, public: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.clock.set_fixed_time(f"{today}T23:30:00")
    page.goto((public / "index.html").as_uri())
    assert page.inner_text(".current .next") == NEXT[today]
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_and_size_chosen_on_a_site_hold_here(
    scheme: Literal["light", "dark"], public: Path, browser: Browser
) -> None:
    page = browser.new_page(color_scheme=scheme)
    colours = []
    for name in (f"{SECOND}/index.html", "index.html"):
        page.goto((public / name).as_uri())
        header = ".md-header" if SECOND in name else "header"
        colours.append(page.evaluate(_COLOURS, header))
    assert colours[0] == colours[1]
    page.goto((public / SECOND / "index.html").as_uri())
    page.click("#scheme")
    page.click("#size")
    page.goto((public / "index.html").as_uri())
    assert page.evaluate(_COLOURS, "header") != colours[1]
    assert page.get_attribute("html", "data-size") == "1"
    page.close()


_COLOURS = """(header) => [getComputedStyle(document.querySelector(header)).backgroundColor,
  getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"""
