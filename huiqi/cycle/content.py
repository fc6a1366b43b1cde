"""What the meeting is about: basis, purpose, campaign, areas, readings, feedback."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from huiqi.cycle.fields import BodyRef, Day, Fact, Id, Open, ReadingRef, Text
from huiqi.errors import ExpectationError

Rounds = Literal["chair", "members", "all"]
MaterialKind = Literal["原文", "学习提示", "参考"]
ReadingKind = Literal["理论", "党章", "全会", "法规", "决议", "历史", "要求", "讲话", "其他"]


class DocumentNumber(Fact):
    """A document number: 中组发〔2021〕1号."""

    code: Open[Text] = Field(default=None, title="发文机关代字", description="如 中组发")
    year: Open[int] = Field(default=None, title="发文年份", ge=1949, le=2099)
    serial: Open[int] = Field(default=None, title="发文顺序号", ge=1)
    internal: bool = Field(default=False, title="内部", description="true 时网站上不出现")


class Basis(Fact):
    """One thing the meeting rests on: a rule, or a notice of superior bodies."""

    title: Text | None = Field(
        default=None, title="名称", description="法规或通知的名称，文件名带书名号"
    )
    issuers: tuple[BodyRef, ...] = Field(default=(), title="发文机关")
    number: DocumentNumber | None = Field(default=None, title="文号")
    mode: Literal["根据", "按照"] = Field(default="根据", title="引用方式")
    sets_theme: bool = Field(default=False, title="规定主题", description="主题由这份通知规定")
    internal: bool = Field(default=False, title="内部", description="true 时网站上不出现")

    @model_validator(mode="after")
    def _has_a_name(self) -> Basis:
        if self.title is None and not self.issuers:
            raise ExpectationError(
                "有名称或发文机关的依据", "补写名称“title”或发文机关“issuers”", "两项都没有写"
            )
        return self


class Remark(Fact):
    """What readers should know since they last looked."""

    date: Day = Field(title="日期")
    text: Text = Field(title="内容", description="如 会议地点改为第二会议室")


class Campaign(Fact):
    """The campaign that the meeting belongs to."""

    name: Open[Text] = Field(default=None, title="教育活动名称", description="如 党史学习教育")
    leading_group: BodyRef | None = Field(default=None, title="领导小组")
    goals: tuple[Text, ...] = Field(default=(), title="目标要求")


class Term(Fact):
    """A word of this cycle that several texts use: a plenum, a period."""

    id: Id
    text: Text = Field(title="用语", description="其他文字中写 {代号} 引用")


class Purpose(Fact):
    """Why this cycle's meeting is held: the events and emphases that make it special."""

    study_focus: tuple[Text, ...] = Field(
        default=(), title="学习贯彻的内容", description="开头与工作要求都引用"
    )
    significance: tuple[Text, ...] = Field(
        default=(), title="重要意义", description="每条以“是”开头"
    )
    importance: tuple[Text, ...] = Field(
        default=(), title="提高认识的内容", description="每条以“是”开头"
    )
    first_since: tuple[Text, ...] = Field(
        default=(), title="特殊背景", description="本次会议是这些事项后的第一次"
    )
    aim: Text | None = Field(
        default=None, title="召开会议要达到的目的", description="会议主题写 {theme}，不重写"
    )
    theme_set_by: Text = Field(default="上级", title="规定会议主题的层级", description="如 中央")


class Feedback(Fact):
    """Feedback of an inspection whose rectification the meeting takes up."""

    source: Open[Text] = Field(default=None, title="反馈问题来源")
    opinions_topic: Text | None = Field(default=None, title="征求意见的侧重")
    talks_focus: Text | None = Field(default=None, title="谈心谈话的侧重")
    talks_subject: Text | None = Field(default=None, title="谈心谈话要谈的问题")
    attitude: Text | None = Field(default=None, title="整改态度")


class Area(Fact):
    """One self-examination area."""

    id: Id
    title: Open[Text] = Field(default=None, title="简称")
    text: Open[Text] = Field(default=None, title="全文")
    prompts: tuple[Text, ...] = Field(
        default=(), title="对照提示", description="帮助查找问题的提问，不写问题样例"
    )
    readings: tuple[ReadingRef, ...] = Field(default=(), title="相关学习篇目")


class Reading(Fact):
    """One item of the reading list."""

    id: Id
    title: Text = Field(title="篇目", description="法规带书名号；{party_anniversary} 为建党周年数")
    kind: ReadingKind = Field(title="类别")
    edition: Day | None = Field(
        default=None, title="版本日期", description="法规所用版本通过或施行的日期"
    )
    date: Day | None = Field(default=None, title="日期", description="讲话、会议的日期")
    mode: Text | None = Field(default=None, title="学习方式", description="不写即为集体学习和自学")
    phrase: Text | None = Field(default=None, title="方案中的写法", description="与篇目不同时填写")


class ReadingGroup(Fact):
    """Items of the reading list that the plan names in one breath."""

    lead: Text = Field(title="引导语", description="如 认真学习")
    tail: Text | None = Field(default=None, title="结尾语")
    items: tuple[Reading, ...] = Field(title="篇目", min_length=1)


class Material(Fact):
    """One study material: a file beside cycle.yml that becomes a page of the site."""

    id: Id
    file: Text = Field(title="文件名", description="materials/ 中的文件，如 note-charter.md")
    title: Text | None = Field(default=None, title="材料标题", description="不写即用学习篇目的名称")
    kind: MaterialKind = Field(default="原文", title="材料类别")
    reading: ReadingRef | None = Field(default=None, title="所属学习篇目")
    source: Text | None = Field(default=None, title="来源")
    date: Day | None = Field(default=None, title="材料日期")
    edition: Day | None = Field(default=None, title="材料版本日期")

    @model_validator(mode="after")
    def _has_a_title(self) -> Material:
        if self.title is None and self.reading is None:
            raise ExpectationError(
                "有标题或所属篇目的材料", "补写标题“title”或所属篇目“reading”", "两项都没有写"
            )
        return self


class AgendaItem(Fact):
    """One item of the agenda."""

    text: Text = Field(title="议程")
    presenter: Text | None = Field(default=None, title="报告人或发言人")
    rounds: Rounds | None = Field(
        default=None,
        title="逐人进行批评和自我批评的成员",
        description="chair 主要负责同志、members 其他成员、all 全体，主要负责同志在先",
    )


class AllowedTerm(Fact):
    """A term that the leftover check passes over, and why."""

    term: Text = Field(title="词语")
    reason: Text = Field(title="理由")
