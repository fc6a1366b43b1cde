"""The real command, as the office runs it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from huiqi.rules import RULES
from tests.projects import ROOT, copy_project
from tests.samples import FIRST, SECOND


def run(*words: str, project: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "100"}
    return subprocess.run(
        [sys.executable, "-m", "huiqi", *words],
        cwd=project, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one site built; tests put back what they change."""
    project = copy_project(tmp_path_factory.mktemp("cli") / "project")
    done = run("build", FIRST, project=project)
    assert done.stdout == (
        f"{FIRST}：已生成 public/{FIRST}/\n全部完成。用浏览器打开 public/index.html 查看。\n"
    ), done.stderr
    return project


class _Change:
    """A file changed for one test."""

    def __init__(self, path: Path, old: str, new: str) -> None:
        self.path, self.text = path, path.read_text("utf-8")
        assert old in self.text
        path.write_text(self.text.replace(old, new, 1), "utf-8")

    def __enter__(self) -> None:
        return None

    def __exit__(self, *error: object) -> None:
        self.path.write_text(self.text, "utf-8")


def _facts(project: Path, name: str = FIRST) -> Path:
    return project / "cycles" / name / "cycle.yml"


def _snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_check_passes(project: Path) -> None:
    done = run("check", project=project)
    assert (done.returncode, done.stdout) == (0, "检查通过，没有问题。\n")


def test_check_from_a_folder_below(project: Path) -> None:
    assert run("check", FIRST, project=project / "cycles" / FIRST).returncode == 0


def test_check_reports_rules_of_all_cycles(project: Path) -> None:
    with _Change(_facts(project), "quorum: 2/3", "quorum: 1/2"):
        done = run("check", project=project)
    assert done.returncode == 1
    line = next(
        number
        for number, text in enumerate(_facts(project).read_text("utf-8").splitlines(), 1)
        if "quorum" in text
    )
    assert done.stdout == (
        f"错误 [R18] cycles/{FIRST}/cycle.yml:{line} meeting.quorum："
        "应为不低于三分之二、不高于全体，实为“1/2”。改法：按规定改写。\n错误 1 项，提示 0 项。\n"
    )


def test_a_hint_is_no_error(project: Path) -> None:
    with _Change(_facts(project), "deadline: 2021-12-31", "deadline: 2022-01-01"):
        done = run("check", FIRST, project=project)
    assert done.returncode == 0
    assert done.stdout.endswith("错误 0 项，提示 1 项。\n")


def test_check_as_json(project: Path) -> None:
    with _Change(_facts(project), "quorum: 2/3", "quorum: 1/2"):
        done = run("check", "--format", "json", project=project)
    (finding,) = json.loads(done.stdout)
    assert set(finding) == {
        "rule", "severity", "file", "line", "key", "expected", "found", "remedy",
    }  # fmt: skip
    assert (finding["rule"], finding["severity"], finding["key"]) == (
        "R18",
        "error",
        "meeting.quorum",
    )
    assert done.returncode == 1


def test_check_lists_all_rules(project: Path) -> None:
    lines = run("check", "--list", project=project).stdout.splitlines()
    assert lines == [f"{rule.id}  {rule.asks}（来源：{rule.source}）" for rule in RULES]


USAGE = {
    ("biuld",): "没有命令 biuld；相近的有 build。改法：用 huiqi --help 查看用法。\n",
    (
        "check",
        "--lost",
    ): "没有选项 --lost；相近的有 --list。改法：用 huiqi check --help 查看用法。\n",
    (
        "check",
        "--format",
        "xml",
    ): "选项 --format 的值不对，可用的值：text、json。改法：用 huiqi check --help 查看用法。\n",
}


@pytest.mark.parametrize("words", USAGE)
def test_wrong_usage(words: tuple[str, ...], project: Path) -> None:
    done = run(*words, project=project)
    assert (done.returncode, done.stderr) == (2, USAGE[words])


@pytest.mark.parametrize("words", [(), ("check",), ("build",), ("schema",), ("reference",)])
def test_help_is_chinese(words: tuple[str, ...], project: Path) -> None:
    text = run(*words, "--help", project=project).stdout
    assert text.startswith("用法：")
    assert "选项" in text
    for word in ("Usage", "Options", "Commands", "Show this", "Everything", "Check", "Build"):
        assert word not in text


