"""Builds in the background: one at a time, through their stages to an end that is told."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from huiqi.build.stages import CHECKING, PAGES
from huiqi.desk.activity import Work
from huiqi.desk.making import jobs as module
from huiqi.desk.making.jobs import Job, Jobs
from huiqi.desk.making.tasks import CycleTask, Made
from huiqi.errors import Finding, FindingsError, HuiqiError

CYCLE = "2021-one"
FINDING = Finding("slot", "会议主题", "待定", "填写", ("theme",))
Play = Callable[[Callable[[str], None]], Made]


def make_jobs(work: Work, *plays: Play) -> Jobs:
    """Return jobs whose pieces of work go as each play says, one after the other."""
    waiting = list(plays)

    def do(_work: Callable[..., Any], item: CycleTask, hear: Callable[[str], None]) -> Any:
        assert item == CycleTask(Path(), CYCLE, item.kind)
        return waiting.pop(0)(hear)

    return Jobs(Path(), work, do)  # type: ignore[arg-type]


def await_end(jobs: Jobs) -> Job:
    """Return the job once it is over."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        job = jobs.find(CYCLE)
        if job and job.is_over:
            return job
        time.sleep(0.01)
    raise AssertionError(jobs.find(CYCLE))


def refuse(error: Exception) -> Play:
    """Return a play in which something is raised."""

    def play(_hear: Callable[[str], None]) -> Made:
        raise error

    return play


@pytest.mark.parametrize(("play", "state", "said", "findings"), [
    (lambda _: Made((FINDING,)), "done", "", (FINDING,)),
    (lambda _: Made(error=FindingsError([FINDING])), "refused", "", (FINDING,)),
    (lambda _: Made(error=HuiqiError("磁盘满。")), "failed", "磁盘满。", ()),
    (refuse(HuiqiError("意外结束。")), "failed", "意外结束。", ()),
    (refuse(RuntimeError("赵一")), "failed",
     "程序出错，没有做成；已经保存的内容没有变。请再试一次；还是这样的，关闭工作台再打开。", ()),
])  # fmt: skip
def test_every_end_is_told(
    play: Play, state: str, said: str, findings: tuple[Finding, ...],
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    work = Work()
    jobs = make_jobs(work, play)
    jobs.start(CYCLE, "final")
    job = await_end(jobs)
    assert (job.state, job.said, job.findings) == (state, said, findings)
    assert "赵一" not in capsys.readouterr().err, "no fact goes to the terminal"
    for _ in range(100):
        if not work.list():
            break
        time.sleep(0.01)
    assert work.list() == ()


def test_one_at_a_time_through_its_stages() -> None:
    work, steps, go = Work(), [CHECKING, PAGES], [False]
    seen: list[tuple[int, str]] = []

    def play(hear: Callable[[str], None]) -> Made:
        for step in steps:
            hear(step)
            job = jobs.find(CYCLE)
            assert job
            seen.append((job.stage, job.state))
        while not go[0]:
            time.sleep(0.01)
        return Made()

    jobs = make_jobs(work, play)
    assert jobs.find(CYCLE) is None
    jobs.start(CYCLE, "draft")
    with pytest.raises(HuiqiError, match=r"^正在生成草稿。改法：等它结束以后再生成。$"):
        jobs.start("2022-other", "final")
    assert work.list() == ("正在生成草稿",)
    go[0] = True
    assert await_end(jobs).state == "done"
    assert seen == [(1, "running"), (2, "running")]


def test_another_program_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_AGAIN", 0.02)
    busy = Made(error=HuiqiError("另一个程序正在生成。"), busy=True)
    jobs = make_jobs(Work(), lambda _: busy, lambda _: busy, lambda _: Made())
    jobs.start(CYCLE, "final")
    assert await_end(jobs).state == "done"


def test_waiting_can_be_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_AGAIN", 0.02)
    busy = Made(error=HuiqiError("另一个程序正在生成。"), busy=True)
    jobs = make_jobs(Work(), *[lambda _: busy] * 500)
    jobs.start(CYCLE, "pack")
    while (job := jobs.find(CYCLE)) and job.state != "waiting":
        time.sleep(0.01)
    jobs.stop_waiting(CYCLE)
    job = await_end(jobs)
    assert (job.state, job.said) == ("failed", "没有生成：已停止等待。")
    time.sleep(0.1)
    assert jobs.find(CYCLE) == job, "nothing more comes of it"
