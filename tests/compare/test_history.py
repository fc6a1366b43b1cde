"""What readers are told of changes since the last publication."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from huiqi.compare.history import describe_changes, keep_published
from huiqi.facts.reading.load import Facts, load_cycle
from macros.news import news
from macros.scope import open_scope
from tests.support.projects import ROOT
from tests.support.samples import SECOND

FIRST_DAY, LATER = dt.date(2025, 1, 6), dt.date(2025, 1, 20)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "cycles" / SECOND, tmp_path / "cycles" / SECOND)
    return tmp_path / "cycles" / SECOND


def change(folder: Path, old: str, new: str) -> Facts:
    path = folder / "cycle.yml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    return load_cycle(folder)


def test_before_the_first_publication_nothing_is_told(folder: Path) -> None:
    assert describe_changes(load_cycle(folder)) == ""


def test_what_changed_is_told_until_the_next_publication(folder: Path) -> None:
    keep_published(folder, FIRST_DAY)
    assert describe_changes(load_cycle(folder)) == ""
    facts = change(folder, "  date: null  ", "  date: 2025-02-20  ")
    told = describe_changes(facts)
    assert told.startswith("会议时间已定（2025年2月20日）")
    scope = open_scope(facts.cycle, changes=told)
    assert news(scope).startswith("- 与上次发布相比：会议时间已定（2025年2月20日）")
    # Published, and built again without a change: the readers' page stays as it went out.
    keep_published(folder, LATER)
    keep_published(folder, LATER)
    assert describe_changes(facts) == told
    assert [path.name for path in sorted((folder / "published").iterdir())] == [
        "001-2025-01-06.yml", "002-2025-01-20.yml",
    ]  # fmt: skip
    assert "会议时间" not in describe_changes(change(folder, "会后20日", "会后18日"))


def test_a_stored_copy_that_cannot_be_read_any_more_says_nothing(folder: Path) -> None:
    keep_published(folder, FIRST_DAY)
    (kept,) = (folder / "published").iterdir()
    kept.write_text("unknown: 1\n", "utf-8")
    assert describe_changes(load_cycle(folder)) == ""
