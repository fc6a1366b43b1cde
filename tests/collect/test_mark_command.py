"""Marks that are typed: ``huiqi collect --mark``, in the words of the office."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from huiqi.collect.kept.marks import load_marks
from tests.support.command import run
from tests.support.desks import make_desk_project
from tests.support.samples import FIRST

REASON = ("--reason", "手写件，双方已签名")
TALKS = ("--paper", "谈心谈话记录表 赵一 钱二", "--paper", "谈心谈话记录表 赵一 孙三")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_desk_project(tmp_path_factory.mktemp("marks") / "会 期")


def test_papers_are_marked_named_in_the_report_and_unmarked(project: Path) -> None:
    done = run(
        "collect",
        FIRST,
        "--mark",
        "纸质件",
        *TALKS,
        "--day",
        "2022年1月8日",
        *REASON,
        project=project,
    )
    assert done.stdout.splitlines()[:3] == [
        "谈心谈话记录表 赵一 钱二：登记为已收纸质件。", "谈心谈话记录表 赵一 孙三：登记为已收纸质件。",
        f"{FIRST}：已收 0 份，未交 130 份。",
    ]  # fmt: skip
    folder = project / "collected" / FIRST
    report = (folder / "index.html").read_text("utf-8")
    assert "手写件，双方已签名" in report
    assert "已收纸质件" in (folder / "交回情况.csv").read_text("utf-8-sig")

    done = run("collect", FIRST, "--mark", "撤销", *TALKS, "--format", "json", project=project)
    assert len(json.loads(done.stdout)["missing"]) == 132
    assert done.stderr.startswith("谈心谈话记录表 赵一 钱二：已撤销登记。\n")
    assert load_marks(folder) == ()


@pytest.mark.parametrize(("words", "said"), [
    (("--mark", "缓交"), "登记要写明登记什么、哪一份。改法：如 --mark 缓交 --paper \"个人发言提纲 赵一\" --reason 因公外出。"),
    (REASON, "登记要写明登记什么、哪一份。"),
    (("--mark", "缓交", "--paper", "D13 赵一"), "没有写原因。改法：写明缓交的原因或存放处"),
    (("--mark", "退回", "--paper", "D13 赵一", *REASON), "没有“退回”这种登记。"),
    (("--mark", "免交", "--paper", "D11 赵一", *REASON), "符合“D11 赵一”的材料有"),
    (("--mark", "免交", "--paper", "D13 赵一", "--day", "下周", *REASON), "登记日期应为日期，实为“下周”。"),
    (("--choose", "没有.docx"), "收到的文件中没有“没有.docx”。改法：照报告中的写法写文件"),
])  # fmt: skip
def test_what_is_not_understood_is_named_and_nothing_kept(
    project: Path, words: tuple[str, ...], said: str
) -> None:
    done = run("collect", FIRST, *words, project=project)
    assert done.returncode == 1
    assert said in done.stderr
    assert load_marks(project / "collected" / FIRST) == ()
