"""What is made of a cycle, what is being made, and what stops a final site."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from huiqi.desk.context import DeskContext
from huiqi.desk.facts_page import Remark, open_page
from huiqi.desk.form.layout import OPEN
from huiqi.desk.form.said import put_plainly
from huiqi.desk.making.jobs import Job
from huiqi.facts.folders import FACTS_FILE
from huiqi.site.site_record import read_site_record

_STATES = {"draft": "草稿", "final": "定稿", "archived": "定稿（已归档）"}


@dataclass(frozen=True)
class Present:
    """Something that was made before: when, and whether the facts have changed since."""

    what: str
    when: str
    old: bool


class MakePage:
    """The page 生成 of one cycle."""

    def __init__(self, context: DeskContext, cycle: str) -> None:
        self._context, self.cycle = context, cycle
        self.facts = open_page(context, cycle, OPEN)
        self.job = context.making.jobs.find(cycle)

    @property
    def address(self) -> str:
        """The page's own address."""
        return f"/cycles/{self.cycle}/make"

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being made of this cycle."""
        return self.job is None or self.job.is_over

    @property
    def said(self) -> str:
        """How far it is, in a sentence."""
        return _say(self.job) if self.job else ""

    @cached_property
    def results(self) -> list[Remark]:
        """What the last build found, each with its field."""
        if not self.job:
            return []
        return self.facts.explain(self.job.findings)

    @cached_property
    def obstacles(self) -> list[Remark]:
        """What stops a final site as the facts are now."""
        return [remark for remark, weight in self.facts.weighed if weight != "hint"]

    @property
    def site(self) -> Present | None:
        """The site that is there."""
        place = self._context.root / "public" / self.cycle
        record = read_site_record(place)
        return self._describe(place / "index.html", _STATES[record.state]) if record else None

    @property
    def pack(self) -> Present | None:
        """The pack that is there."""
        return self._describe(self._context.root / "pack" / f"{self.cycle}.zip", "")

    def _describe(self, made: Path, what: str) -> Present | None:
        try:
            when = made.stat().st_mtime
            changed = (self._context.root / "cycles" / self.cycle / FACTS_FILE).stat().st_mtime
        except OSError:
            return None
        return Present(what, _format(dt.datetime.fromtimestamp(when)), changed > when)


def _format(moment: dt.datetime) -> str:
    return f"{moment.month}月{moment.day}日 {moment:%H:%M}"


def _say(job: Job) -> str:
    """Say how a build stands."""
    if job.state == "waiting":
        return "另一个程序正在生成，等它结束后接着生成。"
    if job.state == "running":
        if not job.stage:
            return f"正在生成{job.title}：即将开始。"
        stage = job.stages[job.stage - 1]
        return f"正在生成{job.title}：第 {job.stage} 步，共 {len(job.stages)} 步，{stage}。"
    if job.state == "failed":
        return put_plainly(job.said)
    if job.state == "refused":
        return f"{job.title}没有生成，原来的保持不变。"
    if job.kept:
        return f"{job.title}没有变化，不用重新生成。"
    return f"{job.title}已生成。"
