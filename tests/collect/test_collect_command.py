"""``huiqi hand-out`` and ``huiqi collect``, as the office types them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from huiqi.collect.kept.store import FOLDER
from tests.collect.filled_project import (
    CYCLE,
    EXPLANATION,
    OTHER_OUTLINE,
    OUTLINE,
    fill_in,
    make_project,
    pack,
    put,
)
from tests.support.command import run
from tests.support.kills import read_files

_WORDS = "对基层情况了解不深，调查研究不够深入具体。"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_project(tmp_path_factory.mktemp("project"))
    files = {
        "韩一.docx": fill_in(OUTLINE, {"problems_1": [_WORDS]}),
        "说明.docx": fill_in(EXPLANATION, {"matter_1_note": [_WORDS]}),
        "杨二.doc": b"x",
    }
    put(root / "交回", files)
    return root


def _run(root: Path, *words: str) -> list[str]:
    done = run(*words, project=root)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_the_way_from_handing_out_to_the_report(root: Path) -> None:
    count = len(pack())
    assert _run(root, "hand-out", CYCLE) == [
        f"{CYCLE}：已登记发出 {count} 份材料，共 {count} 份，存入 handed-out/{CYCLE}/。",
        f"收回后运行 huiqi collect {CYCLE} 文件夹。",
    ]
    assert _run(root, "hand-out", CYCLE) == [f"{CYCLE}：{count} 份材料都登记过，没有变化。"]
    before = read_files(root / "交回")
    first, *rest = _run(root, "collect", CYCLE, "交回")
    assert first.startswith(f"{CYCLE}：已收 1 份（这次新收 1 个文件），未交 ")
    assert rest == [
        "没有填完的 1 份，共 23 处。",
        "没有读的文件 2 个：",
        "  杨二.doc：应为 .docx 文件，实为 .doc 文件。改法：用 Word 或 WPS 打开，另存为 .docx 再交。",
        "  说明.docx：应为要收回的材料，实为个人有关事项说明。改法：由本人保管，只交会议，不收回；请从文件夹中移走。",
        f"报告：collected/{CYCLE}/index.html，用浏览器打开查看；只在这台电脑上，不要外传。",
    ]
    assert read_files(root / "交回") == before
    again = _run(root, "collect", CYCLE)
    assert again == [first.replace("（这次新收 1 个文件）", ""), *rest]
    assert not (root / "public").exists()


def test_everything_as_one_object(root: Path) -> None:
    put(root / "再交", {"杨二.docx": fill_in(OTHER_OUTLINE, {"problems_1": [_WORDS]})})
    data = json.loads("\n".join(_run(root, "collect", CYCLE, "再交", "--format", "json")))
    assert list(data)[:7] == ["cycle", "papers", "missing", "refused", "marks", "choices", "lapsed"]
    assert {"opinions", "talks", "rectification", "results", "outlines", "likeness"} <= set(data)
    paper = data["papers"][-1]
    assert (paper["file"], paper["document"], paper["paper"]) == ("杨二.docx", "outline", "outline")
    assert paper["people"] == ["general-manager"]
    assert paper["answers"] == {"problems_1": [_WORDS]}
    assert (paper["unsure"], paper["unplaced"], paper["state"]) == ([], [], "counted")
    assert "problems_2" in paper["open"]
    assert all({"document", "paper", "people"} <= set(one) for one in data["missing"])
    assert all(set(one) == {"file", "why"} for one in data["refused"])


def test_wiping_asks_first(root: Path) -> None:
    place = f"{FOLDER}/{CYCLE}/"
    done = run("collect", CYCLE, "--forget", project=root)
    assert (done.returncode, done.stderr) == (130, "已中断。\n")
    assert (root / place).exists()
    assert _run(root, "collect", CYCLE, "--forget", "--yes") == [
        f"已清除 {place}。交回来的原文件不受影响。"
    ]
    assert not (root / place).exists()
    assert _run(root, "collect", CYCLE, "--forget") == [f"{place} 中没有收回的材料。"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([CYCLE, "没有的文件夹"], "没有文件夹 没有的文件夹。改法：核对位置，或者先插上 U 盘。"),
        ([CYCLE, "--yes"], "--yes 与 --forget 同用。改法：去掉 --yes。"),
        ([CYCLE, "交回", "--forget"], f"--forget 不能与 文件夹 同用。改法：huiqi collect {CYCLE} --forget。"),
        ([CYCLE, "--write"], f"--write 与 --results 同用。改法：huiqi collect {CYCLE} --results --write。"),
        (["../x", "--set-aside"], "没有周期“../x”。改法：核对周期的名称。"),
        (["../x", "--forget"], "没有周期“../x”。改法：核对周期的名称。"),
    ],
)  # fmt: skip
def test_slips_are_told_with_the_remedy(root: Path, words: list[str], said: str) -> None:
    done = run("collect", *words, project=root)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{said}\n")


def test_help_and_options_load_neither_facts_nor_papers() -> None:
    heavy = ("pydantic", "lxml", "jinja2", "huiqi.collect.office.evaluation")
    check = f"import sys, huiqi.cli, huiqi.commands.collect; sys.exit(any(one in sys.modules for one in {heavy}))"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0
