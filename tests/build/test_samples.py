"""Samples: shown as such, and never together with an office's own cycles."""

from __future__ import annotations

from pathlib import Path

import pytest

from huiqi.facts.folders import is_sample, select_folders, unmark_sample
from huiqi.facts.reading.load import load_cycle
from huiqi.site.site_record import list_site_records
from tests.support.command import run
from tests.support.projects import ROOT, copy_project
from tests.support.samples import FIRST, SECOND


def _mark(project: Path, name: str) -> Path:
    path = project / "cycles" / name / "cycle.yml"
    path.write_text(f"sample: true\n{path.read_text('utf-8')}", "utf-8")
    return path


def _list_sites(project: Path) -> list[str]:
    return [record.id for record in list_site_records(project / "public")]


@pytest.mark.parametrize("path", sorted((ROOT / "cycles").glob("*/cycle.yml")), ids=str)
def test_all_that_comes_along_is_a_sample(path: Path) -> None:
    assert is_sample(path.parent)
    assert load_cycle(path.parent).cycle.sample


@pytest.mark.parametrize(("line", "sample"), [
    ("sample: true", True), ("sample: True  # 样例", True), ("sample : true", True),
    ("sample: false", False), ("  sample: true", False), ("# sample: true", False),
    ("sample: trueish", False),
])  # fmt: skip
def test_the_mark(line: str, sample: bool, tmp_path: Path) -> None:
    (tmp_path / "cycle.yml").write_text(f"id: a\r\n{line}\r\nkind: 年度\r\n", "utf-8")
    assert is_sample(tmp_path) is sample
    left = unmark_sample(f"id: a\n{line}\nkind: 年度\n")
    assert left == ("id: a\nkind: 年度\n" if sample else f"id: a\n{line}\nkind: 年度\n")


def test_a_folder_without_facts_is_no_sample(tmp_path: Path) -> None:
    assert not is_sample(tmp_path)


def test_samples_give_way_to_the_first_site_of_ones_own(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project", papers=True)
    for folder in select_folders(project / "cycles", ()):
        _mark(project, folder.name)
    assert run("build", SECOND, project=project).returncode == 0
    page = (project / "public" / SECOND / "index.html").read_text("utf-8")
    assert "样例（单位、人员、日期均为虚构）" in page
    assert "样例" in (project / "public" / "index.html").read_text("utf-8")
    for command in (
        ["review"],
        ["publish", str(tmp_path / "live")],
        ["publish", "--bundle", "a.zip"],
    ):
        done = run(*command, project=project)
        assert done.returncode == 1
        assert f"{SECOND} 是样例，不审查、不发布。改法：用 huiqi new" in done.stderr
    assert not (tmp_path / "live.releases").exists()

    own = project / "cycles" / FIRST / "cycle.yml"
    sound = unmark_sample(own.read_text("utf-8"))
    own.write_text(sound.replace("\nkind: ", "\nkind: 没有的"), "utf-8")
    assert run("build", project=project).returncode == 1
    assert _list_sites(project) == [SECOND], "what was there stays until there is something better"
    own.write_text(sound, "utf-8")
    done = run("build", project=project)
    assert f"{SECOND}：是样例，已从 public/ 移走，不和本单位的会议放在一起\n" in done.stdout
    assert _list_sites(project) == [FIRST]
    assert SECOND not in (project / "public" / "index.html").read_text("utf-8")
    done = run("build", SECOND, project=project)
    assert done.returncode == 1
    assert (
        f"{SECOND} 是样例，不和本单位的会议一起生成。改法：生成本单位的会议：{FIRST}；"
        in done.stderr
    )
    assert run("review", project=project).returncode == 0
