"""Whatever takes part in reading papers, or in the report on them, has it done anew; nothing else does."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

import huiqi
from huiqi.build.digests import PROGRAM
from huiqi.collect.freshness import digest_inputs, is_outdated
from huiqi.collect.kept.originals import find_original
from huiqi.collect.report.files import digest_report, refresh_report
from huiqi.collect.run import collect, load_collection
from huiqi.facts.reading.load import load_cycle
from tests.collect.filled_project import CYCLE, OUTLINE, fill_in, make_project, put
from tests.support.projects import ROOT
from tests.support.samples import FIRST

DAY = dt.date(2025, 1, 20)
READ_AGAIN = (
    "program/huiqi/collect/kept/states.py", "program/huiqi/word/ooxml.py", "program/macros/talks.py",
    "program/templates/outline.md", "program/templates/style/styles.yml", "program/huiqi/collect/new.py",
    f"cycles/{CYCLE}/cycle.yml", f"cycles/{CYCLE}/materials/篇目.md", "docs/parts/new.md",
    f"handed-out/{CYCLE}/index.json", f"pack/{CYCLE}/新.docx", f"public/{CYCLE}/word/新.docx",
)  # fmt: skip
REPORT_ALONE = (
    f"collected/{CYCLE}/marks.json", f"collected/{CYCLE}/choices.json", f"collected/{CYCLE}/index.json",
    f"collected/{CYCLE}/整理/意见整理表.docx", f"collected/{CYCLE}/originals/0a.docx",
    f"collected/{FIRST}/index.json", f"collected/{FIRST}/marks.json",
    f"cycles/{FIRST}/cycle.yml", f"cycles/{FIRST}/materials/篇目.md",
)  # fmt: skip
NEITHER = (
    f"cycles/{CYCLE}/published/001.yml", f"pack/{CYCLE}/~$新.docx", f"public/{CYCLE}/index.html",
    f"collected/{CYCLE}/版式已改/甲.docx", f"collected/{CYCLE}/index.html", "docs/index.md",
    "program/huiqi/__pycache__/x.pyc", "cycles/other/cycle.yml",
)  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project beside a copy of the program."""
    folder = make_project(tmp_path_factory.mktemp("fresh"))
    for name in PROGRAM:
        shutil.copytree(
            ROOT / name, folder / "program" / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    for place in (f"collected/{FIRST}", f"cycles/{FIRST}"):
        (folder / place).mkdir(parents=True)
    (folder / "collected" / FIRST / "index.json").write_text("{}", "utf-8")
    return folder


@pytest.fixture(autouse=True)
def program(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(huiqi, "__file__", str(root / "program" / "huiqi" / "__init__.py"))


def _digest(root: Path) -> tuple[str, str]:
    return digest_inputs(root, CYCLE), digest_report(root, CYCLE, DAY)


def test_what_takes_part_counts_and_nothing_else(root: Path) -> None:
    before = _digest(root)
    for place in (*READ_AGAIN, *REPORT_ALONE, *NEITHER):
        path = root / place
        old = path.read_bytes() if path.exists() else None
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((old or b"") + b"\n")
        changed = tuple(one != other for one, other in zip(_digest(root), before, strict=True))
        assert (place, changed) == (place, (place in READ_AGAIN, place not in NEITHER))
        if old is None:
            path.unlink()
        else:
            path.write_bytes(old)
    assert _digest(root) == before
    assert digest_report(root, CYCLE, DAY + dt.timedelta(1)) != before[1]


def test_what_was_read_with_other_facts_is_outdated(root: Path) -> None:
    assert not is_outdated(root, CYCLE)
    put(root / "in", {"一.docx": fill_in(OUTLINE, {"problems_1": ["问题。"]})})
    collect(root, CYCLE, [root / "in"])
    assert not is_outdated(root, CYCLE)
    facts = root / "cycles" / CYCLE / "cycle.yml"
    facts.write_text(f"{facts.read_text('utf-8')}# changed\n", "utf-8")
    assert is_outdated(root, CYCLE)
    collect(root, CYCLE, [])
    assert not is_outdated(root, CYCLE)


def test_a_paper_whose_original_is_gone_stays_as_it_was_read_and_says_so(root: Path) -> None:
    (paper,) = load_collection(root, CYCLE).papers
    find_original(root, CYCLE, paper.digest).unlink()
    facts = root / "cycles" / CYCLE / "cycle.yml"
    for said in ("again", "and again"):
        facts.write_text(f"{facts.read_text('utf-8')}# {said}\n", "utf-8")
        (now,) = collect(root, CYCLE, []).papers
        assert now.reading == paper.reading
        assert now.doubts == (
            *paper.doubts, "现在读不出来，留着以前读的：收到的原件打不开（没有这个文件或文件夹）。",
        )  # fmt: skip


def test_the_report_is_made_anew_where_a_file_of_it_is_gone_and_not_else(root: Path) -> None:
    facts = load_cycle(root / "cycles" / CYCLE)
    page = refresh_report(root, facts, DAY).page
    folder, made = page.parent, page.stat().st_mtime_ns
    refresh_report(root, facts, DAY)
    assert page.stat().st_mtime_ns == made
    (folder / "填写内容.csv").unlink()
    refresh_report(root, facts, DAY)
    assert page.stat().st_mtime_ns != made
    assert (folder / "填写内容.csv").is_file()
