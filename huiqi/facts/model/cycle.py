"""The whole of one cycle's facts."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from huiqi.facts.calendar import Deadline
from huiqi.facts.model.content import (
    AgendaItem,
    AllowedTerm,
    Area,
    Basis,
    Campaign,
    Feedback,
    Material,
    Purpose,
    Reading,
    ReadingGroup,
    Remark,
    Term,
)
from huiqi.facts.model.fields import CycleId, Day, Fact, Internal, Open, Text, Varies, WebAddress
from huiqi.facts.model.paperwork import CycleDocument, ExtraDocument, Results
from huiqi.facts.model.parties import (
    Body,
    Department,
    GuidanceGroup,
    Member,
    Office,
    Person,
    PrepGroup,
    Roles,
    Team,
)
from huiqi.facts.model.timetable import FollowUp, Meeting, Preparation

Kind = Literal["年度", "专题", "年度暨专题", "组织生活会", "专题组织生活会"]

# May well stay, and may well be another: a new cycle takes it over, to be looked through.
_LOOK = Varies(opens=False, distinctive=False)


def is_branch(kind: str) -> bool:
    """Whether a branch holds a meeting of this kind, with all its members, and not a leadership group."""
    return "组织生活会" in kind


class Cycle(Fact):
    """One meeting with its preparation and follow-up. Lists keep the order of the facts."""

    id: CycleId = Field(title="会议周期代号", description="与所在文件夹同名，如 2021-party-history")
    cycle_year: Annotated[Open[int], Varies()] = Field(
        default=None, title="会议年度", examples=[2024], ge=1990, le=2099
    )
    kind: Annotated[Kind, _LOOK] = Field(title="会议类型")
    special_name: Annotated[Open[Text], Varies(distinctive=False)] = Field(
        default=None, title="专题名称", description="年度会议不写", examples=["党史学习教育"]
    )
    meeting_word: Text = Field(
        default="民主生活会", title="会议名称用语", description="组织生活会等另有名称时填写"
    )
    level: Text | None = Field(
        default=None, title="会议层级", examples=["县以上党和国家机关党员领导干部"]
    )
    sample: bool = Field(
        default=False,
        title="样例",
        description="虚构的样例写 true：网站标明样例，不审查、不发布，不和本单位的会议放在一起",
    )
    audience: Literal["internal", "public"] = Field(default="internal", title="发布范围")
    publish_names: bool = Field(default=False, title="网站显示姓名")
    site_address: Annotated[WebAddress | None, Varies()] = Field(
        default=None,
        title="网址",
        description="网站首页的网址；写明后生成各人的链接和二维码",
        examples=["http://网站地址/文件夹/"],
    )
    archived_on: Annotated[Day | None, Varies(distinctive=False)] = Field(
        default=None,
        title="归档日期",
        description="会议工作全部结束后填写；网站再生成一次，此后不再改动，每次生成时只作核对",
        examples=["2022-03-01"],
    )
    remarks: Annotated[tuple[Remark, ...], Varies()] = Field(
        default=(), title="更新说明", description="显示在首页，提醒读者注意"
    )

    team: Team = Field(default=Team(), title="班子")
    roles: Roles = Field(default=Roles(), title="称谓")
    members: Annotated[tuple[Member, ...], _LOOK] = Field(default=(), title="班子成员")
    staff: tuple[Person, ...] = Field(default=(), title="其他人员")
    departments: tuple[Department, ...] = Field(default=(), title="分管部门")
    bodies: Annotated[tuple[Body, ...], _LOOK] = Field(default=(), title="机构")
    offices: tuple[Office, ...] = Field(default=(), title="责任单位")
    prep_group: PrepGroup = Field(default=PrepGroup(), title="会议筹备领导小组")
    guidance_group: GuidanceGroup | None = Field(default=None, title="指导组")

    theme: Annotated[Open[Text], Varies()] = Field(
        default=None,
        title="会议主题",
        examples=["大力弘扬伟大建党精神，勇于担当作为，走好新的赶考之路"],
    )
    terms: tuple[Term, ...] = Field(default=(), title="本次会议用语")
    basis: Annotated[tuple[Basis, ...], _LOOK] = Field(default=(), title="依据")
    purpose: Purpose = Field(default=Purpose(), title="意义和目的")
    campaign: Annotated[Campaign | None, _LOOK] = Field(default=None, title="教育活动")
    feedback: Annotated[Feedback | None, _LOOK] = Field(default=None, title="反馈问题整改")
    areas: tuple[Area, ...] = Field(default=(), title="对照检查方面")
    dimensions: tuple[Text, ...] = Field(
        default=("思想", "政治", "组织", "作风", "纪律"), title="剖析维度"
    )
    reading_list: Annotated[tuple[ReadingGroup, ...], Varies(opens=False)] = Field(
        default=(), title="学习篇目"
    )
    materials: Annotated[tuple[Material, ...], _LOOK] = Field(default=(), title="学习材料")

    meeting: Meeting = Field(default=Meeting(), title="会议")
    agenda: Annotated[tuple[AgendaItem, ...], _LOOK] = Field(default=(), title="会议议程")
    preparation: Preparation = Field(default=Preparation(), title="会议准备")
    follow_up: FollowUp = Field(default=FollowUp(), title="会后工作")
    documents: tuple[CycleDocument, ...] = Field(default=(), title="材料")
    extra_documents: Annotated[tuple[ExtraDocument, ...], _LOOK] = Field(
        default=(), title="其他材料"
    )
    results: Annotated[Results | None, Internal()] = Field(
        default=None, title="工作情况统计", description="只用于办公室版"
    )
    allow_terms: Annotated[tuple[AllowedTerm, ...], Internal(), Varies(distinctive=False)] = Field(
        default=(), title="允许出现的词语"
    )

    @property
    def branch(self) -> bool:
        """Whether a branch holds it, with all its members, and not a leadership group."""
        return is_branch(self.kind)

    @property
    def special(self) -> bool:
        """Whether the meeting has a special subject beside or instead of the annual one."""
        return "专题" in self.kind

    @property
    def annual(self) -> bool:
        """Whether it is the year's regular meeting."""
        return self.kind in ("年度", "年度暨专题", "组织生活会")

    @property
    def meeting_title(self) -> str:
        """The meeting's name without the group, with references: 党史学习教育专题民主生活会."""
        year = "{cycle_year}年度" if self.annual else ""
        link = "暨" if self.annual and self.special else ""
        special = "{special_name}专题" if self.special else ""
        return f"{year}{link}{special}{self.meeting_word}"

    @property
    def meeting_short(self) -> str:
        """The meeting's short name: 专题民主生活会."""
        return f"{'专题' if self.special else ''}{self.meeting_word}"

    @property
    def formal_title(self) -> str:
        """The meeting's name with its year and level."""
        special = "{special_name}专题" if self.special else ""
        link = "暨" if self.annual and self.special else ""
        return f"{{cycle_year}}年度{self.level or ''}{link}{special}{self.meeting_word}"

    @property
    def title(self) -> str:
        """The meeting's full name, the group first."""
        return f"{{team}}{self.meeting_title}"

    @property
    def readings(self) -> tuple[Reading, ...]:
        """All items of the reading list in order."""
        return tuple(item for group in self.reading_list for item in group.items)

    @property
    def people(self) -> tuple[Person, ...]:
        """Members first, then staff."""
        return (*self.members, *self.staff)

    @property
    def reference_day(self) -> dt.date | None:
        """The meeting's date, else the last day on which it may be held."""
        return self.meeting.date or self.meeting.deadline

    def resolve(self, deadline: Deadline) -> dt.date | None:
        """Return a deadline's date; None where it hangs on a date that is still open."""
        return deadline.resolve(self.reference_day)

    def certain_day(self, deadline: Deadline | None) -> dt.date | None:
        """Return a deadline's date where nothing can move it; None while it is only reckoned."""
        return deadline.resolve(self.meeting.date) if deadline else None
