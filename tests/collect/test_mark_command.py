"""Marks that are typed: ``huiqi collect --mark``, in the words of the office."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from huiqi.collect.kept.choosing import load_choices, set_choice
from huiqi.collect.kept.marks import load_marks, set_mark
from huiqi.collect.model import Choice, CopyKey, OfficeMark
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
    (("--mark", "撤销", "--paper", "D13 赵一", *REASON), "撤销登记不写日期和原因。改法：去掉 --day、--reason。"),
    (("--mark", "撤销", "--paper", "D13 赵一"), "个人发言提纲 赵一没有登记过。改法：核对材料和姓名，登记过的在报告中列出。"),
    (("--reason", ""), "登记要写明登记什么、哪一份。"), (("--mark", ""), "登记要写明登记什么、哪一份。"),
    (("--unchoose", "没有.docx"), "没有选用过“没有.docx”。改法：照报告中的写法写文件；文件已经不在的，写材料的名称和姓名。"),
    (("--choose", "一.docx", "--unchoose", "一.docx"), "“一.docx”又选用又撤销。改法：--choose、--unchoose 只写一个。"),
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


def test_what_is_no_longer_due_is_listed_and_taken_back(project: Path) -> None:
    folder = project / "collected" / FIRST
    gone = CopyKey("talk-record", "talk-record", ("secretary", "somebody-gone"))
    outline = CopyKey("outline", "outline", ("mayor",))
    set_mark(folder, OfficeMark(gone, "paper", dt.date(2022, 1, 8), "手写件"))
    set_choice(folder, Choice(outline, "0" * 64, ("0" * 64, "1" * 64)))
    done = run("collect", FIRST, "--format", "json", project=project)
    data = json.loads(done.stdout)
    assert [(one["kind"], one["title"], one["whose"], one["said"], one["why"]) for one in data["lapsed"]] == [
        ("mark", "谈心谈话记录表", "赵一（市委书记）—somebody-gone", "已收纸质件，2022年1月8日，手写件", "现在不在应交的材料中"),
        ("choice", "个人发言提纲", "钱二（市委副书记、市长）", "选用的文件", "选用的文件已经不在收到的材料中"),
    ]  # fmt: skip
    assert [one["file"] for one in data["choices"]] == [None]
    assert "不再起作用的登记和选用（2）" in (folder / "index.html").read_text("utf-8")

    words = (
        "--mark",
        "撤销",
        "--paper",
        "谈心谈话记录表 赵一 somebody-gone",
        "--unchoose",
        "个人发言提纲 钱二",
    )
    done = run("collect", FIRST, *words, project=project)
    assert done.stdout.splitlines()[:2] == [
        "谈心谈话记录表 赵一 somebody-gone：已撤销登记。", "个人发言提纲 钱二：已撤销选用。",
    ]  # fmt: skip
    assert (load_marks(folder), load_choices(folder)) == ((), ())
    assert "不再起作用" not in (folder / "index.html").read_text("utf-8")
