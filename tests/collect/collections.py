"""Collections for tests, as if papers of a sample had come in; the people are the sample's own, and fictional."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from typing import Any

from huiqi.collect.model import (
    CollectedPaper,
    Collection,
    CopyKey,
    Due,
    OfficeMark,
    Place,
    Reading,
    Refused,
)
from huiqi.collect.status.due import list_due
from huiqi.facts.reading.load import Facts
from tests.support.samples import FIRST, make_facts, read_sample

IN_TIME, LATE = dt.date(2022, 1, 5), dt.date(2022, 1, 20)
FORM = "f" * 64
PLACES = (
    Place("last_rectification", "上年度整改情况", "一、上年度整改落实情况"),
    Place("problems_1", "写明问题", "二、存在的问题›（一）第一个方面"),
    Place("problems_2", "写明问题", "二、存在的问题›（二）第二个方面"),
    Place("matter_1", "有或者无", "五、需要说明的事项›1", "choice", ("有", "无")),
    Place("measure_1", "措施", "整改措施›第1行›措施", list="measure", row=1),
    Place("measure_2", "措施", "整改措施›第2行›措施", list="measure", row=2),
    Place("owner_2", "责任人", "整改措施›第2行›责任人", list="owner", row=2),
)
ANSWERS = {
    "last_rectification": ("上年度整改事项已经完成（示例）。",),
    "problems_1": ("第一段：示例问题。", "第二段：<b>示例</b> & 事例。"),
    "matter_1": ("无",),
    "measure_3": ("另加一行的示例措施。",),
}


def find_due(due: tuple[Due, ...], paper: str, *people: str, office: str | None = None) -> CopyKey:
    """Return the key of a paper that is due, by its template and its people."""
    (found,) = (
        one.key for one in due
        if one.key.paper == paper and one.key.people == people and one.key.office == office
    )  # fmt: skip
    return found


def make_paper(key: CopyKey, file: str, received: int = 1, **values: Any) -> CollectedPaper:
    """Return a paper that was read with some answers; ``values`` are other fields of it."""
    digest = hashlib.sha256(file.encode()).hexdigest()
    reading = Reading(ANSWERS, open=("problems_2", "measure_1", "measure_2"))
    paper = CollectedPaper(
        file,
        digest,
        key,
        "个人发言提纲",
        reading,
        FORM,
        received,
        "properties",
        received_on=IN_TIME,
    )
    return replace(paper, **values)


def make_collection(facts: Facts | None = None, **changes: Any) -> Collection:
    """Return what came in for the first sample: each state of a paper once, everything to be looked at once."""
    facts = facts or make_facts(FIRST)
    due = list_due(facts)
    members = [one.id for one in facts.cycle.members]
    outlines = [find_due(due, "outline", one) for one in members]
    offices = [one.key for one in due if one.key.paper == "opinion-form"]
    talks = [one.key for one in due if one.key.paper == "talk-record"]
    unsure = Reading(
        {"problems_1": ("示例问题。",)}, unsure={"problems_1": "标题已改动"},
        unplaced=("不知写在哪里的示例文字。",), notes=("含修订痕迹",), open=("problems_2",),
    )  # fmt: skip
    papers = (
        make_paper(outlines[0], "第一批/提纲1.docx", 1, state="replaced"),
        make_paper(outlines[0], "第二批/提纲1.docx", 2),
        make_paper(outlines[1], "第一批/提纲2.docx", 3, received_on=LATE, older_form=True),
        make_paper(outlines[2], "第一批.zip/提纲3.docx", 4, state="double"),
        make_paper(outlines[2], "第一批.zip/提纲3 (2).docx", 5, state="double"),
        make_paper(outlines[3], "第一批/提纲4.docx", 6, reading=unsure, how="text", doubts=("文件中的姓名和名单不同",)),
        make_paper(offices[0], "征求意见/甲.docx", 7),
        make_paper(offices[0], "征求意见/乙.docx", 8),
        make_paper(talks[0], "谈话/1.docx", 9),
        make_paper(CopyKey("talk-record", "talk-record", (members[0], "somebody-gone")), "谈话/2.docx", 10),
    )  # fmt: skip
    marks = (
        OfficeMark(talks[1], "paper", dt.date(2022, 1, 8), "手写件，双方已签名"),
        OfficeMark(outlines[4], "deferred", dt.date(2022, 1, 9), "因公外出"),
    )
    refused = (
        Refused("第一批/说明.doc", "是 .doc 文件，没有读。请用 Word 或 WPS 另存为 .docx 后再交"),
    )
    made = Collection(facts.cycle.id, papers, due, refused, marks, {FORM: PLACES})
    return replace(made, **changes)


def make_large_facts(count: int = 40) -> Facts:
    """Return the first sample with so many members, each under a numbered name."""
    data = read_sample(FIRST).data
    members = [
        {"id": f"member-{number}", "name": f"成员{number}", "post": f"第{number}分管职务", "oversees_none": True}
        for number in range(len(data["members"]) + 1, count + 1)
    ]  # fmt: skip
    return make_facts(FIRST, (("members",), [*map(dict, data["members"]), *members]))


def fill_all(facts: Facts) -> Collection:
    """Return a collection into which every paper came, each with some answers."""
    due = list_due(facts)
    papers = tuple(make_paper(one.key, f"{number}.docx", number) for number, one in enumerate(due))
    return Collection(facts.cycle.id, papers, due, forms={FORM: PLACES})
