"""The documents of a cycle and the counts that its reports state."""

from __future__ import annotations

from pydantic import Field

from huiqi.cycle.content import DocumentNumber
from huiqi.cycle.fields import Day, Fact, Id, Party, PersonRef, Text, When
from huiqi.cycle.parties import Stage


class Letterhead(Fact):
    """Masthead and copy block of an issued document; open by right until it is issued."""

    name: Text | None = Field(default=None, title="发文机关标志")
    number: DocumentNumber | None = Field(default=None, title="发文字号")
    signer: PersonRef | None = Field(default=None, title="签发人")
    date: Day | None = Field(default=None, title="成文日期")
    cc: tuple[Party, ...] = Field(default=(), title="抄送机关")
    printed_by: Party | None = Field(default=None, title="印发机关")
    printed_on: Day | None = Field(default=None, title="印发日期")


class Assignment(Fact):
    """Who drafts, reviews and receives a document, and when it is due."""

    drafter: Party | None = Field(default=None, title="起草")
    reviewer: Party | None = Field(default=None, title="审核")
    receivers: tuple[Party, ...] = Field(default=(), title="接收")
    deadline: When | None = Field(default=None, title="期限", description="不写即为所属环节的期限")
    letterhead: Letterhead | None = Field(default=None, title="版头")


class PaperHead(Fact):
    """The letterhead of a further paper of a document: a cover, the notice that issues it."""

    id: Id = Field(title="文件代号", description="templates/ 中模板的文件名")
    letterhead: Letterhead = Field(title="版头")


class CycleDocument(Assignment):
    """A document of the standard list that this cycle has."""

    id: Id = Field(title="材料代号", description="templates/ 中模板的文件名")
    papers: tuple[PaperHead, ...] = Field(default=(), title="同一材料的其他文件")


class ExtraDocument(Assignment):
    """A further document that only this cycle has."""

    id: Id
    title: Text = Field(title="材料名称")
    stage: Stage = Field(default="follow-up", title="环节", description="不写即为会后")
    purpose: Text = Field(title="用途")


class OpinionResult(Fact):
    """How many opinions one source gave."""

    source: Text = Field(title="来源")
    forms: int | None = Field(default=None, title="意见表份数", ge=0)
    for_team: int | None = Field(default=None, title="对班子的意见条数", ge=0)
    for_members: int | None = Field(default=None, title="对成员的意见条数", ge=0)


class Results(Fact):
    """What was done, counted once for all reports."""

    study_sessions: int | None = Field(default=None, title="集体学习次数", ge=0)
    study_hours: int | None = Field(default=None, title="自学学时", ge=0)
    discussions: int | None = Field(default=None, title="座谈会场数", ge=0)
    interviews: int | None = Field(default=None, title="个别访谈人次", ge=0)
    opinions: tuple[OpinionResult, ...] = Field(default=(), title="意见")
    talks: int | None = Field(default=None, title="谈心谈话人次", ge=0)
    drafts_revised: int | None = Field(default=None, title="材料修改稿数", ge=0)
    problems_found: int | None = Field(default=None, title="查摆问题条数", ge=0)
    criticisms: int | None = Field(default=None, title="相互批评意见条数", ge=0)
