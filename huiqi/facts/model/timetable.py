"""When things are due and who sees to them: the meeting, its steps and the follow-up."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from huiqi.facts.model.fields import BodyRef, Day, Fact, Open, Party, PersonRef, Text, Varies, When
from huiqi.facts.model.parties import Contact

TalkKind = Literal[
    "chair-member", "member-member", "member-head",
    "committee-committee", "committee-member", "among-members",
]  # fmt: skip


class Meeting(Fact):
    """The meeting itself. Date, time and place may be open by right."""

    deadline: Annotated[Open[Day], Varies()] = Field(
        default=None, title="最迟召开日期", examples=["2022-01-20"]
    )
    date: Annotated[Day | None, Varies()] = Field(
        default=None,
        title="召开日期",
        description="未定时不写，写作“具体时间另行通知”",
        examples=["2022-01-13"],
    )
    time: Annotated[Text | None, Varies(distinctive=False)] = Field(
        default=None, title="召开时间", examples=["下午2时30分"]
    )
    place: Annotated[Text | None, Varies(distinctive=False)] = Field(
        default=None, title="地点", examples=["市委常委会议室"]
    )
    attendees: tuple[Text, ...] = Field(default=(), title="参加人员", examples=["{team}成员"])
    observers: tuple[Text, ...] = Field(
        default=(), title="列席人员", examples=["{guidance_group}成员"]
    )
    contact: Contact | None = Field(default=None, title="联系方式")
    recorder: PersonRef | None = Field(default=None, title="记录人")
    quorum: Text = Field(
        default="2/3",
        title="应到人数下限",
        pattern=r"^([1-9]\d?/[1-9]\d?|[1-9]\d?%|100%)$",
        description="如 2/3 或 90%",
    )


class Step(Fact):
    """One of the preparation steps."""

    deadline: Open[When] = Field(default=None, title="期限", examples=["会前15日"])
    owner: Open[Party] = Field(default=None, title="责任单位")


class PlanStep(Step):
    """Step one: the plan is made, submitted and approved."""

    guides: tuple[BodyRef, ...] = Field(default=(), title="指导机构")
    submit_deadline: Open[When] = Field(default=None, title="方案报送期限", examples=["会前10日"])
    recipients: tuple[BodyRef, ...] = Field(default=(), title="方案报送单位")
    approver: Open[BodyRef] = Field(default=None, title="方案审核单位")
    submitted_on: Annotated[Day | None, Varies()] = Field(
        default=None, title="方案报送日期", examples=["2021-12-20"]
    )
    approved_on: Annotated[Day | None, Varies()] = Field(
        default=None, title="方案审核同意日期", examples=["2021-12-22"]
    )


class StudyStep(Step):
    """Step two: study."""

    modes: tuple[Text, ...] = Field(
        default=(), title="学习形式", examples=["党委理论学习中心组集体学习"]
    )
    methods: tuple[Text, ...] = Field(default=(), title="学习要求", examples=["逐字逐句研读"])


class OpinionSource(Fact):
    """Where opinions come from and who gathers them."""

    name: Text = Field(title="征求意见对象", examples=["各县市区、直属单位"])
    collector: Party = Field(title="汇总单位")


class OpinionsStep(Step):
    """Step three: opinions are asked for and reported."""

    methods: tuple[Text, ...] = Field(default=(), title="征求意见方式", examples=["召开座谈会"])
    sources: tuple[OpinionSource, ...] = Field(default=(), title="征求意见对象")
    report_deadline: Open[When] = Field(
        default=None, title="意见汇总报告送审期限", examples=["会前12日"]
    )
    report_reviewer: Open[Party] = Field(default=None, title="意见汇总报告审定人")


class TalkAssignment(Fact):
    """With whom one of the branch's committee talks."""

    talker: PersonRef = Field(title="谈话的支部委员", description="支部委员中一人的姓名或代号")
    members: tuple[PersonRef, ...] = Field(
        title="谈话对象", description="支部委员以外的党员的姓名或代号"
    )


class TalksStep(Step):
    """Step four: talks."""

    kinds: tuple[TalkKind, ...] = Field(
        default=("chair-member", "member-member", "member-head"),
        title="必谈关系",
        description="主要负责同志与成员、成员相互、成员与分管部门主要负责同志；"
        "党支部：支部委员相互、支部委员与党员（每名党员由一名委员谈话）、党员之间（不逐对列出）",
    )
    assigned: tuple[TalkAssignment, ...] = Field(
        default=(), title="谈话分工", description="committee-member 中哪名支部委员同哪些党员谈话"
    )


class MaterialsStep(Step):
    """Step five: the group's material and each member's outline."""

    chair_reviewer: Party | None = Field(
        default=None,
        title="主要负责同志本人提纲的审阅人",
        description="不写即以上级要求为准；不能是本人",
    )


class CriticismStep(Fact):
    """Step six, at the meeting: without a deadline of its own it is due on the meeting day."""

    deadline: When | None = Field(
        default=None, title="期限", description="不写即为会议当天", examples=["会议当天"]
    )
    owner: Open[Party] = Field(default=None, title="责任单位")


class AppraisalStep(CriticismStep):
    """The yearly appraisal of a branch's members, held together with its meeting.

    Source: 《中国共产党党员教育管理工作条例》 (2019), art. 18: members appraise themselves and each
    other and vote; then the committee or the members' assembly gives its opinion on each.
    """

    decided_by: Open[Party] = Field(default=None, title="评定意见由谁作出", examples=["preparers"])
    decision_deadline: When | None = Field(
        default=None, title="评定意见期限", description="不写即在会上作出", examples=["会后7日"]
    )


class Preparation(Fact):
    """The six steps, in their order, and the appraisal where it is held with the meeting."""

    plan: PlanStep = Field(default=PlanStep(), title="制定方案")
    study: StudyStep = Field(default=StudyStep(), title="学习研讨")
    opinions: OpinionsStep = Field(default=OpinionsStep(), title="征求意见")
    talks: TalksStep = Field(default=TalksStep(), title="谈心谈话")
    materials: MaterialsStep = Field(default=MaterialsStep(), title="撰写材料")
    criticism: CriticismStep = Field(default=CriticismStep(), title="批评和自我批评")
    appraisal: AppraisalStep | None = Field(
        default=None, title="民主评议党员", description="与组织生活会一并进行时写"
    )


class Rectification(Fact):
    """The rectification plan and lists."""

    deadline: When | None = Field(default=None, title="整改方案期限", examples=["会后20日"])
    owner: Open[Party] = Field(default=None, title="整改方案责任单位")


class ResultNotice(Fact):
    """The circular on the meeting."""

    deadline: Open[When] = Field(default=None, title="通报期限", examples=["会后15天"])
    scope: Open[Text] = Field(
        default=None, title="通报范围", examples=["市委管理的领导班子和领导干部"]
    )
    owner: Open[Party] = Field(default=None, title="通报责任单位")


class MeetingReport(Fact):
    """The report on the meeting to the superior."""

    deadline: Open[When] = Field(default=None, title="报告期限", examples=["会后15天"])
    drafter: Open[Party] = Field(default=None, title="报告起草单位")
    approver: Open[Party] = Field(default=None, title="报告审定人")
    sender: Open[Party] = Field(default=None, title="报告报送单位")
    recipient: Open[BodyRef] = Field(default=None, title="报告接收单位")


class FollowUp(Fact):
    """What comes after the meeting."""

    rectification: Rectification = Field(default=Rectification(), title="整改")
    notice: ResultNotice = Field(default=ResultNotice(), title="通报")
    report: MeetingReport = Field(default=MeetingReport(), title="报告")
