"""What the meeting is about: basis, purpose, campaign, areas, readings, feedback."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from huiqi.errors import ExpectationError
from huiqi.facts.model.fields import (
    BodyRef,
    CheckSetting,
    Day,
    Fact,
    Id,
    Innocuous,
    Open,
    ReadingRef,
    Text,
    Varies,
)

Rounds = Literal["chair", "members", "all"]
MaterialKind = Literal["原文", "学习提示", "参考"]
ReadingKind = Literal["理论", "党章", "全会", "法规", "决议", "历史", "要求", "讲话", "其他"]


class DocumentNumber(Fact):
    """A document number: 中组发〔2021〕1号."""

    code: Annotated[Open[Text], Innocuous()] = Field(
        default=None, title="发文机关代字", examples=["中组发"]
    )
    year: Annotated[Open[int], Varies()] = Field(
        default=None, title="发文年份", examples=[2021], ge=1949, le=2099
    )
    serial: Annotated[Open[int], Varies()] = Field(
        default=None, title="发文顺序号", examples=[12], ge=1
    )
    internal: bool = Field(default=False, title="内部", description="true 时网站上不出现")


class Basis(Fact):
    """One thing the meeting rests on: a rule, or a notice of superior bodies."""

    title: Text | None = Field(
        default=None,
        title="名称",
        description="法规或通知的名称，文件名带书名号",
        examples=["《县以上党和国家机关党员领导干部民主生活会若干规定》"],
    )
    issuers: tuple[BodyRef, ...] = Field(default=(), title="发文机关")
    number: DocumentNumber | None = Field(default=None, title="文号")
    mode: Annotated[Literal["根据", "按照"], Innocuous()] = Field(default="根据", title="引用方式")
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

    date: Day = Field(title="日期", examples=["2022-01-05"])
    text: Text = Field(title="内容", examples=["会议地点改为第二会议室"])


class Campaign(Fact):
    """The campaign that the meeting belongs to."""

    name: Open[Text] = Field(default=None, title="教育活动名称", examples=["党史学习教育"])
    leading_group: BodyRef | None = Field(default=None, title="领导小组")
    goals: Annotated[tuple[Text, ...], Varies()] = Field(
        default=(), title="目标要求", examples=["学史明理、学史增信、学史崇德、学史力行"]
    )


class Term(Fact):
    """A word of this cycle that several texts use: a plenum, a period."""

    id: Id = Field(examples=["plenum"])
    text: Annotated[Open[Text], Varies()] = Field(
        default=None,
        title="用语",
        description="其他文字中写 {代号} 或 {用语} 引用",
        examples=["党的十九届六中全会"],
    )


class Purpose(Fact):
    """Why this cycle's meeting is held: the events and emphases that make it special."""

    study_focus: tuple[Text, ...] = Field(
        default=(),
        title="学习贯彻的内容",
        description="开头与工作要求都引用",
        examples=["习近平新时代中国特色社会主义思想"],
    )
    significance: Annotated[tuple[Text, ...], Varies(opens=False)] = Field(
        default=(),
        title="重要意义",
        description="每条以“是”开头",
        examples=["是巩固深化党纪学习教育成果的重要举措"],
    )
    importance: Annotated[tuple[Text, ...], Varies(opens=False)] = Field(
        default=(),
        title="提高认识的内容",
        description="每条以“是”开头",
        examples=["是增强党性、严守纪律、砥砺作风的重要契机"],
    )
    first_since: Annotated[tuple[Text, ...], Varies()] = Field(
        default=(),
        title="特殊背景",
        description="本次会议是这些事项后的第一次",
        examples=["市第六次党代会"],
    )
    aim: Annotated[Text | None, Varies(opens=False)] = Field(
        default=None,
        title="召开会议要达到的目的",
        description="会议主题写 {theme}，不重写",
        examples=["把纪律要求转化为履职尽责的实际行动，{theme}"],
    )
    theme_set_by: Text = Field(default="上级", title="规定会议主题的层级", examples=["中央"])


