"""Where a cycle stands: a sample's facts led from an empty theme to the archive."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from huiqi.compare.history import keep_published
from huiqi.lifecycle.state import CycleState, find_state
from huiqi.site.site_record import make_site_record, render_site_record
from tests.support.projects import ROOT
from tests.support.samples import FIRST, make_cycle

DATE = re.compile(r"^( +)(submitted_on|approved_on): .*\n", re.MULTILINE)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "cycles" / FIRST
    shutil.copytree(ROOT / "cycles" / FIRST, folder)
    write(tmp_path, r"^sample: .*\n", "")
    return tmp_path


def write(project: Path, old: str, new: str) -> None:
    """Change the facts, as an editor does."""
    path = project / "cycles" / FIRST / "cycle.yml"
    before = path.read_text("utf-8")
    after = re.sub(old, new, before, flags=re.MULTILINE)
    assert after != before
    path.write_text(after, "utf-8", newline="")


def build(project: Path, *, draft: bool = False) -> None:
    """Leave what a build leaves that the state is told from."""
    site = project / "public" / FIRST
    site.mkdir(parents=True, exist_ok=True)
    (site / "index.html").touch()
    record = make_site_record(make_cycle(FIRST), draft=draft)
    (site / "cycle.json").write_text(render_site_record(record), "utf-8")


def state(project: Path) -> CycleState:
    return find_state(project, project / "cycles" / FIRST)


def test_from_draft_to_archive(project: Path) -> None:
    facts = project / "cycles" / FIRST / "cycle.yml"
    whole = facts.read_text("utf-8")
    facts.write_text(DATE.sub("", whole), "utf-8")
    write(project, r"^theme: .*$", "theme: null")
    found = state(project)
    assert (found.state, found.open_facts, found.next_step) == ("草稿", 1, "填写还没有定的 1 项")
    facts.write_text(DATE.sub("", whole), "utf-8")
    assert state(project).next_step == "生成草稿，报送审核；报送后写上报送日期"
    build(project, draft=True)
    assert state(project).state == "草稿"
    facts.write_text(re.sub(r"^ +approved_on: .*\n", "", whole, flags=re.MULTILINE), "utf-8")
    assert (state(project).state, state(project).next_step) == (
        "已报送待批",
        "审核同意后，写上审核同意日期",
    )
    facts.write_text(whole, "utf-8")
    assert (state(project).state, state(project).next_step) == ("定稿", "生成定稿")
    build(project)
    assert (state(project).state, state(project).next_step) == ("待发布审查", "审查后发布")
    later = (project / "public" / FIRST / "index.html").stat().st_mtime + 5
    os.utime(facts, (later, later))
    assert state(project).state == "定稿", "the site is older than the facts"
    keep_published(facts.parent, make_cycle(FIRST).meeting.date)  # type: ignore[arg-type]
    assert (state(project).state, state(project).changed) == ("已发布", False)
    write(project, r"^theme: (.*)$", r"theme: 新，\1")
    assert (state(project).state, state(project).changed) == ("定稿", True)
    write(project, r"^kind: ", "archived_on: 2022-03-01\nkind: ")
    assert (state(project).state, state(project).next_step) == ("已归档", "")


def test_facts_that_cannot_be_read(project: Path) -> None:
    write(project, "^theme: ", "thema: ")
    found = state(project)
    assert (found.state, found.errors, found.record) == ("有错误", 1, None)
    assert found.next_step == "改正会议事实中的 1 处错误"
    build(project)
    assert state(project).record is not None, "as the site was built"
    (project / "cycles" / FIRST / "cycle.yml").unlink()
    assert state(project).state == "有错误"


def test_a_sample_is_looked_at_only() -> None:
    found = find_state(ROOT, ROOT / "cycles" / FIRST)
    assert (found.sample, found.next_step) == (True, "只供参考；可以沿用它新建会议")
