"""Who takes part: the group, its members, offices, bodies, and what they are called."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from huiqi.facts.model.fields import (
    BodyRef,
    DepartmentRef,
    Fact,
    Id,
    Open,
    Party,
    PersonalName,
    PersonRef,
    Text,
    Varies,
)

Stage = Literal[
    "plan", "study", "opinions", "talks", "materials", "criticism", "appraisal", "meeting",
    "follow-up",
]  # fmt: skip


class RecurringParty(StrEnum):
    """A party that the facts name by its part in every meeting, not by an id of its own.

    Each is a word of ``Roles``, which says how it is called here, but for the guidance group:
    it is described by facts of its own.
    """

    TEAM = "team"
    CHAIR = "chair"
    LEADER = "leader"
    MEMBERS = "members"
    AUTHOR = "author"
    TALKERS = "talkers"
    PREPARERS = "preparers"
    ATTENDEES = "attendees"
    RECORDER = "recorder"
    HEADS = "heads"
    REVIEWERS = "reviewers"
    ARCHIVE = "archive"
    GUIDANCE_GROUP = "guidance-group"


# The group and those within it, then all others, each in the order of tables and lists.
WITHIN_THE_TEAM = (
    RecurringParty.TEAM, RecurringParty.CHAIR, RecurringParty.MEMBERS, RecurringParty.AUTHOR,
    RecurringParty.TALKERS, RecurringParty.PREPARERS,
)  # fmt: skip
BESIDE_THE_TEAM = (
    RecurringParty.ATTENDEES, RecurringParty.RECORDER, RecurringParty.HEADS,
    RecurringParty.GUIDANCE_GROUP,
)  # fmt: skip
# Those whom the facts do not name one by one, in the order of lists.
UNNAMED = (RecurringParty.HEADS, RecurringParty.RECORDER, RecurringParty.GUIDANCE_GROUP)
# Every member belongs to them.
EVERY_MEMBER = frozenset({
    RecurringParty.MEMBERS, RecurringParty.AUTHOR, RecurringParty.ATTENDEES,
    RecurringParty.TALKERS, RecurringParty.TEAM,
})  # fmt: skip
# What is theirs to draft, each of them writes alone.
OWN_WRITERS = frozenset({
    RecurringParty.AUTHOR, RecurringParty.MEMBERS, RecurringParty.TALKERS,
})  # fmt: skip
# What is sent to them reaches each as one of many.
ONE_OF_MANY = frozenset({
    RecurringParty.ATTENDEES, RecurringParty.MEMBERS, RecurringParty.TEAM,
})  # fmt: skip


class Roles(Fact):
    """What recurring parties are called, the guidance group aside."""

    chair: Text = Field(default="班子主要负责同志", title="主要负责人称谓")
    leader: Text = Field(default="主要负责同志", title="主要负责人简称")
    members: Text = Field(default="班子成员", title="成员称谓")
    team: Text = Field(default="领导班子", title="班子称谓")
    heads: Text = Field(default="分管部门主要负责同志", title="分管部门负责人称谓")
    author: Text = Field(default="本人", title="撰写人称谓")
    attendees: Text = Field(default="参会人员", title="参会人员称谓")
    talkers: Text = Field(default="谈话双方", title="谈话双方称谓")
    recorder: Text = Field(default="记录人", title="记录人称谓")
    archive: Text = Field(default="归档", title="归档去向称谓")
    reviewers: Text = Field(default="相关领导", title="审定人称谓")
    preparers: Text = Field(default="会议筹备领导小组", title="筹备组称谓")


class Team(Fact):
    """The leadership group that holds the meeting."""

    name: Open[Text] = Field(default=None, title="班子名称", examples=["市委常委班子"])
    unit: Open[Text] = Field(default=None, title="单位全称", examples=["中共云岭市委员会"])
    self_reference: Open[Text] = Field(default=None, title="自称", examples=["我市"])
    chair: Open[PersonRef] = Field(
        default=None, title="主要负责同志", description="members 中一人的姓名或代号"
    )
    committee: tuple[PersonRef, ...] = Field(
        default=(),
        title="支部委员",
        description="党支部委员会的成员，members 中几人的姓名或代号",
    )


class Body(Fact):
    """A superior or outside body; its name is written here and nowhere else."""

    id: Id = Field(examples=["superior"])
    name: Open[Text] = Field(default=None, title="机构名称", examples=["省委组织部"])


class Department(Fact):
    """A department that a member oversees."""

    id: Id = Field(examples=["finance"])
    name: Open[Text] = Field(default=None, title="部门名称", examples=["市财政局"])
    head: Open[PersonRef] = Field(
        default=None, title="主要负责同志", description="members 或 staff 中一人的姓名或代号"
    )


# Whoever gives the field another example must not lose the mark that keeps it off the site.
NameOfPerson = Annotated[Open[Text], PersonalName()]


class Person(Fact):
    """A person; on the site, the post alone unless publish_names is set."""

    id: Id = Field(examples=["clerk"])
    name: NameOfPerson = Field(default=None, title="姓名", examples=["水十四"])
    post: Open[Text] = Field(default=None, title="职务", examples=["市委办公室综合科科长"])


class Member(Person):
    """A member of the group."""

    id: Id = Field(examples=["secretary"])
    name: NameOfPerson = Field(default=None, title="姓名", examples=["赵一"])
    post: Open[Text] = Field(default=None, title="职务", examples=["市委副书记、市长"])
    branch: Open[Text] = Field(
        default=None, title="所属支部", examples=["市委办公室机关第一党支部"]
    )
    oversees: tuple[DepartmentRef, ...] = Field(
        default=(), title="分管部门", description="departments 中的名称或代号"
    )
    oversees_none: bool = Field(
        default=False, title="不分管部门", description="确无分管部门时写 true"
    )


class Duty(Fact):
    """One duty of an office."""

    text: Text = Field(
        title="职责",
        description="可用 {代号} 引用名称，{owner} 为本责任单位以外的承担单位",
        examples=["负责起草{team}对照检查材料，交{chair}审定"],
    )
    stage: Stage = Field(title="环节")
    owner: Party | None = Field(default=None, title="承担单位", description="不写即为本责任单位")


class Office(Fact):
    """An office with duties in this meeting."""

    id: Id = Field(examples=["party-office"])
    name: Open[Text] = Field(default=None, title="责任单位名称", examples=["市委办公室"])
    duties: tuple[Duty, ...] = Field(default=(), title="职责")


class PrepGroup(Fact):
    """The group that prepares the meeting."""

    leader: Open[PersonRef] = Field(default=None, title="组长")
    deputies: Open[tuple[PersonRef, ...]] = Field(default=None, title="副组长")
    members: Open[tuple[PersonRef, ...]] = Field(default=None, title="成员")


class GuidanceGroup(Fact):
    """The group by which the superior guides and supervises the meeting."""

    sent_by: Open[BodyRef] = Field(default=None, title="派出机构")
    prefix: Text | None = Field(default=None, title="名称中间部分", examples=["{campaign}"])
    number: Annotated[Open[int], Varies()] = Field(
        default=None, title="指导组编号", examples=[3], ge=1, le=99
    )
    word: Text = Field(default="指导组", title="名称末尾部分", examples=["督导组"])


class Contact(Fact):
    """Whom to ask about the meeting."""

    person: Open[PersonRef] = Field(default=None, title="联系人")
    phone: Open[Text] = Field(default=None, title="联系电话", examples=["0000-0000000"])
