"""The pages that lead to the sites: made from what each built site says of itself."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

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
    assert asdict(make_site_record(cycle, draft=False)) == {
        "id": FIRST, "title": "市委常委班子党史学习教育专题民主生活会", "theme": "学习“*甲*”与<乙>",
        "kind": "专题", "year": "2021", "when": "召开日期：2022年1月13日", "state": "final",
        "audience": "internal",
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
