"""The documents of a cycle and the counts that its reports state."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from huiqi.facts.model.content import DocumentNumber
from huiqi.facts.model.fields import Day, Fact, Id, Party, PersonRef, Text, Varies, When
from huiqi.facts.model.parties import Stage

Count = Annotated[int | None, Field(ge=0, examples=[12]), Varies()]


class Letterhead(Fact):
    """Masthead and copy block of an issued document; open by right until it is issued."""

    name: Text | None = Field(default=None, title="发文机关标志", examples=["中共云岭市委文件"])
    number: DocumentNumber | None = Field(default=None, title="发文字号")
    signer: PersonRef | None = Field(default=None, title="签发人")
    date: Annotated[Day | None, Varies()] = Field(
        default=None, title="成文日期", examples=["2021-12-22"]
    )
    cc: tuple[Party, ...] = Field(default=(), title="抄送机关")
    printed_by: Party | None = Field(default=None, title="印发机关")
    printed_on: Annotated[Day | None, Varies()] = Field(
        default=None, title="印发日期", examples=["2021-12-23"]
    )


class Assignment(Fact):
    """Who drafts, reviews and receives a document, and when it is due."""

    drafter: Party | None = Field(default=None, title="起草")
    reviewer: Party | None = Field(default=None, title="审核")
    receivers: tuple[Party, ...] = Field(default=(), title="接收")
    deadline: When | None = Field(
        default=None, title="期限", description="不写即为所属环节的期限", examples=["会前5个工作日"]
    )
    letterhead: Letterhead | None = Field(default=None, title="版头")


class PaperHead(Fact):
    """The letterhead of a further paper of a document: a cover, the notice that issues it."""

    id: Id = Field(
        title="文件代号", description="templates/ 中模板的文件名", examples=["plan-cover"]
    )
    letterhead: Letterhead = Field(title="版头")


class CycleDocument(Assignment):
    """A document of the standard list that this cycle has."""

    id: Id = Field(title="材料代号", description="templates/ 中模板的文件名", examples=["plan"])
    papers: tuple[PaperHead, ...] = Field(default=(), title="同一材料的其他文件")


class ExtraDocument(Assignment):
    """A further document that only this cycle has."""

    id: Id = Field(examples=["case-analysis"])
    title: Text = Field(title="材料名称", examples=["典型案例剖析材料"])
    stage: Stage = Field(default="follow-up", title="环节", description="不写即为会后")
    purpose: Text = Field(title="用途", examples=["会上剖析典型案例，对照查找问题"])


class OpinionResult(Fact):
    """How many opinions one source gave."""

    source: Text = Field(title="来源", examples=["各县市区、直属单位"])
    forms: Count = Field(default=None, title="意见表份数")
    for_team: Count = Field(default=None, title="对班子的意见条数")
    for_members: Count = Field(default=None, title="对成员的意见条数")


class Results(Fact):
    """What was done, counted once for all reports."""

    study_sessions: Count = Field(default=None, title="集体学习次数")
    study_hours: Count = Field(default=None, title="自学学时")
    discussions: Count = Field(default=None, title="座谈会场数")
    interviews: Count = Field(default=None, title="个别访谈人次")
    opinions: tuple[OpinionResult, ...] = Field(default=(), title="意见")
    talks: Count = Field(default=None, title="谈心谈话人次")
    drafts_revised: Count = Field(default=None, title="材料修改稿数")
    problems_found: Count = Field(default=None, title="查摆问题条数")
    criticisms: Count = Field(default=None, title="相互批评意见条数")
