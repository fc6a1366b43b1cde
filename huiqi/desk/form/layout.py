"""The sections of the form: which facts stand on which page, in the order in which a clerk knows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Shape = Literal["fields", "table", "cards"]


@dataclass(frozen=True)
class Block:
    """Facts that stand together under a heading.

    ``place`` is the dotted place of a group or list, empty for facts of the cycle itself; ``only``
    names the fields shown, all where it is empty; ``without`` those that stand elsewhere.
    """

    title: str
    place: str = ""
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    shape: Shape = "fields"


@dataclass(frozen=True)
class Section:
    """One page of the form."""

    id: str
    title: str
    blocks: tuple[Block, ...]


SECTIONS = (
    Section("meeting", "会议和主题", (
        Block("会议类型", only=("kind", "cycle_year", "special_name", "meeting_word", "level")),
        Block("会议主题", only=("theme",)),
        Block("时间和地点", "meeting"),
        Block("依据", "basis", shape="cards"),
        Block("意义和目的", "purpose"),
        Block("教育活动", "campaign"),
        Block("反馈问题整改", "feedback"),
        Block("本次会议用语", "terms", shape="table"),
    )),
    Section("people", "人员", (
        Block("班子", "team"),
        Block("班子成员", "members", shape="table"),
        Block("分管部门", "departments", shape="table"),
        Block("其他人员", "staff", shape="table"),
        Block("会议筹备领导小组", "prep_group"),
    )),
    Section("offices", "机构和责任单位", (
        Block("机构", "bodies", shape="table"),
        Block("责任单位", "offices", without=("duties",), shape="table"),
        Block("指导组", "guidance_group"),
    )),
    Section("areas", "对照检查方面", (
        Block("对照检查方面", "areas", shape="cards"),
        Block("剖析维度", only=("dimensions",)),
    )),
    Section("readings", "学习篇目和材料", (
        Block("学习篇目", "reading_list", shape="cards"),
        Block("学习材料", "materials", shape="table"),
    )),
    Section("schedule", "日程", (
        Block("会议准备", "preparation"),
        Block("会议议程", "agenda", shape="table"),
        Block("会后工作", "follow_up"),
    )),
    Section("duties", "职责", (
        Block("责任单位的职责", "offices", only=("duties",), shape="cards"),
    )),
    Section("documents", "会议材料", (
        Block("会议材料", "documents", shape="cards"),
        Block("其他材料", "extra_documents", shape="cards"),
    )),
    Section("results", "工作情况统计", (Block("工作情况统计", "results"),)),
    Section("publication", "发布", (
        Block("网站", only=("audience", "publish_names", "site_address", "archived_on", "sample")),
        Block("更新说明", "remarks", shape="table"),
        Block("称谓", "roles"),
        Block("允许出现的词语", "allow_terms", shape="table"),
    )),
)  # fmt: skip


# What is still open, of all sections; its blocks come from the facts.
OPEN = Section("open", "还要填写", ())


def find_section(key: str, inner: str = "") -> Section:
    """Return the section that shows a fact; ``inner`` is its field inside an item of a list."""
    for section in SECTIONS:
        for block in section.blocks:
            top = block.place or None
            named = key in block.only if top is None else top == key
            if named and (top is None or not inner or _shows(block, inner)):
                return section
    return SECTIONS[0]


def _shows(block: Block, name: str) -> bool:
    return name not in block.without and (not block.only or name in block.only)