def test_unknown_cycle(project: Path) -> None:
    done = run("build", "2020-none", project=project)
    assert (done.returncode, done.stderr) == (
        1, f"没有会议周期 2020-none。改法：从现有的周期中选：{FIRST}、{SECOND}。\n",
    )  # fmt: skip


def test_outside_a_project(tmp_path: Path) -> None:
    done = run("check", project=tmp_path)
    assert (done.returncode, done.stderr) == (
        1, "这里不是会期的项目文件夹。改法：进入有 mkdocs.yml 和 cycles 的文件夹再运行。\n",
    )  # fmt: skip


def test_a_bad_cycle_keeps_its_old_site_and_does_not_stop_the_other(project: Path) -> None:
    before = _snapshot(project / "public" / FIRST)
    with _Change(_facts(project), "theme: ", "thema: "):
        done = run("build", project=project)
    assert done.returncode == 1
    assert "thema：应为已知的键，实为不认识的键 thema。改法：改为 theme。" in done.stderr
    assert f"没有生成：{FIRST}；原有网站保持不变。" in done.stderr
    assert _snapshot(project / "public" / FIRST) == before
    assert (project / "public" / SECOND / "index.html").is_file()
    assert [path.name for path in (project / "public").iterdir() if path.name.startswith(".")] == []


def test_a_fault_of_a_page_keeps_the_old_site(project: Path) -> None:
    before = _snapshot(project / "public" / FIRST)
    with _Change(project / "docs" / "theme.md", "{{ cycle.theme }}", "{{ cycle.them }}"):
        done = run("build", FIRST, project=project)
    assert done.returncode == 1
    assert "错误 [gate] docs/theme.md:8：应为能写出的页面，实为" in done.stderr
    assert _snapshot(project / "public" / FIRST) == before


@pytest.mark.parametrize(("new", "said"), [
    ("[会议主题](teme.md)", "teme.md"), ("[会议主题](theme.md#没有)", "没有"),
])  # fmt: skip
def test_a_broken_link_or_anchor_stops_the_build(new: str, said: str, project: Path) -> None:
    with _Change(project / "docs" / "overview.md", "[会议主题](theme.md)", new):
        done = run("build", FIRST, project=project)
    assert done.returncode == 1
    assert "MkDocs 没有生成网站" in done.stderr
    assert "overview.md" in done.stderr
    assert said in done.stderr


def test_a_leak_stops_the_build(project: Path) -> None:
    with _Change(project / "docs" / "theme.md", "# 会议主题", "# 会议主题\n\n由赵一确定。"):
        done = run("build", FIRST, project=project)
    assert done.returncode == 1
    assert "姓名“赵一”出现在 " in done.stderr


def test_an_open_slot_names_its_pages(project: Path) -> None:
    with _Change(_facts(project), "place: 市委常委会议室", "place: 市委常委会议室\n  # 注"):
        assert run("build", FIRST, project=project).returncode == 0
    with _Change(_facts(project), "  number: 3\n", "  number: null\n"):
        done = run("build", FIRST, project=project)
    assert done.returncode == 1
    assert (
        "guidance_group.number：应为指导组编号，实为待定，用于 docs/index.md、docs/overview.md"
        in done.stderr
    )


def test_a_draft_shows_blanks_and_its_mark(project: Path) -> None:
    shutil.copytree(project / "public", project / "kept")
    with _Change(_facts(project), "  number: 3\n", "  number: null\n"):
        done = run("build", FIRST, "--draft", project=project)
    assert done.returncode == 0, done.stderr
    pages = list((project / "public" / FIRST).rglob("*.html"))
    texts = {path.name: path.read_text("utf-8") for path in pages if path.name != "404.html"}
    assert '<span class="blank">〔指导组编号：待定〕</span>' in texts["overview.html"]
    assert [name for name, text in texts.items() if "送审稿" not in text] == []


def test_a_plan_without_approval(project: Path) -> None:
    with _Change(_facts(project), "    approved_on: 2021-12-22\n", ""):
        done = run("build", FIRST, project=project)
        draft = run("build", FIRST, "--draft", project=project)
    assert done.returncode == 1
    assert "preparation.plan.approved_on：应为方案审核同意日期，实为还没有审核同意。" in done.stderr
    assert draft.returncode == 0
    plan = (project / "public" / FIRST / "plan.html").read_text("utf-8")
    assert "送审稿：上级审核同意以前不组织实施。" in plan