class Feedback(Fact):
    """Feedback of an inspection whose rectification the meeting takes up."""

    source: Annotated[Open[Text], Varies(distinctive=False)] = Field(
        default=None, title="反馈问题来源", examples=["省委第二巡视组"]
    )
    opinions_topic: Text | None = Field(default=None, title="征求意见的侧重", examples=["抓好整改"])
    talks_focus: Text | None = Field(
        default=None, title="谈心谈话的侧重", examples=["反馈问题和整改工作"]
    )
    talks_subject: Text | None = Field(
        default=None, title="谈心谈话要谈的问题", examples=["反馈的突出问题"]
    )
    attitude: Text | None = Field(
        default=None, title="整改态度", examples=["真认账、真反思、真整改、真负责"]
    )


class Area(Fact):
    """One self-examination area."""

    id: Id = Field(examples=["area-1"])
    title: Annotated[Open[Text], Varies(distinctive=False)] = Field(
        default=None, title="简称", examples=["严守政治纪律和政治规矩"]
    )
    text: Annotated[Open[Text], Varies()] = Field(
        default=None, title="全文", examples=["带头严守政治纪律和政治规矩，维护党的团结统一。"]
    )
    prompts: Annotated[tuple[Text, ...], Varies()] = Field(
        default=(),
        title="对照提示",
        description="帮助查找问题的提问，不写问题样例",
        examples=["重大事项请示报告是否做到事前请示、事后报告"],
    )
    readings: tuple[ReadingRef, ...] = Field(default=(), title="相关学习篇目")


class Reading(Fact):
    """One item of the reading list."""

    id: Id = Field(examples=["charter"])
    title: Text = Field(
        title="篇目",
        description="法规带书名号；{party_anniversary} 为建党周年数",
        examples=["《中国共产党纪律处分条例》"],
    )
    kind: ReadingKind = Field(title="类别")
    edition: Day | None = Field(
        default=None,
        title="版本日期",
        description="法规所用版本通过或施行的日期",
        examples=["2024-01-01"],
    )
    date: Day | None = Field(
        default=None, title="日期", description="讲话、会议的日期", examples=["2021-07-01"]
    )
    mode: Text | None = Field(
        default=None, title="学习方式", description="不写即为集体学习和自学", examples=["集体学习"]
    )
    phrase: Text | None = Field(
        default=None,
        title="方案中的写法",
        description="与篇目不同时填写",
        examples=["庆祝中国共产党成立{party_anniversary}周年大会"],
    )


class ReadingGroup(Fact):
    """Items of the reading list that the plan names in one breath."""

    lead: Text = Field(title="引导语", examples=["认真学习"])
    tail: Text | None = Field(default=None, title="结尾语", examples=["等重要讲话精神"])
    items: tuple[Reading, ...] = Field(title="篇目", min_length=1)


class Material(Fact):
    """One study material: a file beside cycle.yml that becomes a page of the site."""

    id: Id = Field(examples=["note-charter"])
    file: Text = Field(
        title="文件名", description="materials/ 中的文件", examples=["note-charter.md"]
    )
    title: Text | None = Field(
        default=None,
        title="材料标题",
        description="不写即用学习篇目的名称",
        examples=["党章学习提示"],
    )
    kind: MaterialKind = Field(default="原文", title="材料类别")
    reading: ReadingRef | None = Field(default=None, title="所属学习篇目")
    source: Text | None = Field(default=None, title="来源", examples=["中共云岭市委党校"])
    date: Day | None = Field(default=None, title="材料日期", examples=["2021-12-01"])
    edition: Day | None = Field(default=None, title="材料版本日期", examples=["2022-10-22"])

    @model_validator(mode="after")
    def _has_a_title(self) -> Material:
        if self.title is None and self.reading is None:
            raise ExpectationError(
                "有标题或所属篇目的材料", "补写标题“title”或所属篇目“reading”", "两项都没有写"
            )
        return self


class AgendaItem(Fact):
    """One item of the agenda."""

    text: Text = Field(title="议程", examples=["{chair}代表{team}作对照检查"])
    presenter: Text | None = Field(default=None, title="报告人或发言人", examples=["{chair}"])
    rounds: Rounds | None = Field(
        default=None,
        title="逐人进行批评和自我批评的成员",
        description="chair 主要负责同志、members 其他成员、all 全体，主要负责同志在先",
    )


class AllowedTerm(Fact):
    """A term that the leftover check passes over, and why."""

    term: Annotated[Text, CheckSetting()] = Field(title="词语", examples=["党史学习教育"])
    reason: Annotated[Text, CheckSetting()] = Field(title="理由", examples=["上年度会议的名称"])
