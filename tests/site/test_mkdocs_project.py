"""The checkout is an ordinary MkDocs project, ProperDocs builds the same pages, and the macros need no hook."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.support.projects import copy_project
from tests.support.samples import FIRST


class _Text(HTMLParser):
    """Collects the text of a page's article."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = 0
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.inside += tag == "article"

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "article"

    def handle_data(self, data: str) -> None:
        if self.inside and data.strip():
            self.words.append(data.strip())


# What the hooks add to a page that is written: elements that hold lines together, a note on dates.
_FINISH = re.compile(r'<p class="reckoned".*?</p>|</?n-b>')


def _read_articles(site: Path) -> dict[str, list[str]]:
    articles = {}
    for path in site.rglob("*.html"):
        text = _Text()
        text.feed(_FINISH.sub("", path.read_text("utf-8")))
        articles[path.relative_to(site).as_posix()] = text.words
    return articles


def _run(
    tool: str, *words: str, project: Path, cycle: str = "", strict: bool = True
) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"HUIQI_CYCLE": cycle, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [sys.executable, "-m", tool, "build", "--strict" if strict else "--no-strict", *words],
        cwd=project, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("plain") / "project", papers=True)


@pytest.fixture(scope="module")
def hookless(project: Path) -> Path:
    """Write the settings for an engine that runs macros and no hooks, with the stock theme.

    Our overrides of the theme show what the hooks hand over.
    """
    text = (project / "mkdocs.yml").read_text("utf-8")
    for part in ("hooks:\n  - huiqi/site/mkdocs_hooks.py\n", "  custom_dir: theme\n"):
        assert text.count(part) == 1
        text = text.replace(part, "")
    (project / "hookless.yml").write_text(text, "utf-8")
    return project


@pytest.fixture(scope="module")
def plain(project: Path) -> Path:
    done = _run("mkdocs", "--site-dir", "plain", project=project)
    assert done.returncode == 0, done.stderr
    return project / "plain"


def test_plain_mkdocs_builds_the_newest_cycle(plain: Path) -> None:
    words = _read_articles(plain)["overview.html"]
    assert "松川水务集团党委班子2024年度民主生活会" in words


def test_the_cycle_can_be_chosen(project: Path) -> None:
    done = _run("mkdocs", "--site-dir", "chosen", project=project, cycle="2021-party-history")
    assert done.returncode == 0, done.stderr
    assert (project / "chosen" / "areas" / "people-first.html").is_file()


def test_an_unknown_cycle_is_named(project: Path) -> None:
    done = _run("mkdocs", "--site-dir", "none", project=project, cycle="2020-none")
    assert done.returncode == 1
    assert (
        "没有会议周期 2020-none。改法：从现有的周期中选：2021-party-history、2022-branch、2024-discipline。"
        in done.stderr
    )


def test_properdocs_writes_the_same_text(project: Path, plain: Path) -> None:
    done = _run(
        "properdocs", "--config-file", "mkdocs.yml", "--site-dir", "proper",
        project=project,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    ours, theirs = _read_articles(plain), _read_articles(project / "proper")
    assert len(ours) > 20
    assert theirs == ours


# What these pages link to is made by the hooks: Word files, calendars.
_WITH_FILES = {"404.html", "documents.html", "index.html"}


def test_the_macros_load_the_facts_where_no_hook_does(hookless: Path, plain: Path) -> None:
    done = _run("mkdocs", "-f", "hookless.yml", "-d", "bare", project=hookless, strict=False)
    assert done.returncode == 0, done.stderr
    theirs, ours = _read_articles(plain), _read_articles(hookless / "bare")
    compared = (ours.keys() & theirs.keys()) - _WITH_FILES
    # Only the hooks can leave a page out; there it says that there is nothing.
    assert ours.keys() - theirs.keys() == {"preparation/appraisal.html"}
    assert len(compared) > 15
    assert {name: ours[name] for name in compared} == {name: theirs[name] for name in compared}
    assert "松川水务集团党委班子2024年度民主生活会" in ours["overview.html"]


def test_without_hooks_the_errors_of_the_facts_come_out_whole(hookless: Path) -> None:
    file = hookless / "cycles" / FIRST / "cycle.yml"
    sound = file.read_text("utf-8")
    try:
        file.write_text(re.sub(r"(?m)^(kind|audience): .*", r"\1: 甲", sound), "utf-8")
        done = _run("properdocs", "-f", "hookless.yml", "-d", "none", project=hookless, cycle=FIRST, strict=False)  # fmt: skip
    finally:
        file.write_text(sound, "utf-8")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    found = re.findall(
        rf"(?m)^错误 \[facts\] cycles/{FIRST}/cycle.yml:\d+ (\w+)：.+改法：", done.stderr
    )
    assert found == ["kind", "audience"]
