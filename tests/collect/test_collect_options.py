"""Every two options of ``huiqi collect``: they work together, or are refused with a message; none is passed over."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from huiqi.cli import cli
from huiqi.commands.collect import command, refuse_combination
from huiqi.commands.collect_marks import MarkFlags, refuse_half_marks
from huiqi.errors import HuiqiError
from tests.support.command import run

MARK = ("--mark", "缓交", "--paper", "D13 赵一", "--reason", "出差")
# Each option as somebody types it, with what belongs to it.
TYPED = {
    "folders": ("交回",), "--format": ("--format", "json"), "--forget": ("--forget",), "--yes": ("--forget", "--yes"),
    "--set-aside": ("--set-aside",), "--mend": ("--mend",), "--archive": ("--archive",), "--mark": MARK,
    "--paper": (*MARK, "--paper", "D13 钱二"), "--day": (*MARK, "--day", "2026-01-08"), "--reason": MARK,
    "--choose": ("--choose", "一.docx"), "--unchoose": ("--unchoose", "二.docx"), "--opinions": ("--opinions",),
    "--summaries": ("--summaries",), "--rectification": ("--rectification",), "--results": ("--results",),
    "--write": ("--results", "--write"),
}  # fmt: skip
ALONE = {"--forget", "--yes", "--set-aside"}
NEEDED = {
    "--yes": "--yes 与 --forget 同用。", "--write": "--write 与 --results 同用。", "--mark": "登记要写明登记什么、哪一份。",
    "--paper": "登记要写明登记什么、哪一份。", "--day": "登记要写明登记什么、哪一份。", "--reason": "登记要写明登记什么、哪一份。",
}  # fmt: skip


def check(*words: str) -> str:
    """Return why words are refused; nothing where they are taken."""
    context = command.make_context("collect", ["2024", *words], parent=None)
    given = context.params
    try:
        refuse_combination(context, "2024")
        refuse_half_marks(MarkFlags(*(given[name] for name in ("mark", "paper", "day", "reason"))))
    except HuiqiError as error:
        return str(error)
    return ""


def test_every_option_is_in_the_table() -> None:
    options = {one.opts[0] for one in command.params} - {"cycle"}
    assert options == set(TYPED)
    assert cli.get_command(None, "collect") is command  # type: ignore[arg-type]


@pytest.mark.parametrize(("one", "other"), list(combinations(TYPED, 2)))
def test_two_options_work_or_are_refused(one: str, other: str) -> None:
    said = check(*TYPED[one], *TYPED[other])
    if {one, other} == {"--forget", "--yes"} or not ALONE & {one, other}:
        assert said == ""
        return
    name = (
        "--set-aside"
        if "--set-aside" in (one, other) and "--forget" not in (*TYPED[one], *TYPED[other])
        else "--forget"
    )
    assert said.startswith(f"{name} 不能与 ")
    assert said.endswith(f" 同用。改法：huiqi collect 2024 {name}。")


@pytest.mark.parametrize("name", TYPED)
def test_an_option_alone_works_or_says_what_it_lacks(name: str) -> None:
    typed = TYPED[name]
    alone = typed[typed.index(name) :][:2] if name in NEEDED else typed
    assert check(*alone).startswith(NEEDED.get(name, ""))
    assert (check(*alone) == "") == (name not in NEEDED)


def test_what_is_refused_was_not_begun(tmp_path: Path) -> None:
    (tmp_path / "cycles").mkdir()
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / "collected" / "x").mkdir(parents=True)
    done = run("collect", "x", "--forget", "--yes", "--mark", "免交", "--mend", project=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "--forget 不能与 --mark、--mend 同用。改法：huiqi collect x --forget。\n"
    assert (tmp_path / "collected" / "x").is_dir()
